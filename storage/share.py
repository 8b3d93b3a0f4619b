"""Which conversations this process works on: all of them, or those of its own channels beside another process."""

from __future__ import annotations

import sqlalchemy as sa


class Share:
    """The door's share of the conversations in a store. A conversation's id begins with its channel."""

    def __init__(self, *, everything: bool = True) -> None:
        self._channels: set[str] | None = None if everything else set()

    def take(self, channel: str) -> None:
        """Take on a channel's conversations, unless all are taken on already."""
        if self._channels is not None:
            self._channels.add(channel)

    @property
    def channels(self) -> frozenset[str] | None:
        """The channels; None stands for all."""
        return None if self._channels is None else frozenset(self._channels)

    def has(self, conversation_id: str) -> bool:
        return self._channels is None or conversation_id.rpartition("-")[0] in self._channels

    def where(self, column: sa.Column[str]) -> list[sa.sql.ClauseElement]:
        """Return what a query of that column (a conversation's id) must be narrowed by."""
        if self._channels is None:
            return []
        mine = (column.startswith(f"{channel}-", autoescape=True) for channel in sorted(self._channels))
        return [sa.or_(sa.false(), *mine)]
