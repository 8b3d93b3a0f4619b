"""What of an event is ours or Rasa's, and never a word of a client: told by the key *and* by the form of the value.

A key alone says nothing: whoever writes metadata may call a name `name`. What has neither is masked. Nor does the form
alone: `mina_karimi` has that of an intent. The guard asks whether the domain knows it (`domain_names`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa.shared.core.constants import DEFAULT_ACTION_NAMES
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses

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

TIMES = frozenset(["timestamp", "sent_at", "epoch"])
"""Keys whose numbers are moments, and long."""

# Digits alone are a number of somebody's; one digest in three million has no letter.
_ID = re.compile(
    r"(?:(?:web|messenger|rest|other)-)?(?=[\d-]*[a-f])"
    r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)
# A button's payload, as the door hands it to Rasa.
_PAYLOAD = re.compile(r'/([A-Za-z]+(?:_[A-Za-z]+)*)(?:\{"language": "(?:en|fr)"\})?')
# Of an intent, an action, a slot, an entity.
_NAME = re.compile(r"(?:[A-Za-z]+|\d{1,3})(?:_(?:[A-Za-z]+|\d{1,3}))*")
# Where anybody may write, a lonely word may be a name: the masker decides.
_FREE_NAME = re.compile(r"[a-z]+(?:_[a-z]+)+")
# A small number, a response's code, a ticket's reference, a language, a channel, an owner, a policy.
_FIXED = re.compile(
    r"\d{1,3}|\d{6}|Q-[A-Z0-9]{4}-\d\d|quaid|en|fr|handoff|messenger|web|rest|cmdline|bot|queue|person"
    r"|(?:policy_\d_)?(?:Rule|(?:Augmented)?Memoization|TED|UnexpecTEDIntent|Answer)Policy"
)
_EXTRACTOR = re.compile(
    r"(?:[a-z_]+\.)*(?:LanguageTagger|DIETClassifier|(?:Regex|CRF|Mitie|Spacy|Duckling)EntityExtractor"
    r"|EntitySynonymMapper|RegexMessageHandler)"
)
_LONGEST = 100


def is_own_id(text: str) -> bool:
    """Tell whether `text` is a digest or a UUID, or a conversation's id."""
    return len(text) <= _LONGEST and bool(_ID.fullmatch(text))


def intent_of(text: str) -> str | None:
    """Return the intent of a button's payload; None for any other text."""
    payload = _PAYLOAD.fullmatch(text) if len(text) <= _LONGEST else None
    return payload[1] if payload else None


def domain_names(domain: Domain) -> Iterator[str]:
    """Return what `domain` names in events: intents, actions, responses, entities, slots."""
    yield from domain.intents
    yield from domain.action_names_or_texts
    yield from domain.responses
    yield from domain.entities
    yield from (slot.name for slot in domain.slots)


def rasa_names() -> Iterator[str]:
    """Return what Rasa itself calls actions and kinds of events."""
    yield from DEFAULT_ACTION_NAMES
    yield from (event.type_name for event in all_subclasses(Event))


def is_fixed(text: str) -> bool:
    """Tell whether `text` is a code, a reference, a small number, a policy, an extractor, a channel or a language."""
    return bool(_FIXED.fullmatch(text) or _EXTRACTOR.fullmatch(text))


def is_own_name(text: str, *, key: str = "", free: bool = False) -> bool:
    """Tell whether `text`, under a key that is ours, has the form of what we put there."""
    form = _FREE_NAME if free else _EXTRACTOR if key == "extractor" else _NAME
    return len(text) <= _LONGEST and bool(_ID.fullmatch(text) or is_fixed(text) or form.fullmatch(text))
