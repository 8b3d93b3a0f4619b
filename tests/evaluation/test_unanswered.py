"""The trainers' list: masked messages that were not answered, most useful first."""

from typing import Any

from evaluation.unanswered import unanswered


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
