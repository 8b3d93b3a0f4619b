"""A short message after another goes on with it more often than it begins another matter."""

import pytest

from actions.answering import ActionAnswer
from actions.ladder import Rung
from tests.actions.stage import Stage

VISITOR = {"text": "can I stay longer as a visitor", "codes": ["030501"], "tried": ["answered"]}


async def after_a_visitors_question(stage: Stage, text: str, ranking: dict[str, float]) -> list[str]:
    stage.slots.update(rung=Rung.ANSWERED.value, question=VISITOR)
    return (await stage.turn(ActionAnswer, text, ranking=ranking)).names


@pytest.mark.parametrize("text", ["can I work while waiting?", "et est-ce que je peux travailler?"])
async def test_a_short_message_not_too_sure_is_not_answered_from_another_line(stage: Stage, text: str) -> None:
    ranking = {"student_work_after_finishing": 0.81, "visit_extend_stay": 0.03}

    assert await after_a_visitors_question(stage, text, ranking) == ["utter_clarify_2"]


@pytest.mark.parametrize(
    ("text", "ranking"),
    [
        pytest.param("how much is the citizenship fee", {"biometrics_cost": 0.95}, id="sure"),
        pytest.param("how long may I stay then", {"visit_extend_stay": 0.8}, id="the same line"),
        pytest.param(
            "now for my sister, who asked for asylum here last year", {"refugee_work_waiting": 0.8}, id="long enough"
        ),
    ],
)
async def test_what_says_itself_what_it_is_about_is_answered(
    stage: Stage, text: str, ranking: dict[str, float]
) -> None:
    assert (await after_a_visitors_question(stage, text, ranking))[-1] != "utter_clarify_2"
    assert stage.slots["question"]["codes"]


async def test_a_first_message_is_answered_however_short(stage: Stage) -> None:
    said = await stage.turn(ActionAnswer, "how much are biometrics", ranking={"biometrics_cost": 0.8})

    assert said.rung == Rung.ANSWERED
