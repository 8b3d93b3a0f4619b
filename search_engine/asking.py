"""A client's message → here → what it asks. Clients tell their story first and ask last."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(r"<[A-Z_]+>")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|[\r\n]+")
# Sentences that ask without a question mark.
_ASKING = re.compile(
    r"\b(what|how|when|where|why|which|who|can|could|may|do|does|did|is|are|should|will|would|must|wondering|know|tell"
    r"|comment|combien|quand|o[uù]|pourquoi|quel(?:le)?s?|qui|puis|peut|peux|pouvez|est-ce|dois|doit|faut|savoir|dire)\b",
    re.IGNORECASE,
)

# A shorter sentence ("Please help?") asks nothing by itself.
_FEWEST_WORDS = 4
_MOST_SENTENCES = 3
# Of a text longer than this, the rest adds cost and no meaning.
_LONGEST = 3_000


def without_placeholders(text: str) -> str:
    """Return `text` without the marks that masking left; they are no words of the client's."""
    return " ".join(_PLACEHOLDER.sub(" ", text[:_LONGEST]).split(" ")).strip()


def asking_sentences(text: str) -> list[str]:
    """Return up to three sentences that ask: those with a question mark, else the last that sound like it.

    Empty when the message is one sentence, so that nothing is searched twice.
    """
    sentences = [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]
    if len(sentences) < 2:
        return []
    long_enough = [sentence for sentence in sentences if len(sentence.split()) >= _FEWEST_WORDS]
    asking = [sentence for sentence in long_enough if sentence.endswith("?")]
    if not asking:
        asking = [sentence for sentence in long_enough if _ASKING.search(sentence)][-2:]
    return asking[-_MOST_SENTENCES:]
