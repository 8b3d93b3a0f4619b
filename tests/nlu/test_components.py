"""Our Rasa components one by one: focus, merging, language, thresholds."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.confidence import Reading
from nlu.language_fallback import LanguageFallbackClassifier
from nlu.language_tagger import LanguageTagger
from nlu.message_focus import MessageFocus
from nlu.question_merger import QuestionMerger
from nlu.word_classifier import READING, WordClassifier

STORY = "My brother was accepted in Halifax for January and has his letter. Can he fly in November? What about funds?"


def ranked(text: str, **chances: float) -> Message:
    ranking = [{"name": name, "confidence": chance} for name, chance in chances.items()]
    return Message(data={"text": text, "intent": ranking[0], "intent_ranking": ranking})


def read(text: str, chances: list[float], likeness: list[float]) -> Message:
    """A message as the two readers leave it, on the intents "question" and "story"."""
    reading = Reading(["question", "story"], np.array(chances), np.array(likeness), np.ones(2), len(text.split()))
    return Message(data={"text": text, READING: reading})


def merger(whole_weight: float = 0.5) -> QuestionMerger:
    return QuestionMerger({**QuestionMerger.get_default_config(), "whole_weight": whole_weight})


def fallback(**bars: Any) -> LanguageFallbackClassifier:
    bar = {"threshold": 0.5, "ambiguity_threshold": 0.1, "conversation_threshold": 0.3}
    config = {"en": bar, "fr": bar, "question_threshold": 0.6, **bars}
    found = LanguageFallbackClassifier(config, LocalModelStorage(Path()), Resource("fallback"), "fallback")
    found.words = {"answers": ["a", "b"]}
    return found


def test_a_long_message_is_read_whole_and_by_its_asking_sentences() -> None:
    found = MessageFocus({"limit": 2}).process([Message(data={"text": STORY})])

    assert [message.get("text") for message in found] == [STORY, "Can he fly in November?", "What about funds?"]


@pytest.mark.parametrize("text", ["How early can I arrive?", '/affirm{"language": "en"}'])
def test_short_messages_and_payloads_are_read_once(text: str) -> None:
    assert len(MessageFocus({"limit": 2}).process([Message(data={"text": text})])) == 1


def test_placeholders_of_masked_data_are_not_read_and_stay_in_what_is_stored() -> None:
    written = "I am <PERSON>, passport <PASSPORT>, and I landed in March with my two sons. When does my UCI come?"
    story = Message(data={"text": written})

    whole, part = MessageFocus({"limit": 2}).process([story])

    read_as = " ".join(whole.get("text").split())
    assert read_as == "and I landed in March with my two sons. When does my UCI come?"
    for message in (whole, part):
        message.set(READING, read("", [0.9, 0.1], [0.4, 0.1]).get(READING))
    (merged,) = merger().process([whole, part])
    assert merged.get("text") == written
    assert merged.as_dict(only_output_properties=True)["text"] == written


def test_training_sees_the_asking_sentence_of_a_story_too() -> None:
    story = "My brother was accepted in Halifax for January and has his letter. Can he fly in November already?"
    data = TrainingData([Message.build(text=story, intent="study_arrive_early")])

    examples = MessageFocus({"limit": 2}).process_training_data(data).intent_examples

    assert {example.get("text") for example in examples} == {story, "Can he fly in November already?"}
    assert {example.get("intent") for example in examples} == {"study_arrive_early"}


def test_an_asking_sentence_outweighs_its_story() -> None:
    whole, part = read(STORY, [0.4, 0.6], [0.2, 0.2]), read("Can he fly?", [0.9, 0.1], [0.5, 0.1])

    (merged,) = merger().process([whole, part])

    assert merged.get("intent")["name"] == "question"
    assert [entry["name"] for entry in merged.get("intent_ranking")] == ["question", "story"]
    (question,) = merged.get("questions")
    assert (question["text"], question["intent"]) == ("Can he fly?", "question")
    assert question["confidence"] > 0.5


def test_both_readers_agreeing_are_surer_than_one_alone() -> None:
    (agreeing,) = merger().process([read("two words", [0.8, 0.2], [0.4, 0.1])])
    (arguing,) = merger().process([read("two words", [0.8, 0.2], [0.1, 0.4])])

    assert agreeing.get("intent")["confidence"] > arguing.get("intent")["confidence"]


def test_a_message_without_asking_sentences_has_no_questions() -> None:
    (merged,) = merger().process([read("hi", [0.9, 0.1], [0.4, 0.1])])

    assert merged.get("intent")["name"] == "question"
    assert merged.get("questions") == []


def test_a_payload_keeps_the_intent_it_names() -> None:
    (merged,) = merger().process([ranked("/affirm", affirm=1.0)])

    assert merged.get("intent") == {"name": "affirm", "confidence": 1.0}


def test_a_confidence_without_all_its_weights_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="chance, margin, cover, length, bias"):
        QuestionMerger({**QuestionMerger.get_default_config(), "confidence": {"chance": 1.0}})


def test_the_words_of_a_message_are_read_alike_after_loading(tmp_path: Path) -> None:
    storage, resource = LocalModelStorage(tmp_path), Resource("words")
    examples = [
        Message.build(text="How do I renew my passport?", intent="passport"),
        Message.build(text="renewing passports", intent="passport"),
        Message.build(text="How much does biometrics cost?", intent="biometrics"),
        Message.build(text="Combien coûte la biométrie?", intent="biometrics"),
    ]
    trained = WordClassifier({}, storage, resource, "words")
    trained.train(TrainingData(examples))
    context = ExecutionContext(GraphSchema({}), node_name="words")
    loaded = WordClassifier.load({}, storage, resource, context)

    for reader in (trained, loaded):
        (message,) = reader.process([ranked("my passport, renew it", passport=0.6, biometrics=0.4)])
        reading = message.get(READING)
        assert list(reading.intents) == ["biometrics", "passport"]
        assert list(reading.chances) == [0.4, 0.6]
        assert reading.likeness[1] > reading.likeness[0] == 0
        assert reading.cover[1] == pytest.approx(1.0)
        assert reading.words == 4


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        pytest.param({"a": 0.8, "b": 0.1}, "a", id="sure"),
        pytest.param({"a": 0.4, "b": 0.1}, "nlu_fallback", id="below the threshold"),
        pytest.param({"a": 0.55, "b": 0.5}, "nlu_fallback", id="two alike"),
        pytest.param({"ask_person": 0.4, "b": 0.35}, "ask_person", id="no answer: a lower bar"),
        pytest.param({"ask_person": 0.2, "b": 0.1}, "nlu_fallback", id="too low for anything"),
    ],
)
def test_the_fallback_keeps_the_candidates(chances: dict[str, float], expected: str) -> None:
    (found,) = fallback().process([ranked("text", **chances)])

    assert found.get("intent")["name"] == expected
    names = [entry["name"] for entry in found.get("intent_ranking") if entry["name"] != "nlu_fallback"]
    assert names == list(chances)


def test_each_language_has_its_own_bar() -> None:
    message = ranked("texte", a=0.6, b=0.1)
    message.set("entities", [{"entity": "language", "value": "fr"}])

    higher = {"threshold": 0.7, "ambiguity_threshold": 0.1, "conversation_threshold": 0.3}
    (found,) = fallback(fr=higher).process([message])

    assert found.get("intent")["name"] == "nlu_fallback"


def test_asking_sentence_is_sure_from_its_own_bar_on() -> None:
    message = ranked("text", a=0.9)
    message.set(
        "questions", [{"text": "?", "intent": "a", "confidence": 0.9}, {"text": "?", "intent": "b", "confidence": 0.3}]
    )

    (found,) = fallback().process([message])

    assert [(question["intent"], question["sure"]) for question in found.get("questions")] == [
        ("a", True),
        ("b", False),
    ]


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
