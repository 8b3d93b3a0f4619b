"""User names of the department's accounts, after a cue: alone they look like any word."""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds, lists
from privacy.names.folding import fold
from privacy.names.lexicon import RARE
from privacy.names.tagger import shared_tagger
from privacy.recognizers.base import CUED, Recognizer

_ACCOUNT = (
    r"(?:gc\s?key|clé\s?gc|cle\s?gc|portal|portail|account|compte|login|log-in|sign-in|connexion|ircc|e-post|my\s?cic)"
)
_CUE = (
    rf"(?<!\w)(?:{_ACCOUNT}\s+)?"
    r"(?:user\s?-?(?:name|id)|usr\s?name|login(?:\s+(?:name|id))?|nom\s+d[' ]utilisateur|nom\s+d[' ]usager"
    r"|identifiant(?:\s+(?:gckey|clégc|de\s+connexion))?|pseudo|handle)"
    rf"(?:\s+(?:for|of|on|in|de|du|pour|sur|mon|my|the|le|la|ma|{_ACCOUNT})){{0,4}}"
)
_SAYS = r"(?:\s{0,2}[:=]\s{0,2}|\s+(?:is|was|est|était|c'est)\s{0,2}:?\s+)[\"']?"
_VALUE = r"(?P<value>[^\W_][\w.\-]{1,40}\w)"


def _is_no_word(value: str) -> bool:
    """Return whether letters right after "username" are one: neither a word nor a misspelt one, as "usernme resset"."""
    lexicon, folded = shared_tagger().lexicon, fold(value)
    if lexicon.is_word(folded) or folded in lexicon.nobody or folded in lists.words("words/never_first"):
        return False
    return lexicon.is_name(folded) or lexicon.band(folded) == RARE


class UsernameRecognizer(Recognizer):
    """ "my GCKey username is mina_t.88", « nom d'utilisateur : mtremblay »."""

    KIND = kinds.USERNAME
    NEEDS = r"user|usr|login|utilisateur|usager|identifiant|pseudo|handle"
    PATTERNS = (
        Pattern("after a cue", rf"{_CUE}{_SAYS}{_VALUE}", CUED),
        Pattern("after a cue, digits in it", rf"{_CUE}\s+[\"']?(?=[\w.\-]{{0,40}}[\d_]){_VALUE}", CUED),
        Pattern("after a cue, letters only", rf"{_CUE}\s+[\"']?(?P<letters>[^\W\d_]{{3,40}})(?![\w'])", CUED),
        Pattern("account name", r"(?<!\w)(?:gc\s?key|clé\s?gc)\s{0,2}[:=]\s{0,2}" + _VALUE, CUED),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        if "letters" in match.re.groupindex:
            return match.span("letters") if _is_no_word(match["letters"]) else None
        return None if match["value"].lower() in lists.words("words/never_first") else super().span(match)

    def accepts(self, value: str) -> bool:
        return any(char.isdigit() or char in "_." for char in value) or value.lower() not in lists.words(
            "words/common_en", "words/common_fr"
        )
