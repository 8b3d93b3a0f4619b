"""Our Rasa components one by one: focus, merging, language, thresholds."""

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.language_fallback import LanguageFallbackClassifier
from nlu.language_tagger import LanguageTagger
from nlu.message_focus import MessageFocus
from nlu.question_merger import QuestionMerger

STORY = "My brother was accepted in Halifax for January and has his letter. Can he fly in November? What about funds?"


def ranked(text: str, **chances: float) -> Message:
    ranking = [{"name": name, "confidence": chance} for name, chance in chances.items()]
    return Message(data={"text": text, "intent": ranking[0], "intent_ranking": ranking})


def fallback(**bars: Any) -> LanguageFallbackClassifier:
    bar = {"threshold": 0.5, "ambiguity_threshold": 0.1}
    return LanguageFallbackClassifier({"en": bar, "fr": bar, "question_threshold": 0.6, **bars})


def test_a_long_message_is_read_whole_and_by_its_asking_sentences() -> None:
    found = MessageFocus({"limit": 2}).process([Message(data={"text": STORY})])

    assert [message.get("text") for message in found] == [STORY, "Can he fly in November?", "What about funds?"]


@pytest.mark.parametrize("text", ["How early can I arrive?", '/affirm{"language": "en"}'])
def test_short_messages_and_payloads_are_read_once(text: str) -> None:
    assert len(MessageFocus({"limit": 2}).process([Message(data={"text": text})])) == 1


def test_training_sees_the_asking_sentence_of_a_story_too() -> None:
    story = "My brother was accepted in Halifax for January and has his letter. Can he fly in November already?"
    data = TrainingData([Message.build(text=story, intent="study_arrive_early")])

    examples = MessageFocus({"limit": 2}).process_training_data(data).intent_examples

    assert {example.get("text") for example in examples} == {story, "Can he fly in November already?"}
    assert {example.get("intent") for example in examples} == {"study_arrive_early"}


def test_merging_mixes_whole_and_best_asking_sentence() -> None:
    merger = QuestionMerger({"whole_weight": 0.5, "ranking_length": 10})
    whole, part = ranked(STORY, story=0.6, question=0.4), ranked("Can he fly?", question=0.9, story=0.1)

    (merged,) = merger.process([whole, part])

    assert merged.get("intent") == {"name": "question", "confidence": pytest.approx(0.65)}
    assert merged.get("questions") == [{"text": "Can he fly?", "intent": "question", "confidence": 0.9}]


def test_a_message_without_asking_sentences_keeps_its_ranking_and_has_no_questions() -> None:
    (merged,) = QuestionMerger({"whole_weight": 0.5, "ranking_length": 10}).process([ranked("hi", greet=0.9, bye=0.1)])

    assert merged.get("intent")["name"] == "greet"
    assert merged.get("questions") == []


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        pytest.param({"a": 0.8, "b": 0.1}, "a", id="sure"),
        pytest.param({"a": 0.4, "b": 0.1}, "nlu_fallback", id="below the threshold"),
        pytest.param({"a": 0.55, "b": 0.5}, "nlu_fallback", id="two alike"),
    ],
)
def test_the_fallback_keeps_the_candidates(chances: dict[str, float], expected: str) -> None:
    (found,) = fallback().process([ranked("text", **chances)])

    assert found.get("intent")["name"] == expected
    names = [entry["name"] for entry in found.get("intent_ranking") if entry["name"] != "nlu_fallback"]
    assert names == ["a", "b"]


def test_each_language_has_its_own_bar() -> None:
    message = ranked("texte", a=0.6, b=0.1)
    message.set("entities", [{"entity": "language", "value": "fr"}])

    (found,) = fallback(fr={"threshold": 0.7, "ambiguity_threshold": 0.1}).process([message])

    assert found.get("intent")["name"] == "nlu_fallback"


def test_only_sure_asking_sentences_are_answered_beside_another() -> None:
    message = ranked("text", a=0.9)
    message.set(
        "questions", [{"text": "?", "intent": "a", "confidence": 0.9}, {"text": "?", "intent": "b", "confidence": 0.3}]
    )

    (found,) = fallback().process([message])

    assert [question["intent"] for question in found.get("questions")] == ["a"]


def test_a_third_language_is_an_intent_of_its_own() -> None:
    tagger = LanguageTagger({"fallback": "en"})
    (message,) = tagger.process([ranked("hola quiero trabajar en canada que visa necesito soy de colombia", a=0.9)])

    (found,) = fallback().process([message])

    assert found.get("intent")["name"] == "other_language"


def test_the_doors_language_stands_over_detection() -> None:
    message = Message(data={"text": "Est-ce que je peux arriver avant?", "metadata": {"language": "en"}})

    (found,) = LanguageTagger({"fallback": "en"}).process([message])

    assert [entity["value"] for entity in found.get("entities")] == ["en"]


def test_without_a_door_the_language_is_detected() -> None:
    (found,) = LanguageTagger({"fallback": "en"}).process(
        [Message(data={"text": "Est-ce que je peux arriver avant mes cours?"})]
    )

    assert [entity["value"] for entity in found.get("entities")] == ["fr"]
