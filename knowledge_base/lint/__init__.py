"""Everything a reviewer would check before content is served, done by machine.

    sources, NLU examples → here → problems with file, line and mend → authors, tests

Loading needs only the schema; this adds what makes an answer good: official links, plain words,
fresh reviews, codes given once, and examples in both languages that teach the model to tell the intents
apart. Whether masking would change an example is asked in tests/masked_examples.py: this package does not
know of privacy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from knowledge_base.codes import Codes, check_codes
from knowledge_base.lint.brains import check_brains
from knowledge_base.lint.coverage import check_coverage
from knowledge_base.lint.examples import read_examples
from knowledge_base.lint.languages import check_languages
from knowledge_base.lint.likeness import check_likeness
from knowledge_base.lint.links import LINKS_ALLOWED, allowed_hosts, check_links
from knowledge_base.lint.reviews import check_references, check_reviews
from knowledge_base.lint.wording import check_wording
from knowledge_base.loader import RESPONSES, read_sources
from knowledge_base.problems import KnowledgeInvalid, Problem
from knowledge_base.taxonomy import TAXONOMY, Taxonomy
from settings import ROOT

EXAMPLES = ROOT / "data" / "nlu"
BRAINS = ROOT / "brains"

_T = TypeVar("_T")


def lint(
    responses: Path = RESPONSES,
    examples: Path = EXAMPLES,
    *,
    brains: Path | None = None,
    taxonomy: Path = TAXONOMY,
    links_allowed: Path = LINKS_ALLOWED,
    today: date | None = None,
) -> list[Problem]:
    """Return every problem in the content, ordered by file and line; what is broken hides nothing else.

    Of a response that does not fit the schema all that can be read is checked. Only where codes belong cannot be
    asked as long as the taxonomy itself is broken.
    `brains`: folder of what each brain adds to `examples`; beside the examples of this repository, its own.
    """
    broken: list[Problem] = []
    places = _or_none(partial(Taxonomy.open, taxonomy), broken)
    hosts = _or_none(partial(allowed_hosts, links_allowed), broken)
    sources = read_sources(responses, places or Taxonomy.of_folders(responses))
    found = read_examples(examples)
    checks: list[Iterable[Problem]] = [
        broken,
        sources.problems,
        check_links(sources.legible, hosts),
        check_wording(sources.legible),
        check_reviews(sources.legible, today or date.today()),
        check_languages(sources.legible, found),
        found.problems,
        check_likeness(found),
        check_brains(found, brains or (BRAINS if examples == EXAMPLES else examples / "no brains")),
    ]
    codes = Codes.beside(responses)
    if places is None:
        checks.append(codes.problems)
    else:
        checks += [
            check_references(sources, codes, places),
            check_codes(sources, codes, places),
            check_coverage(sources, places, found, examples),
        ]
    return sorted({problem for check in checks for problem in check if not problem.moot})


def _or_none(opened: Callable[[], _T], broken: list[Problem]) -> _T | None:
    """Return what is opened; None when it cannot be, and why in `broken`."""
    try:
        return opened()
    except KnowledgeInvalid as error:
        broken += error.problems
        return None
