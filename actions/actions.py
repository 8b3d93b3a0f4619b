"""Names every action for `rasa run actions`, which imports the package and registers what it finds."""

from actions.answering import ActionAnswer
from actions.handoff_actions import ActionAskRating, ActionDeclinePerson, ActionHandoff, ActionRate
from actions.ladder_actions import (
    ActionAccept,
    ActionNextRung,
    ActionPrompt,
    ActionReject,
    ActionSearch,
    ActionStartOver,
)

__all__ = [
    "ActionAccept",
    "ActionAnswer",
    "ActionAskRating",
    "ActionDeclinePerson",
    "ActionHandoff",
    "ActionNextRung",
    "ActionPrompt",
    "ActionRate",
    "ActionReject",
    "ActionSearch",
    "ActionStartOver",
]
