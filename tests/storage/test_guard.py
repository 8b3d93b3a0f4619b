"""The guard: nothing unmasked comes out, nothing is masked twice, nothing unknown is let through."""

from typing import Any

import pytest

from privacy import Masked, MaskingFailed, shared_masker
from storage.guard import KNOWN_SIZE, TECHNICAL_KEYS, Guard

NAME, MAIL, UCI = "Zenobia Madeup", "zenobia@example.org", "1234-5678"
NUMBERS = ("4539148803436467", "4163550199")
SENTENCE = f"My name is {NAME}, write to {MAIL}, my UCI is {UCI}"


class Counting:
    """A masker that counts; the real one's work is tested elsewhere."""

    def __init__(self) -> None:
        self.masked: list[str] = []

    def mask(self, text: str, language: str) -> Masked:
        self.masked.append(text)
        return Masked(text.replace("secret", "<KIND>"), ())

    def knows(self, words: str) -> bool:
        return True


class Failing:
    def mask(self, text: str, language: str) -> Masked:
        raise MaskingFailed("made up")


def spoiled(value: Any) -> list[str]:
    return [datum for datum in (NAME, "Zenobia", MAIL, UCI, *NUMBERS) if datum in str(value)]


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
        {"event": "user", "metadata": {"name": NAME, "id": MAIL, "owner": MAIL, "code": UCI, "start": 4163550199}},
        {"event": "slot", "name": MAIL, "value": {"reference": UCI, "sender_id": MAIL, "step": f"{NAME}"}},
        {"event": "user", "parse_data": {"intent": {"name": MAIL}, "entities": [{"entity": MAIL, "value": UCI}]}},
        {"event": "slot", "name": "x", "value": {MAIL: 1, "deep": {UCI: True}}},
        {"event": "slot", "name": "x", "value": 4539148803436467},
        {"event": "user", "metadata": {"card": 4539148803436467.0}},
    ],
    ids=[
        "text and metadata",
        "entities",
        "slot",
        "custom data",
        "structures under technical keys",
        "unknown keys",
        "technical keys in metadata",
        "technical keys in a slot",
        "names of intents and entities",
        "keys",
        "a number",
        "a number with a point",
    ],
)
def test_every_string_of_an_event_is_masked(guard: Guard, event: dict[str, Any]) -> None:
    assert spoiled(event)
    assert spoiled(guard.deep(event)) == []


OURS = ("action_handoff", "utter_answer", "affirm", "deny", "ticket")
PERSONS = ["Zubair_Rahimi", "zahra_rahimi", "Tunde_Adeyemi", "Parisa_Moradi", "Ngozi_Okafor"]


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize(
    "event",
    [
        {"event": "slot", "name": "{}", "value": 1},
        {"event": "slot", "name": "rung", "value": "/{}"},
        {"event": "action", "name": "{}", "policy": "{}"},
        {"event": "form", "name": "{}"},
        {"event": "user", "input_channel": "{}", "parse_data": {"intent": {"name": "{}"}}},
        {"event": "user", "parse_data": {"entities": [{"entity": "{}", "extractor": "{}"}]}},
        {"event": "reminder", "name": "{}", "intent": "{}"},
        {"event": "bot", "metadata": {"owner": "{}", "utter_action": "{}", "step": "{}"}},
    ],
    ids=["slot", "payload", "action", "form", "intent", "entity", "reminder", "metadata"],
)  # fmt: skip
def test_a_person_is_masked_where_an_event_names_something(guard: Guard, event: dict[str, Any], name: str) -> None:
    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: filled(one) for key, one in value.items()}
        return [filled(one) for one in value] if isinstance(value, list) else str(value).replace("{}", name)

    masked = str(guard.deep(filled(event)))

    assert name.lower() not in masked.lower()


