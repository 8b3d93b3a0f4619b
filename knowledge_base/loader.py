"""responses/<line>/<sub-topic>.yml → checked responses, or every reason why not at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from knowledge_base.entries import Entry, problems_of
from knowledge_base.located_yaml import Located, read, yaml_files
from knowledge_base.partial import partial, written_code
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
    """<line>/<sub-topic> of files that could not be read, or not whole."""
    partial: tuple[Response, ...] = ()
    """Those that do not fit the schema, with stand-ins (partial.py)."""

    @property
    def legible(self) -> tuple[Response, ...]:
        """Every response as far as it can be read."""
        return (*self.responses, *self.partial)

    def may_hide(self, place: str, intent: str) -> bool:
        """Whether the response of `intent`, whose code is not found, may be one of `place` that has none to be read."""
        return place in self.unread or any(
            one.is_faulty("code") and (one.intent == intent or one.is_faulty("intent"))
            for one in self.partial
            if one.place == place
        )


def load_sources(directory: Path = RESPONSES, taxonomy: Taxonomy | None = None) -> list[Response]:
    """Return every response below `directory`, by code; raises KnowledgeInvalid with all problems."""
    sources = read_sources(directory, taxonomy or Taxonomy.open())
    if sources.problems:
        raise KnowledgeInvalid(sources.problems)
    return list(sources.responses)


def read_sources(directory: Path, taxonomy: Taxonomy) -> Sources:
    """Read what can be read below `directory` and collect the problems of the rest."""
    legible: list[Response] = []
    problems: list[Problem] = []
    unread: set[str] = set()
    for path in yaml_files(directory):
        found, told, whole = _read_file(path, directory, taxonomy)
        legible += found
        problems += told
        if not whole:
            unread.add(_slug(path, directory))
    if not legible and not problems:
        problems.append(Problem(shown(directory), 1, "holds no responses", "name the folder responses/ itself"))
    problems += [*_repeated(legible), *_clashing(legible, taxonomy), *_unreplaced(legible)]
    legible.sort(key=lambda one: one.code)
    return Sources(
        tuple(one for one in legible if not one.faulty),
        tuple(sorted(one for one in problems if not one.moot)),
        frozenset(unread),
        tuple(one for one in legible if one.faulty),
    )


def _slug(path: Path, directory: Path) -> str:
    return path.relative_to(directory).with_suffix("").as_posix()


def _read_file(path: Path, directory: Path, taxonomy: Taxonomy) -> tuple[list[Response], list[Problem], bool]:
    """Return the responses of a file, its problems, and whether there is a response for each of its entries."""
    source = read(path)
    problems = list(source.problems)
    place = taxonomy.place(*_slug(path, directory).rpartition("/")[::2])
    if place is None:
        mend = "name folder and file by the slugs of a line and one of its sub-topics in taxonomy.yml"
        problems.append(Problem(source.file, 1, "is not the place of any sub-topic", mend))
        return [], problems, False
    if not isinstance(source.value, list):
        if not problems:
            problems.append(Problem(source.file, 1, "is not a list of responses", "begin each with '- code:'"))
        return [], problems, False
    responses = [_response(value, source, index, place, problems) for index, value in enumerate(source.value)]
    legible = [response for response in responses if response is not None]
    problems += (problem for response in legible for problem in _contradictions(response, place))
    return legible, problems, len(legible) == len(responses)


def _response(value: object, source: Located, index: int, place: Subtopic, problems: list[Problem]) -> Response | None:
    if not isinstance(value, dict):
        mend = "begin each response with '- code:' and indent its fields below"
        problems.append(Problem(source.file, source.line(index), "is not a response", mend))
        return None
    where, lines = f"{source.file}:{source.line(index)}", source.lines_below(index)
    try:
        return Entry.parse_obj(value).response(place, where, lines)
    except ValidationError as error:
        problems += problems_of(error, source, (index,), written_code(value))
        return partial(value, error, place, where, lines)


def _contradictions(one: Response, place: Subtopic) -> Iterator[Problem]:
    """Find fields that are fine alone but not together, or not in this file."""
    if place.prefix and one.code[:4] != place.prefix:
        mend = f"begin it with {place.prefix} or move the response to the file of its sub-topic"
        yield one.problem(f"the code does not belong to {one.place}", mend, at="code")
    if one.owner != place.line:
        what = f"'owner' is not the business line of this folder: {one.owner}"
        yield one.problem(what, f"write {place.line}", at="owner")
    if one.review_by <= one.reviewed_on:
        what, mend = "'review_by' is not after 'reviewed_on'", "set the day of the next review"
        yield one.problem(what, mend, at="review_by", beside=["reviewed_on"])
    if one.status == "approved" and not (one.approved_by and one.approved_on):
        mend = "add them, or write 'reviewed': only a department approves"
        yield one.problem("approved without 'approved_by' and 'approved_on'", mend, at="status")
    if (one.status == "retired") != (one.replaced_by is not None):
        mend = "a retired response has 'replaced_by', no other has"
        yield one.problem("'status: retired' and 'replaced_by' do not go together", mend, at="status")


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
