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
# Near any word of accounts: a handle, or a token that no word is spelt like.
_NEAR = (
    rf"(?<!\w)(?:{_ACCOUNT}|telegram|wechat|weixin|snapchat|snap|skype|discord|insta(?:gram)?"
    r"|tiktok|signal|viber|twitter|password|mot\s+de\s+passe|mdp|pwd)"
)
_WORDS = r"(?!\w)(?:\W{1,3}[^\W\d_]{1,12}(?!\w)){0,3}?\W{1,3}"
_HANDLE = (
    r"(?P<value>(?!(?:imm|cit|bsf|pptc)\d)(?=[^\W\d_])(?=[\w.]{0,30}(?:\d[\w.]{0,30}\d|_)|[^\W\d]{2,20}\.[^\W\d]{2,20}(?![\w.]))"
    r"[^\W_][\w.]{2,30}\w)(?![\w@]|\.\w)"
)
_AT = r"(?<![\w.@/-])@(?!\w{0,20}(?:cic|ircc|canada|cbsa|asfc)(?!\w))(?P<value>[^\W\d_][\w.]{1,28}\w)(?![\w@]|\.\w)"
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
    NEEDS = (
        r"@|telegram|wechat|weixin|snap|skype|discord|insta|tiktok|signal|viber|twitter|password|passe|mdp|pwd|gc\s?key|cl[ée]\s?gc"
        r"|portal|portail|account|compte|sign-in|connexion|ircc|e-post|cic|user|usr|login|utilisateur|usager|identifiant|pseudo|handle"
    )
    PATTERNS = (
        Pattern("after a cue", rf"{_CUE}{_SAYS}{_VALUE}", CUED),
        Pattern("after a cue, digits in it", rf"{_CUE}\s+[\"']?(?=[\w.\-]{{0,40}}[\d_]){_VALUE}", CUED),
        Pattern("after a cue, letters only", rf"{_CUE}\s+[\"']?(?P<letters>[^\W\d_]{{3,40}})(?![\w'])", CUED),
        Pattern("near a word of accounts", rf"{_NEAR}{_WORDS}{_HANDLE}", CUED),
        Pattern("with a sign", _AT, CUED),
        Pattern("account name", r"(?<!\w)(?:gc\s?key|clé\s?gc)\s{0,2}[:=]\s{0,2}" + _VALUE, CUED),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        if "letters" in match.re.groupindex:
            return match.span("letters") if _is_no_word(match["letters"]) else None
        return None if match["value"].lower() in lists.words("words/never_first") else super().span(match)

    def accepts(self, value: str) -> bool:
        if any(char.isdigit() or char == "_" for char in value):
            return True
        # "changed it.now what": a full stop without a blank.
        return not set(value.lower().split(".")) <= lists.words("words/common_en", "words/common_fr")
