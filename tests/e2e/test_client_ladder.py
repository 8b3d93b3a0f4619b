"""A client alone with the assistant, from the question down the whole ladder, in both languages."""

import pytest
from playwright.sync_api import expect

from tests.e2e.client_page import (
    CLARIFIED,
    HANDED_OFF,
    HELPFUL,
    NO,
    NONE_OF_THESE,
    OFFERED,
    SEARCHED,
    YES,
    is_answer,
)
from tests.e2e.conftest import NARROW, OpenClient
from tests.e2e.questions import ANSWERED, LANGUAGES, VAGUE, WITH_NEIGHBOURS

pytestmark = [pytest.mark.browser, pytest.mark.model]


@LANGUAGES
def test_answer_that_helped_ends_the_question(client: OpenClient, language: str) -> None:
    page = client(language)

    assert is_answer(page.ask(ANSWERED[language]))
    assert page.offered == [YES, NO]
    page.button(YES).click()

    page.told(HELPFUL)
    assert page.offered == []


@LANGUAGES
def test_client_who_is_never_helped_climbs_every_rung_to_a_person(client: OpenClient, language: str) -> None:
    page = client(language, NARROW)

    page.ask_until_clarified(WITH_NEIGHBOURS[language])
    assert page.offered[-1] == NONE_OF_THESE
    assert page.choose(NONE_OF_THESE) == [SEARCHED]
    assert page.choose(NO) == [OFFERED]
    page.button(YES).click()

    page.told(HANDED_OFF)
    expect(page.at("owner")).to_have_attribute("data-owner", "queue")
    expect(page.at("ticket")).to_contain_text("Q-")
    expect(page.at("ask-person")).to_be_hidden()


@LANGUAGES
def test_offer_of_a_person_can_be_declined(client: OpenClient, language: str) -> None:
    page = client(language)
    page.ask_until_clarified(WITH_NEIGHBOURS[language])
    page.choose(NONE_OF_THESE)
    page.choose(NO)

    page.button(NO).click()

    expect(page.said.last).to_have_attribute("data-who", "bot")
    expect(page.at("owner")).to_have_attribute("data-owner", "bot")
    assert is_answer(page.ask(ANSWERED[language]))


@LANGUAGES
def test_choosing_a_question_of_the_clarification_answers_it(client: OpenClient, language: str) -> None:
    page = client(language)
    page.ask_until(CLARIFIED, VAGUE[language])

    assert is_answer(page.choose(page.offered[0]))
    assert page.offered == [YES, NO]


@LANGUAGES
def test_every_link_is_safe_and_opens_beside_the_conversation(client: OpenClient, language: str) -> None:
    page = client(language)
    page.ask(ANSWERED[language])
    page.choose(NO)
    links = page.at("message-link")

    expect(links.nth(1)).to_be_visible()
    for link in links.all():
        assert (link.get_attribute("href") or "").startswith("https://")
        assert link.get_attribute("target") == "_blank"
        assert "noopener" in (link.get_attribute("rel") or "").split()


@LANGUAGES
def test_person_and_new_start_are_one_button_away(client: OpenClient, language: str) -> None:
    page = client(language)
    page.ask(ANSWERED[language])

    page.start_over()
    assert page.offered == []
    page.at("ask-person").click()

    page.told(HANDED_OFF)


def test_change_of_language_keeps_the_conversation(client: OpenClient) -> None:
    page = client("en")
    answer = page.ask(ANSWERED["en"])
    reference = page.page.get_by_test_id("reference").inner_text().split()[-1]

    page.at("language-switch").click()
    page.page.wait_for_url("**/fr.html")

    page.connected()
    expect(page.at("reference")).to_contain_text(reference)
    expect(page.earlier.filter(has_text=ANSWERED["en"])).to_be_visible()
    assert page.ask(ANSWERED["fr"]) == answer
    expect(page.page.locator("[data-testid=log] .message-body[lang]")).to_have_count(0)


@LANGUAGES
def test_address_typed_by_the_client_is_masked_before_their_eyes(client: OpenClient, language: str) -> None:
    page = client(language)
    page.ask(f"{ANSWERED[language]} jordan.madeup@example.com")

    expect(page.last_own).to_contain_text(
        {"en": "[email address removed]", "fr": "[adresse courriel retirée]"}[language]
    )
    expect(page.last_own).not_to_contain_text("jordan.madeup")
    expect(page.last_own).not_to_contain_text("<EMAIL>")
    page.page.reload()
    expect(page.earlier.first).to_contain_text("[")
    expect(page.page.locator("main")).not_to_contain_text("jordan.madeup")


def test_page_asks_nothing_of_other_hosts_and_says_nothing_in_the_browsers_log(client: OpenClient) -> None:
    page = client("en")
    asked: list[str] = []
    said: list[str] = []
    page.page.on("request", lambda request: asked.append(request.url))
    page.page.on("console", lambda message: said.append(message.text))
    page.page.on("pageerror", lambda error: said.append(str(error)))

    page.page.reload()
    page.connected()
    page.ask(ANSWERED["en"])

    host = page.address.removesuffix("/assistant").removeprefix("http://")
    elsewhere = [url for url in asked if not url.split("://", 1)[1].startswith(f"{host}/")]
    assert len(asked) > 10
    assert elsewhere == []
    assert said == []
