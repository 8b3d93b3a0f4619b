"""Settings: from the environment, all or nothing, by name."""

from pathlib import Path

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

    assert settings.write_env_file(path)

    settings.load(settings.read_env_file(path))
    assert path.stat().st_mode & 0o077 == 0


def test_an_env_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("DOOR_KEY=kept\n", encoding="utf-8")

    assert not settings.write_env_file(path)
    assert path.read_text(encoding="utf-8") == "DOOR_KEY=kept\n"


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
    assert "DOOR_KEY_FILE: " in said
    assert "REST_TOKEN_FILE: " in said
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
