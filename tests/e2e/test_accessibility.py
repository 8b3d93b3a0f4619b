"""axe on every page a client or an agent stands on, in both languages, on a telephone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.client_page import NO, PATIENCE
from tests.e2e.conftest import NARROW, WIDE, OpenClient, OpenConsole
from tests.e2e.questions import ANSWERED, LANGUAGES, VAGUE

pytestmark = [pytest.mark.browser, pytest.mark.model]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
# Each language once and each size once: what differs between the four pairs is checked by the first test.
ONE_OF_EACH = pytest.mark.parametrize(("language", "size"), [("en", NARROW), ("fr", WIDE)], ids=["en", "fr"])


@SIZES
@LANGUAGES
def test_way_from_the_start_page_to_the_agents_ticket_has_no_barrier(
    client: OpenClient, console: OpenConsole, language: str, size: tuple[int, int]
) -> None:
    page = client(language, size)
    found = {"start": problems(page.page)}
    page.ask(ANSWERED[language])
    page.choose(NO)
    found["conversation"] = problems(page.page)
    reference = page.ask_for_person()
    agent = console(language, size)
    found["queue"] = problems(agent.page)
    agent.take(reference)
    found["ticket"] = problems(agent.page)
    agent.page.context.clear_cookies()
    agent.page.goto(f"{agent.address}/login?language={language}")
    found["login"] = problems(agent.page)

    assert barriers(found) == {}


@ONE_OF_EACH
def test_rarer_moments_have_no_barrier(
    client: OpenClient, console: OpenConsole, language: str, size: tuple[int, int]
) -> None:
    page = client(language, size)
    page.ask(VAGUE[language][-1])
    reference = page.ask_for_person()
    page.page.reload()
    expect(page.earlier.first).to_be_visible()
    found = {"reloaded and waiting": problems(page.page)}
    page.page.context.set_offline(True)
    expect(page.at("connection")).to_have_attribute("data-state", "lost")
    page.write("…")
    found["without connection"] = problems(page.page)
    page.page.context.set_offline(False)
    agent = console(language, size)
    agent.take(reference)
    agent.reply("Bonjour, hello.")
    expect(page.page.locator("[data-who=agent]")).to_be_visible(timeout=PATIENCE)
    found["with a person"] = problems(page.page)
    found["live chat at the console"] = problems(agent.page)
    agent.close()
    expect(page.button("/rate_5")).to_be_visible(timeout=PATIENCE)
    found["rating"] = problems(page.page)
    agent.page.goto(f"{agent.address}/closed")
    found["closed tickets"] = problems(agent.page)

    assert barriers(found) == {}


@pytest.mark.parametrize("name", ["index", "privacy-notice.en", "privacy-notice.fr"])
def test_pages_around_the_conversation_have_no_barrier(client: OpenClient, name: str) -> None:
    page = client("en", NARROW)

    page.page.goto(f"{page.address}/{name}.html")

    assert problems(page.page) == []


def problems(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    found = Axe().run(page, options=RULES).response["violations"]
    named = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return named + ([f"{wider} pixels too wide"] if wider else [])


def barriers(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {where: list_ for where, list_ in found.items() if list_}
