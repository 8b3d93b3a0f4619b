"""No personal datum reaches a handler, by whatever part of a record it travels."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterator

import pytest

from privacy import Masker
from privacy.keeping import Keeper, Kept
from privacy.log_filter import MaskingFilter, install


class LoggingKeeper(Keeper):
    """A part of the masker that logs the text it works on, as libraries do."""

    def __init__(self, logger: logging.Logger, level: int) -> None:
        super().__init__()
        self._logger, self._level = logger, level

    def kept(self, text: str) -> Kept:
        self._logger.log(self._level, "keeping in %s", text)
        return super().kept(text)


@pytest.fixture
def log(masker: Masker) -> Iterator[tuple[logging.Logger, io.StringIO]]:
    logger = logging.getLogger("tests.privacy.log_filter")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    install(masker, [logger.name])
    yield logger, written
    logger.removeHandler(handler)


def test_message_and_arguments_are_masked(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log

    logger.info("client wrote %s, UCI %s", "my name is Mina Okafor", "1234-5678")

    assert written.getvalue() == "client wrote my name is <PERSON>, UCI <UCI>\n"


def test_datum_that_is_one_only_together_with_the_message_is_masked(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log

    logger.info("je m'appelle %(name)s", {"name": "zoé"})

    assert written.getvalue() == "je m'appelle <PERSON>\n"


def test_traceback_is_masked(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log

    words = "cannot read UCI 1234-5678"
    try:
        raise ValueError(words)
    except ValueError:
        logger.exception("failed")

    assert "1234" not in written.getvalue()
    assert "ValueError: cannot read UCI <UCI>" in written.getvalue()


def test_lines_of_programs_in_a_traceback_stay_and_causes_are_masked(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log

    name = "Priya Ramanathan"
    try:
        try:
            raise KeyError(name)
        except KeyError as cause:
            raise ValueError(f"no file of {name}") from cause
    except ValueError:
        logger.exception("failed")

    assert "raise KeyError(name)\nKeyError: " in written.getvalue()
    assert "Priya" not in written.getvalue().replace('name = "Priya Ramanathan"', "")
    assert "direct cause of the following exception" in written.getvalue()
    assert written.getvalue().endswith("ValueError: no file of <PERSON>\n")


def test_what_only_looks_like_a_traceback_is_masked(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log

    logger.info('client wrote:\n  File "Priya Ramanathan", line 1, in x')

    assert "Priya" not in written.getvalue()


@pytest.mark.parametrize("name", ["Task-5", "Thread-12", "ThreadPoolExecutor-0_3", "MainThread"])
def test_tasks_and_threads_are_nobody(name: str, log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log

    logger.info("Task exception was never retrieved future: <Task finished name='%s' coro=<run()>>", name)

    assert f"name='{name}'" in written.getvalue()


def test_ids_of_our_own_stay_readable(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log
    ours = "9f86d081884c7d659a2feaa0c55ad015 and 123e4567-e89b-12d3-a456-426614174000"

    logger.info("conversation %s took 412 ms, phone 416-555-0199", ours)

    assert written.getvalue() == f"conversation {ours} took 412 ms, phone <PHONE>\n"


@pytest.mark.parametrize(
    "cause",
    [
        "[Errno 2] No such file or directory: '/srv/nope'",
        "[Errno 13] Permission denied: '/var/lib/quaid'",
        "[Errno 28] No space left on device: '/tmp/quaid'",
        "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
        "another server would read what clients write; remove nlu from endpoints.yml",
        "channels.door_routes.DoorRoutes is missing in credentials.yml; put it back, nothing works without it",
        "owners not fetched, the last known stand: is 'python -m handoff serve' running?",
        "Rasa server is up and running.",
        "events not streamed: OSError",
        "'NoneType' object has no attribute 'get'",
        "the conversation's id is a personal datum; nothing of it was kept",
        "'ascii' codec can't encode character in position 1: ordinal not in range(128)",
    ],
)
def test_what_an_operator_must_mend_stays_readable(cause: str, log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log

    logger.error("not started: %s", cause)

    assert written.getvalue() == f"not started: {cause}\n"


def test_record_that_cannot_be_masked_is_withheld(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log

    logger.info("three places %s %s %s", "Mina Okafor")

    assert written.getvalue() == "log record withheld: it could not be masked\n"


def test_what_masking_itself_logs_does_not_loop(masker: Masker, log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = log
    presidio = logging.getLogger("presidio-analyzer")
    presidio.addHandler(logger.handlers[0])
    presidio.setLevel(logging.DEBUG)
    try:
        logger.info("UCI 1234-5678")
    finally:
        presidio.removeHandler(logger.handlers[0])
        presidio.setLevel(logging.NOTSET)

    assert "UCI <UCI>" in written.getvalue()


@pytest.mark.parametrize(("level", "kept"), [(logging.DEBUG, ""), (logging.WARNING, "log record withheld")])
def test_library_that_logs_while_the_masker_runs_does_not_stop_it(
    level: int, kept: str, log: tuple[logging.Logger, io.StringIO], monkeypatch: pytest.MonkeyPatch, masker: Masker
) -> None:
    logger, written = log
    monkeypatch.setattr(masker, "_keeper", LoggingKeeper(logger, level))
    thread = threading.Thread(target=masker.mask, args=("my name is Mina Okafor", "en"), daemon=True)

    thread.start()
    thread.join(timeout=20)

    assert not thread.is_alive()
    assert written.getvalue().startswith(kept)
    assert "Okafor" not in written.getvalue()


def test_masking_works_at_debug_level_of_everything(masker: Masker, log: tuple[logging.Logger, io.StringIO]) -> None:
    """As the bridge runs with every logger at debug level: Presidio logs inside the masker's lock."""
    root, (logger, _) = logging.getLogger(), log
    level = root.level
    root.addHandler(logger.handlers[0])
    root.setLevel(logging.DEBUG)
    masked: list[str] = []
    thread = threading.Thread(target=lambda: masked.append(masker.mask("UCI 1234-5678", "en").text), daemon=True)
    try:
        thread.start()
        thread.join(timeout=20)
    finally:
        root.removeHandler(logger.handlers[0])
        root.setLevel(level)

    assert masked == ["UCI <UCI>"]


def test_handler_never_gets_two_filters(masker: Masker, log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, _ = log

    install(masker, [logger.name])

    assert [type(present) for present in logger.handlers[0].filters] == [MaskingFilter]


def test_root_handlers_mask_what_other_loggers_send_up(masker: Masker) -> None:
    root, written = logging.getLogger(), io.StringIO()
    handler = logging.StreamHandler(written)
    root.addHandler(handler)
    try:
        install(masker)
        logging.getLogger("some.library").warning("mina@example.org asked")
    finally:
        root.removeHandler(handler)
        for other in root.handlers:
            other.filters = [present for present in other.filters if not isinstance(present, MaskingFilter)]

    assert written.getvalue() == "<EMAIL> asked\n"
