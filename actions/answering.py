"""Sure of the intent → the coded answers, then "did that answer your question?"."""

from __future__ import annotations

from dataclasses import replace

from actions import climbing, dates, steps
from actions.ladder import Question, Rung, continues
from actions.service_action import ServiceAction
from actions.turn import Event, Turn, moved
from knowledge_base import Knowledge, Response

MAX_ANSWERS = 2
"""Two questions in one message are both answered; more would bury the client."""

FEEDBACK_KIND = "answer"
OFFER_KIND = "offer"
STEP_OF_KIND = {"answer": "answer", "social": "other", "refusal": "refuse", "offer": "handoff"}


class ActionAnswer(ServiceAction):
    """Answers the message's intent and, when it holds two sure questions, both."""

    def name(self) -> str:
        return "action_answer"

    async def answer(self, turn: Turn) -> list[Event]:
        responses = found_responses(turn, self.services.knowledge)
        if not responses:
            return await climbing.climb(turn, self.services, asked(turn, self.services.knowledge))
        codes = tuple(response.code for response in responses)
        intents = tuple(response.intent for response in responses)
        if responses[0].kind not in (FEEDBACK_KIND, OFFER_KIND):
            say_response(turn, responses[0])
            return []
        question = turn.question
        if not continues(turn.rung, question, intents, codes):
            question = asked(turn, self.services.knowledge)
        elif set(codes) <= set(question.codes):
            if question.language == turn.language:
                return await climbing.climb(turn, self.services, question)
            # Asked again because the answer was not in the client's language; pages are searched in the new words.
            question = replace(question, text=turn.text or question.text)
        return send(turn, responses, question)


def send(turn: Turn, responses: list[Response], question: Question) -> list[Event]:
    """Say `responses`, ask once whether they helped (or offer a person), and return the events."""
    for response in responses:
        say_response(turn, response)
    question = question.answered(tuple(response.code for response in responses), turn.language)
    if turn.ticket:
        return moved(Rung.START, None)
    if responses[0].kind == OFFER_KIND:
        turn.say("utter_offer_person", code=steps.OFFERED, step="handoff")
        return moved(Rung.OFFERED, question.reached(Rung.OFFERED))
    turn.say("utter_ask_helpful")
    return moved(Rung.ANSWERED, question)


def say_response(turn: Turn, response: Response) -> None:
    """Utter one coded response in the client's language with its official links."""
    day = dates.in_words(response.as_of, turn.language) if response.volatile and response.as_of else ""
    turn.say(
        "utter_answer_as_of" if day else "utter_answer",
        code=response.code,
        step=STEP_OF_KIND[response.kind],
        links=response.links.get(turn.language, ()),
        values={"answer": response.answer[turn.language], "day": day},
    )


def found_responses(turn: Turn, knowledge: Knowledge) -> list[Response]:
    """Return the responses to the message: its intent's, and its other sure questions', answers only."""
    first = knowledge.by_intent(turn.intent)
    if first is None:
        return []
    others = [knowledge.by_intent(intent) for intent in turn.sure_questions]
    answers = [other for other in others if other is not None and other.kind == FEEDBACK_KIND]
    if first.kind != FEEDBACK_KIND:
        return [first]
    in_order = answers if first in answers else [first, *answers]
    return list({response.code: response for response in in_order}.values())[:MAX_ANSWERS]


def asked(turn: Turn, knowledge: Knowledge) -> Question:
    """Return the new question that the message asks, with the intents it may mean."""
    return Question(text=turn.text, candidates=climbing.candidates(turn, knowledge))
