"""taxonomy.yml → the business lines, sub-topics and coded steps that codes and folders are named by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, Extra, StrictStr, ValidationError, constr

from knowledge_base.located_yaml import KeyPath, Located, read, yaml_files
from knowledge_base.problems import KnowledgeInvalid, Problem

TAXONOMY = Path(__file__).with_name("taxonomy.yml")


@dataclass(frozen=True)
class Subtopic:
    """A folder and file name and the four digits its codes begin with."""

    prefix: str
    line: str
    slug: str
    name: Mapping[str, str]
    line_name: Mapping[str, str]


@dataclass(frozen=True)
class Step:
    """A coded step of a conversation without a response; `intent` when the client's words start it."""

    code: str
    name: Mapping[str, str]
    intent: str | None = None


@dataclass(frozen=True)
class Taxonomy:
    """Where codes belong."""

    subtopics: tuple[Subtopic, ...]
    steps: tuple[Step, ...]
    intents_without_examples: tuple[str, ...]

    @classmethod
    def open(cls, path: Path = TAXONOMY) -> Taxonomy:
        """Read `path`; raises KnowledgeInvalid with all its problems."""
        source = read(path)
        try:
            found = _TaxonomyFile.parse_obj(source.value or {})
        except ValidationError as error:
            raise KnowledgeInvalid([*source.problems, *_problems(error, source)]) from None
        problems = [*source.problems, *_repeated(found, source)]
        if problems:
            raise KnowledgeInvalid(problems)
        return found.taxonomy()

    @classmethod
    def of_folders(cls, responses: Path) -> Taxonomy:
        """Return, in place of a taxonomy that cannot be read, the places that there are, without their digits."""
        files = (path.relative_to(responses).with_suffix("") for path in yaml_files(responses))
        return cls(tuple(Subtopic("", file.parent.as_posix(), file.name, {}, {}) for file in files), (), ())

    def place(self, line: str, slug: str) -> Subtopic | None:
        """Return the sub-topic of the file responses/`line`/`slug`.yml."""
        return next((one for one in self.subtopics if (one.line, one.slug) == (line, slug)), None)

    def place_of(self, code: str) -> Subtopic | None:
        """Return the sub-topic that `code` begins with."""
        return next((one for one in self.subtopics if one.prefix == code[:4]), None)

    def slug_of(self, code: str) -> str:
        """Return <line>/<sub-topic> that `code` begins with; empty when there is none."""
        place = self.place_of(code)
        return f"{place.line}/{place.slug}" if place is not None else ""

    def step(self, code: str) -> Step | None:
        """Return the step with `code`."""
        return next((one for one in self.steps if one.code == code), None)


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid


class _Name(_Strict):
    en: StrictStr
    fr: StrictStr


class _SubtopicEntry(_Strict):
    code: constr(strict=True, regex=r"^\d\d$")  # type: ignore[valid-type]  # how pydantic 1 spells it
    slug: constr(strict=True, regex=r"^[a-z0-9]+(-[a-z0-9]+)*$")  # type: ignore[valid-type]
    name: _Name


class _LineEntry(_SubtopicEntry):
    subtopics: list[_SubtopicEntry]


class _StepEntry(_Strict):
    code: constr(strict=True, regex=r"^\d{6}$")  # type: ignore[valid-type]
    name: _Name
    intent: StrictStr | None = None


class _TaxonomyFile(_Strict):
    lines: list[_LineEntry]
    steps: list[_StepEntry] = []
    intents_without_examples: list[StrictStr] = []

    def taxonomy(self) -> Taxonomy:
        subtopics = tuple(
            Subtopic(line.code + one.code, line.slug, one.slug, one.name.dict(), line.name.dict())
            for line in self.lines
            for one in line.subtopics
        )
        steps = tuple(Step(step.code, step.name.dict(), step.intent) for step in self.steps)
        return Taxonomy(subtopics, steps, tuple(self.intents_without_examples))


def _problems(error: ValidationError, source: Located) -> list[Problem]:
    mend = "compare with the entries around it"
    return [
        Problem(source.file, source.line(*one["loc"]), f"{'.'.join(map(str, one['loc']))}: {one['msg']}", mend)
        for one in error.errors()
    ]


def _repeated(found: _TaxonomyFile, source: Located) -> Iterator[Problem]:
    """Find codes and slugs given twice: codes could no longer be told apart."""
    seen: set[tuple[str, str]] = set()
    for kind, key, at in _keys(found):
        if (kind, key) in seen:
            yield Problem(source.file, source.line(*at), f"{kind} {key} is given twice", "give each its own")
        seen.add((kind, key))


def _keys(found: _TaxonomyFile) -> Iterator[tuple[str, str, KeyPath]]:
    """Yield what must be given once, and where it stands."""
    for number, line in enumerate(found.lines):
        yield "line code", line.code, ("lines", number, "code")
        yield "line slug", line.slug, ("lines", number, "slug")
        for place, one in enumerate(line.subtopics):
            at = ("lines", number, "subtopics", place)
            yield "sub-topic code", line.code + one.code, (*at, "code")
            yield "sub-topic slug", f"{line.slug}/{one.slug}", (*at, "slug")
    for number, step in enumerate(found.steps):
        yield "step code", step.code, ("steps", number, "code")
