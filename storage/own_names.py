"""What of an event is ours or Rasa's, and never a word of a client: told by the key *and* by the form of the value.

A key alone says nothing: whoever writes metadata may call a name `name`. What has neither is masked.
"""

from __future__ import annotations

import re

_OF_EVENTS = frozenset(
    [
        "event",
        "name",
        "timestamp",
        "policy",
        "confidence",
        "hide_rule_turn",
        "input_channel",
        "message_id",
        "sender_id",
        "id",
        "entity",
        "extractor",
        "start",
        "end",
        "is_undo",
        "use_text_for_featurization",
        "intent",
        "epoch",
        "sent_at",
    ]
)
FREE_KEYS = frozenset(
    [
        "language",
        "foreign",
        "model_id",
        "assistant_id",
        "utter_action",
        "template",
        "response",
        "code",
        "step",
        "payload",
        "channel",
        "rung",
        "ticket",
        "reference",
        "owner",
    ]
)
"""Where anybody may write: in metadata, in a slot's value, in custom data."""
TECHNICAL_KEYS = _OF_EVENTS | FREE_KEYS
"""In the structure of Rasa's events, where only Rasa and the domain name things."""

STRUCTURE = frozenset(["parse_data", "intent", "intent_ranking", "entities", "questions"])
"""Keys under which that structure goes on; what stands under any other is free."""

KEYS = (
    STRUCTURE
    | TECHNICAL_KEYS
    | frozenset(
        [
            "text",
            "value",
            "metadata",
            "data",
            "elements",
            "quick_replies",
            "buttons",
            "attachment",
            "image",
            "custom",
            "title",
            "links",
            "url",
            "answer",
            "action_text",
            "text_tokens",
            "response_selector",
            "tried",
            "codes",
            "intents",
            "type",
        ]
    )
)
"""Names of the contracts; any other key is masked like a value."""

_ID = re.compile(
    r"(?:[a-z]{2,20}-)?[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    # A button's payload, as the door hands it to Rasa.
    r'|/[a-z]+(?:_[a-z]+)*(?:\{"language": "(?:en|fr)"\})?'
)
_NAME = re.compile(
    r"(?:[A-Za-z]+|\d{1,3})(?:_(?:[A-Za-z]+|\d{1,3}))*"  # of an intent, an action, a policy, a channel
    r"|\d{6}|Q-[A-Z0-9]{4}-\d\d"  # a response's code, a ticket's reference
)
# Where anybody may write, a lonely word may be a name: the masker decides.
_FREE_NAME = re.compile(r"[a-z]+(?:_[a-z]+)+|\d{6}|Q-[A-Z0-9]{4}-\d\d|quaid|en|fr|handoff|messenger")
# Rasa's components have no names of one word in small letters.
_COMPONENT = re.compile(r"(?:[A-Za-z_]+\.)*[A-Z][A-Za-z]*(?:Tagger|Extractor|Classifier|Mapper|Synonyms)")
_LONGEST = 100


def is_own_id(text: str) -> bool:
    """Tell whether `text` is a digest or a UUID, a conversation's id or a button's payload."""
    return len(text) <= _LONGEST and bool(_ID.fullmatch(text))


def is_own_name(text: str, *, key: str = "", free: bool = False) -> bool:
    """Tell whether `text`, under a key that is ours, has the form of what we put there."""
    form = _FREE_NAME if free else _COMPONENT if key == "extractor" else _NAME
    return len(text) <= _LONGEST and bool(_ID.fullmatch(text) or form.fullmatch(text))
