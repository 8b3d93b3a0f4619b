"""The only reader of the environment: every process asks here, at start, and fails by name.

Values come from the environment, else from the file `.env` in the repository; NAME_FILE instead of NAME names a
file that holds the value. Secrets have no default; `python -m settings` writes fresh ones into `.env`.
"""

from settings.checks import checked
from settings.env_file import ENV_EXAMPLE, ENV_FILE, fill_env_file, read_env_file
from settings.loading import brains_wanted, has_secrets, load, merged
from settings.problems import SettingsError
from settings.values import (
    BRAINS,
    KNOWN,
    MESSENGER,
    NAMES,
    NOTICE_VERSION,
    ROOT,
    SECRETS,
    WEB,
    Settings,
    brain_of,
    is_secret,
    ports_of,
)

__all__ = [
    "BRAINS",
    "ENV_EXAMPLE",
    "ENV_FILE",
    "KNOWN",
    "MESSENGER",
    "NAMES",
    "NOTICE_VERSION",
    "ROOT",
    "SECRETS",
    "WEB",
    "Settings",
    "SettingsError",
    "brain_of",
    "brains_wanted",
    "checked",
    "fill_env_file",
    "has_secrets",
    "is_secret",
    "load",
    "merged",
    "ports_of",
    "read_env_file",
]
