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


def check_masking(examples: Sequence[Example], masker: Masker) -> Iterator[Problem]:
    """Find examples that a client's message could never be, once masked."""
    for example in examples:
        unknown = [found for found in _PLACEHOLDER.findall(example.text) if found[1:-1] not in KINDS or found[0] == "["]
        if unknown:
            mend = f"write one of {', '.join(f'<{kind}>' for kind in sorted(KINDS))}"
            yield Problem(example.file, example.line, f"{unknown[0]} is no placeholder", mend)
            continue
        masked = masker.mask(example.text, example.language)
        if masked.text != example.text:
            kinds = ", ".join(f"<{kind}>" for kind in masked.kinds)
            what = f"masking changes '{example.text[:40]}' ({example.intent}): {kinds}"
            yield Problem(example.file, example.line, what, f"write it as the model will see it: {masked.text}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, default=EXAMPLES)
    found = read_examples(parser.parse_args(arguments).examples)
    examples = [example for block in found.blocks for example in block.examples]
    problems = sorted(check_masking(examples, Masker.build()))
    for problem in problems:
        print(problem)
    print(f"{len(examples)} examples: masking would change {len(problems)}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
