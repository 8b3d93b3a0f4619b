"""What can go wrong with a ticket, for the client of the bridge and for the bridge itself.

Messages are for the operator: what, where, what to do. None of them is ever shown to a client.
"""

from __future__ import annotations


class HandoffError(Exception):
    """Base of every error of this package."""


class BridgeUnavailable(HandoffError):
    """The bridge gave no usable reply; what was asked may or may not have happened, ask again."""


class NoOpenTicket(HandoffError):
    """The conversation has no open ticket: its messages belong to the bot."""
