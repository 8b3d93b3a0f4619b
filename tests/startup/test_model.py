"""When a model is trained, and when not: Rasa's command is stood in for, files and folders are real."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from rasa.model import get_latest_model
from rasa.model_training import _determine_model_name
from rasa.shared.data import TrainingType

import settings
from nlu.importer import KnowledgeBaseImporter
from startup.made_from import _texts, made_from
from startup.model import KEPT, TrainingFailed, ensure, ensure_all, newest

RESPONSE = """
- code: "051103"
  intent: study_arrive_early
  status: reviewed
  answer: {en: "You may arrive before.", fr: "Vous pouvez arriver avant."}
"""
FILES = {
    "config.yml": "pipeline: []\n",
    "domain.yml": "intents: []\n",
    "data/nlu/en/study/letters.yml": "nlu: []\n",
    "data/rules/ladder.yml": "rules: []\n",
    "knowledge_base/responses/study/letters.yml": RESPONSE,
    "nlu/segments.py": "LONGEST = 3\n",
    "requirements.txt": "rasa==3.6.21\n",
}


class Rasa:
    """Stands where `rasa train` is run: leaves a model as it would, and remembers how it was asked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.asked: list[Sequence[str]] = []
        self.while_training = ""
        self.fails = False

    def __call__(self, words: Sequence[str]) -> int:
        self.asked.append(words)
        if self.while_training:
            (self.root / self.while_training).write_text("changed: true\n", encoding="utf-8")
        if not self.fails:
            models = Path(words[-1]) if "--out" in words else self.root / "models"
            model_of(models, f"{stamp(len(self.asked))}-quiet-river")
        return int(self.fails)


def stamp(seconds: float) -> str:
    """A time from now as Rasa writes it into the name of a model."""
    return time.strftime("%Y%m%d-%H%M%S", time.localtime(time.time() + seconds))


def model_of(models: Path, name: str, *, age: float = 0.0) -> Path:
    path = models / f"{name}.tar.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"model {name} {time.monotonic_ns()}".encode())
    os.utime(path, (time.time() - age, time.time() - age))
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
def rasa(root: Path) -> Rasa:
    return Rasa(root)


def test_a_second_start_does_not_train(root: Path, rasa: Rasa) -> None:
    assert ensure(rasa, root)
    assert not ensure(rasa, root)
    assert rasa.asked == [["train", "--skip-validation"]]


@pytest.mark.parametrize("name", FILES)
def test_whatever_a_model_is_made_from_it_is_trained_anew_when_that_changes(root: Path, rasa: Rasa, name: str) -> None:
    ensure(rasa, root)
    path = root / name
    path.write_text(path.read_text(encoding="utf-8").replace("reviewed", "retired") + "# more\n", encoding="utf-8")

    assert ensure(rasa, root)


@pytest.mark.parametrize("name", ["data/rules/ladder.yml", "knowledge_base/responses/study/letters.yml"])
def test_a_file_that_goes_or_moves_is_a_change(root: Path, rasa: Rasa, name: str) -> None:
    ensure(rasa, root)
    (root / name).unlink()

    assert ensure(rasa, root)


def test_the_words_of_an_answer_need_no_training(root: Path, rasa: Rasa) -> None:
    ensure(rasa, root)
    path = root / "knowledge_base/responses/study/letters.yml"
    path.write_text(RESPONSE.replace("You may arrive before.", "Yes, you may."), encoding="utf-8")

    assert not ensure(rasa, root)


def test_after_plain_rasa_train_nothing_is_trained_again(root: Path, rasa: Rasa) -> None:
    model_of(root / "models", f"{stamp(1)}-calm-lake")

    assert not ensure(rasa, root)
    assert not ensure(rasa, root)
    assert rasa.asked == []


def test_a_model_of_plain_rasa_train_that_is_older_than_the_examples_is_trained_anew(root: Path, rasa: Rasa) -> None:
    """Also when the file looks newer: it was written when the training ended, not when it began."""
    model_of(root / "models", f"{stamp(-60)}-calm-lake", age=-60)

    assert ensure(rasa, root)


def test_times_that_were_set_back_do_not_deceive(root: Path, rasa: Rasa) -> None:
    """As of `cp -p`, `rsync` or a restored backup."""
    model_of(root / "models", f"{stamp(-60)}-calm-lake")
    for path in root.rglob("*"):
        os.utime(path, (time.time() - 3600, time.time() - 3600))

    assert ensure(rasa, root)


def test_half_a_model_is_no_model(root: Path, rasa: Rasa) -> None:
    """`rasa train nlu` leaves one, and Rasa would load it: the newest is the newest."""
    ensure(rasa, root)
    model_of(root / "models", f"nlu-{stamp(5)}-calm-lake", age=-5)

    assert ensure(rasa, root)


def test_another_model_under_the_same_name_is_not_what_is_on_record(root: Path, rasa: Rasa) -> None:
    ensure(rasa, root)
    model = newest(root / "models")
    assert model is not None
    model.rename(model.with_name("production.tar.gz"))
    ensure(rasa, root)
    model_of(root / "models", "production", age=-5)

    assert ensure(rasa, root)


