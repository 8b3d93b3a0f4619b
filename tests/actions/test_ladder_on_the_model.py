"""The ladder on the trained model, through door and real actions: always a reply, always an end."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from evaluation.assistant import Assistant
from evaluation.replies import Play, summarize

pytestmark = pytest.mark.model

OPENINGS = st.sampled_from(
    [
        "How early can I arrive in Canada before my program starts?",
        "Combien coûtent les données biométriques pour une famille?",
        "extend",
        "permis",
        "My cousin told me something about the letter and I am confused",
        "Je voudrais parrainer ma grand-mère qui habite à Dakar, comment faire?",
        "hello",
        "what is the weather in Halifax",
        "hola quiero estudiar en canada que necesito para la visa",
        "Do I need a medical exam? And where do I give my fingerprints?",
        "I need somebody to talk to",
        "asdf qwer",
    ]
)
TEXTS = st.sampled_from(
    ["yes", "no", "non pas du tout", "oui merci", "no, I meant for my wife", "thank you", "what?", "recommencer"]
)
MOVES = st.lists(st.one_of(st.integers(0, 4), TEXTS), max_size=6)
SURE = st.sampled_from(
    [
        ("How much do biometrics cost for one person?", "160201"),
        ("How early can I arrive in Canada before my program starts?", "051103"),
        ("Combien coûtent les données biométriques pour une personne?", "160201"),
        ("Combien coûte un visa de visiteur pour le Canada?", "030202"),
    ]
)
UNSURE = st.sampled_from(
    [
        "If my boss moves the shop to another city, must I change something in my work permit?",
        "What happens to the papers of my children when I become a citizen before them?",
        "Mon employeur ferme boutique au printemps, que devient mon permis de travail fermé?",
        "Ma fille aura 22 ans avant la décision, est-elle encore dans la demande?",
    ]
)
PENDING = ("Did that answer your question?", "Was this useful?", "Est-ce que cela répond", "Est-ce que cela vous a été")
ENDS = {"900602", "900603"}
"""Handed off, or told that no person can be reached."""


class Walk:
    """One conversation, driven from the client's side."""

    count = 0

    def __init__(self, assistant: Assistant, loop: asyncio.AbstractEventLoop) -> None:
        Walk.count += 1
        self.name, self.assistant, self.loop = f"walk-{Walk.count}", assistant, loop
        self.buttons: list[str] = []
        self.last: Play | None = None

    def say(self, text: str) -> Play:
        entries = self.loop.run_until_complete(self.assistant.say(self.name, text))
        assert entries, f"silence after {text!r}"
        self.buttons = [b["payload"] for entry in entries for b in entry.body["quick_replies"]]
        self.last = summarize(self.assistant, entries, {}, 0.0)
        self.codes = [entry.body["code"] for entry in entries]
        self.pending = entries[-1].body["text"].startswith(PENDING)
        return self.last

    def move(self, move: int | str) -> Play:
        if isinstance(move, int):
            return self.say(self.buttons[move % len(self.buttons)] if self.buttons else "no")
        return self.say(move)


@pytest.fixture(scope="module")
def walker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    assistant = Assistant.open(tmp_path_factory.mktemp("ladder"))
    yield lambda: Walk(assistant, loop)
    loop.run_until_complete(assistant.close())
    loop.close()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(opening=OPENINGS, moves=MOVES)
def test_from_anywhere_a_client_who_is_not_helped_reaches_a_person(
    walker: Any, opening: str, moves: list[int | str]
) -> None:
    walk = walker()
    walk.say(opening)
    for move in moves:
        walk.move(move)
    for _ in range(5):
        if walk.buttons == ["/affirm", "/deny"] and "900601" in walk.codes:
            break
        walk.say(walk.buttons[-1] if walk.buttons else "How can my brother get a work permit?")

    assert "900601" in walk.codes or "900602" in walk.codes
    if "900601" in walk.codes:
        walk.say("/affirm")
    assert ENDS & set(walk.codes)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(opening=OPENINGS, moves=MOVES, sure=SURE, unsure=UNSURE)
def test_question_typed_instead_of_saying_whether_it_helped_is_never_counted_as_a_no(
    walker: Any, opening: str, moves: list[int | str], sure: tuple[str, str], unsure: str
) -> None:
    walk = walker()
    walk.say(opening)
    for move in moves:
        walk.move(move)
    assume(walk.pending and not ENDS & set(walk.codes))
    before = walk.codes
    reply = walk.say(unsure)

    assert reply.outcome in ("answer", "clarify"), f"after {before}"

    assume(sure[1] not in reply.codes and sure[1] not in before)
    assert sure[1] in walk.say(sure[0]).codes


def test_no_rung_comes_twice_for_a_question(walker: Any) -> None:
    walk = walker()
    walk.say("Can I leave Canada during my studies and come back?")
    steps = []
    for _ in range(4):
        if walk.buttons:
            walk.say(walk.buttons[-1])
            steps.extend(code for code in walk.codes if code in ("900401", "900501", "900601"))
        if "900601" in walk.codes:
            break

    assert steps[-1] == "900601"
    assert len(steps) == len(set(steps))


def test_no_i_meant_is_a_question_and_not_a_no(walker: Any) -> None:
    walk = walker()
    walk.say("Can I work while my study permit is being extended?")
    reply = walk.say("no, I meant my wife, can she work while I study?")

    assert reply.outcome in ("answer", "clarify")


def test_both_of_two_questions_are_answered_and_feedback_is_asked_once(walker: Any) -> None:
    walk = walker()
    reply = walk.say("How much do biometrics cost? And which doctor can do my immigration medical exam?")

    assert {"160201", "160501"} <= set(reply.codes)
    assert walk.buttons == ["/affirm", "/deny"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How early can I arrive before my program starts?", "en"),
        ("Puis-je arriver avant le début de mes cours?", "fr"),
    ],
)
def test_an_answer_comes_in_the_language_of_the_question(walker: Any, text: str, language: str) -> None:
    reply = walker().say(text)

    assert reply.lang == language
    assert reply.codes == ("051103",)
