"""The console in a real browser: what the script does, and what axe says of every page."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from privacy import Masker
from tests.handoff.bridge import C1, C2, PASSWORD, Bridge, settings_for
from tests.handoff.door import free_port, running_door

pytestmark = pytest.mark.browser

WIDE, NARROW = (1280, 800), (390, 844)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is not installed; run make browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def desk(tmp_path: Path, upgraded: Path, masker: Masker, knowledge_url: str) -> Iterator[Bridge]:
    """The bridge on a port of its own, with one agent of each language."""
    shutil.copy(upgraded, tmp_path / "tickets.db")
    # Nothing listens there unless a test lets a door run.
    settings = settings_for(tmp_path, KNOWLEDGE_URL=knowledge_url, RASA_PORT=str(free_port()))
    bridge = Bridge(settings, masker)
    bridge.services.accounts.add("Robin", PASSWORD)
    bridge.services.accounts.add("Kim", PASSWORD, language="fr", supervisor=True)
    server = uvicorn.Server(uvicorn.Config(bridge.app, port=0, ws="none", log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    bridge.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/console"
    yield bridge
    server.should_exit = True
    thread.join()


def logged_in(browser: Browser, desk: Bridge, name: str = "Robin", size: tuple[int, int] = WIDE) -> Page:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="en-CA")
    page.set_default_timeout(15_000)
    page.goto(f"{desk.address}/login")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue")
    return page


def taken(page: Page) -> None:
    page.locator("#waiting-title ~ .tickets button").first.click()
    page.wait_for_url("**/tickets/**")


def test_queue_shows_a_new_ticket_by_itself_and_says_so(browser: Browser, desk: Bridge) -> None:
    page = logged_in(browser, desk)
    page.wait_for_timeout(4500)
    reference = desk.open(C1)["reference"]

    expect(page.get_by_text(reference).first).to_be_visible(timeout=10_000)
    expect(page).to_have_title("(1) Queue – Quaid, agents' console")
    expect(page.locator("#said")).to_have_text("New ticket. Waiting: 1.")


def test_focus_stays_where_it_was_when_the_queue_changes(browser: Browser, desk: Bridge) -> None:
    desk.open(C1)
    page = logged_in(browser, desk)
    button = page.locator("#waiting-title ~ .tickets button").first
    button.focus()
    focused = button.get_attribute("id")
    reference = desk.open(C2)["reference"]

    expect(page.get_by_text(reference).first).to_be_visible(timeout=10_000)

    assert page.evaluate("document.activeElement.id") == focused


def test_conversation_goes_on_without_reloading(browser: Browser, desk: Bridge) -> None:
    desk.open(C1)
    page = logged_in(browser, desk)
    taken(page)
    page.evaluate("window.samePage = true")

    desk.say("Is anyone there?")
    expect(page.locator("#messages")).to_contain_text("Is anyone there?", timeout=10_000)
    page.fill("#text", "Good morning, write to robin.private@example.org")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#reply-preview")).to_contain_text("Good morning, write to [email address]")
    expect(page.locator("#messages .agent")).to_have_count(0)
    page.keyboard.press("Control+Enter")

    expect(page.locator("#messages .agent .text")).to_have_text("Good morning, write to [email address]")
    expect(page.locator("#messages .agent .delivery")).to_have_text("sent, not delivered yet")
    expect(page.locator("#reply-preview")).to_be_hidden()
    expect(page.locator("#text")).to_have_value("")
    assert page.evaluate("window.samePage && document.activeElement.id") == "text"
    page.wait_for_timeout(2500)
    assert page.locator("#messages .message").count() == 2


def test_a_refused_reply_is_seen_and_read_aloud_without_reloading(browser: Browser, desk: Bridge) -> None:
    desk.open(C1)
    page = logged_in(browser, desk)
    taken(page)
    page.evaluate("window.samePage = true")
    expect(page.locator("#refused")).to_be_hidden()
    with running_door(port=int(desk.settings.rasa_url.rsplit(":", 1)[1])) as door:
        door.receipt = {"state": "kept", "reason": "channel_down"}
        # What was tried before a door was there is due again.
        desk.clock.advance(seconds=30)
        door.wait_for(2)
        page.fill("#text", "Good morning.")
        page.keyboard.press("Control+Enter")
        delivery = page.locator("#messages .agent .delivery")
        expect(delivery).to_have_text("kept: the channel cannot be reached for now", timeout=10_000)
        door.receipt = {"state": "refused", "reason": "given_up"}
        desk.clock.advance(seconds=30)

        expect(page.locator("#messages .agent.refused")).to_be_visible(timeout=10_000)
        expect(delivery).to_have_text("could not be delivered: the channel could not be reached for a day")
        expect(page.get_by_role("alert").filter(has_text="A reply did not reach the client")).to_be_visible()
    assert page.evaluate("window.samePage")
    assert problems(page) == []


def test_coded_response_is_searched_and_inserted_in_place(browser: Browser, desk: Bridge) -> None:
    desk.open(C1)
    page = logged_in(browser, desk)
    taken(page)

    page.fill("#wanted", "early arrive")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Insert 051103").click()

    expect(page.locator("#text")).to_have_value("""An officer decides; a permit names the dates.

