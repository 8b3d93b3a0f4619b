"""Tracker store → masked messages that got no answer, grouped, most useful to a trainer first."""

from __future__ import annotations

import json
import re
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

import settings
from storage.engine import open_engine

UNANSWERED_ACTIONS = ("action_next_rung", "action_reject", "action_handoff")
NO_QUESTIONS = ("affirm", "ask_person", "deny", "none_of_these")
"""Intents that the same actions follow although nothing was asked: there is nothing to answer, and nothing to teach."""
EVENTS = sa.text(
    "SELECT sender_id, data FROM events WHERE type_name IN ('user', 'action') AND timestamp >= :since ORDER BY id"
)


@dataclass(frozen=True)
class Unanswered:
    """A message that was asked `times` times and led to a clarification, a search or a person."""

    text: str
    language: str
    times: int
    likeliest: str
    confidence: float


def main(limit: int, *, as_json: bool) -> int:
    """Print the list; returns the exit code."""
    given = settings.load()
    engine = open_engine(given.conversations_url)
    if not sa.inspect(engine).has_table("events"):
        print("no conversations yet")
        return 0
    with engine.connect() as db:
        # An item ends with its period even where conversations are kept longer; shorter, it ends with them.
        since = time.time() - given.keep_unanswered_days * 86_400
        events = [(row.sender_id, json.loads(row.data)) for row in db.execute(EVENTS, {"since": since})]
    found = unanswered(events)[:limit]
    if as_json:
        print(json.dumps([vars(one) for one in found], ensure_ascii=False, indent=1))
        return 0
    for one in found:
        print(f"{one.times:4d} x  {one.language}  {one.likeliest or '-':32} {one.confidence:.2f}  {one.text}")
    return 0


def unanswered(events: Iterable[tuple[str, dict[str, Any]]]) -> list[Unanswered]:
    """Return the typed messages after which an action other than an answer came, most frequent first.

    Requests for a person, yes and no are left out: they were understood, and ask nothing.
    Where two were asked equally often, the one the model was nearest to understanding comes first: it needs the
    fewest new examples.
    """
    last: dict[str, dict[str, Any]] = {}
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for sender, event in events:
        if event["event"] == "user":
            last[sender] = event
            if ((event.get("parse_data") or {}).get("intent") or {}).get("name") in NO_QUESTIONS:
                del last[sender]
        elif event.get("name") in UNANSWERED_ACTIONS and sender in last:
            text = last.pop(sender)
            if text.get("text") and not text["text"].startswith("/"):
                groups[_key(text["text"])].append(text)
    found = [_summary(group) for group in groups.values()]
    return sorted(found, key=lambda one: (-one.times, -one.confidence, one.text))


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _summary(group: list[dict[str, Any]]) -> Unanswered:
    latest = group[-1]
    ranking = (latest.get("parse_data") or {}).get("intent_ranking") or []
    nothing: dict[str, Any] = {"name": "", "confidence": 0.0}
    likely = next((entry for entry in ranking if entry["name"] != "nlu_fallback"), nothing)
    language = (latest.get("metadata") or {}).get("language") or "en"
    return Unanswered(latest["text"], language, len(group), likely["name"], float(likely["confidence"]))
