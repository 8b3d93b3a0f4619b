"""[whole, asking sentence, …] → one message: the last word on the intent, and the questions found in it."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.confidence import Reading, Weights, ranked
from nlu.message_focus import WRITTEN
from nlu.word_classifier import READING

QUESTIONS = "questions"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionMerger(GraphComponent, IntentClassifier):
    """Weighs what both readers found in the whole message and in its asking sentences."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [IntentClassifier]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`whole_weight`: share of the whole message in the mix, 0 to 1; the rest is the best asking sentence's.

        `confidence`: the weights of `nlu.confidence`. `ranking_length`: how many intents the ranking keeps.
        """
        weights = {"chance": 1.0, "margin": 20.0, "cover": 5.0, "length": 1.0, "bias": -5.0}
        return {"whole_weight": 0.8, "confidence": weights, "ranking_length": 8}

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
        self._weights = Weights.of(config["confidence"])
        self._length = int(config["ranking_length"])

    def process(self, messages: list[Message]) -> list[Message]:
        """Return one message with the surest intents and, of each asking sentence, the surest intent of its own."""
        if not messages:
            return messages
        whole, parts = messages[0], [part for part in messages[1:] if part.get(READING)]
        reading: Reading | None = whole.get(READING)
        if reading is not None:
            mixed = reading.beside([part.get(READING) for part in parts], self._whole_weight)
            # Cut: the ranking is stored, streamed and sent to the actions with every later turn.
            ranking = [_entry(*pair) for pair in ranked(mixed, self._weights, self._length)]
            whole.set(INTENT, ranking[0], add_to_output=True)
            whole.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        whole.set(TEXT, whole.get(WRITTEN) or whole.get(TEXT), add_to_output=True)
        whole.set(QUESTIONS, [self._question(part) for part in parts], add_to_output=True)
        return [whole]

    def _question(self, part: Message) -> dict[str, Any]:
        """Return `{text, intent, confidence}` of an asking sentence read alone."""
        (intent, confidence), *_ = ranked(part.get(READING), self._weights, self._length)
        return {"text": part.get(TEXT), "intent": intent, "confidence": confidence}


def _entry(name: str, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
