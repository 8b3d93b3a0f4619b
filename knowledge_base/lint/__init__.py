"""Everything a reviewer would check before content is served, done by machine.

    sources, NLU examples → here → problems with file, line and mend → authors, tests

Loading needs only the schema; this adds what makes an answer good: official links, plain words,
fresh reviews, codes given once, and examples in both languages that teach the model to tell the intents
apart. Whether masking would change an example is asked in tests/masked_examples.py: this package does not
know of privacy.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

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


def lint(
    responses: Path = RESPONSES,
    examples: Path = EXAMPLES,
    *,
    brains: Path | None = None,
    taxonomy: Path = TAXONOMY,
    links_allowed: Path = LINKS_ALLOWED,
    today: date | None = None,
) -> list[Problem]:
    """Return every problem in the content, ordered by file and line; a broken file hides no other.

    `brains`: folder of what each brain adds to `examples`; beside the examples of this repository, its own.
    """
    try:
        places, hosts = Taxonomy.open(taxonomy), allowed_hosts(links_allowed)
    except KnowledgeInvalid as error:
        return list(error.problems)
    sources = read_sources(responses, places)
    found = read_examples(examples)
    checks = (
        sources.problems,
        check_links(sources.responses, hosts),
        check_wording(sources.responses),
        check_reviews(sources.responses, today or date.today()),
        check_references(sources, places),
        check_codes(sources, Codes.beside(responses), places),
        check_languages(sources.responses, found),
        found.problems,
        check_coverage(sources, places, found, examples),
        check_likeness(found),
        check_brains(found, brains or (BRAINS if examples == EXAMPLES else examples / "no brains")),
    )
    return sorted({problem for check in checks for problem in check})
