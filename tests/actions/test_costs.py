"""What an action does not do: the client waits for all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.ladder import Rung
from actions.ladder_actions import ActionNextRung, ActionReject
from search_engine import Index, Result
from settings import Settings
from storage.guard import Guard
from tests.actions.stage import Stage

UNSURE = {"nlu_fallback": 0.2, "study_travel": 0.2, "study_extend": 0.18, "work_extend": 0.16}


class Counting(Index):
    """The real index, and what it was asked."""

    def __init__(self, index: Index) -> None:
        self.__dict__.update(index.__dict__)
        self.asked: list[str] = []

    def query(self, text: str, language: str, limit: int = 3) -> list[Result]:
        self.asked.append(text)
        return super().query(text, language, limit)


@pytest.fixture
def stage(given: Settings, guard: Guard) -> Stage:
    stage = Stage.build(given, guard)
    return Stage(replace(stage.services, index=Counting(stage.services.index)))


async def test_pages_are_searched_when_their_turn_has_come_and_not_before(stage: Stage) -> None:
    index: Any = stage.services.index

    clarified = await stage.turn(ActionNextRung, "can I travel home in the summer", ranking=UNSURE)
    before = list(index.asked)
    searched = await stage.turn(ActionReject, "no")
    after = list(index.asked)
    offered = await stage.turn(ActionReject, "no")

    assert (clarified.rung, searched.rung, offered.rung) == (Rung.CLARIFIED, Rung.SEARCHED, Rung.OFFERED)
    assert (before, after, index.asked) == ([], ["can I travel home in the summer"], after)
