"""rasa-webchat 1.0.1 as its package speaks: it opens with a message of nothing and shows no notice of its own."""

from collections.abc import Callable

import pytest

from tests.system.clients import Browser

pytestmark = pytest.mark.model


@pytest.mark.parametrize(("language", "word"), [("en", "automated"), ("fr", "automatisé")])
def test_opening_of_a_stock_client_is_answered_with_the_notice(
    browser: Callable[..., Browser], language: str, word: str
) -> None:
    page = browser(after=None).connect()
    page.join(metadata=None)

    assert page.send(None, metadata=None, customData={"language": language})["ok"]

    assert word in page.wait(1)[0]["text"]


def test_message_of_nothing_from_our_own_page_is_no_opening(browser: Callable[..., Browser]) -> None:
    page = browser().open()

    assert page.send(None)["ok"]

    assert "automated" not in page.wait(1)[0]["text"]
