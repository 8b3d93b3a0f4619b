"""The door of this process, built once for all its channels."""

from __future__ import annotations

import logging
from functools import lru_cache

import settings
from channels import own_sentences, recovery
from channels.door import Door, Limits
from channels.forwarding import Forwarding
from channels.phrases import Phrases
from handoff.client import BridgeClient
from knowledge_base import Knowledge, KnowledgeError, Response
from storage.conversations import Conversations
from storage.guard import process_guard
from storage.share import Share
from storage.taken import TakenMessages

log = logging.getLogger(__name__)

CONTACT_CODE = "900202"
"""The response that names the contact pages; an action that opens no ticket shows them too."""


@lru_cache(maxsize=1)
def process_settings() -> settings.Settings:
    """Return the process's settings; raises SettingsError."""
    return settings.load()


@lru_cache(maxsize=1)
def conversations() -> Conversations:
    given = process_settings()
    # With a server for each brain, a channel takes its conversations on when it is connected to the door.
    return Conversations(given.door_url, given.door_key, Share(everything=given.brains == "one"))


@lru_cache(maxsize=1)
def forwarding() -> Forwarding:
    given = process_settings()
    return Forwarding(conversations(), BridgeClient(given.bridge_url, given.bridge_token))


@lru_cache(maxsize=1)
def door() -> Door:
    """Return the process's door."""
    given = process_settings()
    limits = Limits(given.max_message_length, given.turn_timeout)
    phrases = Phrases.load(public_url=given.public_url)
    process_guard().trust(own_sentences.published(responses(), phrases))
    return Door(
        conversations(),
        process_guard(),
        phrases,
        limits,
        forwarding(),
        contacts=contacts,
    )


def lets_expire() -> bool:
    """Whether old conversations, of all channels, expire in this process: in one of two servers."""
    channels = conversations().share.channels
    return channels is None or settings.WEB in map(settings.brain_of, channels)


async def take_up() -> None:
    """Answer what the last process left unanswered."""
    await recovery.take_up(door(), TakenMessages(process_settings().conversations_url))


def responses() -> list[Response]:
    """Return what clients may read; nothing when there is no knowledge base."""
    try:
        return Knowledge.open(process_settings().knowledge_url).served()
    except KnowledgeError as error:
        log.error("the knowledge base cannot be read: %s", error)
        return []


def contacts(language: str) -> list[dict[str, str]]:
    """Return the links to where a client can turn to when no agent can be reached."""
    try:
        found = Knowledge.open(process_settings().knowledge_url).by_code(CONTACT_CODE)
    except KnowledgeError as error:
        log.error("no contact pages: %s", error)
        return []
    return [{"title": link.title, "url": link.url} for link in found.links.get(language, ())] if found else []
