"""The model is made by a script: the same seed and lists, the same messages and the same bytes."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pycrfsuite
import yaml

from privacy.names import knowledge
from privacy.names.features import features
from privacy.names.lexicon import Lexicon
from privacy.names.tagger import FIRST, MODEL, NEXT, OUTSIDE, shared_tagger
from privacy.names.tokens import tokens
from privacy.names.train import PARAMETERS, clean_questions, examples, labels, messages, to_learn_from

MOST_BYTES = 2_000_000


def small_model(lexicon: Lexicon, path: Path) -> bytes:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({**PARAMETERS, "max_iterations": 5})
    for message in messages(lexicon, seed=3, each=(60, 20)):
        if found := tokens(message.text):
            trainer.append(features(found, lexicon), labels(found, message.names))
    trainer.train(str(path))
    return path.read_bytes()


def test_same_seed_makes_the_same_model(tmp_path: Path) -> None:
    lexicon = shared_tagger().lexicon

    assert small_model(lexicon, tmp_path / "one") == small_model(lexicon, tmp_path / "two")


def test_every_name_of_a_message_is_labelled() -> None:
    for message in islice(messages(shared_tagger().lexicon, seed=5, each=(300, 0)), 300):
        found = tokens(message.text)
        labelled = dict(zip((token.start for token in found), labels(found, message.names), strict=True))
        for start, end in message.names:
            inside = [label for at, label in labelled.items() if start <= at < end]
            assert OUTSIDE not in inside
            assert inside[:1] == [FIRST] or NEXT in inside


def test_clean_messages_have_no_name() -> None:
    assert all(not message.names for message in messages(shared_tagger().lexicon, seed=5, each=(0, 50)))


def test_half_of_the_examples_is_not_learnt_from() -> None:
    learnt = set(clean_questions("en"))
    kept = [example for example in examples("en") if not to_learn_from(example)]

    assert kept
    assert not learnt & set(kept) - set(knowledge_texts())


def knowledge_texts() -> list[str]:
    paths = (knowledge.ROOT / "knowledge_base" / "responses").rglob("*.yml")
    return [response["question"]["en"] for path in paths for response in yaml.safe_load(path.read_text("utf-8"))]


def test_committed_model_is_small() -> None:
    assert MODEL.stat().st_size < MOST_BYTES


def test_words_of_the_knowledge_base_are_those_in_small_letters(tmp_path: Path) -> None:
    response = {"question": {"en": "Can Grace hope?", "fr": "Où?"}, "answer": {"en": "see a.b/c", "fr": "voilà"}}
    (tmp_path / "r.yml").write_text(yaml.safe_dump([response], allow_unicode=True), encoding="utf-8")

    assert knowledge.words(tmp_path) == {"hope", "see", "voilà"}
