"""User names of the department's accounts, after a cue: alone they look like any word."""

from __future__ import annotations

from functools import cache

import regex
from presidio_analyzer import Pattern

from privacy import kinds, lists
from privacy.names.folding import fold
from privacy.names.lexicon import RARE
from privacy.names.tagger import shared_tagger
from privacy.recognizers.base import CUED, Recognizer
from privacy.recognizers.slips import slips

_ACCOUNT = (
    r"(?:gc\s?key|clé\s?gc|cle\s?gc|portal|portail|account|compte|login|log-in|sign-in|connexion|ircc|e-post|my\s?cic)"
)
# A cue with a slip in it, "my usrename": what looks like one is checked afterwards.
_SLIP = (
    r"(?P<slip>(?=su|u)[^\W\d_]{6,9}|us[^\W\d_]{1,3}\s?-?n[^\W\d_]{2,4}"
    r"|[^\W\d_]{2,4}\s+d\W?\s?(?:ut|tu|us|su)[^\W\d_]{3,12})(?!\w)"
)
# It is a verb too: "does the office also handle Belize?"
_A_HANDLE = r"(?:(?<=(?<!\w)(?:my|his|her|our|your|the)\s)handle|handle(?=\s{0,2}[:=]|\s+(?:is|was)(?!\w)))"
_NAME_OF_ACCOUNT = (
    r"(?:user\s?-?(?:name|id)(?!\w)|usr\s?name|login(?:\s+(?:name|id))?|nom\s+d[' ]?utilisateur|nom\s+d[' ]?usager"
    rf"|identifiant(?:\s+(?:gckey|clégc|de\s+connexion))?|pseudo|{_A_HANDLE}|gc\s?key\s+user(?!\w)|user(?=\s{{0,2}}:)"
    rf"|user(?=\s+[^\W\d_][\w.]{{0,30}}[\d_])|{_SLIP})"
)
_CUE = (
    rf"(?<!\w)(?:{_ACCOUNT}\s+)?{_NAME_OF_ACCOUNT}"
    rf"(?:\s+(?:for|of|on|in|de|du|pour|sur|mon|my|the|le|la|ma|{_ACCOUNT})){{0,4}}"
)
_VERB = r"(?:is|was|est|était|etait|c'?est)"
_STILL = r"(?:\s+(?:still|now|just|also|the\s+same|toujours|encore|maintenant|aussi))?"
_SAYS = rf"(?:\s{{0,2}}(?:[:=>→|]{{1,2}}|\.{{3,20}})\s{{0,2}}|,?\s+(?:{_VERB}|c){_STILL}\s{{0,2}}[:,]?\s+)[\"']?"
# "zbrida_77 is my GCKey user name", "I sign in with zbrida_77 as username".
_IS_ONE = (
    rf"[\"')\]]?(?:,?\s+(?:that'?s|(?:this|that)\s+is|{_VERB}(?:\s+(?:what|ce\s+que)\s+(?:i|je)\s+[^\W\d_]{{1,10}}\s+(?:as|for|comme))?|as|comme)|\s{{0,2}}=|,\s?c'?est)"
    r"(?:\s+(?:my|our|his|her|the|mon|notre|son|sa|le|ma))?"
    rf"\s+(?:(?:{_ACCOUNT}|old|new|ancien|nouveau)\s+){{0,2}}{_NAME_OF_ACCOUNT}(?!\w)"
)
# "the username that I chose in May 2024 was zbrida_77".
_CLAUSE = (
    r",?\s+(?:[^\W\d_]{1,5}\s+)?(?:i|we|he|she|qu'(?:il|elle|on)|j'?ai|j'avais|il|elle|dont)(?!\w)"
    rf"[^!?\n]{{1,90}}?\s{_VERB}\s+[\"']?"
)
_NETWORK = (
    r"(?:telegram|wechat|weixin|snapchat|snap|skype|discord|insta(?:gram)?|tiktok|signal|viber|twitter|reddit|facebook)"
)
# Near any word of accounts: a handle, or a token that no word is spelt like.
_NEAR = rf"(?<!\w)(?:{_ACCOUNT}|{_NETWORK}|password|mot\s+de\s+passe|mdp|pwd)"
_WORDS = r"(?!\w)(?:\W{1,3}[^\W\d_]{1,12}(?!\w)){0,3}?\W{1,3}"
_HANDLE = (
    r"(?P<value>(?!(?:imm|cit|bsf|pptc)\d)(?=[^\W\d_])(?=[\w.]{0,30}(?:\d[\w.]{0,30}\d|_)|[^\W\d]{2,20}\.[^\W\d]{2,20}(?![\w.]))"
    r"[^\W_][\w.]{2,30}\w)(?![\w@]|\.\w)"
)
# "I have mina.karimi for GCKey", "it's mina_karimi from discord".
_FOR_ACCOUNT = (
    rf"(?:\s+(?:for|pour|on|sur|in|my|mon|ma|le|la|the|is|est|of|de|from)){{1,3}}\s+(?:{_ACCOUNT}|{_NETWORK})(?!\w)"
)
_SIGN_IN_AS = (
    r"(?<!\w)(?:(?:sign|log)(?:s|ged|ging|ing)?[\s-]?in|connect(?:e[rsz]?|é|ée)?)\s+(?:with|as|using|avec|comme|sous)"
    r"\s+(?:my\s+|mon\s+)?[\"'«]?\s?"
)
# Two words, one of them a name, as nobody writes them but in a handle.
_LOW_LINE = r"(?<![\w.@/<-])(?P<parts>(?=\w{0,40}(?-i:\p{Ll}))[^\W\d_]{2,20}(?:_[^\W_]{1,20}){1,3})(?![\w/@>-]|\.\w)"
# "mkabongo1987": no word, and a year glued to it.
_WITH_YEAR = r"(?<![\w.@/-])(?P<dated>[^\W\d_]{4,24})(?:19[4-9]\d|20[01]\d)(?![\w@/-]|\.\w)"
_ENDS_IN_DIGITS = regex.compile(r"[^\W\d_]{3,}\d{2,4}")
_OFFICIAL = r"(?:citimmcan\w{0,6}|(?:(?:ircc|cic|cbsa)_)?[^\W\d_]{0,20}(?:cic|ircc|canada|cbsa|asfc))(?!\w)"
_AT = rf"(?<![\w.@/-])@(?!{_OFFICIAL})(?P<value>[^\W\d_][\w.]{{1,28}}\w)(?![\w@]|\.\w)"
_VALUE = r"(?P<value>[^\W_][\w.\-]{1,40}\w)"
# Of a form that no word has: a digit, a low line or a capital inside.
_FORM = (
    r"(?P<value>(?!(?:imm|cit|bsf|pptc)\d)(?=[\w.\-]{0,40}[^\W\d])"
    r"(?=[\w.\-]{0,40}(?:[\d_]|(?-i:\p{Ll}\p{Lu}))|[^\W\d]{1,20}\.[^\W\d]{1,20})[^\W_][\w.\-]{1,40}\w)"
)
_LETTERS = r"(?P<letters>[^\W\d_]{3,40}(?:-[^\W\d_]{3,20})?)"
_ENDS = r"(?![\w@'])"


