"""Rasa's own costs in a turn that have nothing to do with its result, taken out once at start.

Measured in docs/quality.md (make bench). Each replacement gives the same result as what it replaces.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import jsonschema
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return jsonschema.validators.validator_for(schema)(schema)


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Check an action server's reply; stock Rasa compiles the schema anew for each (about 50 ms)."""
    _validator().validate(result)
    return True


@lru_cache(maxsize=1)
def _event_types() -> dict[str, type[Event]]:
    # The first of a name wins, as in Rasa.
    return {cls.type_name: cls for cls in reversed(all_subclasses(Event))}


def _resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """Return the class of an event type; stock Rasa walks all subclasses for each event."""
    return _event_types().get(type_name, default)


_stock_is_empty = Domain.is_empty


def _is_empty(self: Domain) -> bool:
    """Tell whether a domain is empty; stock Rasa writes out two whole domains for each message."""
    if not hasattr(self, "_quaid_is_empty"):
        self._quaid_is_empty = _stock_is_empty(self)
    return bool(self._quaid_is_empty)


def apply() -> None:
    """Put the replacements in place."""
    RemoteAction._validate_action_result = _validate_action_result
    Domain.is_empty = _is_empty
    Event.resolve_by_type = staticmethod(_resolve_by_type)
