"""`python -m actions`: the action server, on this machine's address only, with its services built before it listens."""

from __future__ import annotations

import logging

from rasa_sdk.endpoint import create_app

import settings
from actions import wiring
from privacy import Masker
from privacy.process_guard import guard_process


def main() -> None:
    """Serve until stopped. Raises what a missing knowledge base, index or setting raises."""
    given = settings.load()
    logging.basicConfig(level=given.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # What comes is masked; the log is guarded all the same, for callers who know the address.
    guard_process(Masker.build())
    # Builds everything, and loads what the first client would wait for.
    wiring.services().index.query("how long does it take to begin", "en")
    app = create_app("actions")
    # The SDK's own entry point listens on every address of the machine, and checks no token.
    # A line for each call says nothing that is not in the conversation, and masking it costs more than most actions.
    app.run(given.host, given.actions_port, workers=1, access_log=False)


if __name__ == "__main__":
    main()
