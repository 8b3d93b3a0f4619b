"""E-mail addresses. Presidio's own recognizer would download a list of suffixes on first use."""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds, lists
from privacy.recognizers.base import CUED, FORMAT, Recognizer

# A full stop belongs to it only behind a letter or digit: bullets and leaders are read as full stops.
_LOCAL = r"(?<![\w+%'-]|[\w+%'-]\.)[\w+%'-][\w.+%'-]{0,120}"
_PROVIDERS = (
    r"(?:gmail|googlemail|hotmail|yahoo|outlook|live|icloud|proton|protonmail|msn|aol|videotron|bell|rogers|sympatico)"
)
# Spelled out, only suffixes that clients have count.
_SUFFIXES = r"(?:com|ca|org|net|fr|edu|qc\W{1,3}ca|co|uk|in|me|info|io|ng|ph|pk|cn|mx|br|ma|dz|ir)"
_AT = r" ?[\[({]? ?(?:@|(?<!\w)(?:at|arobase?s?|chez)(?!\w)) ?[\])}]? ?"
_DOT = r" ?[\[({]? ?(?:\.|(?<!\w)(?:dot|point)(?!\w)) ?[\])}]? ?"
_SPELLED_DOMAINS = (
    rf"[\w-]{{2,63}} ?[\[({{]? ?(?:dot|point) ?[\])}}]? ?{_SUFFIXES}",
    rf"{_PROVIDERS}{_DOT}{_SUFFIXES}",
    r"(?:gmail|hotmail|yahoo)",
)


# "valid at some point in May", "I work at Yahoo": words of every day, not a domain and not a mailbox.
_POINT = regex.compile(r"(?<!\w)at\s+(?P<word>[a-z]+)\s+point(?!\w)")
_PROVIDER_ALONE = regex.compile(r"(?P<word>[a-z]+) (?:at|chez) (?:gmail|hotmail|yahoo)")
_PROVIDER = regex.compile(_PROVIDERS)


class EmailRecognizer(Recognizer):
    """`a.person@example.ca`, with a space beside the @, or spelled out against robots."""

    KIND = kinds.EMAIL
    NEEDS = r"@|(?<!\w)(?:at|arobase?s?|chez)(?!\w)"
    PATTERNS = (
        Pattern("usual", rf"{_LOCAL}(?:@| @ |@ )[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,5}}", CUED),
        Pattern("public provider", rf"{_LOCAL} ?@ ?{_PROVIDERS}(?:{_DOT}{_SUFFIXES}){{0,2}}(?!\w)", CUED),
        Pattern("spelled out", rf"{_LOCAL}{_AT}(?:{'|'.join(_SPELLED_DOMAINS)})(?!\w)", FORMAT),
    )
    CONTEXT = ("e-?mail", "mail", "courriel", "couriel", "adresse électronique")

    def accepts(self, value: str) -> bool:
        lower = value.lower()
        told = _POINT.search(lower) or _PROVIDER_ALONE.fullmatch(lower)
        if not told or _PROVIDER.fullmatch(told["word"]):
            return True
        return told["word"] not in lists.words("words/common_en", "words/common_fr", "words/never_first")