def test_a_name_of_the_domain_stays_though_it_could_be_somebody_s() -> None:
    guard = Guard(shared_masker())
    event = {"event": "user", "parse_data": {"intent": {"name": "mina_karimi"}}}

    assert guard.deep(event) != event
    guard.trust_names(["mina_karimi"])
    assert guard.deep(event) == event


@pytest.mark.parametrize(
    "event",
    [
        {"event": "user", "timestamp": 6135550199.0},
        {"event": "user", "parse_data": {"intent": {"name": "deny", "confidence": 6135550199}}},
        {"event": "user", "parse_data": {"entities": [{"entity": "language", "start": 61355501, "end": 6135550199}]}},
        {"event": "user", "timestamp": 613555019},
        {"event": "user", "parse_data": {"intent": {"name": "deny", "confidence": 613.5550199}}},
        {"event": "slot", "name": "rung", "value": 6135550199.5},
        {"event": "slot", "name": "rung", "value": 613.5550199},
        {"event": "slot", "name": "rung", "value": "web-61355501990000000000000000000000"},
        {"event": "slot", "name": "rung", "value": "mina-61355501990000000000000000000a00"},
        {"event": "slot", "name": "rung", "value": "61355501990000000000000000000000"},
        {"event": "user", "message_id": "61355501-9900-0000-0000-000000000000"},
    ],
    ids=[
        "moment",
        "confidence",
        "offsets",
        "moment of nine digits",
        "confidence above one",
        "with a fraction",
        "as a fraction",
        "as a digest",
        "as a conversation",
        "as another's conversation",
        "as a UUID",
    ],
)
def test_a_number_is_masked_wherever_an_event_has_one(guard: Guard, event: dict[str, Any]) -> None:
    assert "613555" not in str(guard.deep(event)).replace("-", "").replace(".", "")


def test_names_of_ours_and_numbers_stay(guard: Guard) -> None:
    guard.trust_names(OURS)
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


def test_an_event_of_ours_comes_out_as_it_is(guard: Guard) -> None:
    """One that masking changed would make Rasa read the whole conversation anew at each turn."""
    guard.trust_names(OURS)
    ours = {"model_id": "b288390a15e649f1b5c666af819dc5c1", "assistant_id": "quaid"}
    events = [
        {"event": "user", "text": '/affirm{"language": "fr"}', "input_channel": "messenger", "metadata": ours},
        {"event": "bot", "metadata": {**ours, "utter_action": "utter_answer", "code": "051103", "step": "handoff"}},
        {"event": "slot", "name": "ticket", "value": "Q-7K3M-92", "metadata": ours, "timestamp": 1795348015.0},
        {"event": "user", "parse_data": {"intent_ranking": [{"name": "deny", "confidence": 0.5}], "questions": []}},
    ]

    assert guard.deep(events) == events


@pytest.mark.parametrize(
    "identifier",
    [
        "zenobia@example.org",
        "416-555-0199",
        "messenger-4539148803436467",
        "gwendolyn_carpenter",
        "gwendolyn-carpenter",
        "gwendolyn%20carpenter",
        "k9g%203p1",
    ],
)
def test_a_conversation_whose_id_is_a_datum_is_not_kept(guard: Guard, identifier: str) -> None:
    with pytest.raises(MaskingFailed, match="personal datum"):
        guard.conversation(identifier)


@pytest.mark.parametrize("identifier", [f"web-{'0af3' * 8}", "0af3" * 8, "default"])
def test_a_conversation_with_an_id_of_ours_is_kept(guard: Guard, identifier: str) -> None:
    assert guard.conversation(identifier) == identifier


@pytest.mark.parametrize("value", [b"bytes", {"a set"}, object()])
def test_what_no_json_holds_is_withheld(guard: Guard, value: object) -> None:
    with pytest.raises(MaskingFailed, match="cannot be masked"):
        guard.deep({"event": "slot", "value": [value]})


def test_an_event_that_holds_itself_is_withheld(guard: Guard) -> None:
    event: dict[str, Any] = {"event": "slot"}
    event["value"] = event

    with pytest.raises(MaskingFailed, match="nested too deep"):
        guard.deep(event)


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


