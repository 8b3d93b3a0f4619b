"""The one call to Meta: what is tried again, what is given up, what an error tells."""

from collections.abc import Iterator

import pytest

from channels import graph_api
from channels.graph_api import HUMAN_AGENT, GraphApi, GraphRefused, GraphUnavailable
from tests.fakes.graph import APP_SECRET, PAGE_TOKEN, FakeGraph

PSID = "4715550001112223"


@pytest.fixture
def meta() -> Iterator[FakeGraph]:
    with FakeGraph.serving() as fake:
        yield fake


@pytest.fixture
def api(meta: FakeGraph, monkeypatch: pytest.MonkeyPatch) -> GraphApi:
    monkeypatch.setattr(graph_api, "RETRY_SECONDS", 0.0)
    return GraphApi(meta.url, PAGE_TOKEN, APP_SECRET)


async def send(api: GraphApi, text: str = "Hello", *, tag: str = "") -> None:
    await api.send(PSID, {"text": text}, tag=tag)


async def test_a_message_arrives_with_the_proof_of_the_app(api: GraphApi, meta: FakeGraph) -> None:
    await send(api)

    assert meta.texts(PSID) == ["Hello"]


@pytest.mark.parametrize("status", [500, 429])
async def test_passing_trouble_is_tried_again(api: GraphApi, meta: FakeGraph, status: int) -> None:
    meta.fail_next(2, status)
    await send(api)

    assert meta.texts(PSID) == ["Hello"]


async def test_lasting_trouble_may_be_tried_later(api: GraphApi, meta: FakeGraph) -> None:
    meta.fail_next(3)
    with pytest.raises(GraphUnavailable, match="500, code 2"):
        await send(api)


async def test_nobody_there_may_be_tried_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_api, "RETRY_SECONDS", 0.0)
    with pytest.raises(GraphUnavailable, match="ConnectError"):
        await send(GraphApi("http://127.0.0.1:9", PAGE_TOKEN, APP_SECRET))


@pytest.mark.parametrize(
    ("token", "secret", "text", "code"),
    [
        ("wrong", APP_SECRET, "Hello", "code 190"),
        (PAGE_TOKEN, "wrong", "Hello", "code 100"),
        (PAGE_TOKEN, APP_SECRET, "a" * 2001, "code 100"),
    ],
    ids=["page token", "app secret", "too long"],
)
async def test_what_meta_refuses_is_not_tried_again_and_the_error_tells_no_secret(
    meta: FakeGraph, token: str, secret: str, text: str, code: str
) -> None:
    with pytest.raises(GraphRefused, match=code) as refusal:
        await send(GraphApi(meta.url, token, secret), text)

    assert len(meta.refused) == 1
    assert not isinstance(refusal.value, GraphUnavailable)
    assert token not in str(refusal.value)
    assert text not in str(refusal.value)


async def test_only_a_person_writes_after_the_window(api: GraphApi, meta: FakeGraph) -> None:
    meta.outside_window.add(PSID)
    with pytest.raises(GraphRefused, match="code 10"):
        await send(api)
    await send(api, tag=HUMAN_AGENT)

    assert [(one.messaging_type, one.tag) for one in meta.to(PSID)] == [("MESSAGE_TAG", "HUMAN_AGENT")]
