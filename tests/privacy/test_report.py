"""The report for a privacy officer: settings in force, and counts only."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from privacy import KINDS
from privacy.__main__ import main
from privacy.report import _place
from settings import NOTICE_VERSION, ROOT, Settings
from storage import counts
from storage.conversations import Conversations
from storage.expiry import expire


@pytest.fixture
def installed(given: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("DOOR_KEY", "BRIDGE_TOKEN", "INTERNAL_TOKEN", "REST_TOKEN", "CONSOLE_KEY"):
        monkeypatch.setenv(name, getattr(given, name.lower()))
    monkeypatch.setenv("VAR_DIR", str(given.var_dir))
    monkeypatch.setenv("KEEP_TICKETS_DAYS", "400")
    return given


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["report", *words]) == 0
    return capsys.readouterr().out


def test_it_says_what_is_in_force(installed: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(capsys)

    assert f"notice version: {NOTICE_VERSION}" in said
    assert "conversations kept (days): 30" in said
    assert "tickets kept after closing (days): 400" in said
    assert all(kind in said for kind in KINDS)
    assert "Sin" in said
    assert "nothing counted yet" in said
    assert installed.door_key not in said
    assert not (installed.var_dir / "door.db").exists()


def test_it_counts_messages_by_kind_channel_and_day_and_names_nobody(
    installed: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    door = Conversations(installed.door_url, installed.door_key)
    known = door.open("web", "visitor-1", "en")
    with door.engine.begin() as db:
        for kinds in (("UCI", "EMAIL"), ("UCI",), ()):
            counts.message(db, "web", kinds)
        counts.message(db, "messenger", ("PHONE",))
    door.add(known.id, "m1", "client", {"text": "made up"})

    (messenger, web) = json.loads(printed(capsys, "--json"))["counts"]
    said = printed(capsys)

    assert (web["messages"], web["masked"]) == (3, {"EMAIL": 1, "UCI": 2})
    assert messenger["masked"] == {"PHONE": 1}
    assert "web: 3 messages; EMAIL 1, UCI 2" in said
    assert not [trace for trace in (known.id, known.reference, "visitor-1", "made up") if trace in said]


def test_it_shows_what_expired(installed: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    door = Conversations(installed.door_url, installed.door_key)
    door.add(door.open("web", "visitor-1", "en").id, "m1", "client", {"text": "made up"})
    expire(installed, now=door.messages(door.id_of("web", "visitor-1"))[0].sent_at + 31 * 86_400)

    assert "1 conversations expired; 1 messages expired" in printed(capsys)


def test_a_store_that_cannot_be_read_is_named(installed: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    (installed.var_dir / "door.db").write_bytes(b"this is no database, and long enough to be taken for one" * 20)

    assert main(["report"]) == 1
    assert "DOOR_URL cannot be read" in capsys.readouterr().err


def test_a_store_that_is_not_there_is_named(installed: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(capsys)

    assert (
        f"nothing counted yet in {installed.var_dir / 'door.db'}: no such file yet; is VAR_DIR the right one?" in said
    )


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://quaid:S3cret@h:81/door",
        "postgresql://h:81/door?user=quaid&password=S3cret",
        "postgresql+psycopg2://S3cret:@h:81/door?sslpassword=S3cret",
    ],
)
def test_a_store_is_named_without_its_password(url: str) -> None:
    assert _place(url) == f"{url.partition(':')[0]}://h:81/door"


def test_nothing_is_said_to_be_in_force_when_the_masker_lacks_a_list(installed: Settings, tmp_path: Path) -> None:
    for folder in ("privacy", "settings"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "privacy" / "words" / "trades.txt").unlink()

    done = subprocess.run(
        [sys.executable, "-m", "privacy", "report"],
        cwd=tmp_path,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert "words/trades" in done.stderr
