"""The guard: nothing unmasked comes out, nothing is masked twice, nothing unknown is let through."""

from typing import Any

import pytest

from privacy import Masked, MaskingFailed
from storage.guard import KNOWN_SIZE, TECHNICAL_KEYS, Guard

NAME, MAIL, UCI = "Zenobia Madeup", "zenobia@example.org", "1234-5678"
SENTENCE = f"My name is {NAME}, write to {MAIL}, my UCI is {UCI}"


class Counting:
    """A masker that counts; the real one's work is tested elsewhere."""

    def __init__(self) -> None:
        self.masked: list[str] = []

    def mask(self, text: str, language: str) -> Masked:
        self.masked.append(text)
        return Masked(text.replace("secret", "<KIND>"), ())


class Failing:
    def mask(self, text: str, language: str) -> Masked:
        raise MaskingFailed("made up")


def spoiled(value: Any) -> list[str]:
    return [datum for datum in (NAME, "Zenobia", MAIL, UCI) if datum in str(value)]


def test_a_sentence_comes_out_masked(guard: Guard) -> None:
    assert guard.text(SENTENCE) == "My name is <PERSON>, write to <EMAIL>, my UCI is <UCI>"


@pytest.mark.parametrize(
    "event",
    [
        {"event": "user", "text": SENTENCE, "metadata": {"language": "en", "note": SENTENCE}},
        {"event": "user", "parse_data": {"text": SENTENCE, "entities": [{"entity": "name", "value": SENTENCE}]}},
        {"event": "slot", "name": "question", "value": {"text": SENTENCE, "tried": [SENTENCE]}},
        {"event": "bot", "data": {"custom": {"anything": [{"deep": (SENTENCE,)}]}}},
        {"event": "slot", "name": "x", "value": {"code": {"hidden": SENTENCE}, "name": [SENTENCE]}},
        {"something": "unheard of", "new_key": SENTENCE},
    ],
    ids=["text and metadata", "entities", "slot", "custom data", "structures under technical keys", "unknown keys"],
)
def test_every_string_of_an_event_is_masked(guard: Guard, event: dict[str, Any]) -> None:
    assert spoiled(event)
    assert spoiled(guard.deep(event)) == []


def test_names_of_ours_and_numbers_stay(guard: Guard) -> None:
    event = {
        "event": "action",
        "name": "action_handoff",
        "timestamp": 1795348800.123,
        "policy": "RulePolicy",
        "confidence": 1.0,
        "message_id": "5d1c6f7e4b0a4b2f8f5b7d2f3c4e5a6b",
        "is_undo": False,
        "nothing": None,
    }

    assert guard.deep(event) == event


def test_a_masked_text_is_not_masked_again() -> None:
    counting = Counting()
    guard = Guard(counting)  # type: ignore[arg-type]  # counts calls
    masked = guard.mask("my secret question", "en").text

    assert guard.text(masked) == guard.deep({"text": masked})["text"] == "my <KIND> question"
    assert counting.masked == ["my secret question"]


def test_what_a_client_wrote_is_never_taken_for_masked() -> None:
    """Only results are remembered: the same raw text must be masked each time."""
    guard = Guard(Counting())  # type: ignore[arg-type]  # counts calls

    assert [guard.text("a secret") for _ in range(3)] == ["a <KIND>"] * 3


def test_the_memory_has_an_end() -> None:
    counting = Counting()
    guard = Guard(counting)  # type: ignore[arg-type]  # counts calls
    guard.text("the first")
    for number in range(KNOWN_SIZE):
        guard.text(f"text {number}")
    guard.text("the first")

    assert counting.masked.count("the first") == 2
    assert len(guard._known) == KNOWN_SIZE


def test_what_cannot_be_masked_does_not_come_out() -> None:
    guard = Guard(Failing())  # type: ignore[arg-type]  # the real masker cannot be made to fail

    with pytest.raises(MaskingFailed):
        guard.deep({"event": "user", "text": "anything"})


def test_no_technical_key_is_one_where_rasa_keeps_what_clients_say() -> None:
    assert TECHNICAL_KEYS.isdisjoint({"text", "value", "metadata", "parse_data", "data", "message", "query", "title"})
