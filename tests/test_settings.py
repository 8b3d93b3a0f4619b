"""Settings: from the environment, all or nothing, by name."""

import os
from pathlib import Path
from typing import Any

import pytest

import settings

SECRETS = {
    name: f"made-up-secret-of-{name}".ljust(40, "x")
    for name in ("DOOR_KEY", "BRIDGE_TOKEN", "INTERNAL_TOKEN", "REST_TOKEN", "CONSOLE_KEY")
}


def test_every_missing_secret_is_named_at_once() -> None:
    with pytest.raises(settings.SettingsError) as caught:
        settings.load({"DOOR_KEY": SECRETS["DOOR_KEY"]})

    assert all(f"{name} is not set" in str(caught.value) for name in SECRETS if name != "DOOR_KEY")
    assert ".env.example" in str(caught.value)


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(settings.SettingsError, match="DOOR_KEY is shorter than 32"):
        settings.load({**SECRETS, "DOOR_KEY": "short"})


def test_a_port_that_is_no_number_is_named() -> None:
    with pytest.raises(settings.SettingsError, match="RASA_PORT"):
        settings.load({**SECRETS, "RASA_PORT": "many"})


def test_var_dir_moves_every_store(tmp_path: Path) -> None:
    given = settings.load({**SECRETS, "VAR_DIR": str(tmp_path)})

    urls = (given.conversations_url, given.door_url, given.knowledge_url, given.tickets_url)
    assert all(url.startswith(f"sqlite:///{tmp_path}/") for url in urls)
    assert given.events_file.parent == given.search_index_dir.parent == tmp_path


def test_one_store_can_be_moved_alone() -> None:
    given = settings.load({**SECRETS, "TICKETS_URL": "postgresql://localhost/tickets"})

    assert given.tickets_url == "postgresql://localhost/tickets"
    assert given.door_url.startswith("sqlite:///")


def test_the_written_env_file_is_complete_and_private(tmp_path: Path) -> None:
    path = tmp_path / ".env"

    assert set(settings.fill_env_file(path)) == set(SECRETS)

    settings.load(settings.read_env_file(path).values)
    assert path.stat().st_mode & 0o077 == 0


def test_missing_secrets_are_added_to_an_env_file_and_all_else_in_it_stays(tmp_path: Path) -> None:
    """A file that has ports alone was a dead end: the start named a command that left the file as it was."""
    path = tmp_path / ".env"
    kept = [
        "# ours",
        "RASA_PORT=7205",
        f"DOOR_KEY={SECRETS['DOOR_KEY']}",
        "REST_TOKEN_FILE=/run/secrets/rest",
        "A_B='c d'",
    ]
    path.write_text("\n".join([*kept, "CONSOLE_KEY="]), encoding="utf-8")
    path.chmod(0o644)

    written = settings.fill_env_file(path, environ={"INTERNAL_TOKEN": SECRETS["INTERNAL_TOKEN"]})

    assert set(written) == {"BRIDGE_TOKEN", "CONSOLE_KEY"}
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[: len(kept)] == kept
    assert [line.partition("=")[0] for line in lines[len(kept) :]] == ["CONSOLE_KEY", "BRIDGE_TOKEN"]
    assert all(len(line.partition("=")[2]) >= 32 for line in lines[len(kept) :])
    assert path.stat().st_mode & 0o077 == 0


def test_a_complete_env_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    content = "".join(f"{name}={value}\n" for name, value in SECRETS.items())
    path.write_text(content, encoding="utf-8")

    assert settings.fill_env_file(path) == ()
    assert path.read_text(encoding="utf-8") == content


def test_every_setting_is_in_the_example() -> None:
    example = settings.ENV_EXAMPLE.read_text(encoding="utf-8")

    missing = [name for name in settings.Settings.__dataclass_fields__ if f"{name.upper()}=" not in example]
    assert not missing


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "door_key"
    file.write_text("a made-up key from a file of secrets\n", encoding="utf-8")
    others = {name: value for name, value in SECRETS.items() if name != "DOOR_KEY"}

    assert settings.load({**others, "DOOR_KEY_FILE": str(file)}).door_key == "a made-up key from a file of secrets"


