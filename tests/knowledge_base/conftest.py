from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.knowledge_base.little import Little

# Debian's package leaves its programs off the PATH.
PG_CTL = shutil.which("pg_ctl") or next(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))), None)


@pytest.fixture
def little(tmp_path: Path) -> Little:
    return Little(tmp_path)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL of our own on a Unix socket, gone afterwards."""
    if PG_CTL is None:
        pytest.fail("PostgreSQL is not installed; run make postgresql")
    # Not below pytest's folder, which only its own account may enter; and socket names must be short.
    with TemporaryDirectory(prefix="quaid-pg-") as directory:
        data, pg_ctl = f"{directory}/db", [*_as_owner(directory), PG_CTL]
        server = f"-k {directory} -c listen_addresses= -c fsync=off"
        subprocess.run([*pg_ctl, "initdb", "-s", "-D", data, "-o", "-A trust -U quaid"], check=True)
        subprocess.run([*pg_ctl, "start", "-s", "-w", "-D", data, "-l", f"{data}.log", "-o", server], check=True)
        yield f"postgresql+psycopg2://quaid@/postgres?host={directory}"
        subprocess.run([*pg_ctl, "stop", "-s", "-m", "immediate", "-D", data], check=True)


def _as_owner(directory: str) -> list[str]:
    """PostgreSQL refuses to run as root: then its own account runs it and owns `directory`."""
    if os.geteuid() != 0:
        return []
    shutil.chown(directory, "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
