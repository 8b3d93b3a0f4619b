"""Yes, no, none of these, unsure: the actions that move a conversation along the ladder."""

from __future__ import annotations

from dataclasses import replace

from actions import answering, climbing, steps
from actions.ladder import OPEN_RUNGS, Rung
from actions.service_action import ServiceAction
from actions.turn import Event, Turn, moved


class ActionNextRung(ServiceAction):
    """An unsure message: the same question when one is open, else a new one."""

    def name(self) -> str:
        return "action_next_rung"

    async def answer(self, turn: Turn) -> list[Event]:
        new = answering.asked(turn, self.services.knowledge)
        if turn.rung in OPEN_RUNGS:
            new = replace(
                turn.question,
                text=f"{turn.question.text} {new.text}".strip(),
                candidates=new.candidates or turn.question.candidates,
            )
        return climbing.climb(turn, self.services, new)


class ActionAccept(ServiceAction):
    """Yes after an answer, results, or a clarifying question."""

    def name(self) -> str:
        return "action_accept"

    async def answer(self, turn: Turn) -> list[Event]:
        if turn.rung == Rung.CLARIFIED:
            options = climbing.open_options(turn.question, self.services.knowledge)
            if len(options) == 1:
                return answering.send(turn, options, turn.question)
            return climbing.climb(turn, self.services, turn.question)
        turn.say("utter_helpful", code=steps.HELPFUL)
        return moved(Rung.START, None)


class ActionReject(ServiceAction):
    """No after an answer, results, or a clarifying question."""

    def name(self) -> str:
        return "action_reject"

    async def answer(self, turn: Turn) -> list[Event]:
        if turn.rung not in OPEN_RUNGS:
            turn.say("utter_ask_question")
            return []
        return climbing.climb(turn, self.services, turn.question)


class ActionPrompt(ServiceAction):
    """A yes or no that answers nothing: ask for the question."""

    def name(self) -> str:
        return "action_prompt"

    async def answer(self, turn: Turn) -> list[Event]:
        turn.say("utter_ask_question")
        return moved(Rung.START, None)


class ActionStartOver(ServiceAction):
    """Forget the question at hand; an open ticket stays open."""

    def name(self) -> str:
        return "action_start_over"

    async def answer(self, turn: Turn) -> list[Event]:
        turn.say("utter_started_over")
        return moved(Rung.START, None)
