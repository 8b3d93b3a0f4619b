"""RulePolicy, with the hundreds of rules "intent → `action_answer`" read as one.

Rasa's RulePolicy scans all keys of its rules at each prediction once they outgrow its cache of 1,000, and each rule
brings three. Here those rules are a set of intents; all others are Rasa's own business.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import PolicyPrediction, confidence_scores_for
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME, RULE_SNIPPET_ACTION_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

ANSWER_ACTION = "action_answer"
ANSWERED = "answered intents"
"""Where they are kept, beside the rules."""
FRAME = (ACTION_LISTEN_NAME, RULE_SNIPPET_ACTION_NAME)
NEXT = {ACTION_LISTEN_NAME: ANSWER_ACTION, ANSWER_ACTION: ACTION_LISTEN_NAME}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class AnswerPolicy(RulePolicy):
    """Sure of `action_answer` after such an intent and of listening after it; else it predicts as RulePolicy."""

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Take the plain rules out and learn the others as Rasa does."""
        read = [(tracker, answered_intent(tracker)) for tracker in training_trackers]
        super().train([tracker for tracker, intent in read if intent is None], domain, **kwargs)
        self.lookup[ANSWERED] = sorted({intent for _, intent in read if intent is not None})
        self.persist()
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        message = tracker.latest_message
        if message is not None and message.intent.get("name") in self.lookup.get(ANSWERED, ()):
            action = NEXT.get(str(tracker.latest_action_name))
            if action is not None:
                return self._prediction(confidence_scores_for(action, 1.0, domain))
        return super().predict_action_probabilities(tracker, domain, rule_only_data, **kwargs)


def answered_intent(tracker: TrackerWithCachedStates) -> str | None:
    """Return the intent of a rule "intent → `action_answer`" without condition; None for any other story or rule."""
    steps = [
        event for event in tracker.events if not (isinstance(event, ActionExecuted) and event.action_name in FRAME)
    ]
    if not tracker.is_rule_tracker or len(steps) != 2:
        return None
    said, done = steps
    if isinstance(said, UserUttered) and isinstance(done, ActionExecuted) and done.action_name == ANSWER_ACTION:
        return str(said.intent_name)
    return None