def _is_no_word(value: str) -> bool:
    """Return whether letters after "username" are one: no word and no misspelt one, as "username forgoten"."""
    lexicon, folded = shared_tagger().lexicon, fold(value)
    if (
        lexicon.is_word(folded)
        or folded in lexicon.nobody
        or folded in lexicon.places
        or folded in lexicon.misspelt
        or folded in lists.words("words/never_first")
    ):
        return False
    return lexicon.is_name(folded) or lexicon.band(folded) == RARE


def _is_handle(parts: list[str]) -> bool:
    """Return whether one of `parts` is a name, or all are unheard of, and none is a word, as programs name things."""
    lexicon, folded = shared_tagger().lexicon, [fold(part) for part in parts]
    if any(part in lexicon.jargon for part in folded):
        return False
    if len("".join(parts)) > 8 and _ENDS_IN_DIGITS.fullmatch(parts[-1]):
        return True
    # "marie_gagnon": read as words it is somebody.
    if shared_tagger().spans(" ".join(parts)):
        return True
    if any(map(lexicon.is_word, folded)):
        return False
    names = any(len(part) > 2 and lexicon.is_name(part) and not lexicon.is_ordinary(part) for part in folded)
    return names or all(part.istitle() and lexicon.band(fold(part)) == RARE for part in parts)


