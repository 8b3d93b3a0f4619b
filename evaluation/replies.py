"""Rows of messages → rows of what was said: the contract that every measurement reads."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.assistant import Assistant
from evaluation.rows import RowInvalid
from storage.conversations import Entry

# The most telling step of a turn decides its outcome.
OUTCOME_ORDER = ("answer", "clarify", "search", "handoff", "refuse")


@dataclass(frozen=True)
class Play:
    """What one turn brought."""

    outcome: str
    code: str | None
    codes: tuple[str, ...]
    intent: str | None
    confidence: float | None
    candidates: tuple[str, ...]
    texts: tuple[str, ...]
    links: tuple[str, ...]
    lang: str
    ms: float

    def row(self) -> dict[str, Any]:
        return {k: list(v) if isinstance(v, tuple) else v for k, v in vars(self).items()}


async def play(assistant: Assistant, conversation: str, text: str) -> Play:
    """Send one message and return what came of it."""
    started = time.perf_counter()
    entries = await assistant.say(conversation, text)
    elapsed = (time.perf_counter() - started) * 1000
    return summarize(assistant, entries, await assistant.parse_of(conversation), elapsed)


def summarize(assistant: Assistant, entries: Sequence[Entry], parse: Any, elapsed_ms: float) -> Play:
    """Return the turn as the contract describes it; pure but for the look-up of codes."""
    bodies = [entry.body for entry in entries]
    steps = [body["step"] for body in bodies]
    knowledge = assistant.knowledge
    codes = tuple(body["code"] for body in bodies if body["code"] and knowledge.by_code(body["code"]))
    payloads = [button["payload"][1:] for body in bodies for button in body["quick_replies"]]
    offered = [knowledge.by_intent(payload) for payload in payloads] if "clarify" in steps else []
    intent = parse.get("intent") or {}
    ranking = [r for r in parse.get("intent_ranking") or [] if r["name"] != "nlu_fallback"]
    outcome = next((step for step in OUTCOME_ORDER if step in steps), "other")
    return Play(
        outcome=outcome,
        code=codes[0] if codes else next((body["code"] for body in bodies if body["code"]), None),
        codes=codes,
        intent=ranking[0]["name"] if intent.get("name") == "nlu_fallback" and ranking else intent.get("name"),
        confidence=ranking[0]["confidence"] if ranking else intent.get("confidence"),
        candidates=tuple(one.code for one in offered if one) if outcome == "clarify" else (),
        texts=tuple(body["text"] for body in bodies),
        links=tuple(link["url"] for body in bodies for link in body["links"]),
        lang=bodies[-1]["language"] if bodies else "en",
        ms=round(elapsed_ms, 1),
    )


async def replies(assistant: Assistant, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Play each row `{id, text}` as the first message of a conversation of its own."""
    results = []
    for number, row in enumerate(rows):
        found = await play(assistant, f"replies-{number}", str(row["text"]))
        results.append({"id": row["id"], **found.row()})
    return results


async def converse(assistant: Assistant, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Play each row `{id, turns: [text or {"choose": n}]}` as one conversation; n counts buttons from 1."""
    results = []
    for number, row in enumerate(rows):
        conversation, buttons, turns = f"converse-{number}", list[str](), []
        for turn in row["turns"]:
            text = chosen(turn, buttons, str(row["id"]))
            started = time.perf_counter()
            entries = await assistant.say(conversation, text)
            elapsed = (time.perf_counter() - started) * 1000
            turns.append(summarize(assistant, entries, await assistant.parse_of(conversation), elapsed).row())
            buttons = [b["payload"] for entry in entries for b in entry.body["quick_replies"]] or buttons
        results.append({"id": row["id"], "turns": turns})
    return results


def chosen(turn: Any, buttons: Sequence[str], row_id: str) -> str:
    """Return the text of a turn, or the payload of the button it chooses; raises RowInvalid."""
    if isinstance(turn, str):
        return turn
    number = int(turn["choose"])
    if number > len(buttons):
        raise RowInvalid(f"row {row_id}: {turn!r} is not one of the {len(buttons)} buttons shown")
    return buttons[number - 1]
