"""What an operator sees of what the processes print: what can be acted upon, and nothing that comes at every start."""

import pytest

from startup.output import Kind, Sieve

PACKAGES = "/srv/quaid/.venv/lib/python3.10/site-packages"
RASA_WARNS = f"{PACKAGES}/rasa/shared/utils/io.py:100: UserWarning:"
COLOURED = "2026-11-22 18:27:24 \x1b[1;30mINFO    \x1b[0m \x1b[34mrasa.cli.train\x1b[0m  - Started validating"

NOISE = [
    COLOURED,
    "2026-11-22 18:29:00 WARNING  presidio-analyzer  - labels_to_ignore is missing from configuration, using default",
    "2026-11-22 18:29:06 INFO     presidio-analyzer  - Loaded recognizer: UciRecognizer",
    "INFO:sanic.access:",
    "Processed rules:  37%|███▋      | 165/443 [00:00<00:00, 1596.46it/s, # trackers=1]",
    "",
    "INFO:rasa_sdk.executor:Registered function for 'action_prompt'.",
    "2026-11-22 18:29:22,832 INFO uvicorn.error: Shutting down",
    f"{RASA_WARNS} The utterance 'utter_rated' is not used in any story or rule.",
    f"\x1b[93m{RASA_WARNS} The intent 'rate_1' is listed in the domain, but is not found in the NLU training data.",
    f"{PACKAGES}/keras/utils/data_utils.py:206: DeprecationWarning: invalid escape sequence '\\ '",
    f"{PACKAGES}/packaging/markers.py:125: PyparsingDeprecationWarning: 'setParseAction' deprecated",
    f"2026-11-22 19:19:01 WARNING  py.warnings  - {PACKAGES}/sanic/impl.<PERSON>:521: DeprecationWarning: explicit",
    f"{PACKAGES}/rasa/core/tracker_store.py:1044: MovedIn20Warning: Deprecated API features detected!",
]
NEWS = [
    "\x1b[92mYour Rasa model is trained and saved at 'models/20261122-182816-congruent-gravity.tar.gz'.\x1b[0m",
    "2026-11-22 18:29:06 INFO     channels.housekeeping  - expired: Expired(messages=3)",
    "2026-11-22 18:29:22,832 WARNING handoff.outbox: the door did not take push 3",
    "2026-11-22 18:29:22 WARNING  apscheduler.scheduler  - what nobody has seen before",
    "something that nobody has seen before",
    f"{RASA_WARNS} Interpreter parsed an intent 'ask' which is not defined",
]
TROUBLE = [
    "2026-11-22 18:29:23 ERROR    asyncio  - Task was destroyed but it is pending!",
    "ERROR:actions.service_action:action failed",
    "2026-11-22 18:29:23,100 CRITICAL privacy.process_guard: uncaught error",
    "Traceback (most recent call last):",
    "sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) unable to open database file",
]


@pytest.mark.parametrize("line", NOISE)
def test_what_comes_at_every_start_is_left_out(line: str) -> None:
    assert Sieve().judge(line) is Kind.NOISE


@pytest.mark.parametrize("line", NEWS)
def test_what_was_never_seen_before_and_progress_are_shown(line: str) -> None:
    assert Sieve().judge(line) is Kind.NEWS


@pytest.mark.parametrize("line", TROUBLE)
def test_an_error_stands_out(line: str) -> None:
    assert Sieve().judge(line) is Kind.TROUBLE


def test_what_is_indented_belongs_to_what_it_follows() -> None:
    sieve = Sieve()

    assert [sieve.judge(line) for line in (NOISE[-2], "  VARIABLE.setParseAction(lambda")] == [Kind.NOISE] * 2


def test_a_traceback_is_trouble_to_its_last_line_whatever_the_error_is_called() -> None:
    sieve = Sieve()
    lines = [
        NOISE[0],
        "Traceback (most recent call last):",
        '  File "channels/start_checks.py", line 35, in refuse_unsafe_start',
        "    check(app.ctx.agent)",
        "channels.start_checks.UnsafeStart: the model does not know 3 served intents",
        "and this is something else",
    ]

    assert [sieve.judge(line) for line in lines] == [Kind.NOISE, *[Kind.TROUBLE] * 4, Kind.NEWS]


@pytest.mark.parametrize("line", [*NOISE, *NEWS, *TROUBLE])
def test_nothing_is_left_out_at_debug_level(line: str) -> None:
    assert Sieve("DEBUG").judge(line) is not Kind.NOISE
