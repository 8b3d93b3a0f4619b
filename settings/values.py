"""What an installation may set: one frozen dataclass, a field for each setting."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

NOTICE_VERSION = "2026-11-23"
"""Of the notice on the page and on Messenger, and of the privacy notice behind them. The version that a client was
shown is kept with the conversation; whoever changes the words changes this (tests/test_notice_version.py)."""

WEB, MESSENGER = "web", "messenger"
BRAINS = (WEB, MESSENGER)
"""Folders of brains/, and of models/ when each has a model and a server of its own (BRAINS=two)."""

PORTS = ("rasa_port", "rasa_messenger_port", "actions_port", "bridge_port")


@dataclass(frozen=True)
class Settings:
    """Everything that differs between one installation and another.

    A field `door_key` is read from the environment variable `DOOR_KEY`. Fields without a default
    must be set. URLs of stores are SQLAlchemy URLs; times are in seconds.
    """

    # Secrets -----------------------------------------------------------------------------
    door_key: str = field(repr=False)
    """Keys conversation ids, signs web sessions and encrypts the channel addresses."""
    bridge_token: str = field(repr=False)
    """What the door and the actions show to the ticket bridge."""
    internal_token: str = field(repr=False)
    """What the ticket bridge shows to the door's internal routes."""
    rest_token: str = field(repr=False)
    """What callers of the REST channel show."""
    console_key: str = field(repr=False)
    """Signs the console's login sessions."""

    # Where things are kept ----------------------------------------------------------------
    var_dir: Path = ROOT / "var"
    conversations_url: str = field(default="", repr=False)  # may hold a password
    door_url: str = field(default="", repr=False)
    knowledge_url: str = field(default="", repr=False)
    tickets_url: str = field(default="", repr=False)
    events_file: Path = Path()
    search_index_dir: Path = Path()

    # Brains -------------------------------------------------------------------------------
    brains: str = "one"
    """`one` Rasa server for all channels, or `two`: Messenger has its own (docs/decisions/0013)."""

    # Addresses ----------------------------------------------------------------------------
    host: str = "127.0.0.1"
    rasa_port: int = 5005
    rasa_messenger_port: int = 5006
    actions_port: int = 5055
    bridge_port: int = 5056
    public_url: str = ""
    """Where clients reach the web page; the default is this machine."""
    allowed_origins: tuple[str, ...] = ()
    """Origins whose pages may open the web channel; the default is the public URL's own."""
    bridge_url: str = ""
    rasa_url: str = ""
    rasa_messenger_url: str = ""
    actions_url: str = ""

    # Messenger (off while the page token is empty) ------------------------------------------
    messenger_page_token: str = field(default="", repr=False)
    messenger_app_secret: str = field(default="", repr=False)
    messenger_verify_token: str = field(default="", repr=False)
    messenger_graph_url: str = "https://graph.facebook.com/v21.0"

    # Behaviour ----------------------------------------------------------------------------
    turn_timeout: float = 8.0
    """After this long without a reply the door speaks for itself."""
    max_message_length: int = 2000
    log_level: str = "INFO"
    """DEBUG tells more, masked like everything; Rasa reads the same variable."""

    # How many days things are kept (docs/privacy.md) --------------------------------------
    keep_conversations_days: int = 30
    """After a message, and for what the door knows of a conversation after its last one."""
    keep_tickets_days: int = 365
    """After a ticket was closed."""
    keep_unanswered_days: int = 30
    """How far back the trainers' list of unanswered messages reaches."""
    keep_counts_days: int = 365
    """What is counted without saying of whom."""

    @property
    def servers(self) -> dict[str, str]:
        """Name → address of each Rasa server."""
        if self.brains == "one":
            return {"rasa": self.rasa_url}
        return {f"rasa-{WEB}": self.rasa_url, f"rasa-{MESSENGER}": self.rasa_messenger_url}

    def server_of(self, conversation_id: str) -> str:
        """Address of the Rasa server that has the conversation; its id begins with its channel."""
        channel = conversation_id.rpartition("-")[0]
        return self.rasa_url if self.brains == "one" or brain_of(channel) == WEB else self.rasa_messenger_url


def brain_of(channel: str) -> str:
    """Return the brain that serves a channel when there are two: what is not Messenger's public is the web's."""
    return MESSENGER if channel == MESSENGER else WEB


def ports_of(brains: object) -> tuple[str, ...]:
    """Return the names of the ports on which there is a process."""
    return tuple(name for name in PORTS if brains == "two" or name != "rasa_messenger_port")


SECRETS = ("door_key", "bridge_token", "internal_token", "rest_token", "console_key")
NAMES = frozenset(one.name for one in fields(Settings))
KNOWN = frozenset(name.upper() for name in NAMES)


def is_secret(name: str) -> bool:
    return name in SECRETS
