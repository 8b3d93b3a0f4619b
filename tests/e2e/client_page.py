"""A client at the page, by what stays when words change: test ids, payloads of buttons, response codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, TimeoutError, expect

ANSWERS = re.compile(r"(?!90)\d{6}")
"""Codes of coded answers; business line 90 is the conversation itself (actions/steps.py)."""
SEARCHED, CLARIFIED = "900401", "900501"
OFFERED, HANDED_OFF = "900601", "900602"
HELPFUL, RATED = "900701", "900703"
YES, NO, NONE_OF_THESE = "/affirm", "/deny", "/none_of_these"

PATIENCE = 15_000
"""Milliseconds: the door itself speaks after eight seconds."""
NO_BUTTONS = 1500
"""Milliseconds after which no buttons will follow."""


@dataclass(frozen=True)
class ClientPage:
    """One open page of the assistant."""

    page: Page
    address: str
    language: str

    def open(self) -> ClientPage:
        self.page.goto(f"{self.address}/{self.language}.html")
        self.connected()
        return self

    def connected(self) -> None:
        """Wait until the page has its session."""
        expect(self.at("reference")).not_to_be_empty(timeout=PATIENCE)

    def at(self, test_id: str) -> Locator:
        return self.page.get_by_test_id(test_id)

    @property
    def said(self) -> Locator:
        """The messages of the live part of the conversation."""
        return self.at("log").get_by_test_id("message")

    @property
    def earlier(self) -> Locator:
        """What was said before this page was loaded."""
        return self.at("earlier").get_by_test_id("message")

    @property
    def reference(self) -> str:
        """Of the request for a person."""
        expect(self.at("ticket")).to_contain_text("Q-", timeout=PATIENCE)
        found = re.search(r"Q-[\w-]+", self.at("ticket").inner_text())
        assert found, self.at("ticket").inner_text()
        return found[0]

    @property
    def last_own(self) -> Locator:
        return self.page.locator("[data-testid=log] [data-who=client]").last

    def button(self, payload: str) -> Locator:
        return self.page.locator(f"[data-testid=quick-reply][data-payload='{payload}']:enabled")

    @property
    def offered(self) -> list[str]:
        """Payloads of the buttons that can be chosen now."""
        buttons = self.page.locator("[data-testid=quick-reply]:enabled")
        return [str(payload) for payload in buttons.evaluate_all("all => all.map((one) => one.dataset.payload)")]

    def write(self, text: str) -> None:
        """Send a message without waiting for anything."""
        self.at("message-box").fill(text)
        self.at("message-box").press("Enter")

    def ask(self, text: str) -> list[str]:
        """Send a message; return the codes of the reply."""
        self.write(text)
        return self.reply()

    def choose(self, payload: str) -> list[str]:
        """Choose a button; return the codes of the reply."""
        self.button(payload).click()
        return self.reply()

    def reply(self) -> list[str]:
        """Wait for the reply to the client's last message; return its codes.

        A reply usually ends with buttons; without them it is complete when nothing more has come for a while.
        """
        last = self.page.locator("[data-testid=log] > ol > li:last-child:not([data-who=client])")
        expect(last).to_be_visible(timeout=PATIENCE)
        with suppress(TimeoutError):
            last.locator("[data-testid=quick-reply]:enabled").first.wait_for(timeout=NO_BUTTONS)
        return self.codes_since_own()

    def told(self, code: str) -> None:
        """Wait for a message with `code` after the client's last one."""
        since_own = "[data-testid=log] [data-who=client]:not(:has(~ [data-who=client])) ~"
        expect(self.page.locator(f"{since_own} [data-code='{code}']").first).to_be_visible(timeout=PATIENCE)

    def codes_since_own(self) -> list[str]:
        rows = self.said.evaluate_all("all => all.map((one) => [one.dataset.who, one.dataset.code ?? ''])")
        codes: list[str] = []
        for who, code in rows:
            codes = [] if who == "client" else [*codes, *filter(None, [code])]
        return codes

    def start_over(self) -> None:
        self.at("start-over").click()
        expect(self.said.last).to_have_attribute("data-who", "bot", timeout=PATIENCE)

    def ask_for_person(self) -> str:
        """Return the reference of the request."""
        self.at("ask-person").click()
        return self.reference

    def ask_until(self, code: str, questions: Sequence[str]) -> None:
        """Ask one question after another, each from a new start, until one leads to `code`."""
        met = []
        for question in questions:
            found = self.ask(question)
            if found == [code]:
                return
            met.append(f"{question}: {found}")
            self.start_over()
        raise AssertionError(f"no question led to {code}:\n" + "\n".join(met))

    def ask_until_clarified(self, questions: Sequence[str]) -> list[str]:
        """Ask until one is answered and, after "no", leads to a choice of other questions; return the codes.

        Which question does so depends on the trained model, and so several are tried.
        """
        met = []
        for question in questions:
            answer = self.ask(question)
            if is_answer(answer):
                after = self.choose(NO)
                if after == [CLARIFIED]:
                    return [*answer, *after]
                met.append(f"{question}: {answer}, {after}")
            else:
                met.append(f"{question}: {answer}")
            self.start_over()
        raise AssertionError("no question was answered and then clarified:\n" + "\n".join(met))

    def has_words(self, text: str) -> Locator:
        """The message that holds `text`, wherever it stands."""
        return self.at("message").filter(has_text=text)


def is_answer(codes: Sequence[str]) -> bool:
    return bool(codes) and all(ANSWERS.fullmatch(code) for code in codes)
