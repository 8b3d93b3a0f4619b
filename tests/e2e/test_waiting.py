"""A client who waits for a person: what stands where they look, and what happens to another question."""

import pytest
from playwright.sync_api import expect

from tests.e2e.client_page import HANDED_OFF, NO, NONE_OF_THESE, SEARCHED, is_answer
from tests.e2e.conftest import NARROW, OpenClient, OpenConsole
from tests.e2e.console_page import POLLED
from tests.e2e.questions import ANSWERED, LANGUAGES, WITH_NEIGHBOURS

pytestmark = [pytest.mark.browser, pytest.mark.model]

SMALL = (320, 640)
PLACE = {"en": ("next in line", "ahead of you"), "fr": ("la prochaine personne", "avant vous")}
LINES = "all => all.map((one) => one.getClientRects().length)"


@LANGUAGES
def test_reference_is_never_broken_over_two_lines(client: OpenClient, language: str) -> None:
    page = client(language, SMALL)
    page.ask_for_person()
    page.told(HANDED_OFF)
    page.ask(ANSWERED[language])

    lines = page.page.locator(".unbroken:visible").evaluate_all(LINES)
    assert len(lines) >= 3
    assert set(lines) == {1}


@LANGUAGES
def test_who_waits_is_told_the_place_in_line_and_sees_it_beside_the_box(client: OpenClient, language: str) -> None:
    page = client(language, NARROW)
    expect(page.at("owner-now")).to_be_hidden()
    reference = page.ask_for_person()
    page.told(HANDED_OFF)

    expect(page.at("owner-now")).to_be_in_viewport()
    expect(page.at("owner-now")).to_contain_text(reference)
    assert any(words in page.said.last.inner_text() for words in PLACE[language])


def test_line_beside_the_box_follows_who_answers(client: OpenClient, console: OpenConsole) -> None:
    page = client("en", NARROW)
    reference = page.ask_for_person()
    agent = console("en")
    agent.take(reference)
    expect(page.at("owner-now")).to_contain_text("A person answers you", timeout=POLLED)

    agent.close()

    expect(page.at("owner-now")).to_be_hidden(timeout=POLLED)


@LANGUAGES
def test_question_typed_where_pages_were_shown_is_answered(client: OpenClient, language: str) -> None:
    page = client(language, NARROW)
    page.ask_until_clarified(WITH_NEIGHBOURS[language])
    assert page.choose(NONE_OF_THESE) == [SEARCHED]
    assert page.offered[-1] == NO

    assert is_answer(page.ask(ANSWERED[language]))


@LANGUAGES
def test_words_of_the_assistant_are_set_as_print_sets_them(client: OpenClient, language: str) -> None:
    page = client(language)
    page.ask(ANSWERED[language])
    page.ask({"en": "What is the cost of biometrics?", "fr": "Combien coûtent les données biométriques?"}[language])

    said = page.page.locator("[data-testid=log] [data-who=bot]").all_inner_texts()
    assert not [text for text in said if "'" in text]