OWN = "Apply at least 30 days before your permit expires."
PAGE = "https://www.canada.ca/en/services/study-permit.html"


def trusting(*published: str) -> tuple[Guard, list[str]]:
    """Return a guard that trusts these sentences, and the list of what it has its masker mask."""
    counting = Counting()
    guard = Guard(counting)  # type: ignore[arg-type]  # counts calls
    guard.trust(published)
    return guard, counting.masked


def test_what_we_publish_passes_word_for_word() -> None:
    guard, masked = trusting(OWN, PAGE)
    event = {"event": "bot", "text": OWN, "metadata": {"links": [{"title": OWN, "url": PAGE}]}}

    assert guard.deep(event) == event
    assert masked == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{OWN} My secret is mine.", id="more behind it"),
        pytest.param(f"My secret. {OWN}", id="more before it"),
        pytest.param(OWN.lower() + " secret", id="nearly the same"),
        pytest.param(f"{OWN} {OWN} secret", id="twice"),
    ],
)
def test_what_is_not_ours_to_the_letter_is_masked(text: str) -> None:
    guard, masked = trusting(OWN)

    assert "secret" not in guard.text(text)
    assert masked == [text]


def test_what_follows_a_sentence_of_ours_is_masked() -> None:
    guard, masked = trusting(OWN)

    assert guard.text(f"{OWN}\n\nMy secret is mine.") == f"{OWN}\n\nMy <KIND> is mine."
    assert masked == ["My secret is mine."]


def test_a_client_who_repeats_us_is_masked_at_the_door() -> None:
    """The door asks for the masker itself: of a message from outside nothing is taken for ours."""
    guard, masked = trusting(OWN)

    guard.mask(OWN, "en")

    assert masked == [OWN]


@pytest.mark.parametrize("name", ["Zenobia", "Zenobia Madeup", ""])
def test_what_may_be_a_name_is_never_trusted(name: str) -> None:
    guard, masked = trusting(name)

    guard.text(name)

    assert masked == [name]


def test_a_piece_of_an_event_s_masked_text_is_not_masked_again() -> None:
    guard, masked = trusting()
    question = "Can I work?"
    event = {
        "event": "user",
        "text": f"I told a secret. {question}",
        "parse_data": {"text": f"I told a secret. {question}", "questions": [{"text": question}]},
        "metadata": {"answer": "I told a secret."},
    }

    found = guard.deep(event)

    assert "secret" not in str(found)
    assert found["parse_data"]["questions"] == [{"text": question}]
    assert masked == [event["text"], event["text"], "I told a secret."]


def test_a_piece_of_another_event_s_text_is_masked() -> None:
    guard, masked = trusting()

    guard.deep([{"event": "user", "text": "one piece of it"}, {"event": "user", "metadata": {"answer": "one piece"}}])

    assert masked == ["one piece of it", "one piece"]


def test_what_cannot_be_masked_does_not_come_out() -> None:
    guard = Guard(Failing())  # type: ignore[arg-type]  # the real masker cannot be made to fail

    with pytest.raises(MaskingFailed):
        guard.deep({"event": "user", "text": "anything"})


def test_no_technical_key_is_one_where_rasa_keeps_what_clients_say() -> None:
    assert TECHNICAL_KEYS.isdisjoint({"text", "value", "metadata", "parse_data", "data", "message", "query", "title"})


@pytest.mark.parametrize(("extractor", "kept"), [("LanguageTagger", True), ("gwendolyn", False)])
def test_an_extractor_is_a_component_and_no_other_word(guard: Guard, extractor: str, kept: bool) -> None:
    entity = {"entity": "language", "value": "en", "extractor": extractor}

    [masked] = guard.deep({"event": "entities", "entities": [entity]})["entities"]

    assert (masked["extractor"] == extractor) is kept
