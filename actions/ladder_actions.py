"""Yes, no, none of these, unsure: the actions that move a conversation along the ladder."""

from __future__ import annotations

from dataclasses import replace

from actions import answering, climbing, handoff_actions, steps
from actions.ladder import OPEN_RUNGS, Rung, is_detail
from actions.service_action import ServiceAction, say_stays_open
from actions.turn import Event, Turn, moved


class ActionNextRung(ServiceAction):
    """An unsure message: more about the question that was to be clarified, else a new one."""

    def name(self) -> str:
        return "action_next_rung"

    async def answer(self, turn: Turn) -> list[Event]:
        if turn.rung == Rung.RATING and turn.score is not None:
            return await handoff_actions.rate(turn, self.services, turn.score)
        new = answering.asked(turn, self.services.knowledge)
        several = answering.question_responses(turn, self.services.knowledge)
        if len(several) > 1:
            # Two questions pull the whole message to both sides; each on its own is clear.
            return answering.send(turn, several[: answering.MAX_ANSWERS], new)
        if is_detail(turn.rung, turn.question, new):
            return await climbing.climb(turn, self.services, turn.question.reworded(new))
        new = new.after(turn.question, turn.rung)
        if climbing.is_vague(turn, self.services.knowledge) and not (new.missed or turn.ticket):
            return climbing.clarify(turn, new, [])
        return await climbing.climb(turn, self.services, new)


class ActionAccept(ServiceAction):
    """Yes after an answer, results, or a clarifying question."""

    def name(self) -> str:
        return "action_accept"

    async def answer(self, turn: Turn) -> list[Event]:
        if turn.rung == Rung.CLARIFIED:
            return await self._chosen(turn)
        turn.say("utter_helpful", code=steps.HELPFUL)
        return moved(Rung.START, None)

    async def _chosen(self, turn: Turn) -> list[Event]:
        """A yes to one candidate chooses it; to several or none it does not say which, and is asked once."""
        options = climbing.open_options(turn.question, self.services.knowledge)
        if len(options) == 1:
            return answering.send(turn, options, turn.question)
        if not options:
            turn.say("utter_ask_question")
            return []
        if not turn.question.reminded:
            turn.say("utter_choose_one")
            return climbing.clarify(turn, replace(turn.question, reminded=True), options)
        return await climbing.climb(turn, self.services, turn.question)


class ActionReject(ServiceAction):
    """No after an answer, results, or a clarifying question."""

    def name(self) -> str:
        return "action_reject"

    async def answer(self, turn: Turn) -> list[Event]:
        if turn.rung not in OPEN_RUNGS:
            turn.say("utter_ask_question")
            return []
        return await climbing.climb(turn, self.services, turn.question)


class ActionPrompt(ServiceAction):
    """A yes or no that answers nothing: ask for the question; where a rating was asked, go on."""

    def name(self) -> str:
        return "action_prompt"

    async def answer(self, turn: Turn) -> list[Event]:
        turn.say("utter_offer_declined" if turn.rung == Rung.RATING else "utter_ask_question")
        return moved(Rung.START, None)


class ActionSpeakLanguage(ServiceAction):
    """Say again, in the language that is asked for, what the client could not read; the door has switched already."""

    def name(self) -> str:
        return "action_speak_language"

    async def answer(self, turn: Turn) -> list[Event]:
        found = (self.services.knowledge.by_code(code) for code in turn.question.codes)
        said = [response for response in found if response is not None]
        options = climbing.open_options(turn.question, self.services.knowledge)
        if turn.rung == Rung.ANSWERED and said and turn.question.language != turn.language:
            return answering.send(turn, said[-answering.MAX_ANSWERS :], turn.question)
        if turn.rung == Rung.CLARIFIED and options:
            return climbing.clarify(turn, replace(turn.question, reminded=True), options)
        turn.say("utter_speak_language")
        return []


class ActionStartOver(ServiceAction):
    """Forget the question at hand; an open ticket stays open."""

    def name(self) -> str:
        return "action_start_over"

    async def answer(self, turn: Turn) -> list[Event]:
        if turn.ticket:
            say_stays_open(turn, turn.ticket)
        turn.say("utter_started_over")
        return moved(Rung.START, None)
