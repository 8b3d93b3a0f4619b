"""The intent of a served response → `action_answer`: one policy in place of a rule for each of hundreds of intents.

Rasa's RulePolicy scans all keys of its rules at each prediction once they outgrow its cache of 1,000, and each rule
brings three. Rules of `data/rules` come first: their policy has the higher priority.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData, confidence_scores_for
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.importer import served_intents

ANSWER_ACTION = "action_answer"
INTENTS_FILE = "intents.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class AnswerPolicy(Policy):
    """Sure of `action_answer` after such an intent, and of listening after the answer; else it says nothing."""

    @staticmethod
    def supported_data() -> SupportedData:
        return SupportedData.ML_AND_RULE_DATA

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        intents: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context)
        self._intents = intents

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Keep which intents have a served response; the importer has put them into the domain."""
        self._intents = frozenset(served_intents()) & set(domain.intents)
        with self._model_storage.write_to(self._resource) as directory:
            (directory / INTENTS_FILE).write_text(json.dumps(sorted(self._intents)), encoding="utf-8")
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        action = self._next_action(tracker)
        if action is None:
            return self._prediction(self._default_predictions(domain))
        return self._prediction(confidence_scores_for(action, 1.0, domain))

    def _next_action(self, tracker: DialogueStateTracker) -> str | None:
        message = tracker.latest_message
        if message is None or message.intent.get("name") not in self._intents:
            return None
        after = {ACTION_LISTEN_NAME: ANSWER_ACTION, ANSWER_ACTION: ACTION_LISTEN_NAME}
        return after.get(str(tracker.latest_action_name))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> AnswerPolicy:
        with model_storage.read_from(resource) as directory:
            intents = json.loads((directory / INTENTS_FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, execution_context, frozenset(intents))
