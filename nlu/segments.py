"""What of a message is read: real ones tell the story first and ask last. A leaf, without Rasa."""

from __future__ import annotations

import re

# A sentence ends at . ! ? … or a line break; "vs." or "5.30" do not count because no space and capital follow.
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.](?=\S)[^.!?…\n]*)*[.!?…]*", re.UNICODE)

_ASKING = re.compile(
    r"^\W*(?:(?:so|and|but|also|please|hi|hello|et|mais|donc|alors|svp|bonjour)\W+)*"
    r"(?:what|when|where|who|which|why|how|can|could|may|do|does|did|is|are|am|will|would|should|must|have|has"
    r"|if i|need to know|i (?:want|need|would like) to know|tell me|any(?:one|body)?"
    r"|quel(?:le)?s?|quand|où|ou est|qui|pourquoi|comment|combien|est[- ]ce|puis[- ]je|peut[- ]on|peux|dois|doit"
    r"|faut|ai[- ]je|a[- ]t|suis[- ]je|y a|c['’ ]est quoi|ça|que|qu['’]|je (?:veux|voudrais|aimerais) savoir)\b",
    re.IGNORECASE,
)

_PLACEHOLDER = re.compile(r"<[A-Z][A-Z_]*>")
_CLAUSE = re.compile(r"[^,.;!?\n]+[,.;!?\n]*|[,.;!?\n]+")

MIN_WORDS_TO_SPLIT = 10
"""Shorter messages are their own question: splitting them only loses words."""


def without_placeholders(text: str) -> str:
    """Return `text` without what stands for masked data; as it is when nothing else is left.

    Whose number it was says nothing about the question: « mon NAS est le <SIN>, combien coûte un permis? » asks about
    the permit. So a clause that gives a datum and asks nothing goes whole, when another clause asks.
    """
    if not _PLACEHOLDER.search(text):
        return text
    clauses = _CLAUSE.findall(text)
    others = [clause for clause in clauses if asks(clause.strip()) or not _PLACEHOLDER.search(clause)]
    kept = others if any(asks(clause.strip()) for clause in others) else clauses
    left = _PLACEHOLDER.sub(" ", "".join(kept))
    return left if re.search(r"[^\W_]", left) else text


def sentences(text: str) -> list[str]:
    """Return the sentences of `text` in order, stripped, those without a letter left out."""
    found = (match.group().strip() for match in _SENTENCE.finditer(text))
    return [sentence for sentence in found if re.search(r"[^\W\d_]", sentence)]


def asks(sentence: str) -> bool:
    """Tell whether `sentence` asks something, by its question mark or its first words (EN, FR)."""
    return sentence.rstrip().endswith("?") or bool(_ASKING.match(sentence))


def asking_sentences(text: str, limit: int = 3) -> list[str]:
    """Return at most `limit` asking sentences of `text`, in order; [] when the text is short or one sentence.

    Without any asking sentence the last one stands in, because the request comes last.
    """
    parts = sentences(text)
    if len(parts) < 2 or len(text.split()) < MIN_WORDS_TO_SPLIT:
        return []
    marked = [part for part in parts if part.rstrip().endswith("?")]
    asking = marked or [part for part in parts if asks(part)] or parts[-1:]
    return asking[-limit:]
