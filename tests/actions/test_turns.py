"""One turn at a time: what the actions make of a message where the conversation stands."""

import re

import pytest

from actions.answering import ActionAnswer
from actions.handoff_actions import ActionHandoff
from actions.ladder import Rung
from actions.ladder_actions import (
    ActionAccept,
    ActionNextRung,
    ActionPrompt,
    ActionReject,
    ActionSpeakLanguage,
    ActionStartOver,
)
from handoff.client import TicketRequest
from tests.actions.stage import CONVERSATION, Stage

UNSURE = {"nlu_fallback": 0.2, "study_travel": 0.2, "study_extend": 0.18, "work_extend": 0.16}
NONSENSE = {"nlu_fallback": 0.02}


async def opened(stage: Stage) -> str:
    """Open a ticket as the door does: without a word to Rasa."""
    request = TicketRequest(CONVERSATION, "web", "en", "service_failed", "Am I allowed to travel?")
    return (await stage.services.bridge.open_ticket(request)).reference


@pytest.mark.parametrize("rung", [Rung.ANSWERED, Rung.SEARCHED, Rung.OFFERED])
async def test_unsure_question_typed_where_another_was_pending_is_clarified_on_its_own(
    stage: Stage, rung: Rung
) -> None:
    tried = [Rung.ANSWERED.value, Rung.CLARIFIED.value, Rung.SEARCHED.value]
    stage.slots.update(rung=rung.value, question={"text": "fees for citizenship", "codes": ["130301"], "tried": tried})

    said = await stage.turn(ActionNextRung, "and if I go abroad in the summer, what then", ranking=UNSURE)

    assert said.names == ["utter_clarify_3"]
    assert said.rung == Rung.CLARIFIED
    assert "citizenship" not in said.question.text
    assert said.question.codes == ()


async def test_after_two_questions_that_led_nowhere_the_third_names_a_person(stage: Stage) -> None:
    names = []
    for text in (
        "can I go home in summer for a visit",
        "and what about the papers of it then",
        "please tell me how it",
    ):
        names += (await stage.turn(ActionNextRung, text, ranking=UNSURE)).names
        stage.slots["rung"] = Rung.SEARCHED.value

    assert names == ["utter_clarify_3", "utter_clarify_3", "utter_clarify_again_3"]


async def test_what_nobody_understands_is_asked_for_in_other_words_once(stage: Stage) -> None:
    first = await stage.turn(ActionNextRung, "gnarp blurb flurb wibble", ranking=NONSENSE)
    second = await stage.turn(ActionNextRung, "wobble gnarp flurb blurb", ranking=NONSENSE)

    assert (first.names, first.rung) == (["utter_ask_other_words"], Rung.CLARIFIED)
    assert (second.names[-1], second.rung) == ("utter_offer_person", Rung.OFFERED)


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [
        ("Hello, it is about my permit", "ask_general"),
        ("Bonjour, une question sur mon visa", "greet"),
        ("my wife", "deny"),
    ],
)
async def test_message_that_only_announces_a_question_is_asked_for_it(stage: Stage, text: str, likeliest: str) -> None:
    ranking = {"nlu_fallback": 0.3, likeliest: 0.3, "study_extend": 0.1, "study_travel": 0.04}
    said = await stage.turn(ActionNextRung, text, ranking=ranking)

    assert (said.names, said.rung) == (["utter_ask_other_words"], Rung.CLARIFIED)


async def test_likely_question_is_offered_with_the_two_next_likely(stage: Stage) -> None:
    ranking = {"nlu_fallback": 0.24, "study_travel": 0.24, "study_extend": 0.03, "work_extend": 0.02, "study_pal": 0.01}
    said = await stage.turn(ActionNextRung, "about going home to my country", ranking=ranking)

    assert said.question.candidates == ("study_travel", "study_extend", "work_extend")


async def test_yes_to_several_questions_is_asked_which_once(stage: Stage) -> None:
    await stage.turn(ActionNextRung, "can I go home in summer for a visit", ranking=UNSURE)
    first = await stage.turn(ActionAccept, "yes")
    second = await stage.turn(ActionAccept, "yes")

    assert first.names == ["utter_choose_one", "utter_clarify_3"]
    assert [message["code"] for message in first.messages] == ["", ""]
    assert first.rung == Rung.CLARIFIED
    assert second.rung == Rung.SEARCHED


async def test_yes_to_one_question_answers_it(stage: Stage) -> None:
    await stage.turn(ActionNextRung, "can I go home in summer for a visit", ranking={"study_travel": 0.2})
    said = await stage.turn(ActionAccept, "yes")

    assert said.names == ["utter_answer", "utter_ask_helpful"]
    assert said.question.codes == ("051301",)


