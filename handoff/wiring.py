"""Settings → here → everything the routes use, built once for each process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handoff.accounts import Accounts
from handoff.clock import Clock, now
from handoff.courier import Courier
from handoff.desk import Desk
from handoff.intake import Intake
from handoff.opening import OpeningHours, read_hours
from handoff.sessions import LoginLimit, Sessions, Signer
from handoff.store import Store
from handoff.suggestions import Suggestions
from handoff.transcripts import Transcripts
from handoff.views import Views
from settings import Settings

if TYPE_CHECKING:
    from privacy import Masker


@dataclass(frozen=True)
class Services:
    """What a route may ask for."""

    settings: Settings
    store: Store
    clock: Clock
    hours: OpeningHours
    courier: Courier
    intake: Intake
    desk: Desk
    views: Views
    accounts: Accounts
    sessions: Sessions
    logins: LoginLimit
    signer: Signer
    suggestions: Suggestions
    transcripts: Transcripts


def build(settings: Settings, masker: Masker, clock: Clock = now) -> Services:
    """Open the store, upgraded, and wire the rest to it. Raises StoreUnusable, HoursInvalid."""
    store = Store(settings.tickets_url)
    courier = Courier(store, settings.server_of, settings.internal_token, clock)
    signer = Signer(settings.console_key)
    return Services(
        settings=settings,
        store=store,
        clock=clock,
        hours=read_hours(),
        courier=courier,
        intake=Intake(store, masker, clock, courier.wake),
        desk=Desk(store, masker, clock, courier.wake),
        views=Views(store),
        accounts=Accounts(store, clock),
        sessions=Sessions(store, signer, clock),
        logins=LoginLimit(store, signer, clock),
        signer=signer,
        suggestions=Suggestions.open(settings.knowledge_url),
        transcripts=Transcripts(settings.conversations_url),
    )
