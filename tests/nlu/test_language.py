"""Which language a message is in: a table of made-up messages, clumsy ones most of all."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from nlu.language import detect

MESSAGES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("language_messages.yml").read_text(encoding="utf-8"))


def _cases() -> list[Any]:
    groups = {
        f"{language}-{kind}": (language, texts)
        for language in ("en", "fr", "other")
        for kind, texts in [*MESSAGES[language].items(), ("mixed", MESSAGES["mixed"][language])]
    }
    return [
        pytest.param(language, text, id=f"{group}-{number}")
        for group, (language, texts) in groups.items()
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(("language", "text"), _cases())
def test_language_of_a_message_is_seen_whatever_the_fallback(language: str, text: str) -> None:
    assert [detect(text, "en"), detect(text, "fr")] == [language, language]


@pytest.mark.parametrize("text", MESSAGES["fallback"])
def test_a_message_that_does_not_say_keeps_the_fallback(text: str) -> None:
    assert [detect(text, "en"), detect(text, "fr")] == ["en", "fr"]


def test_the_table_is_large_enough_to_choose_thresholds_on() -> None:
    assert len(_cases()) >= 150


def test_a_usual_message_takes_less_than_a_millisecond() -> None:
    texts = [text for language in ("en", "fr") for text in MESSAGES[language]["clumsy"]]
    for text in texts:
        detect(text, "en")

    start = time.process_time()
    for text in texts:
        detect(text, "en")

    assert (time.process_time() - start) / len(texts) < 0.001


def test_a_very_long_text_is_judged_in_time() -> None:
    start = time.process_time()

    assert detect("je ne sais pas quoi faire " * 5_000, "en") == "fr"
    assert time.process_time() - start < 2.0
