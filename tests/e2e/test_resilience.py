"""Lost connections, reloads, several tabs, and no mouse: nothing a client wrote is lost."""

import pytest
from playwright.sync_api import expect

from tests.e2e.client_page import NO, PATIENCE, YES, is_answer
from tests.e2e.conftest import OpenClient, OpenConsole
from tests.e2e.console_page import POLLED
from tests.e2e.questions import ANSWERED, LANGUAGES
from tests.system.clients import eventually

pytestmark = [pytest.mark.browser, pytest.mark.model]


@LANGUAGES
def test_lost_connection_is_shown_and_what_was_written_meanwhile_is_answered(client: OpenClient, language: str) -> None:
    page = client(language)
    banner = page.at("connection")

    page.page.context.set_offline(True)
    expect(banner).to_have_attribute("data-state", "lost")
    page.write(ANSWERED[language])
    state = page.last_own.get_by_test_id("message-state")
    expect(state).to_have_attribute("data-state", "waiting")
    page.page.context.set_offline(False)

    assert is_answer(page.reply())
    expect(banner).to_have_attribute("data-state", "restored")
    expect(state).to_have_attribute("data-state", "sent")
    expect(page.has_words(ANSWERED[language])).to_have_count(1)


def test_message_written_offline_survives_a_reload(client: OpenClient) -> None:
    page = client("en")
    page.page.context.set_offline(True)
    expect(page.at("connection")).to_have_attribute("data-state", "lost")
    page.write(ANSWERED["en"])

    page.page.context.set_offline(False)
    page.page.reload()

    expect(page.at("quick-reply").first).to_be_visible(timeout=PATIENCE)
    expect(page.has_words(ANSWERED["en"])).to_have_count(1)


def test_agents_words_of_the_meantime_come_once_the_connection_is_back(
    client: OpenClient, console: OpenConsole
) -> None:
    page = client("en")
    reference = page.ask_for_person()
    agent = console("en")
    agent.take(reference)
    expect(page.at("owner")).to_have_attribute("data-owner", "person", timeout=POLLED)

    page.page.context.set_offline(True)
    expect(page.at("connection")).to_have_attribute("data-state", "lost")
    page.write("I wrote this in a tunnel.")
    agent.reply("Are you still there?")
    page.page.context.set_offline(False)

    expect(page.has_words("Are you still there?")).to_have_count(1, timeout=PATIENCE)
    expect(agent.line("I wrote this in a tunnel.")).to_have_count(1, timeout=POLLED)


def test_second_tab_shows_the_same_conversation_and_leaving_clears_both(client: OpenClient) -> None:
    first = client("en")
    first.ask(ANSWERED["en"])
    second = client("en", context=first.page.context)
    expect(second.earlier.filter(has_text=ANSWERED["en"])).to_be_visible()
    reference = first.at("reference").inner_text()

    second.at("leave").click()
    second.at("leave-yes").click()

    for page in (first, second):
        expect(page.at("message")).to_have_count(0)
        expect(page.at("reference")).not_to_have_text(reference)
        expect(page.at("reference")).not_to_be_empty()
    # Both may have asked for a conversation; the one kept last is the one of both.
    assert eventually(lambda: first.at("reference").inner_text() == second.at("reference").inner_text())


def test_an_empty_page_that_is_given_another_conversation_says_nothing_of_it(client: OpenClient) -> None:
    other = client("en")
    first = client("en")
    second = client("en", context=first.page.context)

    kept = other.page.evaluate("localStorage.getItem('quaid.session')")
    first.page.evaluate("kept => localStorage.setItem('quaid.session', kept)", kept)

    expect(second.at("reference")).to_have_text(other.at("reference").inner_text())
    expect(second.at("message")).to_have_count(0)


def test_forged_token_opens_nobodys_conversation(client: OpenClient) -> None:
    first = client("en")
    first.ask(ANSWERED["en"])
    token = first.page.evaluate("JSON.parse(localStorage.getItem('quaid.session')).token")
    stranger = client("en")

    forged = token[:-4] + ("aaaa" if not token.endswith("aaaa") else "bbbb")
    stranger.page.evaluate(
        "token => localStorage.setItem('quaid.session', JSON.stringify({ token, reference: '' }))", forged
    )
    stranger.page.reload()
    stranger.connected()

    expect(stranger.at("message")).to_have_count(0)
    assert stranger.at("reference").inner_text() != first.at("reference").inner_text()


@LANGUAGES
def test_whole_question_without_a_mouse(client: OpenClient, language: str) -> None:
    page = client(language)
    keys = page.page.keyboard

    keys.press("Tab")
    keys.press("Tab")
    expect(page.at("skip-message")).to_be_focused()
    keys.press("Enter")
    keys.type(ANSWERED[language])
    keys.press("Enter")
    page.reply()
    expect(page.at("message-box")).to_be_focused()
    keys.press("Shift+Tab")
    expect(page.button(NO)).to_be_focused()
    keys.press("Shift+Tab")
    expect(page.button(YES)).to_be_focused()
    keys.press("Enter")

    expect(page.said.last).to_have_attribute("data-who", "bot", timeout=PATIENCE)
    expect(page.at("message-box")).to_be_focused()
    assert page.offered == []


def test_ticket_is_taken_answered_and_closed_without_a_mouse(client: OpenClient, console: OpenConsole) -> None:
    page = client("en")
    reference = page.ask_for_person()
    agent = console("en")
    expect(agent.card(reference)).to_be_visible(timeout=POLLED)
    keys = agent.page.keyboard

    agent.tab_to(agent.card(reference).locator("form[action$='/take'] button"))
    keys.press("Enter")
    agent.page.wait_for_url("**/tickets/**")
    agent.tab_to(agent.page.locator("#text"))
    keys.type("Hello without a mouse.")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.has_words("Hello without a mouse.")).to_be_visible(timeout=POLLED)
    agent.tab_to(agent.page.locator("input[name=outcome]").first)
    keys.press("Space")
    keys.press("Tab")
    keys.press("Enter")

    agent.page.wait_for_url("**/queue")
    expect(page.button("/rate_5")).to_be_visible(timeout=PATIENCE)
