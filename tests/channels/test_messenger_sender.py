"""What Meta takes when: within a day, within a week, never; and what becomes of a reply is told."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from channels import graph_api
from channels.delivery import DeliverLater, NeverDelivered
from channels.graph_api import GraphApi
from channels.messenger_sender import Sender
from storage.conversations import Conversation, Entry
from tests.fakes.graph import APP_SECRET, PAGE_TOKEN, FakeGraph

PSID = "4715550001112223"
KNOWN = Conversation("messenger-1", "messenger", "en")
HOUR, DAY = 3600.0, 86400.0
RESPONSE, TAGGED = ("RESPONSE", ""), ("MESSAGE_TAG", "HUMAN_AGENT")
LONG = "first " * 300 + "second " * 250


@dataclass
class Page:
    """A page's sender; the client wrote `age` seconds ago, None when nothing is known of it."""

    meta: FakeGraph
    age: float | None = 0.0

    def __post_init__(self) -> None:
        self.sender = Sender(GraphApi(self.meta.url, PAGE_TOKEN, APP_SECRET), self.last_heard)

    def last_heard(self, identifier: str) -> float | None:
        return None if self.age is None else time.time() - self.age

    async def send(self, who: str, text: str = "Hello") -> bool:
        return await self.sender(KNOWN, PSID, Entry(7, KNOWN.id, "m", who, {"text": text}, 0.0))

    @property
    def types(self) -> list[tuple[str, str]]:
        return [(one.messaging_type, one.tag) for one in self.meta.to(PSID)]


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setattr(graph_api, "RETRY_SECONDS", 0.0)
    with FakeGraph.serving() as meta:
        yield Page(meta)


@pytest.mark.parametrize(
    ("age", "expected"),
    [(0.0, RESPONSE), (23 * HOUR, RESPONSE), (25 * HOUR, TAGGED), (6.9 * DAY, TAGGED), (None, RESPONSE)],
    ids=["at once", "within a day", "after a day", "within a week", "unknown"],
)
async def test_an_agent_answers_by_the_tag_only_where_a_response_is_too_late(
    page: Page, age: float | None, expected: tuple[str, str]
) -> None:
    page.age = age
    if expected == TAGGED:
        page.meta.outside_window.add(PSID)

    assert await page.send("agent")
    assert page.types == [expected]
    assert page.meta.refused == []


async def test_after_a_week_nothing_is_sent_and_the_reason_is_told(page: Page) -> None:
    page.age = 7.1 * DAY

    with pytest.raises(NeverDelivered) as refusal:
        await page.send("agent")

    assert refusal.value.reason == "too_late"
    assert (page.meta.sent, page.meta.refused) == ([], [])


async def test_where_metas_clock_differs_the_tag_is_tried_once_and_for_the_rest_at_once(page: Page) -> None:
    """A webhook that Meta repeated for hours is older than the door knows."""
    page.meta.outside_window.add(PSID)

    assert await page.send("agent", LONG)
    assert page.types == [TAGGED, TAGGED]
    assert len(page.meta.refused) == 1


@pytest.mark.parametrize(("age", "calls"), [(0.0, 2), (2 * DAY, 1)])
async def test_what_meta_does_not_take_with_the_tag_either_is_too_late(page: Page, age: float, calls: int) -> None:
    page.age = age
    page.meta.silent.add(PSID)

    with pytest.raises(NeverDelivered, match="too_late"):
        await page.send("agent")
    assert len(page.meta.refused) == calls


@pytest.mark.parametrize("who", ["bot", "system"])
@pytest.mark.parametrize("age", [0.0, 2 * DAY])
async def test_what_no_person_wrote_never_bears_the_tag(page: Page, who: str, age: float) -> None:
    page.age = age
    page.meta.outside_window.add(PSID)

    with pytest.raises(NeverDelivered, match="too_late"):
        await page.send(who)
    assert [error["code"] for error in page.meta.refused] == [10]


async def test_a_client_who_has_blocked_the_page_is_told_from_other_refusals(page: Page) -> None:
    page.meta.gone.add(PSID)
    with pytest.raises(NeverDelivered, match="unavailable"):
        await page.send("agent")

    page.meta.gone.clear()
    page.meta.page_token = "another"
    with pytest.raises(NeverDelivered, match="not_taken"):
        await page.send("agent")


async def test_of_a_long_message_no_part_comes_twice(page: Page) -> None:
    page.meta.fail_next(3, after=1)
    with pytest.raises(DeliverLater):
        await page.send("bot", LONG)
    assert len(page.meta.sent) == 1

    assert await page.send("bot", LONG)
    assert " ".join(page.meta.texts(PSID)) == LONG.strip()
