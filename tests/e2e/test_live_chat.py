"""A client and an agent, each in a browser of their own, from the hand-off to the rating."""

import re

import pytest
import yaml
from playwright.sync_api import expect

import settings
from tests.e2e.client_page import NO, NONE_OF_THESE, PATIENCE, RATED, YES
from tests.e2e.conftest import NARROW, OpenClient, OpenConsole
from tests.e2e.console_page import POLLED
from tests.e2e.questions import ANSWERED, LANGUAGES, WITH_NEIGHBOURS

pytestmark = [pytest.mark.browser, pytest.mark.model]

WORDS = yaml.safe_load((settings.ROOT / "handoff/console/words.yml").read_text(encoding="utf-8"))
DELIVERED: dict[str, str] = WORDS["delivery"]["delivered"]
ATTACK = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> & <b>visa</b>"


@LANGUAGES
def test_whole_way_from_a_question_to_the_rating_of_a_person(
    client: OpenClient, console: OpenConsole, language: str
) -> None:
    page = client(language)
    page.ask_until_clarified(WITH_NEIGHBOURS[language])
    page.choose(NONE_OF_THESE)
    page.choose(NO)
    chosen = page.button(YES).inner_text()
    page.button(YES).click()
    agent = console(language)

    agent.take(page.reference)
    expect(agent.before.first).to_be_visible()
    assert agent.before.locator(".text").last.inner_text() == chosen
    assert any(question in text for question in WITH_NEIGHBOURS[language] for text in agent.before.all_inner_texts())
    expect(page.at("owner")).to_have_attribute("data-owner", "person", timeout=POLLED)

    agent.reply("Bonjour, hello from a person.")
    reply = page.has_words("Bonjour, hello from a person.")
    expect(reply).to_have_attribute("data-who", "agent", timeout=POLLED)
    mark = agent.line("hello from a person").locator(".delivery")
    expect(mark).to_have_text(DELIVERED[language], timeout=POLLED)
    page.page.reload()
    expect(reply).to_have_count(1)
    expect(page.earlier.filter(has_text="hello from a person")).to_be_visible()
    expect(page.at("owner")).to_have_attribute("data-owner", "person")

    page.write("Thank you, merci: one more thing.")
    expect(agent.line("one more thing")).to_be_visible(timeout=POLLED)
    agent.close()
    expect(page.button("/rate_5")).to_be_visible(timeout=PATIENCE)
    expect(page.at("owner")).to_have_attribute("data-owner", "bot")
    page.button("/rate_4").click()
    page.told(RATED)

    agent.page.goto(f"{agent.address}/closed")
    expect(agent.page.locator(".tickets .card").first).to_contain_text(re.compile(r"4 (of|sur) 5"))


def test_agents_reply_waits_for_a_client_who_has_left_the_page(client: OpenClient, console: OpenConsole) -> None:
    page = client("en")
    reference = page.ask_for_person()
    page.page.goto("about:blank")
    agent = console("en")
    agent.take(reference)
    agent.reply("You were away when I wrote this.")

    page.open()

    expect(page.has_words("You were away when I wrote this.")).to_have_count(1, timeout=POLLED)


def test_ticket_given_back_is_waiting_again_and_the_client_is_told(client: OpenClient, console: OpenConsole) -> None:
    page = client("en")
    reference = page.ask_for_person()
    agent = console("en")
    agent.take(reference)
    expect(page.at("owner")).to_have_attribute("data-owner", "person", timeout=POLLED)

    agent.give_back()

    expect(page.at("owner")).to_have_attribute("data-owner", "queue", timeout=POLLED)
    expect(page.said.last).to_have_attribute("data-who", "system")


def test_bot_is_silent_while_a_person_answers(client: OpenClient, console: OpenConsole) -> None:
    page = client("en", NARROW)
    reference = page.ask_for_person()
    agent = console("en", NARROW)
    agent.take(reference)
    expect(page.at("owner")).to_have_attribute("data-owner", "person", timeout=POLLED)
    bots = page.page.locator("[data-who=bot]").count()
    expect(page.at("start-over")).to_be_hidden()

    page.write(ANSWERED["en"])
    expect(agent.line(ANSWERED["en"])).to_be_visible(timeout=POLLED)
    agent.reply("A person answers this one.")
    expect(page.has_words("A person answers this one.")).to_be_visible(timeout=POLLED)

    assert page.page.locator("[data-who=bot]").count() == bots


def test_markup_is_text_at_both_ends(client: OpenClient, console: OpenConsole) -> None:
    page = client("en")
    page.write(ATTACK)
    expect(page.last_own).to_contain_text("<b>visa</b>")
    expect(page.said.last).to_have_attribute("data-who", "bot", timeout=PATIENCE)
    reference = page.ask_for_person()
    agent = console("en")
    agent.take(reference)
    page.write(ATTACK)
    expect(agent.lines.last).to_contain_text("<b>visa</b>", timeout=POLLED)
    agent.reply(ATTACK)
    expect(page.page.locator("[data-who=agent]")).to_contain_text("<b>visa</b>", timeout=POLLED)
    page.page.reload()
    expect(page.page.locator("[data-who=agent]")).to_contain_text("<b>visa</b>")

    for browser_page in (page.page, agent.page):
        assert browser_page.locator("main img, main b, main script").count() == 0
        assert browser_page.title() != "owned"


def test_masked_address_is_masked_at_the_console_too(client: OpenClient, console: OpenConsole) -> None:
    page = client("en")
    page.ask(f"{ANSWERED['en']} jordan.madeup@example.com")
    reference = page.ask_for_person()
    page.write("Or write to jordan.madeup@example.com, please")
    expect(page.last_own).to_contain_text("[email address removed]")
    agent = console("en")
    agent.take(reference)

    expect(agent.before.first).to_contain_text("[email address]")
    expect(agent.line("[email address]")).to_be_visible(timeout=POLLED)
    assert "jordan.madeup" not in agent.page.content()
