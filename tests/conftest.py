"""What many tests need: one real masker, settings of a throw-away installation, the trained assistant."""

import os
from pathlib import Path

import pytest

import settings
from storage.guard import Guard, process_guard

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

SECRETS = {
    name: f"made-up-secret-of-{name}".ljust(40, "x")
    for name in ("DOOR_KEY", "BRIDGE_TOKEN", "INTERNAL_TOKEN", "REST_TOKEN", "CONSOLE_KEY")
}


@pytest.fixture(scope="session")
def guard() -> Guard:
    """The process's guard on the real masker; building it takes seconds."""
    return process_guard()


@pytest.fixture()
def given(tmp_path: Path) -> settings.Settings:
    """Settings of an installation under `tmp_path`."""
    return settings.load({**SECRETS, "VAR_DIR": str(tmp_path)})
