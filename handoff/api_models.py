"""The API's contract: what comes in, with nothing extra, and what goes out.

A ticket's reason and channel are kept without end, so only words of the contract are. Another word is no reason to
refuse a person: a general one takes its place.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Generator
from datetime import datetime, timezone
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConstrainedInt, ConstrainedStr, Extra, Field, validator

from handoff.client import TicketRequest, TranscriptLine
from handoff.identifiers import conversation_name, message_name
from handoff.plain_text import plain

log = logging.getLogger(__name__)

Language = Literal["en", "fr"]

# Their names for agents are in console/words.yml.
Reason = Literal["asked", "not_helpful", "not_found", "case_specific", "service_failed", "other"]
Channel = Literal["web", "messenger", "rest", ""]
Rung = Literal["answered", "clarified", "searched", "offered"]


class Id(ConstrainedStr):
    """A name given by the caller."""

    min_length, max_length, regex = 1, 128, re.compile(r"^[A-Za-z0-9_.:=~-]+$")


class ConversationId(Id):
    """A conversation, from here on by the name that is stored."""

    @classmethod
    def __get_validators__(cls) -> Generator[Callable[..., Any], None, None]:
        yield from super().__get_validators__()
        yield conversation_name


class MessageId(Id):
    """A message, from here on by the name that is stored."""

    @classmethod
    def __get_validators__(cls) -> Generator[Callable[..., Any], None, None]:
        yield from super().__get_validators__()
        yield message_name


class Code(ConstrainedStr):
    """A response's code."""

    regex = re.compile(r"^\d{6}$")


class ClientText(ConstrainedStr):
    """What someone wrote. Placeholders make masked texts longer than the door's limit."""

    max_length = 8000


class Score(ConstrainedInt):
    """A rating."""

    strict, ge, le = True, 1, 5


class Incoming(BaseModel):
    """A body; a field that is not in the contract is an error, not ignored."""

    class Config:
        extra = Extra.forbid

    @validator("*", pre=True)
    def without_controls(cls, value: object) -> object:
        return plain(value) if isinstance(value, str) else value


class LineIn(Incoming):
    who: Literal["client", "bot"]
    text: ClientText
    at: datetime

    @validator("at")
    def with_zone(cls, value: datetime) -> datetime:
        return value if value.tzinfo is not None else value.replace(tzinfo=timezone.utc)


class TicketIn(Incoming):
    conversation_id: ConversationId
    channel: Channel
    language: Language
    reason: Reason
    code: Code | None = None
    question: ClientText
    transcript: list[LineIn] = Field(default_factory=list, max_items=500)
    tried: list[Rung] = Field(default_factory=list, max_items=20)

    @validator("reason", pre=True)
    def known_reason(cls, value: object) -> object:
        return _known("reason", value, get_args(Reason), "other")

    @validator("channel", pre=True)
    def known_channel(cls, value: object) -> object:
        return _known("channel", value, get_args(Channel), "")

    @validator("tried", pre=True)
    def known_rungs(cls, value: object) -> object:
        if not isinstance(value, list):
            return value
        return [rung for one in value if (rung := _known("tried", one, get_args(Rung), "")) != ""]

    def request(self) -> TicketRequest:
        lines = tuple(TranscriptLine(line.who, line.text, line.at) for line in self.transcript)
        values = self.dict(exclude={"transcript", "tried"})
        return TicketRequest(**values, transcript=lines, tried=tuple(self.tried))


class MessageIn(Incoming):
    message_id: MessageId
    text: ClientText
    who: Literal["client", "bot"] = "client"


class CloseIn(Incoming):
    """Nothing to say: the conversation is in the address."""


class RatingIn(Incoming):
    score: Score


class OpeningOut(BaseModel):
    open: bool
    staffed: bool
    text_en: str
    text_fr: str


class TicketOut(BaseModel):
    reference: str
    epoch: int
    position: int
    opening: OpeningOut


class OwnerOut(BaseModel):
    conversation_id: str
    owner: Literal["bot", "queue", "person"]
    epoch: int
    reference: str


class EventOut(BaseModel):
    id: int
    kind: Literal["opened", "taken", "replied", "returned", "closed", "rated"]
    at: datetime
    reference: str
    conversation_id: str
    channel: str
    language: Language
    code: str | None
    detail: str | None


class HealthOut(BaseModel):
    status: Literal["up", "down"]
    processes: dict[str, Literal["up", "down"]]
    undelivered: int


def _known(field: str, value: object, words: Collection[str], instead: str) -> object:
    """Return a word of the contract as it is; for another `instead`, which the log says without that word."""
    if not isinstance(value, str) or value in words:
        return value
    log.warning("%s outside the contract, taken as %r; allowed: %s", field, instead, ", ".join(filter(None, words)))
    return instead
