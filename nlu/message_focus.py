"""Message → [whole, asking sentence, …] at prediction, so that the question is read apart from its story.

The components after it loop over the list, and read it without the placeholders of masked data; `nlu.question_merger`
makes one message of it again, as it was written. In training the asking sentence of a long example is added as an
example of its own.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.segments import asking_sentences, asks, without_placeholders

WRITTEN = "written"
"""Where the whole message keeps its text with placeholders, for what is stored."""

MIN_TRAINING_WORDS = 4
"""A shorter asking sentence ("Can I?") says nothing about its intent."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MessageFocus(GraphComponent):
    """Expands the message list; registered as a featurizer because those run in training and prediction."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`limit`: how many asking sentences at most are read beside the whole message."""
        return {"limit": 2}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageFocus:
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self._limit = int(config["limit"])

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the last asking sentence of each long example under the same intent."""
        added = []
        for example in training_data.intent_examples:
            text = without_placeholders(example.get(TEXT) or "")
            example.set(TEXT, text)
            parts = asking_sentences(text, limit=1)
            if parts and asks(parts[0]) and len(parts[0].split()) >= MIN_TRAINING_WORDS:
                added.append(Message.build(text=parts[0], intent=example.get(INTENT)))
        return training_data.merge(TrainingData(training_examples=added))

    def process(self, messages: list[Message]) -> list[Message]:
        """Return [whole, asking sentence, …] for one typed message; payloads and batches stay as they are."""
        if len(messages) != 1:
            return messages
        whole, written = messages[0], messages[0].get(TEXT) or ""
        if written.startswith("/"):
            return messages
        text = without_placeholders(written)
        whole.set(WRITTEN, written)
        whole.set(TEXT, text)
        return messages + [Message(data={TEXT: part}) for part in asking_sentences(text, self._limit) if part != text]
