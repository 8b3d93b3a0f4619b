"""Two browsers on the running assistant: a client's and an agent's. Nothing reaches other hosts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from evaluation.processes import Running
from tests.e2e.client_page import ClientPage
from tests.e2e.console_page import ConsolePage

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDE, NARROW = (1280, 800), (390, 844)
PASSWORD = "a long enough password"
AGENTS = {"en": "Robin Made-Up", "fr": "Camille Inventée"}

OpenClient = Callable[..., ClientPage]
OpenConsole = Callable[..., ConsolePage]


@dataclass(frozen=True)
class Agent:
    """An account of the help desk."""

    name: str
    password: str
    language: str


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; closed with this package, whose event loop no other test may meet."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is not installed; run make browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def agents(running: Running) -> dict[str, Agent]:
    """One agent of each language, made as an operator makes them."""
    made = {}
    for language, name in AGENTS.items():
        command = [sys.executable, "-m", "handoff", "add-agent", name, "--language", language, "--password-stdin"]
        subprocess.run(command, input=f"{PASSWORD}\n", text=True, env=dict(running.environment), check=True)
        made[language] = Agent(name, PASSWORD, language)
    return made


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts (cookies and storage of their own) and closes them after the test."""
    made: list[BrowserContext] = []

    def make(language: str, size: tuple[int, int]) -> BrowserContext:
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, locale=f"{language}-CA", timezone_id="America/Toronto")
        context.set_default_timeout(15_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def client(running: Running, contexts: Callable[..., BrowserContext]) -> OpenClient:
    """Opens the client's page in a language, as a new client unless a context is given."""

    def open_page(
        language: str = "en", size: tuple[int, int] = WIDE, context: BrowserContext | None = None
    ) -> ClientPage:
        page = (context or contexts(language, size)).new_page()
        return ClientPage(page, f"{running.settings.public_url}/assistant", language).open()

    return open_page


@pytest.fixture
def console(running: Running, agents: dict[str, Agent], contexts: Callable[..., BrowserContext]) -> OpenConsole:
    """Opens the console and logs the agent of a language in."""

    def open_page(language: str = "en", size: tuple[int, int] = WIDE) -> ConsolePage:
        page = contexts(language, size).new_page()
        agent = agents[language]
        return ConsolePage(page, f"{running.settings.bridge_url}/console").log_in(agent.name, agent.password)

    return open_page