@cache
def _slips_of_cues() -> frozenset[str]:
    return frozenset().union(*(slips(word) for word in ("username", "nomdutilisateur", "nomdusager")))


def _without_blanks(cue: str) -> str:
    return "".join(char for char in fold(cue) if char.isalpha())


class UsernameRecognizer(Recognizer):
    """ "my GCKey username is mina_t.88", « nom d'utilisateur : mtremblay »."""

    KIND = kinds.USERNAME
    NEEDS = (
        r"@|[^\W\d_]{4}(?:19|20)\d\d|[^\W\d_]_[^\W_]|(?:sign|log)\w{0,4}[\s-]?in|connect|telegram|wechat|weixin|snap|skype|discord|insta|tiktok|signal|viber|twitter|reddit|facebook|password|passe|mdp|pwd|gc\s?key|cl[ée]\s?gc"
        r"|portal|portail|account|compte|sign-in|connexion|ircc|e-post|cic|us[^\W\d_]{0,3}\s?-?n|(?<!\w)su?[^\W\d_]{1,4}na|utili|user|usr|login|utilisateur|usager|identifiant|pseudo|handle"
    )
    PATTERNS = (
        Pattern("after a cue", rf"{_CUE}{_SAYS}{_VALUE}", CUED),
        Pattern("after a cue, of a form", rf"{_CUE}\s+[\"']?{_FORM}", CUED),
        Pattern("after a cue, a word between", rf"{_CUE}\s+{_VERB}\s+[^\W\d_]{{1,9}}\s+{_FORM}{_ENDS}", CUED),
        Pattern("after a cue, letters only", rf"{_CUE}\s+[\"']?{_LETTERS}{_ENDS}", CUED),
        Pattern("after a cue, in brackets", rf"{_CUE}\s{{0,2}}[(\[«\"]\s?(?:{_FORM}|{_LETTERS})\s?[)\]»\"]", CUED),
        Pattern("after a cue and a clause", rf"{_CUE}{_CLAUSE}(?:{_FORM}|{_LETTERS}){_ENDS}", CUED),
        Pattern("before a cue", rf"(?<![\w.@/-])(?:{_FORM}|{_LETTERS}){_IS_ONE}", CUED),
        Pattern("near a word of accounts", rf"{_NEAR}{_WORDS}{_HANDLE}", CUED),
        Pattern("before a word of accounts", rf"(?<![\w.@/-]){_HANDLE}{_FOR_ACCOUNT}", CUED),
        Pattern("signs in with it", rf"{_SIGN_IN_AS}{_HANDLE}", CUED),
        Pattern("with a low line", _LOW_LINE, CUED),
        Pattern("with a year", _WITH_YEAR, CUED),
        Pattern("with a sign", _AT, CUED),
        Pattern("account name", r"(?<!\w)(?:gc\s?key|clé\s?gc)\s{0,2}[:=]\s{0,2}" + _VALUE, CUED),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        groups = match.groupdict()
        if (slip := groups.get("slip")) and _without_blanks(slip) not in _slips_of_cues():
            return None
        if parts := groups.get("parts"):
            return match.span("parts") if _is_handle(parts.split("_")) else None
        if dated := groups.get("dated"):
            return match.span() if _is_no_word(dated) else None
        if letters := groups.get("letters"):
            return match.span("letters") if any(map(_is_no_word, letters.split("-"))) else None
        return None if match["value"].lower() in lists.words("words/never_first") else super().span(match)

    def accepts(self, value: str) -> bool:
        if any(char.isdigit() or char == "_" for char in value):
            return True
        # "changed it.now what": a full stop without a blank. "CléGC": a capital inside.
        if set(value.lower().split(".")) <= lists.words("words/common_en", "words/common_fr"):
            return False
        return fold(value) not in shared_tagger().lexicon.nobody
