"""What can go wrong with a ticket, for the client of the bridge and for the bridge itself.

Messages are for the operator: what, where, what to do. None of them is ever shown to a client.
"""

from __future__ import annotations


class HandoffError(Exception):
    """Base of every error of this package."""


class BridgeUnavailable(HandoffError):
    """The bridge gave no usable reply; what was asked may or may not have happened, ask again."""


class BridgeRefused(BridgeUnavailable):
    """The bridge is there and would not do this; `status` is its HTTP status. Another request may well pass."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class NoOpenTicket(HandoffError):
    """The conversation has no open ticket: its messages belong to the bot."""


class ReplyUnnamed(HandoffError):
    """A reply comes without the id that its page was given; it was not sent."""


class StoreUnusable(HandoffError):
    """The tickets' database cannot be opened or upgraded."""


class NotAllowed(HandoffError):
    """The ticket is not this agent's to see or to answer, or there is no such ticket."""


class TicketMoved(HandoffError):
    """The ticket is no longer where the agent's page shows it: taken, returned or closed since."""


class AgentInvalid(HandoffError):
    """An account cannot be made or changed as asked."""


class HoursInvalid(HandoffError):
    """opening_hours.yml cannot be used."""


class WordsInvalid(HandoffError):
    """The console's catalogue of words cannot be used."""
