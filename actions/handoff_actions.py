"""Hand-off to a person: the ticket, its end, the rating."""

from __future__ import annotations

import logging

from rasa_sdk.events import SlotSet

from actions import steps
from actions.ladder import Rung
from actions.service_action import ServiceAction
from actions.transcript import transcript
from actions.turn import Event, Turn, moved
from actions.wiring import Services
from handoff.client import TicketRequest
from handoff.errors import BridgeUnavailable, NoOpenTicket
from knowledge_base import Link

log = logging.getLogger(__name__)

CONTACT_CODE = "900202"
"""Its links are where a client can turn to when no agent can be reached."""


class ActionHandoff(ServiceAction):
    """Opens the ticket, or says again that it is open."""

    def name(self) -> str:
        return "action_handoff"

    async def answer(self, turn: Turn) -> list[Event]:
        try:
            ticket = await self.services.bridge.open_ticket(request_of(turn))
        except BridgeUnavailable as error:
            log.error("ticket not opened: %s", error)
            contact = self.services.knowledge.by_code(CONTACT_CODE)
            links: tuple[Link, ...] = contact.links.get(turn.language, ()) if contact else ()
            turn.say("utter_handoff_unavailable", code=steps.HANDOFF_FAILED, step="handoff", links=links)
            turn.say("utter_offer_person", code=steps.OFFERED, step="handoff")
            return moved(Rung.OFFERED, turn.question)
        # It may be open already: by the client's own wish before, or by the door while no action could be reached.
        is_new = ticket.reference != turn.ticket
        turn.say(
            "utter_handoff_opened" if is_new else "utter_handoff_open_already",
            code=steps.HANDED_OFF,
            step="handoff",
            values={"reference": ticket.reference, "opening": ticket.opening.text(turn.language)},
        )
        return [*moved(Rung.START, None), SlotSet("ticket", ticket.reference)]


class ActionDeclinePerson(ServiceAction):
    """No to the offer of a person."""

    def name(self) -> str:
        return "action_decline_person"

    async def answer(self, turn: Turn) -> list[Event]:
        turn.say("utter_offer_declined")
        return moved(Rung.START, None)


class ActionAskRating(ServiceAction):
    """The agent closed the ticket: the bot is back and asks how it was."""

    def name(self) -> str:
        return "action_ask_rating"

    async def answer(self, turn: Turn) -> list[Event]:
        turn.say("utter_ask_rating")
        return [*moved(Rung.RATING, None), SlotSet("ticket", None)]


class ActionRate(ServiceAction):
    """A rating was chosen."""

    def name(self) -> str:
        return "action_rate"

    async def answer(self, turn: Turn) -> list[Event]:
        return await rate(turn, self.services, int(turn.intent[-1]))


async def rate(turn: Turn, services: Services, score: int) -> list[Event]:
    """Pass the rating on; losing one is no reason to trouble the client."""
    try:
        await services.bridge.rate(turn.tracker.sender_id, score)
    except (BridgeUnavailable, NoOpenTicket) as error:
        log.error("rating not kept: %s", error)
    turn.say("utter_rated", code=steps.RATED)
    return moved(Rung.START, None)


def request_of(turn: Turn) -> TicketRequest:
    """Return what an agent needs to know, from the tracker alone."""
    question = turn.question
    asked_for = turn.intent == "ask_person"
    return TicketRequest(
        conversation_id=turn.tracker.sender_id,
        channel=str(turn.tracker.get_latest_input_channel() or ""),
        language=turn.language,
        reason="asked" if asked_for else "not_helpful",
        question=question.text or turn.text,
        code=question.codes[-1] if question.codes else None,
        transcript=tuple(transcript(turn.tracker.events)),
        tried=question.tried,
    )
