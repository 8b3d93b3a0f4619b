"""The trainers' list: masked messages that were not answered, most useful first."""

import json
import time
from typing import Any

import pytest
import sqlalchemy as sa

from evaluation.unanswered import main, unanswered
from settings import Settings
from storage.engine import open_engine


def user(sender: str, text: str, intent: str = "study_travel", confidence: float = 0.3) -> tuple[str, dict[str, Any]]:
    ranking = [{"name": "nlu_fallback", "confidence": 0.3}, {"name": intent, "confidence": confidence}]
    parse = {"intent_ranking": ranking}
    return sender, {"event": "user", "text": text, "parse_data": parse, "metadata": {"language": "en"}}


def action(sender: str, name: str) -> tuple[str, dict[str, Any]]:
    return sender, {"event": "action", "name": name}


def test_what_was_asked_most_often_comes_first() -> None:
    events = [
        user("a", "lost permit?"), action("a", "action_next_rung"),
        user("b", "can i fly", confidence=0.35), action("b", "action_next_rung"),
        user("c", "Lost permit"), action("c", "action_reject"),
    ]  # fmt: skip
    found = unanswered(events)

    assert [(one.text, one.times) for one in found] == [("Lost permit", 2), ("can i fly", 1)]
    assert found[0].likeliest == "study_travel"


def test_answered_messages_and_buttons_are_left_out() -> None:
    events = [
        user("a", "how early"), action("a", "action_answer"),
        user("b", "/deny"), action("b", "action_reject"),
    ]  # fmt: skip

    assert unanswered(events) == []


def test_an_item_leaves_the_list_with_its_period_though_conversations_are_kept(
    given: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DOOR_KEY", "BRIDGE_TOKEN", "INTERNAL_TOKEN", "REST_TOKEN", "CONSOLE_KEY"):
        monkeypatch.setenv(name, "x" * 40)
    monkeypatch.setenv("VAR_DIR", str(given.var_dir))
    monkeypatch.setenv("KEEP_UNANSWERED_DAYS", "10")
    with open_engine(given.conversations_url).begin() as db:
        db.execute(sa.text("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id, type_name, timestamp, data)"))
        for sender, text, days in (("a", "an old question", 11), ("b", "a new question", 9)):
            for _, event in (user(sender, text), action(sender, "action_next_rung")):
                row = {"s": sender, "k": event["event"], "t": time.time() - days * 86_400, "d": json.dumps(event)}
                db.execute(sa.text("INSERT INTO events VALUES (NULL, :s, :k, :t, :d)"), row)

    assert main(10, as_json=False) == 0

    said = capsys.readouterr().out
    assert "a new question" in said
    assert "an old question" not in said
