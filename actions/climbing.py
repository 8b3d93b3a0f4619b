"""Not sure, or not helped → the next rung: a clarifying question, search results, the offer of a person."""

from __future__ import annotations

from dataclasses import replace

from actions import steps
from actions.ladder import MAX_CANDIDATES, Question, Rung, next_rung
from actions.turn import Event, Turn, moved
from actions.wiring import Services
from knowledge_base import Knowledge, Response
from search_engine import Result

CANDIDATE_FLOOR = 0.05
"""An intent less likely than this is not worth a button."""
KEPT_CANDIDATES = 6
CANDIDATE_KINDS = ("answer", "offer")


def candidates(turn: Turn, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the intents that the message may mean and that have an answer, likeliest first."""
    found = []
    for intent, confidence in turn.ranking:
        response = knowledge.by_intent(intent)
        if confidence >= CANDIDATE_FLOOR and response is not None and response.kind in CANDIDATE_KINDS:
            found.append(intent)
    return tuple(found[:KEPT_CANDIDATES])


def climb(turn: Turn, services: Services, question: Question) -> list[Event]:
    """Say the next rung for `question` and return the events; while a ticket waits, only say so."""
    if turn.ticket:
        turn.say("utter_handoff_waiting", code=steps.HANDED_OFF, step="handoff", values={"reference": turn.ticket})
        return moved(Rung.START, None)
    options = open_options(question, services.knowledge)
    results = services.index.query(question.text, turn.language) if question.text else []
    rung = next_rung(question, has_candidates=bool(options), has_results=bool(results))
    if rung == Rung.CLARIFIED:
        say_clarification(turn, options)
        question = replace(question, candidates=tuple(option.intent for option in options))
    elif rung == Rung.SEARCHED:
        say_results(turn, results)
    else:
        if not results and Rung.SEARCHED.value not in question.tried:
            turn.say("utter_search_nothing", code=steps.NOTHING_FOUND, step="handoff")
        turn.say("utter_offer_person", code=steps.OFFERED, step="handoff")
    return moved(rung, question.reached(rung))


def open_options(question: Question, knowledge: Knowledge) -> list[Response]:
    """Return up to three candidate responses that were not sent for this question yet."""
    found = (knowledge.by_intent(intent) for intent in question.candidates)
    return [r for r in found if r is not None and r.code not in question.codes][:MAX_CANDIDATES]


def say_clarification(turn: Turn, options: list[Response]) -> None:
    """Offer the questions of `options` as buttons, "none of these" last."""
    values = {}
    for number, option in enumerate(options, start=1):
        values[f"title{number}"] = option.question[turn.language]
        values[f"intent{number}"] = option.intent
    turn.say(f"utter_clarify_{len(options)}", code=steps.CLARIFIED, step="clarify", values=values)


def say_results(turn: Turn, results: list[Result]) -> None:
    """Show the pages found and ask whether they were useful."""
    turn.say("utter_search_results", code=steps.SEARCHED, step="search", links=results)
    turn.say("utter_ask_useful")