async def test_distress_is_no_choice_for_somebody_who_is_hardly_in_distress(stage: Stage) -> None:
    ranking = {"nlu_fallback": 0.34, "distress": 0.34, "study_travel": 0.2}
    said = await stage.turn(ActionNextRung, "I want to bring my mother to live with me", ranking=ranking)

    assert said.question.candidates == ("study_travel",)


async def test_ladder_knows_of_a_ticket_that_the_door_opened_by_itself(stage: Stage) -> None:
    reference = await opened(stage)
    said = await stage.turn(ActionNextRung, "is anybody reading this", ranking=NONSENSE, metadata={"ticket": reference})

    assert said.names == ["utter_handoff_waiting"]
    assert said.messages[0]["reference"] == reference
    assert "next in line" in said.messages[0]["opening"]


async def test_ladder_knows_that_a_ticket_is_closed_whatever_the_slot_says(stage: Stage) -> None:
    stage.slots["ticket"] = "Q-7K3M-92"
    said = await stage.turn(ActionNextRung, "go home in summer then", ranking=UNSURE, metadata={"ticket": None})

    assert said.names == ["utter_clarify_3"]


async def test_ticket_closed_this_very_moment_is_not_said_to_wait(stage: Stage) -> None:
    said = await stage.turn(ActionNextRung, "go home in summer then", ranking=UNSURE, metadata={"ticket": "Q-7K3M-92"})

    assert "utter_handoff_waiting" not in said.names
    assert said.names == ["utter_meanwhile_3"]


async def test_asking_for_a_person_again_tells_of_the_open_ticket_and_the_place_in_line(stage: Stage) -> None:
    first = await stage.turn(ActionHandoff, "/ask_person")
    second = await stage.turn(ActionHandoff, "/ask_person")

    assert (first.names, second.names) == (["utter_handoff_opened"], ["utter_handoff_open_already"])
    assert first.messages[0]["reference"] == second.messages[0]["reference"]


async def test_no_person_is_offered_while_one_is_awaited(stage: Stage) -> None:
    await stage.turn(ActionHandoff, "/ask_person")
    asked = await stage.turn(ActionNextRung, "can I go home in summer", ranking=UNSURE)
    refused = await stage.turn(ActionReject, "/none_of_these")

    assert asked.names == ["utter_handoff_waiting", "utter_meanwhile_3"]
    assert (refused.names, refused.rung) == (["utter_handoff_stays_open"], Rung.START)


async def test_own_case_asked_while_a_person_is_awaited_names_the_request(stage: Stage) -> None:
    await stage.turn(ActionHandoff, "/ask_person")
    said = await stage.turn(ActionAnswer, "where is my file", ranking={"ask_own_application": 0.9})

    assert said.names == ["utter_answer", "utter_handoff_stays_open"]


async def test_no_person_is_offered_while_one_is_awaited_when_an_action_fails(stage: Stage) -> None:
    stage.slots.update(ticket="Q-7K3M-92", rung="no such rung")
    said = await stage.turn(ActionNextRung, "can I go home in summer", ranking=UNSURE)

    assert said.names == ["utter_service_unavailable", "utter_handoff_stays_open"]


async def test_starting_over_says_that_the_request_stays(stage: Stage) -> None:
    stage.slots["ticket"] = "Q-7K3M-92"

    assert (await stage.turn(ActionStartOver, "start over")).names == ["utter_handoff_stays_open", "utter_started_over"]


@pytest.mark.parametrize("text", ["<PERSON>", "<PERSON> <PHONE>.", "<EMAIL>!"])
async def test_message_of_personal_details_alone_opens_no_ticket(stage: Stage, text: str) -> None:
    said = await stage.turn(ActionHandoff, text, ranking={"ask_person": 0.8})

    assert said.names == ["utter_ask_question"]
    assert "ticket" not in stage.slots


@pytest.mark.parametrize(("text", "score"), [("5", 5), ("4/5", 4), (" 1 ! ", 1)])
async def test_rating_may_be_typed(stage: Stage, text: str, score: int) -> None:
    await opened(stage)
    stage.slots["rung"] = Rung.RATING.value
    said = await stage.turn(ActionNextRung, text, ranking=NONSENSE)

    assert (said.names, said.rung) == (["utter_rated"], Rung.START)