Study permit
https://www.canada.ca/en/study-permit.html""")


def test_agent_cannot_go_on_writing_into_a_ticket_that_was_closed(browser: Browser, desk: Bridge) -> None:
    desk.open(C1)
    page = logged_in(browser, desk)
    taken(page)
    page.fill("#text", "half a sentence")
    desk.post(f"/api/conversations/{C1}/close", {})

    expect(page.locator("#moved")).to_contain_text("The client has ended the conversation.", timeout=10_000)
    expect(page.get_by_role("button", name="Send")).to_be_disabled()
    expect(page.locator("#text")).to_have_value("half a sentence")


def test_script_of_a_client_never_runs(browser: Browser, desk: Bridge) -> None:
    attack = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    desk.open(C1, question=attack)
    page = logged_in(browser, desk)
    taken(page)
    desk.say(attack)

    expect(page.locator("#messages")).to_contain_text("onerror", timeout=10_000)
    assert page.locator("main img").count() == 0
    assert "owned" not in page.title()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", ["Robin", "Kim"])
def test_pages_are_accessible_and_fit_the_screen(
    browser: Browser, desk: Bridge, name: str, size: tuple[int, int]
) -> None:
    long = "https://www.canada.ca/" + "very-long-address" * 12
    desk.open(C1, language="fr", question=long)
    desk.open(C2, reason="not_helpful")
    desk.say(long)
    page = logged_in(browser, desk, name, size)
    found = {"queue": problems(page)}
    taken(page)
    for details in page.locator("details:not([open]) summary").all():
        details.click()
    page.fill("#text", "Bonjour")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages .agent")).to_be_visible()
    found["ticket"] = problems(page)
    page.locator("input[name=outcome]").first.check()
    page.locator("form[action$='/close'] button").click()
    page.wait_for_url("**/queue")
    for path in ("closed", "account", "conversations", f"tickets/{'0' * 32}"):
        page.goto(f"{desk.address}/{path}")
        found[path] = problems(page)
    page.goto(f"{desk.address}/account")
    page.get_by_role("button", name="Log out" if name == "Robin" else "Fermer la session", exact=True).click()
    found["login"] = problems(page)

    assert {name: list_ for name, list_ in found.items() if list_} == {}


def problems(page: Page) -> list[str]:
    """What axe finds against WCAG 2.1 AA, and whether the page is wider than its window."""
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    result = Axe().run(page, options=rules)
    found = [f"{violation['id']}: {violation['nodes'][0]['html']}" for violation in result.response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{wide} pixels too wide"] if wide else [])
