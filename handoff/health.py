"""Monitoring → here. One page that says whether all processes answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import httpx
from sqlalchemy.exc import SQLAlchemyError

from handoff import outbox
from handoff.store import Store

log = logging.getLogger(__name__)

TIMEOUT = 2.0

State = Literal["up", "down"]


@dataclass(frozen=True)
class Health:
    """State of each process, and how many pushes the door has not taken."""

    processes: Mapping[str, State]
    undelivered: int

    @property
    def well(self) -> bool:
        return all(state == "up" for state in self.processes.values())


async def check(store: Store, servers: Mapping[str, str], actions_url: str) -> Health:
    """Ask every process at once."""
    addresses = {
        **{name: f"{url.rstrip('/')}/" for name, url in servers.items()},
        "actions": urlsplit(actions_url)._replace(path="/health", query="").geturl(),
    }
    async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False) as http:
        states = await asyncio.gather(*(_state(http, address) for address in addresses.values()))
    bridge, undelivered = await asyncio.to_thread(_own_state, store)
    return Health({"bridge": bridge, **dict(zip(addresses, states, strict=True))}, undelivered)


async def _state(http: httpx.AsyncClient, address: str) -> State:
    try:
        response = await http.get(address)
    except httpx.HTTPError as error:
        log.warning("health: %s does not answer (%s)", address, type(error).__name__)
        return "down"
    return "up" if response.is_success else "down"


def _own_state(store: Store) -> tuple[State, int]:
    try:
        with store.read() as connection:
            return "up", outbox.backlog(connection)
    except SQLAlchemyError:
        log.exception("health: the tickets' database cannot be read")
        return "down", 0
