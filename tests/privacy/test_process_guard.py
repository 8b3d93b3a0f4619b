"""Whatever a process writes beside its stores is masked: escaped, warned of, died with, by any handler."""

import io
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import suppress

import pytest

from privacy import shared_masker
from privacy.process_guard import guard_process, unescaped, unguarded
from settings import ROOT
from tests.guarded import guard_taken_away

DATA = (
    "Zelmira",
    "Quibbleworth",
    "zelmira@example.org",
    "zelmira%40",
    "zelmira&#64;",
    "130 692 544",
    "130-692-544",
    "130692544",
)
SENTENCE = "My name is Zelmira Quibbleworth, zelmira@example.org, SIN 130 692 544"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a handler writes that was there before the guard."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    with guard_taken_away():
        guard_process(shared_masker())
        yield stream
    logging.getLogger().removeHandler(handler)


def leaks(text: str) -> list[str]:
    return [datum for datum in DATA if datum.lower() in text.lower()]


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "GET /assistant/zelmira%40example.org 404",
        "GET /x?name=My+name+is+Zelmira+Quibbleworth&sin=130%20692%20544",
        r'{"text": "It is asked\nRegards,\nZelmira Quibbleworth", "sin": "130\u002d692\u002d544"}',
        r"b'\x53\x49\x4e \x31\x33\x30 692 544'",
        "&lt;p&gt;zelmira&#64;example.org, SIN&nbsp;130&nbsp;692&nbsp;544",
    ],
    ids=["plain", "address", "query", "JSON", "bytes", "HTML"],
)
def test_what_a_library_escaped_is_masked(written: io.StringIO, text: str) -> None:
    logging.getLogger("some.library").error(text)

    assert leaks(unescaped(text))
    assert written.getvalue()
    assert leaks(written.getvalue()) == []


def test_nobody_can_begin_a_log_line_of_their_own(written: io.StringIO) -> None:
    logging.getLogger("some.library").error(r'{"text": "zelmira@example.org\nERROR all is lost"}')

    assert written.getvalue().count("\n") == 1


def test_a_handler_that_comes_later_gets_nothing_unmasked(written: io.StringIO) -> None:
    later = io.StringIO()
    logger, handler = logging.getLogger("a.new.library"), logging.StreamHandler(later)
    logger.addHandler(handler)
    try:
        assert unguarded() == ["StreamHandler of logger 'a.new.library'"]
        try:
            raise ValueError(SENTENCE)
        except ValueError:
            logger.exception("it stopped on %s", SENTENCE)
    finally:
        logger.removeHandler(handler)

    assert "it stopped on" in later.getvalue()
    assert "Traceback" in later.getvalue()
    assert leaks(later.getvalue()) == []


def test_fields_that_a_caller_adds_are_masked_and_ids_are_not(written: io.StringIO) -> None:
    seen: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = seen.append  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    guard_process(shared_masker())
    logging.getLogger("x").error(
        "said", extra={"words": SENTENCE, "body": {"a": [SENTENCE]}, "conversation": "ab" * 16}
    )
    logging.getLogger().removeHandler(handler)

    assert leaks(str(seen[0].__dict__)) == []
    assert seen[0].__dict__["conversation"] == "ab" * 16


@pytest.fixture
def later(written: io.StringIO) -> Iterator[io.StringIO]:
    """What a handler writes that came after the guard, and that shows what callers add."""
    stream = io.StringIO()
    logger, handler = logging.getLogger("a.new.library"), logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s: %(who)s"))
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


@pytest.mark.parametrize("who", [SENTENCE, "zelmira", 130692544, {"a": [SENTENCE]}], ids=str)
def test_a_handler_that_comes_later_gets_no_added_field_unmasked(later: io.StringIO, who: object) -> None:
    logging.getLogger("a.new.library").warning("said", extra={"who": who})

    assert later.getvalue().startswith("said: ")
    assert leaks(later.getvalue()) == []


def test_a_handler_that_comes_later_gets_nothing_unmasked_of_a_record_made_elsewhere(later: io.StringIO) -> None:
    mould = {"msg": "said %s", "args": (SENTENCE,), "who": SENTENCE, "levelno": logging.ERROR}
    logging.getLogger("a.new.library").handle(logging.makeLogRecord(mould))

    assert later.getvalue().startswith("said My name is <PERSON>")
    assert leaks(later.getvalue()) == []


def test_a_handler_that_comes_later_gets_no_field_unmasked_that_a_filter_adds(later: io.StringIO) -> None:
    def adding(record: logging.LogRecord) -> bool:
        record.who = SENTENCE
        return True

    logger = logging.getLogger("a.new.library")
    logger.addFilter(adding)
    logger.warning("said")
    logger.removeFilter(adding)

    assert later.getvalue().startswith("said: ")
    assert leaks(later.getvalue()) == []


@pytest.fixture
def full_disk(written: io.StringIO) -> Iterator[logging.Logger]:
    logger, handler = logging.getLogger("a.log.on.a.full.disk"), logging.FileHandler("/dev/full")
    logger.addHandler(handler)
    yield logger
    logger.removeHandler(handler)
    with suppress(OSError):
        handler.close()


def test_a_full_disk_is_told_of_and_prints_no_word_of_a_client(
    full_disk: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise ValueError(SENTENCE)
    except ValueError:
        full_disk.exception("it stopped on %s", SENTENCE)

    assert capsys.readouterr().err == "LOG RECORD LOST: FileHandler stopped on OSError\n"


def test_a_record_that_does_not_fit_its_handler_is_told_of_without_its_words(
    later: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("a.new.library").error("said %s", SENTENCE)

    assert capsys.readouterr().err == "LOG RECORD LOST: StreamHandler stopped on ValueError\n"


def test_who_stops_a_process_sees_nothing_of_what_it_was_at(
    written: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        try:
            raise ValueError(SENTENCE)
        finally:
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        sys.excepthook(*sys.exc_info())

    assert capsys.readouterr().err == "KeyboardInterrupt\n"


@pytest.mark.filterwarnings("default")
def test_a_warning_is_masked(written: io.StringIO) -> None:
    warnings.warn(SENTENCE, UserWarning, stacklevel=1)

    assert "UserWarning" in written.getvalue()
    assert leaks(written.getvalue()) == []


def test_last_words_of_a_thread_are_masked(written: io.StringIO) -> None:
    def fail() -> None:
        raise ValueError(SENTENCE)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    assert "uncaught error in a thread" in written.getvalue()
    assert leaks(written.getvalue()) == []


def test_last_words_of_a_process_are_masked_and_its_memory_is_not_dumped() -> None:
    program = f"""
import logging, resource, sys
from privacy import shared_masker
from privacy.process_guard import guard_process
logging.basicConfig()
guard_process(shared_masker())
print(resource.getrlimit(resource.RLIMIT_CORE))
raise ValueError({SENTENCE!r})
"""
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert ended.returncode == 1
    assert ended.stdout == "(0, 0)\n"
    assert "uncaught error" in ended.stderr
    assert leaks(ended.stderr.split('File "<string>"')[-1].split("in <module>")[-1]) == []


def test_before_the_guard_everything_is_unguarded() -> None:
    assert "every log record" in unguarded()
