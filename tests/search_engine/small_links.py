"""A small set of made-up pages in both languages, and what writes them as the editors do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

SITE = "https://www.canada.ca"
EN = f"{SITE}/en/immigration-refugees-citizenship/services"
FR = f"{SITE}/fr/immigration-refugies-citoyennete/services"


def entry(line: str, topic: str, **texts: str | None) -> dict[str, Any]:
    """Make one entry of a links file; `fr=None` is a page without a French version."""
    french = texts["fr"]
    return {
        "url": {"en": f"{EN}/{texts['en']}", "fr": None if french is None else f"{FR}/{french}"},
        "title": {"en": texts["title_en"], "fr": texts["title_fr"]},
        "summary": {"en": texts["summary_en"], "fr": texts["summary_fr"]},
        "line": line,
        "topic": topic,
        "as_of": "2026-06-10",
    }


PAGES = [
    entry(
        "study-permits",
        "extend",
        en="study/extend.html",
        fr="etudier/prolonger.html",
        title_en="Extend your study permit",
        title_fr="Prolonger votre permis d'études",
        summary_en="Students must ask for an extension at least 30 days before the permit expires.",
        summary_fr="Demandez la prolongation au moins 30 jours avant que votre permis soit expiré.",
    ),
    entry(
        "study-permits",
        "after-graduation",
        en="study/pgwp.html",
        fr="etudier/ptpd.html",
        title_en="Post-graduation work permit",
        title_fr="Permis de travail postdiplôme",
        summary_en="Graduates of a designated school may work in Canada for up to three years.",
        summary_fr="Les diplômés d'une école désignée peuvent travailler au Canada pendant trois ans.",
    ),
    entry(
        "family-sponsorship",
        "parents-grandparents",
        en="family/parents.html",
        fr="famille/parents.html",
        title_en="Sponsor your parents and grandparents",
        title_fr="Parrainer vos parents et vos grands-parents",
        summary_en="Residents who earn enough can bring their parents to live in Canada.",
        summary_fr="Les résidents au revenu suffisant peuvent faire venir leurs parents.",
    ),
    entry(
        "family-sponsorship",
        "victims",
        en="family/abuse.html",
        fr=None,
        title_en="Help for victims of abuse",
        title_fr="Aide aux victimes de violence",
        summary_en="A sponsored spouse who is hurt at home can leave and keep their status.",
        summary_fr="L'épouse parrainée qui subit de la violence peut partir et garder son statut.",
    ),
    entry(
        "passports",
        "renew",
        en="passports/renew.html",
        fr="passeports/renouveler.html",
        title_en="Renew an adult passport",
        title_fr="Renouveler un passeport d'adulte",
        summary_en="Send the form, two photos and the fee by mail, or bring them to a passport office.",
        summary_fr="Envoyez par la poste le formulaire, deux photos et les frais, ou allez à un bureau.",
    ),
    entry(
        "citizenship",
        "ceremony",
        en="citizenship/ceremony.html",
        fr="citoyennete/ceremonie.html",
        title_en="Citizenship ceremony",
        title_fr="Cérémonie de citoyenneté",
        summary_en="New citizens take the oath and receive their certificate.",
        summary_fr="Les nouveaux citoyens prêtent serment et reçoivent leur certificat.",
    ),
    entry(
        "biometrics-medical-police",
        "medical-exam",
        en="medical/exam.html",
        fr="medical/examen.html",
        title_en="Medical exam",
        title_fr="Examen médical",
        summary_en="Only a doctor on our list of panel physicians can do the exam.",
        summary_fr="Seul un médecin désigné de notre liste peut faire l'examen.",
    ),
]


def write_links(directory: Path, entries: list[dict[str, Any]] | None = None) -> Path:
    """Write `entries` (default: all pages above) as links files of one business line each."""
    directory.mkdir(parents=True, exist_ok=True)
    entries = PAGES if entries is None else entries
    for line in {each["line"] for each in entries}:
        listed = [each for each in entries if each["line"] == line]
        (directory / f"{line}.yml").write_text(
            yaml.safe_dump(listed, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    return directory
