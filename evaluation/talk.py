"""A conversation in the terminal through the same door, model and actions as on the web."""

from __future__ import annotations

import asyncio

from channels.phrases import Phrases
from evaluation.assistant import Assistant


def _notice(assistant: Assistant, language: str) -> str:
    phrases = Phrases.load(public_url=assistant.settings.public_url)
    return str(phrases.message("utter_notice", language)["text"])


async def talk(assistant: Assistant, language: str | None) -> None:
    """Read lines until the end of input; a number chooses a button."""
    print(_notice(assistant, language or "en"), "\n")
    buttons: list[str] = []
    while True:
        try:
            line = await asyncio.to_thread(input, "> ")
        except (EOFError, KeyboardInterrupt):
            return
        if line.strip().isdigit() and 1 <= int(line) <= len(buttons):
            line = buttons[int(line) - 1]
        buttons = []
        for entry in await assistant.say("terminal", line, language):
            print(f"\n{entry.body['text']}")
            for link in entry.body["links"]:
                print(f"  {link['title']}: {link['url']}")
            if entry.body["code"]:
                print(f"  [{entry.body['code']}]")
            for button in entry.body["quick_replies"]:
                buttons.append(button["payload"])
                print(f"  {len(buttons)}. {button['title']}")
        print()
