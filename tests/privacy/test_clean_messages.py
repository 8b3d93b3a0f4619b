"""What clients ask about must reach the assistant as they wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from privacy import Masker

MESSAGES = yaml.safe_load(Path(__file__).with_name("clean_messages.yml").read_text(encoding="utf-8"))
CASES = [(language, message) for language, messages in MESSAGES.items() for message in messages]


@pytest.mark.parametrize(("language", "message"), CASES)
def test_message_without_personal_data_comes_back_unchanged(language: str, message: str, masker: Masker) -> None:
    assert masker.mask(message, language).text == message


@pytest.mark.parametrize(("language", "message"), CASES)
def test_language_given_does_not_matter(language: str, message: str, masker: Masker) -> None:
    other = {"en": "fr", "fr": "other"}[language]

    assert masker.mask(message, other).text == message


def test_small_and_capital_letters_leave_clean_messages_clean(masker: Masker) -> None:
    changed = [text for _, text in CASES if masker.mask(text.lower(), "en").text != text.lower()]
    shouted = [text for _, text in CASES if masker.mask(text.upper(), "en").text != text.upper()]

    assert (changed, shouted) == ([], [])


@pytest.mark.parametrize("text", ["mon numéro 12345678 de permis", "it is 302345678 of application", "1234567 de visa"])
def test_the_number_of_a_paper_is_no_amount(text: str, masker: Masker) -> None:
    assert not any(char.isdigit() for char in masker.mask(text, "fr").text)
