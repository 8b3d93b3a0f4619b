"""The API's contract: what comes in, with nothing extra, and what goes out."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Literal

from pydantic import BaseModel, ConstrainedInt, ConstrainedStr, Extra, Field, validator

from handoff.client import TicketRequest, TranscriptLine
from handoff.plain_text import plain

Language = Literal["en", "fr"]


class Id(ConstrainedStr):
    """A name given by the caller: conversation or message."""

    min_length, max_length, regex = 1, 128, re.compile(r"^[A-Za-z0-9_.:=~-]+$")


class Slug(ConstrainedStr):
    """A word of the contract: a reason, a rung."""

    min_length, max_length, regex = 1, 32, re.compile(r"^[a-z0-9_-]+$")


class ChannelName(ConstrainedStr):
    """As Rasa calls it, empty when it does not know: no reason to refuse a person."""

    max_length, regex = 32, re.compile(r"^[A-Za-z0-9_.-]*$")


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
    conversation_id: Id
    channel: ChannelName
    language: Language
    reason: Slug
    code: Code | None = None
    question: ClientText
    transcript: list[LineIn] = Field(default_factory=list, max_items=500)
    tried: list[Slug] = Field(default_factory=list, max_items=20)

    def request(self) -> TicketRequest:
        lines = tuple(TranscriptLine(line.who, line.text, line.at) for line in self.transcript)
        values = self.dict(exclude={"transcript", "tried"})
        return TicketRequest(**values, transcript=lines, tried=tuple(self.tried))


class MessageIn(Incoming):
    message_id: Id
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
