"""Two coded answers for the console to suggest."""

from __future__ import annotations

from datetime import date

from knowledge_base import Link, Response


def response(code: str, question: dict[str, str], answer: dict[str, str]) -> Response:
    links = {
        "en": (Link("Study permit", "https://www.canada.ca/en/study-permit.html"),),
        "fr": (Link("Permis d'études", "https://www.canada.ca/fr/permis-etudes.html"),),
    }
    return Response(
        code=code,
        intent=f"intent_{code}",
        kind="answer",
        status="reviewed",
        line="study-permits",
        subtopic="apply",
        owner="study-permits",
        reviewed_on=date(2026, 11, 1),
        review_by=date(2027, 5, 1),
        question=question,
        answer=answer,
        links=links,
    )


ANSWERS = (
    response(
        "050101",
        {"en": "Do I need a permit for a short course?", "fr": "Faut-il un permis pour un cours de courte durée?"},
        {"en": "Not for six months or less.", "fr": "Pas pour six mois ou moins."},
    ),
    response(
        "051103",
        {"en": "How early may I arrive?", "fr": "Combien de temps à l'avance puis-je arriver?"},
        {"en": "An officer decides; a permit names the dates.", "fr": "Un agent décide; le permis indique les dates."},
    ),
)
