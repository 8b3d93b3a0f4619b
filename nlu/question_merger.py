"""[whole, asking sentence, …] → one message: the last word on the intent, and the questions found in it."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

QUESTIONS = "questions"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionMerger(GraphComponent, IntentClassifier):
    """Mixes the rankings of the whole message and of its asking sentences."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [IntentClassifier]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`whole_weight`: share of the whole message in the mix, 0 to 1; the rest is the best asking sentence's.

        `ranking_length`: how many intents the merged ranking keeps.
        """
        return {"whole_weight": 0.5, "ranking_length": 10}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionMerger:
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self._whole_weight = float(config["whole_weight"])
        self._length = int(config["ranking_length"])

    def process(self, messages: list[Message]) -> list[Message]:
        if not messages:
            return messages
        whole, parts = messages[0], messages[1:]
        # Cut in any case: the ranking is stored, streamed and sent to the actions with every later turn.
        ranking = self._mixed(whole, parts) if parts else (whole.get(INTENT_RANKING_KEY) or [])[: self._length]
        if ranking:
            whole.set(INTENT, ranking[0], add_to_output=True)
            whole.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        whole.set(QUESTIONS, [_question(part) for part in parts], add_to_output=True)
        return [whole]

    def _mixed(self, whole: Message, parts: list[Message]) -> list[dict[str, Any]]:
        """Return the ranking by `w * p(whole) + (1 - w) * max p(part)`, scaled so that it sums to at most 1."""
        scores_of_whole = _scores(whole)
        scores_of_parts = [_scores(part) for part in parts]
        names = set(scores_of_whole).union(*scores_of_parts)
        mixed = {
            name: self._whole_weight * scores_of_whole.get(name, 0.0)
            + (1 - self._whole_weight) * max(scores.get(name, 0.0) for scores in scores_of_parts)
            for name in names
        }
        total = max(1.0, sum(mixed.values()))
        ordered = sorted(mixed, key=lambda name: (-mixed[name], name))[: self._length]
        return [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: mixed[name] / total} for name in ordered]


def _scores(message: Message) -> dict[str, float]:
    ranking = message.get(INTENT_RANKING_KEY) or []
    return {entry[INTENT_NAME_KEY]: float(entry[PREDICTED_CONFIDENCE_KEY]) for entry in ranking}


def _question(part: Message) -> dict[str, Any]:
    """Return `{text, intent, confidence}` of an asking sentence read alone."""
    intent = part.get(INTENT) or {}
    return {
        "text": part.get(TEXT),
        "intent": intent.get(INTENT_NAME_KEY),
        "confidence": float(intent.get(PREDICTED_CONFIDENCE_KEY) or 0.0),
    }
