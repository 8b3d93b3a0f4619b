"""A conversation in the terminal through the same door, model and actions as on the web."""

from __future__ import annotations

import io
import sys

import settings
from channels.phrases import Phrases
from evaluation.assistant import Assistant
from storage.conversations import Entry

LANGUAGES = ("en", "fr")


async def talk(assistant: Assistant, language: str | None) -> None:
    """Read lines until the end of input; a number chooses a button."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for notice in notices((language,) if language else LANGUAGES):
        print(notice, "\n")
    buttons: list[str] = []
    while True:
        try:
            # Nothing else runs on this event loop, and Ctrl-C ends a read of this thread alone.
            line = input("> ")
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if line.strip().isdecimal() and 1 <= int(line) <= len(buttons):
            line = buttons[int(line) - 1]
        buttons = []
        for entry in await assistant.say("terminal", line, language):
            buttons += _shown(entry, len(buttons))
        print()


def notices(languages: tuple[str, ...]) -> list[str]:
    """Return what a client reads first, with the address of this installation's privacy notice."""
    phrases = Phrases.load(public_url=_public_url())
    return [str(phrases.message("utter_notice", language)["text"]) for language in languages]


def _public_url() -> str:
    try:
        return settings.load().public_url
    except settings.SettingsError:
        # A trainer's machine may have none yet; talking needs none.
        return settings.load(dict.fromkeys(map(str.upper, settings.SECRETS), "x" * 32)).public_url


def _shown(entry: Entry, before: int) -> list[str]:
    """Print a reply, its buttons counted from `before`; return what they stand for."""
    print(f"\n{entry.body['text']}")
    for link in entry.body["links"]:
        print(f"  {link['title']}: {link['url']}")
    if entry.body["code"]:
        print(f"  [{entry.body['code']}]")
    for number, button in enumerate(entry.body["quick_replies"], start=before + 1):
        print(f"  {number}. {button['title']}")
    return [str(button["payload"]) for button in entry.body["quick_replies"]]
