"""An agent at the console, by its addresses and the names of its fields."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

POLLED = 10_000
"""Milliseconds: queue and ticket pages ask for news every few seconds."""


@dataclass(frozen=True)
class ConsolePage:
    """One open page of the console."""

    page: Page
    address: str

    def log_in(self, name: str, password: str) -> ConsolePage:
        self.page.goto(f"{self.address}/login")
        self.page.fill("#name", name)
        self.page.fill("#password", password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/queue")
        return self

    def queue(self) -> ConsolePage:
        self.page.goto(f"{self.address}/queue")
        return self

    def card(self, reference: str) -> Locator:
        """The ticket's card in the queue, in whichever of its lists."""
        return self.page.locator(".tickets .card").filter(has_text=reference)

    def take(self, reference: str) -> None:
        expect(self.card(reference)).to_be_visible(timeout=POLLED)
        self.card(reference).locator("form[action$='/take'] button").click()
        self.page.wait_for_url("**/tickets/**")

    @property
    def before(self) -> Locator:
        """The lines of what was said before the ticket."""
        return self.page.locator("details .messages .message")

    @property
    def lines(self) -> Locator:
        return self.page.locator("#messages .message")

    def line(self, text: str) -> Locator:
        return self.lines.filter(has_text=text)

    def reply(self, text: str) -> None:
        self.page.fill("#text", text)
        self.page.keyboard.press("Control+Enter")
        expect(self.page.locator("#text")).to_have_value("", timeout=POLLED)

    def tab_to(self, target: Locator, most: int = 60) -> None:
        """Press Tab until `target` has the focus."""
        for _ in range(most):
            if target.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} is not reached by {most} times Tab")

    def give_back(self) -> None:
        self.page.locator("form[action$='/return'] button").click()
        self.page.wait_for_url("**/queue")

    def close(self, outcome: str = "answered") -> None:
        self.page.locator(f"input[name=outcome][value={outcome}]").check()
        self.page.locator("form[action$='/close'] button").click()
        self.page.wait_for_url("**/queue")
