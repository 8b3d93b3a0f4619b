"""A server whose channels are not ours: nothing masks before Rasa, so the store refuses to serve it."""

from __future__ import annotations

from sanic import Sanic

CONSOLE = "cmdline"
"""The channel of `rasa shell`, which a developer types into."""


class NotMasked(Exception):
    """A channel hands on what nobody masked. The message says which and what to do."""


def refuse_strange_channels() -> None:
    """Raise NotMasked when a server of this process reads channels and none of them has brought the gate along.

    Each channel of ours brings it (`channels/start_gate.py`), and with it the checks of the start: credentials.yml
    without any of them would start a server that checks nothing.
    """
    for app in Sanic._app_registry.values():
        names = {channel.name() for channel in getattr(app.ctx, "input_channels", ())} - {CONSOLE}
        if names and not hasattr(app.ctx, "gate_is_open"):
            raise NotMasked(
                f"{', '.join(sorted(names))}: no channel of ours, so it does not mask; restore credentials.yml"
            )
