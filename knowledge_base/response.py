"""The message of this package: one coded answer, as every other folder sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge_base.problems import Problem

LANGUAGES = ("en", "fr")

KINDS = ("answer", "social", "refusal", "offer")
"""answer: asked afterwards whether it helped; offer: followed by the offer of a person."""

STATUSES = ("draft", "reviewed", "approved", "retired")
SERVED = ("reviewed", "approved")


@dataclass(frozen=True)
class Link:
    """An official page, titled in the language of the answer it stands under."""

    title: str
    url: str


@dataclass(frozen=True)
class Response:
    """One answer in both languages. `question`, `answer` and `links` are keyed by language."""

    code: str
    intent: str
    kind: str
    status: str
    line: str
    subtopic: str
    owner: str
    reviewed_on: date
    review_by: date
    question: Mapping[str, str]
    answer: Mapping[str, str]
    links: Mapping[str, tuple[Link, ...]]
    related: tuple[str, ...] = ()
    volatile: bool = False
    as_of: date | None = None
    """Date of the source the facts were read from; shown to the client when `volatile`."""
    approved_by: str | None = None
    approved_on: date | None = None
    replaced_by: str | None = None
    where: str = field(default="", compare=False)
    """file:line of the source, for messages; empty when read from the store."""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    """Line of each field in that file, such as "answer.fr" or "links.0.fr.url"."""
    faulty: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    """Fields that do not fit the schema and have stand-ins (partial.py). The lint alone sees such a response."""

    @property
    def served(self) -> bool:
        """Whether clients may read it: drafts and retired answers are kept but never sent."""
        return self.status in SERVED

    @property
    def place(self) -> str:
        """<line>/<sub-topic>, by which its file is named."""
        return f"{self.line}/{self.subtopic}"

    def is_faulty(self, name: str) -> bool:
        """Whether the field `name`, or a part of it, does not fit the schema."""
        return any(f"{one}.".startswith(f"{name}.") or f"{name}.".startswith(f"{one}.") for one in self.faulty)

    def problem(
        self, what: str, mend: str, *, at: str = "", beside: Sequence[str] = (), warning: bool = False
    ) -> Problem:
        """Return a finding about this response, at the field `at` or the nearest one around it in the sources.

        `beside`: further fields that it was told from.
        """
        moot = any(map(self.is_faulty, (at, *beside) if at else beside))
        file, _, line = self.where.rpartition(":")
        while at and at not in self.lines:
            at = at.rpartition(".")[0]
        return Problem(file, self.lines.get(at, int(line)), what, mend, self.code, warning, moot)
