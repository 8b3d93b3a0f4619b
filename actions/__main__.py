"""`python -m actions`: the action server, on this machine's address only, with its services built before it listens."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence

from rasa_sdk.endpoint import create_app

import settings
from actions import wiring
from knowledge_base import KnowledgeError
from privacy import Masker
from privacy.errors import PrivacyError
from privacy.process_guard import guard_process
from search_engine import SearchError


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; returns the exit code, 1 when a setting, the knowledge base or the index is missing."""
    argparse.ArgumentParser(prog="python -m actions", description=__doc__).parse_args(arguments)
    try:
        _serve(settings.load())
    except (KnowledgeError, PrivacyError, SearchError, settings.SettingsError) as error:
        print(f"actions: {error}", file=sys.stderr)
        return 1
    return 0


def _serve(given: settings.Settings) -> None:
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
    sys.exit(main())