def test_what_changes_during_the_training_is_trained_at_the_next_start(root: Path, rasa: Rasa) -> None:
    rasa.while_training = "data/rules/ladder.yml"
    ensure(rasa, root)
    rasa.while_training = ""

    assert ensure(rasa, root)
    assert not ensure(rasa, root)


def test_a_change_of_the_components_lets_rasa_forget_what_it_has_cached(root: Path, rasa: Rasa) -> None:
    ensure(rasa, root)
    (root / "nlu/segments.py").write_text("LONGEST = 4\n", encoding="utf-8")
    ensure(rasa, root)

    assert rasa.asked[1] == ["train", "--skip-validation", "--force"]


def test_the_newest_three_models_are_kept_and_those_with_a_name_of_their_own(root: Path, rasa: Rasa) -> None:
    ensure(rasa, root)
    old = [model_of(root / "models", f"2026010{day}-000000-old-model", age=day * 1000) for day in range(1, 6)]
    own = model_of(root / "models", "accepted-in-march", age=9000)
    (root / "models" / "20260105-000000-old-model.made-from.json").touch()
    ensure(rasa, root)

    left = set((root / "models").iterdir())
    assert left >= {own, old[0], old[1]}
    assert not left & set(old[KEPT - 1 :])
    assert len([path for path in left if path.name.endswith(".tar.gz")]) == KEPT + 1
    assert {path.name for path in left if path.suffix == ".json"} == {
        path.name.replace(".tar.gz", ".made-from.json") for path in left if path.name.endswith("quiet-river.tar.gz")
    }


def trained_brains(root: Path, rasa: Rasa) -> list[str]:
    """Ask for both brains; return the folders of those that were trained."""
    before = len(rasa.asked)
    ensure_all("two", rasa, root)
    return [Path(words[-1]).relative_to(root).as_posix() for words in rasa.asked[before:]]


def test_each_brain_is_trained_on_the_shared_data_and_its_own_and_the_second_start_trains_none(
    root: Path, rasa: Rasa
) -> None:
    assert trained_brains(root, rasa) == ["models/web", "models/messenger"]
    assert trained_brains(root, rasa) == []
    data = [words[words.index("--data") + 1 : words.index("--out")] for words in rasa.asked]
    assert data == [[f"{root}/data", f"{root}/brains/{brain}"] for brain in settings.BRAINS]


@pytest.mark.parametrize(
    ("name", "trained"),
    [
        ("brains/messenger/en/messenger.yml", ["models/messenger"]),
        ("data/rules/ladder.yml", ["models/web", "models/messenger"]),
        ("brains/web/credentials.yml", []),
    ],
)
def test_a_brain_is_trained_anew_when_what_it_is_made_from_changes(
    root: Path, rasa: Rasa, name: str, trained: list[str]
) -> None:
    trained_brains(root, rasa)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("changed: true\n", encoding="utf-8")

    assert trained_brains(root, rasa) == trained


def test_one_model_and_two_do_not_stand_in_for_each_other(root: Path, rasa: Rasa) -> None:
    ensure_all("one", rasa, root)
    assert trained_brains(root, rasa) == ["models/web", "models/messenger"]
    ensure_all("one", rasa, root)
    assert rasa.asked[0] == ["train", "--skip-validation"]
    assert len(rasa.asked) == 3


def test_what_one_brain_has_cached_is_not_taken_by_another_after_a_change_of_the_components(
    root: Path, rasa: Rasa
) -> None:
    ensure_all("one", rasa, root)
    (root / "nlu/segments.py").write_text("LONGEST = 4\n", encoding="utf-8")
    trained_brains(root, rasa)

    assert ["--force" in words for words in rasa.asked] == [False, True, True]


def test_a_training_that_fails_stops_the_start_and_takes_no_model_away(root: Path, rasa: Rasa) -> None:
    old = [model_of(root / "models", f"2026010{day}-000000-old-model", age=day * 1000) for day in range(1, 6)]
    rasa.fails = True

    with pytest.raises(TrainingFailed, match="what Rasa printed above says where"):
        ensure(rasa, root)
    assert all(path.exists() for path in old)


def test_the_newest_model_is_the_one_that_rasa_loads(root: Path) -> None:
    for age in (30, 10, 20):
        model_of(root / "models", f"2026010{age // 10}-000000-old-model", age=age)

    assert str(newest(root / "models")) == get_latest_model(str(root / "models"))


def test_a_model_that_rasa_names_is_recognized(root: Path, rasa: Rasa) -> None:
    time.sleep(1.05 - time.time() % 1)  # a change within the second of the name would count as later
    model_of(root / "models", _determine_model_name(None, TrainingType.BOTH).removesuffix(".tar.gz"))

    assert not ensure(rasa, root)


def test_every_file_that_rasa_would_read_is_looked_at() -> None:
    importer = KnowledgeBaseImporter("config.yml", "domain.yml", [str(settings.ROOT / "data")])

    read = {settings.ROOT / path for path in (*importer._nlu_files, *importer._story_files, "config.yml", "domain.yml")}
    assert len(read) > 50
    assert read <= set(_texts(settings.ROOT, ""))


def test_looking_at_all_files_is_quick() -> None:
    began = time.process_time()
    made_from(settings.ROOT)

    assert time.process_time() - began < 2
