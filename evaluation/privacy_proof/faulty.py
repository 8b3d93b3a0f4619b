"""`python -m evaluation.privacy_proof.faulty MODULE …`: a process of ours that breaks at a word of a message.

Each fault quotes the client's words where a real one might: in its exception, in a warning, in a log record.
"""

from __future__ import annotations

import asyncio
import logging
import runpy
import sys
import threading
import warnings
from typing import Any

MASKER, LOUD, UNDERSTANDING, ACTION, BRIDGE = "zzmasker", "zzloud", "zznlu", "zzaction", "zzbridge"
FAULTS = (MASKER, LOUD, UNDERSTANDING, ACTION, BRIDGE)
HEARD = "zzheard"


class MadeUpFault(Exception):
    """What breaks; quotes what it was about."""


def main() -> None:
    """Put the faults of the process in place and run its module."""
    module = sys.argv[1]
    sys.argv = sys.argv[1:]
    _break_masker()
    {"rasa": _break_understanding, "actions": _break_actions, "handoff": _break_bridge}[module]()
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _fail(text: str, word: str) -> None:
    if word in text:
        raise MadeUpFault(f"cannot work on: {text}")


def _break_masker() -> None:
    from privacy import masker

    find, mask = masker.Masker._find, masker.Masker.mask

    def failing(self: masker.Masker, text: str, language: str) -> Any:
        _fail(text, MASKER)
        return find(self, text, language)

    def loud(self: masker.Masker, text: str, language: str) -> masker.Masked:
        if LOUD in text:
            _speak(text.replace(LOUD, HEARD))  # what is said of it is masked too, and must not be said again
        return mask(self, text, language)

    masker.Masker._find, masker.Masker.mask = failing, loud  # type: ignore[method-assign]


def _speak(text: str) -> None:
    """Say a text before it is masked, in every way a careless library might."""
    log = logging.getLogger("a.careless.library")
    if not log.handlers:
        log.addHandler(logging.StreamHandler())  # one that nobody has seen at the start
    log.debug("got %r", {"text": text})
    log.error("got %s", text, extra={"words": text})
    warnings.warn(f"strange: {text}", stacklevel=1)
    try:
        raise MadeUpFault(text)
    except MadeUpFault:
        log.exception("it broke", stack_info=True)
    thread = threading.Thread(target=_fail, args=(text, HEARD))
    thread.start()
    thread.join()
    try:
        asyncio.get_running_loop().call_soon(_fail, text, HEARD)
    except RuntimeError:
        log.debug("no event loop here")
    _speak_in_events(text)


def _speak_in_events(text: str) -> None:
    if "rasa" in sys.modules:
        import structlog

        events = structlog.get_logger("a.careless.library")
        events.error("careless.event", text=text, slots={"a": [text]}, name=text)


def _break_understanding() -> None:
    from rasa.core.processor import MessageProcessor

    parse = MessageProcessor.parse_message

    async def failing(self: Any, message: Any, *args: Any, **kwargs: Any) -> Any:
        _fail(str(message.text), UNDERSTANDING)
        return await parse(self, message, *args, **kwargs)

    MessageProcessor.parse_message = failing


def _break_actions() -> None:
    from actions.turn import Turn

    get: Any = vars(Turn)["text"].fget

    def failing(self: Turn) -> str:
        text = str(get(self))
        _fail(text, ACTION)
        return text

    Turn.text = property(failing)  # type: ignore[assignment,method-assign]


def _break_bridge() -> None:
    from handoff.intake import Intake

    add = Intake.add_message

    def failing(self: Intake, conversation_id: str, message_id: str, text: str, who: str) -> None:
        _fail(text, BRIDGE)
        add(self, conversation_id, message_id, text, who)

    Intake.add_message = failing  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
