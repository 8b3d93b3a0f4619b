"""responses/<line>/<sub-topic>.yml → checked responses, or every reason why not at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from knowledge_base.entries import Entry, problems_of
from knowledge_base.located_yaml import Located, read, yaml_files
from knowledge_base.problems import KnowledgeInvalid, Problem, shown
from knowledge_base.response import Response
from knowledge_base.taxonomy import Subtopic, Taxonomy

RESPONSES = Path(__file__).with_name("responses")


@dataclass(frozen=True)
class Sources:
    """What could be read, and what could not. The lint goes on with both."""

    responses: tuple[Response, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    """<line>/<sub-topic> of files, and codes and intents of responses, that could not be read."""

    def may_hide(self, name: str, place: str) -> bool:
        """Whether a response with this code or intent may stand in what could not be read of `place`."""
        return name in self.unread or place in self.unread


def load_sources(directory: Path = RESPONSES, taxonomy: Taxonomy | None = None) -> list[Response]:
    """Return every response below `directory`, by code; raises KnowledgeInvalid with all problems."""
    sources = read_sources(directory, taxonomy or Taxonomy.open())
    if sources.problems:
        raise KnowledgeInvalid(sources.problems)
    return list(sources.responses)


def read_sources(directory: Path, taxonomy: Taxonomy) -> Sources:
    """Read what can be read below `directory` and collect the problems of the rest."""
    responses: list[Response] = []
    problems: list[Problem] = []
    unread: set[str] = set()
    for path in yaml_files(directory):
        found = _read_file(path, directory, taxonomy)
        responses += found.responses
        problems += found.problems
        unread |= found.unread
    if not responses and not problems:
        problems.append(Problem(shown(directory), 1, "holds no responses", "name the folder responses/ itself"))
    problems += [*_repeated(responses), *_clashing(responses, taxonomy), *_unreplaced(responses)]
    return Sources(tuple(sorted(responses, key=lambda one: one.code)), tuple(sorted(problems)), frozenset(unread))


def _read_file(path: Path, directory: Path, taxonomy: Taxonomy) -> Sources:
    source = read(path)
    problems = list(source.problems)
    slug = path.relative_to(directory).with_suffix("").as_posix()
    place = taxonomy.place(*slug.rpartition("/")[::2])
    if place is None:
        mend = "name folder and file by the slugs of a line and one of its sub-topics in taxonomy.yml"
        problems.append(Problem(source.file, 1, "is not the place of any sub-topic", mend))
        return Sources((), tuple(problems), frozenset({slug}))
    if not isinstance(source.value, list):
        if not problems:
            problems.append(Problem(source.file, 1, "is not a list of responses", "begin each with '- code:'"))
        return Sources((), tuple(problems), frozenset({slug}))
    responses: list[Response] = []
    unread: set[str] = set()
    for index, value in enumerate(source.value):
        entry = _entry(value, source, index, problems)
        if entry is not None:
            problems += _contradictions(entry, place, source, index)
            where = f"{source.file}:{source.line(index)}"
            responses.append(entry.response(place, where, source.lines_below(index)))
        else:
            unread |= (
                {str(value.get("code", slug)), str(value.get("intent", slug))} if isinstance(value, dict) else {slug}
            )
    return Sources(tuple(responses), tuple(problems), frozenset(unread))


def _entry(value: object, source: Located, index: int, problems: list[Problem]) -> Entry | None:
    if not isinstance(value, dict):
        mend = "begin each response with '- code:' and indent its fields below"
        problems.append(Problem(source.file, source.line(index), "is not a response", mend))
        return None
    try:
        return Entry.parse_obj(value)
    except ValidationError as error:
        problems += problems_of(error, source, (index,), str(value.get("code", "")))
        return None


def _contradictions(entry: Entry, place: Subtopic, source: Located, index: int) -> Iterator[Problem]:
    """Find fields that are fine alone but not together, or not in this file."""

    def problem(field: str, what: str, mend: str) -> Problem:
        return Problem(source.file, source.line(index, field), what, mend, entry.code)

    if entry.code[:4] != place.prefix:
        mend = f"begin it with {place.prefix} or move the response to the file of its sub-topic"
        yield problem("code", f"the code does not belong to {place.line}/{place.slug}", mend)
    if entry.owner != place.line:
        yield problem("owner", f"'owner' is not the business line of this folder: {entry.owner}", f"write {place.line}")
    if entry.review_by <= entry.reviewed_on:
        yield problem("review_by", "'review_by' is not after 'reviewed_on'", "set the day of the next review")
    if entry.status == "approved" and not (entry.approved_by and entry.approved_on):
        mend = "add them, or write 'reviewed': only a department approves"
        yield problem("status", "approved without 'approved_by' and 'approved_on'", mend)
    if (entry.status == "retired") != (entry.replaced_by is not None):
        mend = "a retired response has 'replaced_by', no other has"
        yield problem("status", "'status: retired' and 'replaced_by' do not go together", mend)


def _repeated(responses: Sequence[Response]) -> Iterator[Problem]:
    for field in ("code", "intent"):
        first: dict[str, Response] = {}
        for response in responses:
            key = getattr(response, field)
            if key in first:
                what = f"the {field} {key} is already used at {first[key].where}"
                yield response.problem(what, "give it its own; codes and intents are never shared", at=field)
            first.setdefault(key, response)


def _clashing(responses: Sequence[Response], taxonomy: Taxonomy) -> Iterator[Problem]:
    intents = {step.intent for step in taxonomy.steps if step.intent}
    for response in responses:
        if taxonomy.step(response.code) is not None:
            yield response.problem("the code is that of a step in taxonomy.yml", "take the next free code", at="code")
        if response.intent in intents:
            what = f"the intent {response.intent} is that of a step in taxonomy.yml"
            yield response.problem(what, "a step has no response: remove this one or the step", at="intent")


def _unreplaced(responses: Sequence[Response]) -> Iterator[Problem]:
    """Find retired responses whose chain of replacements does not end in one that is served."""
    by_code = {response.code: response for response in responses}
    for response in responses:
        seen = {response.code}
        last: Response | None = response
        while last is not None and last.replaced_by and last.replaced_by not in seen | {last.code}:
            seen.add(last.code)
            last = by_code.get(last.replaced_by)
        if response.status == "retired" and (last is None or not last.served):
            what = f"'replaced_by: \"{response.replaced_by}\"' does not lead to a response that is served"
            yield response.problem(what, "name one that is reviewed or approved", at="replaced_by")
