"""Terminal → here → every store. One conversation by the reference that its client has, handed out or deleted."""

from __future__ import annotations

import re
import time
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Any

from handoff.identifiers import DIGEST, conversation_name
from handoff.rights import StoredTickets
from handoff.store import Store
from retention.errors import ReferenceUnclear
from settings import Settings
from storage.rights import StoredConversations

PASSES = 3
"""A turn that was under way may have left something behind the first one."""
SETTLING = 0.3
"""Seconds in which what was just committed reaches the event file."""

_REFERENCE = re.compile(r"[0-9A-Fa-f]{8}|[Qq]-[0-9A-Za-z]{4}-[0-9]{2}|[a-z]{2,20}-[0-9a-f]{32}|[0-9a-f]{32}")


@dataclass(frozen=True)
class DeletionReceipt:
    """What was found where, and that nothing is left. No content, and no id but what was given."""

    reference: str
    deleted_at: str
    found: dict[str, int]
    left: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Requests:
    """All stores of an installation, for one conversation."""

    def __init__(self, given: Settings) -> None:
        self._conversations = StoredConversations(given)
        self._store = Store(given.tickets_url)
        self._tickets = StoredTickets(self._store)

    def close(self) -> None:
        self._store.close()

    def export(self, reference: str) -> dict[str, Any]:
        """Return everything that is stored, masked as it is stored. Raises ReferenceUnclear."""
        reference, identifier = self._find(reference)
        stored = self._conversations.export(identifier)
        return {"reference": reference, "exported_at": _now(), **stored, "tickets": self._tickets.export(identifier)}

    def delete(self, reference: str, *, pause: float = SETTLING) -> DeletionReceipt:
        """Delete it from every store, look again, and say what was found. Raises ReferenceUnclear."""
        reference, identifier = self._find(reference)
        found: dict[str, int] = {}
        left: dict[str, int] = {}
        for _ in range(PASSES):
            # The door first: then nothing more is passed on to the bridge.
            left = {**self._conversations.delete(identifier), **self._tickets.delete(identifier)}
            found = {where: found.get(where, 0) + count for where, count in left.items()}
            if not any(left.values()):
                break
            time.sleep(pause)
        self._conversations.scrub()
        self._tickets.scrub()
        return DeletionReceipt(reference, _now(), found, left)

    def _find(self, given: str) -> tuple[str, str]:
        """Return the reference as we write it, and the conversation's id."""
        # First of all an id as it stands: Rasa's own API takes some that look like no reference of ours.
        exact = given.encode("utf-8", "backslashreplace").decode()
        if self._conversations.knows(exact) or self._tickets.knows(exact):
            return exact, exact
        reference = as_written(given)
        found = self._conversations.ids(reference) | {self._own(one) for one in self._tickets.ids(reference)}
        if not found:
            raise ReferenceUnclear(
                f"{reference}: nothing is stored under it; it may have expired, been deleted, or been misread"
            )
        if len(found) > 1:
            names = ", ".join(sorted(found))
            raise ReferenceUnclear(f"{reference}: {len(found)} conversations have it ({names}); give one of these ids")
        return reference, found.pop()

    def _own(self, stored: str) -> str:
        """Return the id that the other stores have of a conversation whose id the bridge keeps as a digest."""
        if not stored.startswith(DIGEST):
            return stored
        return next((one for one in self._conversations.every_id() if conversation_name(one) == stored), stored)


def as_written(given: str) -> str:
    """Return a reference as we write it: read aloud, its zero becomes an O and it comes in groups.

    Raises ReferenceUnclear for what is none.
    """
    together = re.sub(r"\s", "", given)
    alone = together.replace("-", "")
    ticket = f"{alone[:1]}-{alone[1:5]}-{alone[5:]}"
    for reference in (together, alone, re.sub("[Oo]", "0", alone), ticket):
        if _REFERENCE.fullmatch(reference):
            return reference
    # Never what was given: a message may have been pasted by mistake.
    raise ReferenceUnclear(
        "that is no reference; give the 8 characters (0 to 9, A to F) that the page shows, a ticket's (Q-7K3M-92),"
        " or a conversation's id"
    )


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
