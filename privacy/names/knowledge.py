"""`python -m privacy.names.knowledge`: our own answers → here → privacy/words/knowledge.txt, words that name nobody.

A word that our questions and answers write in small letters is a word of the subject: "hope", "long" and
"grace" need better reasons than others to be masked. Run it when the content has grown.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import regex
import yaml

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "privacy" / "words" / "knowledge.txt"
_WORD = regex.compile(r"(?<![\w'@/.-])[^\W\d_]{3,}(?![\w@/]|\.\w)")
_ABOUT = (
    "# Words of our own questions and answers, in small letters there: python -m privacy.names.knowledge writes them."
)


def main(arguments: list[str] | None = None) -> int:
    """Write the list; returns the exit code."""
    argparse.ArgumentParser(prog="python -m privacy.names.knowledge", description=__doc__).parse_args(arguments)
    found = sorted(words())
    lines = [" ".join(found[at : at + 20]) for at in range(0, len(found), 20)]
    LIST.write_text("\n".join((_ABOUT, *lines, "")), encoding="utf-8")
    print(f"{LIST.relative_to(ROOT)}: {len(found)} words", file=sys.stderr)
    return 0


def words(responses: Path = ROOT / "knowledge_base" / "responses") -> frozenset[str]:
    """Return the words of all questions and answers that stand there in small letters."""
    found: set[str] = set()
    for path in sorted(responses.rglob("*.yml")):
        for response in yaml.safe_load(path.read_text(encoding="utf-8")):
            for text in (*response["question"].values(), *response["answer"].values()):
                found |= {word for word in _WORD.findall(text) if word.islower()}
    return frozenset(found)


if __name__ == "__main__":
    sys.exit(main())
