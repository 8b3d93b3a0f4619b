"""Sure of the intent → the coded answers, then "did that answer your question?"."""

from __future__ import annotations

from dataclasses import replace

from actions import climbing, dates, steps
from actions.ladder import OPEN_RUNGS, Question, Rung, continues
from actions.service_action import ServiceAction, say_stays_open
from actions.turn import Event, Turn, moved
from knowledge_base import Knowledge, Response

MAX_ANSWERS = 2
"""Two questions in one message are both answered; more would bury the client."""

QUESTION_WORDS = 4
"""So few words are a question of their own; "is that true?" belongs to the one before."""

FOLLOW_UP_WORDS = 7
"""So few words, typed while a question is open, often go on with it and leave out what they are about."""
SURE_ELSEWHERE = 0.9
"""How sure such a message must be to be answered from another business line."""

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
        if leaves_the_line(turn, responses[0], self.services.knowledge):
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
        if responses[0].kind == OFFER_KIND:
            say_stays_open(turn, turn.ticket)
        return moved(Rung.START, None)
    if responses[0].kind == OFFER_KIND:
        turn.say("utter_offer_person", code=steps.OFFERED, step="handoff")
        return moved(Rung.OFFERED, question.reached(Rung.OFFERED))
    turn.say("utter_ask_helpful_one_by_one" if asks_more(turn, responses) else "utter_ask_helpful")
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
    answers = question_responses(turn, knowledge)
    if first.kind != FEEDBACK_KIND:
        return [first]
    if first in answers:
        return answers[:MAX_ANSWERS]
    # One question after a story: read alone it may be another, and the whole message knows better.
    return [first, *answers][:MAX_ANSWERS] if len(answers) > 1 else [first]


def question_responses(turn: Turn, knowledge: Knowledge) -> list[Response]:
    """Return the answers to the asking sentences that were understood on their own, in order, each once."""
    found = (knowledge.by_intent(sentence.intent) for sentence in turn.asking_sentences if sentence.sure)
    return list({r.code: r for r in found if r is not None and r.kind == FEEDBACK_KIND}.values())


def asks_more(turn: Turn, responses: list[Response]) -> bool:
    """Tell whether the message seems to ask something that `responses` do not answer.

    When none of its asking sentences is theirs, one of them is what they answer: the whole message told.
    """
    answered = {response.intent for response in responses}
    whole = [one for one in turn.asking_sentences if len(one.text.split()) >= QUESTION_WORDS]
    others = [one for one in whole if one.intent not in answered]
    what_was_answered = 1 if len(others) == len(whole) else 0
    return len(others) > what_was_answered


def leaves_the_line(turn: Turn, response: Response, knowledge: Knowledge) -> bool:
    """Tell whether a short message, not too sure, would be answered from another line than the open question's.

    "Can I work while waiting?" after a visitor's question is about visitors, but read alone it may be a student's.
    """
    question = turn.question
    if turn.rung not in OPEN_RUNGS or response.kind != FEEDBACK_KIND or not turn.text:
        return False
    before = [knowledge.by_code(code) for code in question.codes[-1:]]
    before += [knowledge.by_intent(intent) for intent in question.candidates[:1]]
    lines = {one.line for one in before if one is not None}
    elsewhere = bool(lines) and response.line not in lines and response.intent not in question.candidates
    return elsewhere and len(turn.text.split()) <= FOLLOW_UP_WORDS and turn.confidence < SURE_ELSEWHERE


def asked(turn: Turn, knowledge: Knowledge) -> Question:
    """Return the new question that the message asks, with the intents it may mean."""
    return Question(text=turn.text, candidates=climbing.candidates(turn, knowledge))
