"""What is stored of one conversation → here → a letter that its client can read, in their language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

from settings import ROOT, Settings

LANGUAGES = ("en", "fr")
_MASKED = re.compile(r"<([A-Z_]+)>")
_WIDTH_OF_TIME = 22

_WORDS = {
    "en": {
        "title": "What is kept of your conversation {reference}",
        "made": "Made on {now}. All times are UTC.",
        "masked": (
            "Personal details that you wrote were removed before anything was kept. Brackets show where they stood."
        ),
        "conversation": "The conversation ({channel})",
        "nothing": "Its words are no longer kept.",
        "says": "{who}: {text}",
        "client": "You",
        "bot": "Assistant",
        "agent": "A person",
        "system": "Assistant",
        "choices": "to choose from: {titles}",
        "notice": "You were shown the privacy notice, version {version}, on {at}.",
        "told": "You were told on {at} that personal details had been removed.",
        "ticket": "Your request to a person, {reference}",
        "opened": "Opened on {at}, waiting.",
        "closed": "Opened on {at}, closed on {closed}.",
        "rating": "You gave it {rating} out of 5.",
        "copies": (
            "The assistant's own records hold the same words, with the questions that it took them for: {events}"
            " entries. You may ask for them as a file."
        ),
        "how_long": (
            "Conversations are deleted {conversations} days after they were written, requests to a person {tickets}"
            " days after they were closed. You may ask for both to be deleted earlier."
        ),
    },
    "fr": {
        "title": "Ce qui est conservé de votre conversation {reference}",
        "made": "Établi le {now}. Toutes les heures sont en UTC.",
        "masked": (
            "Les renseignements personnels que vous avez écrits ont été retirés avant toute conservation. Des crochets"
            " montrent leur place."
        ),
        "conversation": "La conversation ({channel})",
        "nothing": "Ses mots ne sont plus conservés.",
        "says": "{who} : {text}",
        "client": "Vous",
        "bot": "Assistant",
        "agent": "Une personne",
        "system": "Assistant",
        "choices": "au choix : {titles}",
        "notice": "L’avis de confidentialité, version {version}, vous a été montré le {at}.",
        "told": "Le {at}, il vous a été dit que des renseignements personnels avaient été retirés.",
        "ticket": "Votre demande à une personne, {reference}",
        "opened": "Ouverte le {at}, en attente.",
        "closed": "Ouverte le {at}, fermée le {closed}.",
        "rating": "Vous lui avez donné {rating} sur 5.",
        "copies": (
            "Les registres de l’assistant contiennent les mêmes mots, avec les questions qu’il y a reconnues :"
            " {events} entrées. Vous pouvez les demander sous forme de fichier."
        ),
        "how_long": (
            "Les conversations sont supprimées {conversations} jours après avoir été écrites, les demandes à une"
            " personne {tickets} jours après leur fermeture. Vous pouvez demander que tout soit supprimé plus tôt."
        ),
    },
}


def letter(exported: dict[str, Any], given: Settings, language: str | None = None) -> str:
    """Return `exported`, as `Requests.export` gives it, as plain text in `language`, else in the conversation's."""
    known = exported["door"]["conversation"]
    spoken = known["language"] if known else next((ticket["language"] for ticket in exported["tickets"]), LANGUAGES[0])
    return "\n".join(_lines(exported, given, language or spoken))


def _lines(exported: dict[str, Any], given: Settings, language: str) -> Iterator[str]:
    words, door = _WORDS[language], exported["door"]
    masked = _names_of_masked(language)
    yield words["title"].format(reference=exported["reference"])
    yield words["made"].format(now=_at(exported["exported_at"]))
    yield words["masked"]
    channel = door["conversation"]["channel"] if door["conversation"] else None
    if channel or door["messages"]:
        yield from ("", words["conversation"].format(channel=channel or "?"))
        yield from (_shown(one, words) for one in door["shown"])
        yield from _said(door["messages"], words, masked) if door["messages"] else (words["nothing"],)
    for ticket in exported["tickets"]:
        yield from ("", words["ticket"].format(reference=ticket["reference"]))
        opened, closed = _at(ticket["opened_at"]), _at(ticket["closed_at"])
        yield words["closed" if closed else "opened"].format(at=opened, closed=closed)
        yield _line(ticket["opened_at"], "client", _readable(ticket["question"], masked), words)
        for one in ticket["messages"]:
            yield _line(one["at"], one["who"], _readable(one["text"], masked), words)
        if ticket["rating"] is not None:
            yield words["rating"].format(rating=ticket["rating"])
    yield from ("", words["copies"].format(events=len(exported["rasa_events"]) + len(exported["event_file"])))
    yield words["how_long"].format(conversations=given.keep_conversations_days, tickets=given.keep_tickets_days)


def _said(messages: list[dict[str, Any]], words: dict[str, str], masked: dict[str, str]) -> Iterator[str]:
    titles: dict[str, str] = {}
    for one in messages:
        body = one["body"]
        text = str(body.get("text", ""))
        # A button that was pressed is kept by what it asks for; the client saw its title.
        yield _line(one["sent_at"], one["who"], _readable(titles.get(text, text), masked), words)
        offered = [(str(reply["payload"]), str(reply["title"])) for reply in body.get("quick_replies", ())]
        if offered:
            titles |= dict(offered)
            yield " " * _WIDTH_OF_TIME + words["choices"].format(titles=", ".join(title for _, title in offered))
        yield from (" " * _WIDTH_OF_TIME + str(link["url"]) for link in body.get("links", ()))


def _shown(one: dict[str, Any], words: dict[str, str]) -> str:
    return words["notice" if one["what"] == "notice" else "told"].format(version=one["version"], at=_at(one["at"]))


def _line(at: float | str | datetime, who: str, text: str, words: dict[str, str]) -> str:
    said = words["says"].format(who=words.get(who, words["bot"]), text=text)
    first, *more = said.splitlines()
    return "\n".join([f"{_at(at):<{_WIDTH_OF_TIME}}{first}", *(" " * _WIDTH_OF_TIME + line for line in more)])


def _readable(text: str, masked: dict[str, str]) -> str:
    return _MASKED.sub(lambda match: masked.get(match[1], masked["other"]), text)


def _names_of_masked(language: str) -> dict[str, str]:
    """Return what the page shows in the place of each kind."""
    strings = json.loads((ROOT / "web" / "strings" / f"{language}.json").read_text(encoding="utf-8"))
    return {key.partition(".")[2]: text for key, text in strings.items() if key.startswith("masked.")}


def _at(moment: float | str | datetime | None) -> str:
    if moment is None:
        return ""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    elif not isinstance(moment, datetime):
        moment = datetime.fromtimestamp(moment, timezone.utc)
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%d %H:%M")
