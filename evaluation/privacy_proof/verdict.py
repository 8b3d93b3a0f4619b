"""What was sent and what was written → here → who is to blame for each datum that was found: masker or guarantee."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from channels.inbound import plain
from evaluation.privacy_proof.canaries import Canary, Unit
from evaluation.privacy_proof.faulty import HEARD, LOUD
from evaluation.privacy_proof.search import Needles
from evaluation.privacy_proof.sinks import Written
from handoff.plain_text import plain as typed
from privacy import Masker, MaskingFailed

PLACEHOLDERS = tuple(f"<{kind}>".encode() for kind in ("PERSON", "EMAIL", "PHONE", "UCI", "APPLICATION_NUMBER"))


@dataclass(frozen=True)
class Finding:
    """A datum in a sink."""

    canary: Canary
    sink: str
    name: str
    form: str
    missed: bool
    """The masker itself does not take it out of its message."""


@dataclass
class Proof:
    """Everything that was searched."""

    sent: int = 0
    searched: Counter[str] = field(default_factory=Counter)
    """Bytes by sink."""
    placeholders: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    @property
    def broken(self) -> list[Finding]:
        return [found for found in self.findings if not found.missed]

    def table(self) -> str:
        """Return sinks × findings, each datum once a sink."""
        missed = Counter(sink for sink, _ in {(f.sink, f.canary.value) for f in self.findings if f.missed})
        broken = Counter(sink for sink, _ in {(f.sink, f.canary.value) for f in self.broken})
        head = f"{'sink':28} {'bytes':>12} {'placeholders':>13} {'masker missed':>14} {'broken guarantee':>17}"
        rows = [
            f"{sink:28} {size:12,} {self.placeholders[sink]:13,} {missed[sink]:14,} {broken[sink]:17,}"
            for sink, size in sorted(self.searched.items())
        ]
        total = f"{'all':28} {sum(self.searched.values()):12,} {sum(self.placeholders.values()):13,}"
        all_missed = len({f.canary.value for f in self.findings if f.missed})
        all_broken = len({f.canary.value for f in self.broken})
        return "\n".join([head, *rows, f"{total} {all_missed:14,} {all_broken:17,}", f"of {self.sent:,} data sent"])


def judge(sent: Sequence[Unit], never: Iterable[str], written: Iterable[Written], masker: Masker) -> Proof:
    """Search `written` for what was sent, and for what may be nowhere whoever finds it (addresses, secrets)."""
    canaries = {canary.value: canary for unit in sent for canary in unit.canaries}
    canaries |= {value: Canary("ADDRESS OR SECRET", value) for value in never}
    needles = Needles(list(canaries))
    missed = {value for unit in sent for value in _missed(unit, masker)}
    proof = Proof(sent=len(canaries))
    for one in written:
        proof.searched[one.sink] += len(one.content)
        proof.placeholders[one.sink] += sum(one.content.count(kind) for kind in PLACEHOLDERS)
        for value, form in needles.find(one.content).items():
            proof.findings.append(Finding(canaries[value], one.sink, one.name, form, value in missed))
    return proof


def _missed(unit: Unit, masker: Masker) -> set[str]:
    """Return which data of a message the masker leaves in it, called as the door and as the bridge call it."""
    needles = Needles([canary.value for canary in unit.canaries])
    left: set[str] = set()
    said = {plain(unit.text).lstrip("/ "), typed(unit.text)}
    # What the careless library says of it has another last word, beside which a name may look like none.
    for text in said | {text.replace(LOUD, HEARD) for text in said}:
        for language in ("en", "fr"):
            try:
                left |= set(needles.find(masker.mask(text, language).text.encode()))
            except MaskingFailed:
                continue
    return left
