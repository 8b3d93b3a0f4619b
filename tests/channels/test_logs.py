"""The server's log handlers mask, and masking never waits for a log record of its own."""

import io
import logging
import threading
from collections.abc import Iterator

import pytest
import structlog
from rasa.utils.log_utils import configure_structlog

from channels import logs
from channels.graph_api import GraphApi
from privacy import Masker, shared_masker
from tests.fakes.graph import APP_SECRET, PAGE_TOKEN, FakeGraph
from tests.guarded import guard_taken_away


@pytest.fixture
def masker() -> Masker:
    return shared_masker()


@pytest.fixture
def written(masker: Masker) -> Iterator[io.StringIO]:
    """What a root handler at debug level writes once the logs are guarded."""
    root, stream = logging.getLogger(), io.StringIO()
    handler, level = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    with guard_taken_away():
        logs.guard(masker)
        yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def test_what_any_library_logs_is_masked(written: io.StringIO) -> None:
    logging.getLogger("some.library").debug("asked by mina@example.org")

    assert written.getvalue() == "asked by <EMAIL>\n"


async def test_the_proof_that_goes_with_the_page_token_is_not_logged(written: io.StringIO) -> None:
    with FakeGraph.serving() as meta:
        await GraphApi(meta.url, PAGE_TOKEN, APP_SECRET).send("1001", {"text": "Hello"})

    assert meta.texts("1001") == ["Hello"]
    assert "appsecret_proof" not in written.getvalue()


def test_a_message_is_masked_at_debug_level_without_waiting_for_itself(masker: Masker, written: io.StringIO) -> None:
    masked: list[str] = []
    work = threading.Thread(target=lambda: masked.append(masker.mask("My UCI is 1234-5678", "en").text), daemon=True)
    work.start()
    work.join(timeout=20)

    assert masked == ["My UCI is <UCI>"]
    assert "1234" not in written.getvalue()


def test_rasas_structured_events_are_masked_before_they_are_written_as_json(written: io.StringIO) -> None:
    """As JSON a line break is two letters in the middle of a signature."""
    configure_structlog(logging.DEBUG)
    logs.guard(shared_masker())
    words = "How long does it take?\nRegards,\nZelmira Quibbleworth"
    structlog.get_logger("rasa.made.up").debug(
        "processor.message.parse", text=words, slots={"mail": "mina@example.org"}
    )

    assert "processor.message.parse" in written.getvalue()
    structlog.reset_defaults()
    for datum in ("Zelmira", "Quibbleworth", "mina@example.org"):
        assert datum not in written.getvalue()
