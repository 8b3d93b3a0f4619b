"""Unsure → `nlu_fallback`, by bars of each language, a lower one for what is no question; foreign → a refusal."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge_base import load_sources
from nlu.language_tagger import FOREIGN, LANGUAGE
from nlu.question_merger import QUESTIONS
from nlu.stored import Stored

RESPONSES = Path(__file__).resolve().parent.parent / "knowledge_base" / "responses"
OTHER_LANGUAGE = "other_language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageFallbackClassifier(Stored, IntentClassifier):
    """Does what Rasa's FallbackClassifier does, once for each language; learns which intents bring an answer.

    A wrong answer is worse than a question back; a greeting or a wish for a person that is asked back is only tiring.
    A ranking entry keeps its confidence; only the intent changes, so the candidates of a clarification are there.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`en`, `fr`: the bars of that language, each 0 to 1 (see docs/quality.md).

        Of these, `threshold`: how sure an answer must be; `ambiguity_threshold`: and how much surer than the next;
        `conversation_threshold`: how sure anything else must be. `question_threshold`: how sure an asking sentence
        must be to be answered beside another.
        """
        bar = {"threshold": 0.7, "ambiguity_threshold": 0.05, "conversation_threshold": 0.4}
        return {"en": dict(bar), "fr": dict(bar), "question_threshold": 0.75}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Rasa trains this part again when an intent becomes an answer, or is one no more."""
        return hashlib.sha256("\n".join(_answers()).encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        return self.keep({}, {"answers": _answers()})

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(FOREIGN):
                message.set(INTENT, _intent(OTHER_LANGUAGE, 1.0), add_to_output=True)
                continue
            if INTENT in message.data and not self._is_sure(message):
                self._fall_back(message)
            message.set(QUESTIONS, self._judged(message.get(QUESTIONS) or []), add_to_output=True)
        return messages

    def _is_sure(self, message: Message) -> bool:
        bar = self._config[_language(message)]
        intent = message.get(INTENT)
        confidence = float(intent.get(PREDICTED_CONFIDENCE_KEY) or 0.0)
        if intent.get(INTENT_NAME_KEY) not in self.words.get("answers", ()):
            return bool(confidence >= bar["conversation_threshold"])
        others = [float(entry[PREDICTED_CONFIDENCE_KEY]) for entry in (message.get(INTENT_RANKING_KEY) or [])[1:2]]
        ahead = all(confidence - other >= bar["ambiguity_threshold"] for other in others)
        return bool(confidence >= bar["threshold"] and ahead)

    def _fall_back(self, message: Message) -> None:
        confidence = message.data[INTENT].get(PREDICTED_CONFIDENCE_KEY) or 0.0
        fallback = _intent(DEFAULT_NLU_FALLBACK_INTENT_NAME, confidence)
        message.set(INTENT, fallback, add_to_output=True)
        ranking = message.get(INTENT_RANKING_KEY) or []
        message.set(INTENT_RANKING_KEY, [fallback, *ranking], add_to_output=True)

    def _judged(self, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        bar = float(self._config["question_threshold"])
        return [{**question, "sure": question["confidence"] >= bar} for question in questions]


def _language(message: Message) -> str:
    for entity in message.get(ENTITIES) or []:
        if entity.get(ENTITY_ATTRIBUTE_TYPE) == LANGUAGE:
            return str(entity[ENTITY_ATTRIBUTE_VALUE])
    return "en"


def _intent(name: str, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}


def _answers() -> list[str]:
    """Return the intents whose response answers a question, as the knowledge base has them now."""
    return sorted(response.intent for response in load_sources(RESPONSES) if response.kind == "answer")