def test_a_file_that_cannot_be_read_or_is_one_too_many_is_named_without_the_secret(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_bytes(b"\xff made-up key that is no text " * 2)
    environ = {**SECRETS, "DOOR_KEY": "", "DOOR_KEY_FILE": str(file), "REST_TOKEN_FILE": str(tmp_path / "none")}

    with pytest.raises(settings.SettingsError) as caught:
        settings.load({**environ, "REST_TOKEN": "", "CONSOLE_KEY_FILE": str(file)})

    said = str(caught.value)
    assert "DOOR_KEY_FILE names a file that cannot be read" in said
    assert "REST_TOKEN_FILE names a file that cannot be read" in said
    assert "CONSOLE_KEY and CONSOLE_KEY_FILE are both set" in said
    assert "made-up" not in said


def test_the_environments_file_outdoes_the_value_of_the_env_file() -> None:
    found = settings.merged({"DOOR_KEY": "old", "REST_TOKEN": "kept"}, {"DOOR_KEY_FILE": "/run/secrets/door_key"})

    assert found == {"REST_TOKEN": "kept", "DOOR_KEY_FILE": "/run/secrets/door_key"}


def test_no_secret_is_shown_by_settings_that_are_printed() -> None:
    given = settings.load({**SECRETS, "MESSENGER_PAGE_TOKEN": "page-secret", "DOOR_URL": "postgresql://u:pw@h/d"})

    shown = repr(given)
    assert not [value for value in (*SECRETS.values(), "page-secret", "u:pw") if value in shown]


@pytest.mark.parametrize("days", ["0", "-3", "99999999", "a month"])
def test_a_period_that_is_no_number_of_days_is_refused_by_name(days: str) -> None:
    with pytest.raises(settings.SettingsError, match="KEEP_TICKETS_DAYS"):
        settings.load({**SECRETS, "KEEP_TICKETS_DAYS": days})


# What cannot be used -------------------------------------------------------------------------------------------


UNUSABLE = {
    "a port beyond all": ("RASA_PORT", "99999", "RASA_PORT cannot be used; write a port from 1 to 65535"),
    "port 0": ("BRIDGE_PORT", "0", "BRIDGE_PORT cannot be used; write a port from 1 to 65535"),
    "no number": ("ACTIONS_PORT", "5055 # mine", "ACTIONS_PORT cannot be used; write a port from 1 to 65535"),
    "a time before": ("TURN_TIMEOUT", "-1", "TURN_TIMEOUT cannot be used; write seconds, more than 0 and at most 600"),
    "no time": ("TURN_TIMEOUT", "nan", "TURN_TIMEOUT cannot be used; write seconds, more than 0 and at most 600"),
    "for ever": ("TURN_TIMEOUT", "inf", "TURN_TIMEOUT cannot be used; write seconds, more than 0 and at most 600"),
    "no message": ("MAX_MESSAGE_LENGTH", "0", "MAX_MESSAGE_LENGTH cannot be used; write a number of characters from"),
    "loud": ("LOG_LEVEL", "loud", "LOG_LEVEL cannot be used; write one of DEBUG, INFO, WARNING, ERROR, CRITICAL"),
    "lower case, which Rasa refuses": ("LOG_LEVEL", "info", "LOG_LEVEL cannot be used; write one of DEBUG, INFO"),
    "words for a host": ("HOST", "no host!", "HOST cannot be used; write an IPv4 address or a name of this machine"),
    "half an address": ("HOST", "127.0.0", "HOST cannot be used; write an IPv4 address"),
    "a host with its port": ("HOST", "127.0.0.1:5005", "HOST cannot be used; write an IPv4 address"),
    "words for an address": ("PUBLIC_URL", "our server", "PUBLIC_URL cannot be used; write an http or https URL"),
    "no scheme": ("RASA_URL", "localhost:5005", "RASA_URL cannot be used; write an http or https URL"),
    "another scheme": ("BRIDGE_URL", "ftp://bridge", "BRIDGE_URL cannot be used; write an http or https URL"),
    "no port": ("ACTIONS_URL", "http://a:b/c", "ACTIONS_URL cannot be used; write an http or https URL"),
    "no host": ("MESSENGER_GRAPH_URL", "https:///v21", "MESSENGER_GRAPH_URL cannot be used; write an http"),
    "everybody": ("ALLOWED_ORIGINS", "*", "ALLOWED_ORIGINS cannot be used; write origins such as https://"),
    "a page": ("ALLOWED_ORIGINS", "https://a.ca,https://b.ca/c", "ALLOWED_ORIGINS cannot be used; write"),
    "words for a store": ("DOOR_URL", "nonsense", "DOOR_URL is not the URL of a database; write a SQLAlchemy URL"),
    "an unknown database": ("TICKETS_URL", "oracul://u:pw@h/d", "TICKETS_URL is not the URL of a database; write"),
    "no driver": ("DOOR_URL", "mysql://u:pw@h/d", "DOOR_URL needs the Python package MySQLdb, which is not installed"),
    "a store in memory": ("KNOWLEDGE_URL", "sqlite://", "KNOWLEDGE_URL names no database; write a SQLAlchemy URL"),
    "a port of a store": ("CONVERSATIONS_URL", "postgresql://h:p/d", "CONVERSATIONS_URL is not the URL of a database"),
}


@pytest.mark.parametrize(("name", "value", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_used_is_said_with_what_can(name: str, value: str, said: str) -> None:
    with pytest.raises(settings.SettingsError) as caught:
        settings.load({**SECRETS, name: value})

    (problem,) = caught.value.problems
    assert problem.startswith(said)
    assert "pw" not in problem


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("BRIDGE_URL", "http://quaid:S3cret@host", id="with a URL's user"),
        pytest.param("PUBLIC_URL", "https://help.example.org/?key=S3cret", id="in a URL's query"),
        pytest.param("RASA_URL", "quaid:S3cret@host", id="in half a URL"),
        pytest.param("ALLOWED_ORIGINS", "https://a.ca,https://quaid:S3cret@b.ca", id="in an origin"),
        pytest.param("DOOR_URL", "postgresql:/quaid:S3cret@host/door", id="in half a store's URL"),
        pytest.param("MAX_MESSAGE_LENGTH", "S3cret", id="for a number"),
        pytest.param("RASA_PORT", "S3cret", id="for a port"),
        pytest.param("KEEP_TICKETS_DAYS", "S3cret", id="for a period"),
        pytest.param("TURN_TIMEOUT", "S3cret", id="for a time"),
        pytest.param("LOG_LEVEL", "S3cret", id="for a level"),
        pytest.param("BRAINS", "S3cret", id="for brains"),
        pytest.param("HOST", "S3cret!", id="for a host"),
        pytest.param("DOOR_KEY_FILE", "S3cret", id="for a file's name"),
    ],
)
def test_a_secret_in_the_wrong_place_is_not_said(name: str, value: str) -> None:
    with pytest.raises(settings.SettingsError) as caught:
        settings.load({**SECRETS, "DOOR_KEY": "" if name == "DOOR_KEY_FILE" else SECRETS["DOOR_KEY"], name: value})

    (problem,) = caught.value.problems
    assert problem.startswith(name)
    assert "S3cret" not in problem


def test_all_that_cannot_be_used_is_said_at_once() -> None:
    wrong = {name: value for name, value, _ in UNUSABLE.values()}

    with pytest.raises(settings.SettingsError) as caught:
        settings.load({**wrong, "KEEP_COUNTS_DAYS": "0"})

    named = {problem.split()[0] for problem in caught.value.problems}
    assert named == {*wrong, *SECRETS, "KEEP_COUNTS_DAYS"}


def test_a_port_that_is_given_twice_is_said_also_when_one_is_the_default() -> None:
    with pytest.raises(settings.SettingsError, match=r"RASA_PORT and BRIDGE_PORT are both 5056; give each"):
        settings.load({**SECRETS, "RASA_PORT": "5056"})


def test_a_port_that_cannot_be_used_clashes_with_none() -> None:
    with pytest.raises(settings.SettingsError) as caught:
        settings.load({**SECRETS, "RASA_PORT": "many", "BRIDGE_PORT": "5005"})

    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("name", ["KEEP_TICKET_DAYS", "keep_tickets_days"])
def test_a_period_that_the_environment_misspells_is_said(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "3")

    with pytest.raises(settings.SettingsError) as caught:
        settings.load()

    assert f"{name} in the environment is no setting; did you mean KEEP_TICKETS_DAYS?" in caught.value.problems


def test_a_stranger_in_the_environment_is_nobodys_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        **{key.upper(): value for key, value in SECRETS.items()},
        "KEEP_ALIVE": "1",
        "HOSTS": "x",
    }.items():
        monkeypatch.setenv(name, value)

    settings.load()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("RASA_PROT=7205", "RASA_PROT in .env is no setting; did you mean RASA_PORT?"),
        ("rasa_port=7205", "rasa_port in .env is no setting; did you mean RASA_PORT?"),
        ("DOORKEY_FILE=/run/key", "DOORKEY_FILE in .env is no setting; did you mean DOOR_KEY_FILE?"),
        ("KEEP_TICKET_DAYS=3", "KEEP_TICKET_DAYS in .env is no setting; did you mean KEEP_TICKETS_DAYS?"),
        ("RASA_PORT 7205", "line 2 of .env is not NAME=value"),
    ],
)
def test_a_line_that_would_be_passed_over_is_said(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / ".env"
    path.write_text(f"# ports\n{line}\n", encoding="utf-8")

    assert settings.read_env_file(path).problems == (said,)


def test_variables_of_other_programs_may_stand_in_the_env_file(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    names = ["RASA_TELEMETRY_ENABLED", "SANIC_WORKERS", "LOG_LEVEL_LIBRARIES", "https_proxy", "PYTHONUNBUFFERED", "TZ"]
    path.write_text("".join(f"export {name}=x\n" for name in names), encoding="utf-8")

    found = settings.read_env_file(path)
    assert found.problems == ()
    assert list(found.values) == names


def test_an_env_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes(b"DOOR_KEY=\xff\xfe")

    with pytest.raises(settings.SettingsError, match=r"\.env cannot be read \(UnicodeDecodeError\)"):
        settings.read_env_file(path)


# What follows from what is given --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"PUBLIC_URL": "https://help.example.org/"}, {"public_url": "https://help.example.org"}),
        (
            {"PUBLIC_URL": "https://Help.example.org/quaid"},
            {"allowed_origins": ("https://help.example.org", "http://127.0.0.1:5005")},
        ),
        ({"ALLOWED_ORIGINS": "https://A.ca, http://b.ca:81"}, {"allowed_origins": ("https://a.ca", "http://b.ca:81")}),
        ({"HOST": "0.0.0.0", "BRIDGE_PORT": "81"}, {"host": "0.0.0.0", "bridge_url": "http://127.0.0.1:81"}),
        ({"HOST": "assistant.internal"}, {"rasa_url": "http://assistant.internal:5005"}),
    ],
)
def test_addresses_are_put_into_the_form_in_which_they_are_used(
    given: dict[str, str], expected: dict[str, Any]
) -> None:
    found = settings.load({**SECRETS, **given})

    assert {name: getattr(found, name) for name in expected} == expected


def test_settings_of_the_process_close_its_files_to_other_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    before = os.umask(0o022)
    try:
        settings.load()
        (tmp_path / "made").touch()
    finally:
        os.umask(before)

    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o600
