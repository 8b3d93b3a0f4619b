"""The trainers' list: masked messages that were not answered, most useful first."""

import json
import time
from typing import Any

import pytest
import sqlalchemy as sa
import yaml

from evaluation.unanswered import NO_QUESTIONS, UNANSWERED_ACTIONS, main, unanswered
from settings import ROOT, Settings
from storage.engine import open_engine


def user(sender: str, text: str, intent: str = "study_travel", confidence: float = 0.3) -> tuple[str, dict[str, Any]]:
    ranking = [{"name": "nlu_fallback", "confidence": 0.3}, {"name": intent, "confidence": confidence}]
    first = ranking[0] if confidence < 0.5 else ranking[1]
    parse = {"intent": first, "intent_ranking": ranking}
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


def test_who_asks_for_a_person_or_says_no_has_asked_nothing() -> None:
    events = [
        user("a", "i want to talk to a human", "ask_person", 0.9), action("a", "action_handoff"),
        user("b", "how early"), action("b", "action_answer"),
        user("b", "no it did not", "deny", 0.9), action("b", "action_reject"),
        user("c", "can i fly"), user("c", "yes please", "affirm", 0.9), action("c", "action_handoff"),
    ]  # fmt: skip

    assert unanswered(events) == []


def test_a_message_that_was_only_nearly_a_request_for_a_person_stays() -> None:
    events = [user("a", "who helps me with my form", "ask_person", 0.3), action("a", "action_next_rung")]

    assert [one.text for one in unanswered(events)] == ["who helps me with my form"]


def test_every_intent_that_asks_nothing_and_no_other_is_left_out() -> None:
    """Held to the rules: a new one that hands over or rejects is left out too, or this fails."""
    found = set()
    for path in (ROOT / "data" / "rules").glob("*.yml"):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            pairs = zip(rule["steps"], rule["steps"][1:], strict=False)
            found |= {a["intent"] for a, b in pairs if "intent" in a and b.get("action") in UNANSWERED_ACTIONS}

    assert found - {"nlu_fallback"} == set(NO_QUESTIONS)


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
