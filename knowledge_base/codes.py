"""codes.yml → the record of every code ever given, so that none is given twice.

A code outlives its answer: conversations of years ago are counted and read by it. A retired response
keeps its code in its file; the record also remembers what was removed altogether.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge_base.appending import Addition
from knowledge_base.entries import CODE, INTENT
from knowledge_base.loader import Sources
from knowledge_base.located_yaml import read
from knowledge_base.problems import Problem, shown
from knowledge_base.taxonomy import Subtopic, Taxonomy

UNUSED = "unused"
"""Stands in the record for the intent of a code that was removed before anyone was served with it."""


@dataclass(frozen=True)
class Codes:
    """The record: code → intent, and the line of each."""

    file: Path
    given: Mapping[str, str]
    lines: Mapping[str, int] = field(repr=False)
    problems: tuple[Problem, ...] = ()

    @classmethod
    def beside(cls, responses: Path) -> Codes:
        """Read the record that belongs to the folder `responses`."""
        path = responses.with_name("codes.yml")
        source = read(path)
        mend = 'write a line "051103": intent for each code'
        if not isinstance(source.value, dict):
            problems = source.problems or (Problem(shown(path), 1, "holds no codes", mend),)
            return cls(path, {}, {}, problems)
        given = {str(code): str(intent) for code, intent in source.value.items()}
        lines = {code: source.line(code) for code in given}
        wrong = {code for code in given if not CODE.fullmatch(code) or not INTENT.fullmatch(given[code])}
        what = "'{}: {}' is not a code with its intent"
        told = (Problem(shown(path), lines[code], what.format(code, given.pop(code)), mend) for code in wrong)
        return cls(path, given, lines, (*source.problems, *told))

    def next_free(self, place: Subtopic, sources: Sources, taxonomy: Taxonomy) -> str | None:
        """Return the code after all that were ever given in `place`; None when its hundred are used up."""
        taken = {*self.given, *(one.code for one in sources.legible), *(step.code for step in taxonomy.steps)}
        here = (code for code in taken if code.startswith(place.prefix) and CODE.fullmatch(code))
        last = max((int(code[4:]) for code in here), default=0)
        return f"{place.prefix}{last + 1:02}" if last < 99 else None

    def with_line(self, code: str, intent: str) -> Addition:
        """Return the record with `code` in its place by number."""
        lines = self.file.read_text(encoding="utf-8").splitlines(keepends=True)
        later = [self.lines[other] - 1 for other in self.given if other > code]
        at = min(later, default=len(lines))
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        lines.insert(at, f'"{code}": {intent}\n')
        return Addition(self.file, "".join(lines).encode(), at + 1)


def check_codes(sources: Sources, codes: Codes, taxonomy: Taxonomy) -> Iterator[Problem]:
    """Find codes given anew, lost, or not yet recorded."""
    yield from codes.problems
    if not codes.given:
        return
    present = {response.code for response in sources.legible}
    for response in sources.legible:
        intent = codes.given.get(response.code)
        if intent is None:
            mend = f'add the line "{response.code}": {response.intent} to {shown(codes.file)}'
            yield response.problem("the code is not on record", mend, at="code", beside=["intent"])
        elif intent != response.intent:
            what = f"the code was given to {intent} before ({shown(codes.file)}:{codes.lines[response.code]})"
            mend = "take the next free code; or, if only the name changed, correct the record"
            yield response.problem(what, mend, at="code", beside=["intent"])
    for code, intent in codes.given.items():
        if code in present or intent == UNUSED:
            continue
        if not sources.may_hide(taxonomy.slug_of(code), intent):
            what = f"the response {intent} is gone"
            mend = f"bring it back with 'status: retired'; or, if it was never served, write \"{code}\": {UNUSED}"
            yield Problem(shown(codes.file), codes.lines[code], what, mend, code)
