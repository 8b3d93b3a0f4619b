"""`python -m tests.knowledge_base.masked_examples`: what masking would change in the examples.

The model is asked about masked texts only. An example that masking would change teaches words that the
model never meets, and may hold somebody's data. The knowledge base knows nothing of privacy, so this part
of its lint stands outside of it; `make check` runs both.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge_base import Problem
from knowledge_base.lint import EXAMPLES
from knowledge_base.lint.examples import Example, read_examples
from privacy import KINDS, Masker

_PLACEHOLDER = re.compile(r"<\s*/?\s*[A-Za-z_][A-Za-z_ ]*>|\[[A-Z_]{3,}\]")


MOST_CHANGED = 0.03
"""Share of the examples that masking may change: a rare word of dialect can look like a name."""


def unknown_placeholders(examples: Sequence[Example]) -> Iterator[Problem]:
    """Find placeholders that masking never writes: no client's message has them."""
    for example in examples:
        for found in _PLACEHOLDER.findall(example.text):
            if found[1:-1] not in KINDS or found[0] == "[":
                mend = f"write one of {', '.join(f'<{kind}>' for kind in sorted(KINDS))}"
                yield Problem(example.file, example.line, f"{found} is no placeholder", mend)


def changed_by_masking(examples: Sequence[Example], masker: Masker) -> Iterator[Problem]:
    """Find examples that a client's message could never be, once masked."""
    for example in examples:
        masked = masker.mask(example.text, example.language)
        if masked.text != example.text:
            kinds = ", ".join(f"<{kind}>" for kind in masked.kinds)
            what = f"masking changes '{example.text[:40]}' ({example.intent}): {kinds}"
            yield Problem(example.file, example.line, what, f"write it as the model will see it: {masked.text}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, default=EXAMPLES)
    parser.add_argument("--all", action="store_true", help="show every example that masking changes")
    given = parser.parse_args(arguments)
    examples = [example for block in read_examples(given.examples).blocks for example in block.examples]
    wrong = sorted(unknown_placeholders(examples))
    changed = sorted(changed_by_masking(examples, Masker.build()))
    too_many = len(changed) > MOST_CHANGED * len(examples)
    for problem in (*wrong, *(changed if given.all or too_many else ())):
        print(problem)
    print(f"{len(examples)} examples: {len(wrong)} unknown placeholders; masking would change {len(changed)}")
    return 1 if wrong or too_many else 0


if __name__ == "__main__":
    sys.exit(main())
