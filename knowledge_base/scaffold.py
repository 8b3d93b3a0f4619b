"""`python -m knowledge_base new`: a sub-topic and an intent → the places in all files where an author writes.

taxonomy, codes.yml, responses/, data/nlu/{en,fr}/ → what stands against it, or what to append → the files
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from knowledge_base.appending import Addition, appended, write_all
from knowledge_base.codes import Codes
from knowledge_base.entries import INTENT, UNWRITTEN
from knowledge_base.lint.examples import ExampleSources, read_examples
from knowledge_base.loader import Sources, read_sources
from knowledge_base.located_yaml import read
from knowledge_base.problems import KnowledgeNotExtended, shown
from knowledge_base.response import LANGUAGES
from knowledge_base.taxonomy import TAXONOMY, Subtopic, Taxonomy

REVIEW_AGAIN = timedelta(weeks=26)

_LONGEST_INTENT = 100  # what the store's column holds
_RASAS_OWN = frozenset({"back", "restart", "session_start", "nlu_fallback", "out_of_scope"})
_EXAMPLES_HEAD = 'version: "3.1"\n\nnlu:\n'
_BLOCK = "- intent: {intent}\n  examples: |\n"
_ENTRY = f"""\
- code: "{{code}}"
  intent: {{intent}}
  kind: {{kind}}
  status: draft
  owner: {{line}}
  reviewed_on: {{today}}
  review_by: {{review_by}}
  volatile: false
  question:
    en: "{UNWRITTEN}"
    fr: "{UNWRITTEN}"
  answer:
    en: >-
      {UNWRITTEN}
    fr: >-
      {UNWRITTEN}
  links:
    - en:
        title: "{UNWRITTEN}"
        url: "https://www.canada.ca/en/{UNWRITTEN}"
      fr:
        title: "{UNWRITTEN}"
        url: "https://www.canada.ca/fr/{UNWRITTEN}"
  related: []
"""


@dataclass(frozen=True)
class Base:
    """Where the parts of one knowledge base are."""

    responses: Path
    examples: Path
    domain: Path
    taxonomy_file: Path = TAXONOMY


def scaffold(base: Base, subtopic: str, intent: str, kind: str, today: date) -> tuple[str, list[Addition]]:
    """Write the beginnings of a response and its examples; return its code and what was added where.

    `subtopic` is four digits, or <line>/<sub-topic>. Raises KnowledgeError, before anything is written, when
    something stands against it.
    """
    taxonomy = Taxonomy.open(base.taxonomy_file)
    place = _place(base, taxonomy, subtopic)
    sources, found = read_sources(base.responses, taxonomy), read_examples(base.examples)
    codes = Codes.beside(base.responses)
    file = base.responses / place.line / f"{place.slug}.yml"
    reasons: list[object] = [problem for problem in sources.problems if problem.file == shown(file)]
    reasons += [*codes.problems, *_against_name(base, intent, taxonomy, sources, found, codes)]
    reasons += _out_of_step(place, found)
    code = codes.next_free(place, sources, taxonomy)
    if code is None:
        reasons.append(
            f"{shown(base.taxonomy_file)}: {place.prefix} has no free code left; take or add another sub-topic"
        )
    if code is None or reasons:
        raise KnowledgeNotExtended(reasons)
    entry = _ENTRY.format(
        code=code, intent=intent, kind=kind, line=place.line, today=today, review_by=today + REVIEW_AGAIN
    )
    paths = [base.examples / language / place.line / f"{place.slug}.yml" for language in LANGUAGES]
    added = [appended(file, entry, between="\n")]
    added += [appended(path, _BLOCK.format(intent=intent), head=_EXAMPLES_HEAD) for path in paths]
    added.append(codes.with_line(code, intent))
    write_all(added)
    return code, added


def _place(base: Base, taxonomy: Taxonomy, subtopic: str) -> Subtopic:
    for one in taxonomy.subtopics:
        if subtopic in (one.prefix, f"{one.line}/{one.slug}"):
            return one
    siblings = [f"{one.prefix} {one.slug}" for one in taxonomy.subtopics if one.prefix[:2] == subtopic[:2]]
    lines = sorted({f"{one.prefix[:2]} {one.line}" for one in taxonomy.subtopics})
    mend = f"take one of {', '.join(siblings or lines)}; or add it to {shown(base.taxonomy_file)}"
    raise KnowledgeNotExtended([f"'{subtopic}': no sub-topic has this code; {mend}"])


def _against_name(
    base: Base, intent: str, taxonomy: Taxonomy, sources: Sources, found: ExampleSources, codes: Codes
) -> Iterator[str]:
    if not INTENT.fullmatch(intent) or len(intent) > _LONGEST_INTENT:
        yield f"'{intent}': is not a name of lower-case words joined by _; write it such as study_arrive_early"
        return
    places = {block.intent: f"{block.file}:{block.line}" for block in found.blocks}
    places |= dict.fromkeys(_RASAS_OWN, "a name of Rasa's own")
    places |= {name: shown(base.domain) for name in _of_domain(base.domain)}
    places |= {name: f"{shown(base.taxonomy_file)}" for name in taxonomy.intents_without_examples}
    places |= {step.intent: f"{shown(base.taxonomy_file)}, step {step.code}" for step in taxonomy.steps if step.intent}
    places |= {name: f"{shown(codes.file)}:{codes.lines[code]}, as {code}" for code, name in codes.given.items()}
    places |= {response.intent: f"{response.where}, as {response.code}" for response in sources.legible}
    if intent in places:
        yield f"{intent}: exists already ({places[intent]}); take another name, or go on writing there"


def _of_domain(domain: Path) -> Iterator[str]:
    value = read(domain).value
    for intent in value.get("intents") or [] if isinstance(value, dict) else []:
        yield from intent if isinstance(intent, dict) else [str(intent)]


def _out_of_step(place: Subtopic, found: ExampleSources) -> Iterator[object]:
    """The new intent goes to the end of both files: that is the same place only if they are alike now."""
    slug = f"{place.line}/{place.slug}"
    if any(unread == slug for _, unread in found.unread):
        yield from (problem for problem in found.problems if f"/{slug}." in problem.file)
        return
    english, french = (
        [block for block in found.blocks if (block.place, block.language) == (slug, language)] for language in LANGUAGES
    )
    if [block.intent for block in english] != [block.intent for block in french]:
        first = (english or french)[0]
        yield f"{first.file}:1: not the same intents in both languages; run the lint and put them in the same order"
