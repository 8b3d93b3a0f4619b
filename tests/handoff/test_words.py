from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
import yaml

from handoff.api_models import Channel, Reason, Rung
from handoff.console import rendering
from handoff.console.rendering import waited
from handoff.console.words import WORDS_FILE, read_words
from handoff.courier import REASONS
from handoff.desk import OUTCOMES
from handoff.errors import WordsInvalid
from handoff.intake import LEFT
from handoff.views import DELIVERED, KEPT, REFUSED, SENT, WAITING
from privacy import KINDS
from storage.receipts import REFUSALS

CATALOGUE = {
    f"{group}.{key}": pair
    for group, keys in yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8")).items()
    for key, pair in keys.items()
}
NAMED = {"languages", "zones", "channels", "reasons", "rungs", "steps", "outcomes", "kinds", "delivery", "refusals"}
FOLDER = Path(rendering.__file__).parent


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", CATALOGUE)
def test_both_languages_say_the_same_things(key: str) -> None:
    assert placeholders(CATALOGUE[key]["en"]) == placeholders(CATALOGUE[key]["fr"])


def test_every_key_that_a_page_uses_is_in_the_catalogue_and_none_is_left_over() -> None:
    sources = [*FOLDER.glob("templates/*.html"), *FOLDER.glob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    quoted = {key for key in re.findall(r"""["'](\w+\.\w+)["']""", text) if not key.endswith(".html")}
    used = {key for key in quoted if key.split(".")[0] in {known.split(".")[0] for known in CATALOGUE}}
    called_by_name = {key for key in CATALOGUE if key.split(".")[0] in NAMED} | {"ticket.client", "ticket.bot"}

    assert used - set(CATALOGUE) == set()
    assert set(CATALOGUE) - used - called_by_name == set()


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("outcomes", (*OUTCOMES, LEFT)),
        ("reasons", get_args(Reason)),
        ("channels", tuple(filter(None, get_args(Channel)))),
        ("rungs", get_args(Rung)),
        ("kinds", KINDS),
        ("refusals", (*REFUSALS, *REASONS.values())),
        ("delivery", (SENT, KEPT, WAITING, DELIVERED, REFUSED)),
    ],
)
def test_what_the_code_stores_has_a_name(group: str, values: tuple[str, ...]) -> None:
    assert {f"{group}.{value}" for value in values} == {key for key in CATALOGUE if key.startswith(f"{group}.")}


def test_value_without_a_name_is_shown_as_it_is() -> None:
    assert read_words()["fr"].name("reasons", "brand_new") == "brand new"


@pytest.mark.parametrize("wrong", ["a: {b: {en: x}}", "a: {b: {en: x, fr: ''}}", "a: {b: x}", "- a", "a: ["])
def test_catalogue_with_a_language_missing_is_refused(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "words.yml"
    path.write_text(wrong, encoding="utf-8")

    with pytest.raises(WordsInvalid, match=r"words\.yml"):
        read_words(path)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=59), "under 1 min"),
        (timedelta(seconds=-5), "under 1 min"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1, minutes=5), "1 h 5 min"),
        (timedelta(days=3, hours=4, minutes=50), "3 d 4 h"),
    ],
)
def test_waiting_time_is_coarser_the_longer_it_is(span: timedelta, said: str) -> None:
    assert waited(read_words()["en"], span) == said
