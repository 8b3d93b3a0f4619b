"""What the actions work with, built once for each process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import settings
from handoff.client import BridgeClient
from knowledge_base import Knowledge
from search_engine import Index


@dataclass(frozen=True)
class Services:
    """The neighbours of the actions."""

    knowledge: Knowledge
    index: Index
    bridge: BridgeClient


def build(given: settings.Settings) -> Services:
    """Open the knowledge base and the search index that `given` names; raises their errors when missing."""
    return Services(
        knowledge=Knowledge.open(given.knowledge_url),
        index=Index.open(given.search_index_dir),
        bridge=BridgeClient(given.bridge_url, given.bridge_token),
    )


@lru_cache(maxsize=1)
def services() -> Services:
    """Return the process's services, built at the first call."""
    return build(settings.load())
