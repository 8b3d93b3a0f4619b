"""Door → here. Where a channel shows nothing of ours before typing, the notice goes before the first answer."""

from __future__ import annotations

import time

from channels.output import Reply, reply_of
from channels.phrases import LANGUAGES, Phrases
from settings import NOTICE_VERSION
from storage.conversations import Conversation
from storage.receipts import Receipts
from storage.shown import NOTICE, Shown

AGAIN_AFTER = 24 * 3600.0
"""Meta asks to tell again "after a significant lapse of time" that an automated service answers."""


class Notice:
    """Knows the channels that need it, and which conversations have not had it lately."""

    def __init__(self, phrases: Phrases, receipts: Receipts, shown: Shown) -> None:
        self._phrases = phrases
        self._shown = shown
        self._receipts = receipts
        self._channels: set[str] = set()

    def needed_on(self, channel: str) -> None:
        self._channels.add(channel)

    def is_due(self, known: Conversation, *, opening: bool) -> bool:
        """Tell whether a conversation begins, or begins again, with the bot."""
        if known.owner == "person" or not (opening or known.channel in self._channels):
            return False
        moved = self._receipts.last_moved(known.id)
        return moved is None or time.time() - moved > AGAIN_AFTER

    def reply(self, known: Conversation, *, opening: bool) -> Reply:
        """Return the notice; in both languages to a client who has not written a word yet."""
        return self.sentence("utter_notice", known, opening=opening)

    def said(self, known: Conversation, version: str = NOTICE_VERSION) -> None:
        """Keep with the conversation which version of the notice it was shown, and when first."""
        self._shown.note(known.id, NOTICE, version)

    def welcome(self, known: Conversation) -> Reply:
        """Return what follows the notice when nothing was asked yet."""
        return self.sentence("utter_door_welcome", known, opening=True)

    def sentence(self, name: str, known: Conversation, *, opening: bool) -> Reply:
        languages = LANGUAGES if opening and known.page_language is None else (known.language,)
        said = [self._phrases.message(name, language)["text"] for language in languages]
        return reply_of({"text": "\n\n".join(said)})