async def test_number_that_is_no_rating_is_a_question_as_any_other(stage: Stage) -> None:
    stage.slots["rung"] = Rung.RATING.value

    assert (await stage.turn(ActionNextRung, "52", ranking=NONSENSE)).names != ["utter_rated"]


async def test_words_in_place_of_a_rating_are_not_answered_with_a_question(stage: Stage) -> None:
    stage.slots["rung"] = Rung.RATING.value

    assert (await stage.turn(ActionPrompt, "very satisfied")).names == ["utter_offer_declined"]


async def test_question_whose_button_was_chosen_is_searched_for_by_its_own_words(stage: Stage) -> None:
    await stage.turn(ActionAnswer, "/study_travel")
    said = await stage.turn(ActionReject, "/deny")

    assert said.names[0] == "utter_search_results"


COSTS, DOCTOR, EXTENDING = "biometrics_cost", "medical_doctor", "study_while_extending"


async def test_two_clear_questions_are_answered_though_the_whole_message_is_not_clear(stage: Stage) -> None:
    said = await stage.turn(ActionNextRung, "Two? Questions?", ranking=UNSURE, questions=(COSTS, DOCTOR, EXTENDING))

    assert said.question.codes == ("160201", "160501")
    assert said.names[-1] == "utter_ask_helpful_one_by_one"


@pytest.mark.parametrize(
    ("questions", "codes"),
    [
        pytest.param((EXTENDING,), ("150401",), id="one question after a story, read alone as another"),
        pytest.param(("refugee_work_waiting",), ("150401",), id="one question, read alike"),
        pytest.param((COSTS, "refugee_work_waiting"), ("160201", "150401"), id="two questions"),
        pytest.param((COSTS, DOCTOR), ("150401", "160201"), id="two beside the whole"),
    ],
)
async def test_second_answer_needs_a_second_question(
    stage: Stage, questions: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    ranking = {"refugee_work_waiting": 0.9}
    said = await stage.turn(ActionAnswer, "I asked for asylum. May I work?", ranking=ranking, questions=questions)

    assert said.question.codes == codes


LEAVING, SO_HOW = ("can I leave Canada meanwhile?", "study_travel"), ("is that true?", "ask_general")


@pytest.mark.parametrize(
    ("questions", "names"),
    [
        pytest.param((), "utter_ask_helpful", id="one sentence"),
        pytest.param((LEAVING,), "utter_ask_helpful", id="one question after a story"),
        pytest.param(("refugee_work_waiting", SO_HOW), "utter_ask_helpful", id="a few words on the same"),
        pytest.param(("refugee_work_waiting", LEAVING), "utter_ask_helpful_one_by_one", id="another, not understood"),
        pytest.param((LEAVING, LEAVING), "utter_ask_helpful_one_by_one", id="two, understood together only"),
        pytest.param((COSTS, DOCTOR), "utter_ask_helpful_one_by_one", id="a third one left out"),
        pytest.param((COSTS, "refugee_work_waiting"), "utter_ask_helpful", id="both answered"),
    ],
)
async def test_who_asked_more_than_was_answered_is_told_to_ask_it_by_itself(
    stage: Stage, questions: tuple[str | tuple[str, str], ...], names: str
) -> None:
    ranking = {"refugee_work_waiting": 0.9}
    said = await stage.turn(ActionAnswer, "I asked for asylum. May I work?", ranking=ranking, questions=questions)

    assert said.names[-1] == names


async def test_language_asked_for_brings_the_clarifying_question_again_uncounted(stage: Stage) -> None:
    first = await stage.turn(ActionNextRung, "can I go home in summer for a visit", ranking=UNSURE)
    stage.slots["language"] = "fr"
    said = await stage.turn(ActionSpeakLanguage, "en français svp")

    assert said.names == first.names
    assert [message["code"] for message in said.messages] == [""]
    assert said.rung == Rung.CLARIFIED


async def test_language_spoken_already_brings_nothing_twice(stage: Stage) -> None:
    await stage.turn(ActionAnswer, "can I go home in summer for a visit", ranking={"study_travel": 0.9})
    said = await stage.turn(ActionSpeakLanguage, "in English please")

    assert said.names == ["utter_speak_language"]
    assert said.rung == Rung.ANSWERED


async def test_day_of_a_fact_is_written_out(stage: Stage) -> None:
    stage.slots["language"] = "fr"
    said = await stage.turn(ActionAnswer, "/biometrics_cost")

    assert said.names[0] == "utter_answer_as_of"
    assert re.fullmatch(r"\d{1,2}(er)? [a-zéû]+ 20\d\d", said.messages[0]["day"])
