"""Not sure, or not helped → the next rung: a clarifying question, search results, the offer of a person."""

from __future__ import annotations

import logging
from dataclasses import replace

from actions import steps
from actions.ladder import MANY_MISSED, MAX_CANDIDATES, Question, Rung, next_rung
from actions.turn import Event, Turn, moved
from actions.wiring import Services
from handoff.errors import BridgeUnavailable, NoOpenTicket
from knowledge_base import Knowledge, Response
from search_engine import Result

log = logging.getLogger(__name__)

FIRST_FLOOR, CANDIDATE_FLOOR = 0.05, 0.02
"""How likely the likeliest intent must be for buttons to be worth it, and the others beside it."""
FLOORS = {"distress": 0.3}
"""A question of one's own life, offered to somebody who is not in danger, startles."""
CLEAR = 0.15
"""A guess this likely is worth a button even where something else is likelier."""
KEPT_CANDIDATES = 6
CANDIDATE_KINDS = ("answer", "offer")


def candidates(turn: Turn, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the intents that the message may mean and that have an answer, likeliest first."""
    found = [(intent, chance) for intent, chance in turn.ranking if is_candidate(intent, chance, knowledge)]
    return tuple(intent for intent, _ in found[:KEPT_CANDIDATES]) if found and found[0][1] >= FIRST_FLOOR else ()


def is_candidate(intent: str, chance: float, knowledge: Knowledge) -> bool:
    """Tell whether an intent may be offered as a button."""
    response = knowledge.by_intent(intent)
    likely = chance >= FLOORS.get(intent, CANDIDATE_FLOOR)
    return likely and response is not None and response.kind in CANDIDATE_KINDS


def is_vague(turn: Turn, knowledge: Knowledge) -> bool:
    """Tell whether the message is likelier to announce a question than to be one ("hello, it is about my visa")."""
    likeliest = next((intent for intent, _ in turn.ranking if intent != "nlu_fallback"), "")
    response = knowledge.by_intent(likeliest)
    clear = any(chance >= CLEAR and is_candidate(intent, chance, knowledge) for intent, chance in turn.ranking)
    return not clear and (response is None or response.kind not in CANDIDATE_KINDS)


async def climb(turn: Turn, services: Services, question: Question) -> list[Event]:
    """Say the next rung for `question` and return the events; no person is offered while one is awaited."""
    if turn.ticket and await says_waiting(turn, services, turn.ticket):
        return meanwhile(turn, services, question)
    options = open_options(question, services.knowledge)
    results: list[Result] = []
    rung = next_rung(question, has_candidates=bool(options), has_results=True)
    # Only when its turn has come: searching takes longer than all else that an action does.
    if rung == Rung.SEARCHED:
        results = services.index.query(words(turn, services, question), turn.language)
        rung = next_rung(question, has_candidates=bool(options), has_results=bool(results))
    if rung == Rung.CLARIFIED:
        return clarify(turn, question, options)
    if rung == Rung.SEARCHED:
        turn.say("utter_search_results", code=steps.SEARCHED, step="search", links=results)
        turn.say("utter_ask_useful")
    else:
        offer(turn, question, results)
    return moved(rung, question.reached(rung))


async def says_waiting(turn: Turn, services: Services, reference: str) -> bool:
    """Say that the request `reference` is open and the message part of it; False when it is closed by now."""
    place = ""
    try:
        place = (await services.bridge.ticket(turn.tracker.sender_id)).opening.text(turn.language)
    except NoOpenTicket:
        return False
    except BridgeUnavailable as error:
        log.warning("place in line not known: %s", error)
    values = {"reference": reference, "opening": place}
    turn.say("utter_handoff_waiting", code=steps.HANDED_OFF, step="handoff", values=values)
    return True


def meanwhile(turn: Turn, services: Services, question: Question) -> list[Event]:
    """While a person is awaited: offer likely questions, once for a question, and go no further."""
    options = open_options(question, services.knowledge)
    # What the client writes now is mostly for the person: only a likely guess is worth interrupting.
    likely = {intent for intent, chance in turn.ranking if chance >= CLEAR}
    if Rung.CLARIFIED.value in question.tried or not likely & {option.intent for option in options}:
        return moved(Rung.START, None)
    return clarify(turn, question, options)


def words(turn: Turn, services: Services, question: Question) -> str:
    """Return what to search for: the client's words, or those of the question whose button was chosen."""
    answered = services.knowledge.by_code(question.codes[-1]) if question.codes and not question.text else None
    return answered.question[turn.language] if answered else question.text


def open_options(question: Question, knowledge: Knowledge) -> list[Response]:
    """Return up to three candidate responses that were not sent for this question yet."""
    found = (knowledge.by_intent(intent) for intent in question.candidates)
    return [r for r in found if r is not None and r.code not in question.codes][:MAX_CANDIDATES]


def clarify(turn: Turn, question: Question, options: list[Response]) -> list[Event]:
    """Offer the questions of `options` as buttons, "none of these" last; without any, ask for other words."""
    values = {}
    for number, option in enumerate(options, start=1):
        values[f"title{number}"] = option.question[turn.language]
        values[f"intent{number}"] = option.intent
    again = "_again" if question.missed >= MANY_MISSED else ""
    name = f"utter_meanwhile_{len(options)}" if turn.ticket else f"utter_clarify{again}_{len(options)}"
    if not options:
        name = "utter_ask_other_words"
    # Asked again after a yes that chose none, it is the same step and not counted twice.
    turn.say(name, code="" if question.reminded else steps.CLARIFIED, step="clarify", values=values)
    question = replace(question, candidates=tuple(option.intent for option in options))
    return moved(Rung.CLARIFIED, question.reached(Rung.CLARIFIED))


def offer(turn: Turn, question: Question, results: list[Result]) -> None:
    """Offer a person; say before it that no page was found where that was not known yet."""
    if not results and Rung.SEARCHED.value not in question.tried:
        turn.say("utter_search_nothing", code=steps.NOTHING_FOUND, step="handoff")
    turn.say("utter_offer_person", code=steps.OFFERED, step="handoff")
