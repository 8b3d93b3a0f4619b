"""A reader's file → verdicts → judged.jsonl, which holds no words → the table of what they come to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.rows import RowInvalid, numbered_rows, write_rows
from evaluation.scores import LANGUAGES, Rate, labelled
from knowledge_base import Response

RECORD = Path(__file__).with_name("judged.jsonl")
VERDICTS: Mapping[str, str] = {
    "yes": "answers the question",
    "partly": "in part: the main point is missing",
    "misleading": "misleading for this client",
}
NOTHING = "Nothing has been read yet."


@dataclass(frozen=True)
class Judged:
    """One coded answer to one question, as it was read. Of two sent together each has a record of its own."""

    id: str
    code: str
    answer: str
    """The fingerprint of its text, which tells whether it has changed since."""
    verdict: str


def fingerprint(text: str) -> str:
    """Return what changes with the words of an answer, and does not tell them."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def verdicts_in(file: Path) -> list[Judged]:
    """Return the verdicts of a filled file of `draw`; raises RowInvalid with a line for all that is wrong in it."""
    found, wrong = list[Judged](), list[str]()
    known, seen = _languages(), set[str]()
    for where, row in numbered_rows(file, "verdict"):
        problem = _problem(row, known, seen)
        if problem:
            wrong.append(f"{where}: {problem}")
            continue
        seen.add(row["id"])
        found += [Judged(row["id"], one["code"], fingerprint(one["text"]), row["verdict"]) for one in row["answers"]]
    if wrong:
        raise RowInvalid("\n".join([*wrong, "nothing was kept; mend the file and read it again"]))
    return found


def _problem(row: Mapping[str, Any], known: Iterable[str], seen: Iterable[str]) -> str:
    """Say what is wrong with a line and what to do; empty when nothing is."""
    ident, verdict, words = str(row["id"]), str(row["verdict"] or ""), ", ".join(VERDICTS)
    if ident not in known:
        return f"there is no question {ident!r} in the half 'figure'; leave 'id' as it was drawn"
    if ident in seen:
        return f"{ident} has been judged above; leave one of the two lines out"
    if not verdict.strip():
        return f"{ident} has no verdict; write one of {words}, or leave the line out"
    if verdict not in VERDICTS:
        return f"{ident}: {verdict!r} is no verdict; write one of {words}"
    if not _are_answers(row.get("answers")):
        return f"{ident}: 'answers' is not what was drawn; draw again with the same seed"
    return ""


def _are_answers(found: object) -> bool:
    return (
        isinstance(found, list)
        and bool(found)
        and all(isinstance(a, dict) and {"code", "text"} <= set(a) for a in found)
    )


def kept(record: Path = RECORD) -> list[Judged]:
    """Return all verdicts kept so far; raises RowInvalid naming the line that cannot be used."""
    known, found = _languages(), list[Judged]()
    for where, row in numbered_rows(record, "verdict") if record.exists() else ():
        if set(row) != {"id", "code", "answer", "verdict"} or row["id"] not in known or row["verdict"] not in VERDICTS:
            raise RowInvalid(f"{where}: no verdict on a question of the half 'figure'; take the line out")
        found.append(Judged(**row))
    return found


def keep(judged: Sequence[Judged], record: Path = RECORD) -> None:
    """Add verdicts to those kept; a question that was judged before gets the new verdict alone."""
    again = {one.id for one in judged}
    everything = [one for one in kept(record) if one.id not in again] + list(judged)
    write_rows(record, (vars(one) for one in sorted(everything, key=lambda one: one.id)))


def table(judged: Sequence[Judged], responses: Iterable[Response]) -> str:
    """Return what the verdicts come to as Markdown; an answer whose words have changed since is not counted."""
    if not judged:
        return NOTHING
    now = {r.code: {fingerprint(text) for text in r.answer.values()} for r in responses if r.served}
    stale = {one.id for one in judged if one.answer not in now.get(one.code, ())}
    verdicts, language_of = {one.id: one.verdict for one in judged}, _languages()
    groups = [[ident for ident in verdicts if language_of[ident] == language] for language in LANGUAGES]
    groups.append(list(verdicts))
    valid = [[verdicts[ident] for ident in group if ident not in stale] for group in groups]
    rows = [("read", [str(len(group)) for group in groups])]
    rows.append(("of those, changed since: not counted", [str(len(stale.intersection(group))) for group in groups]))
    for word, title in VERDICTS.items():
        rows.append((title, [str(Rate.of(verdict == word for verdict in group)) for group in valid]))
    lines = ["| answers sent | English | French | both |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {title} | {' | '.join(cells)} |" for title, cells in rows)])


def _languages() -> dict[str, str]:
    """Return the language of each question that may be read, by id."""
    return {row.id: row.language for row in labelled(half="figure")}
