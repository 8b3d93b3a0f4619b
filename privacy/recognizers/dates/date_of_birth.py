"""Dates of birth. Only a cue tells them from the dates that clients ask about, which must be kept."""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CUED, FLAGS, Recognizer

_CUE = (
    r"(?<!\w)(?:(?:was|am|is|i'm|were)\s+born|born|birth\s?-?(?:date|day)|d\w{2,3}\s+(?:of|de)\s+(?:b[a-z]{1,6}th?|n[a-z]{2,5}s+[a-z]{2,5}e)"
    r"|d\.?\s?o\.?\s?b\.?|b-?day|née?s?|né\(e\)|ne\(e\)|d\.?\s?d\.?\s?n\.?|anniversaire|naissance|naissais|nais|(?:née?s?|nee?s?)(?=\s+(?:le|on)\s+\w))(?![\w])"
)
# "is", "est le", "(yyyy-mm-dd):", "in Lagos on", « à Lyon le ».
_CITY = r"(?:(?:new|port|san|santo|saint|st|sao|ho|addis|abu|cape|el|la|le)[\s.-]{1,2})?[^\W\d_][\w'-]{2,25}"
_COUNTRY = r"[\s,(]{1,3}(?-i:\p{Lu})[\w'-]{2,25}\)?"
_PLACE = rf"\s+(?:in|at|à|a|au|aux|en)\s+(?:the\s+)?{_CITY}(?:{_COUNTRY}){{0,3}},?"
_BETWEEN = (
    rf"(?:{_PLACE}(?=\s+(?:on|the|le|en)\s+|\s+\d|\s*\())?"
    r"(?:[\s:;=,.\-(/)]{1,4}(?:is|was|on|in|the|le|est|c'est|of|du|de|en|my|mon|ma|son|sa|his|her"
    r"|dd|mm|yyyy|yy|jj|aaaa|aa|d|m|y|day|month|year|jour|mois|année)(?!\w)){0,6}[\s:;=,.\-(/)\"']{0,6}"
)
_MONTH = r"[^\W\d_]{2,10}\.?"  # any word: clients misspell months
_ORDINAL = r"(?:st|nd|rd|th|er|e|ère|ème)?"
_GAP = r"[\s./,\-]{0,3}"
_YEAR = r"(?:'?\d{4}|'?\d\d)(?!\d)"
_DATE = (
    r"(?P<value>"
    rf"\d{{4}}{_GAP}{_MONTH}{_GAP}\d{{1,2}}(?!\d)"
    rf"|\d{{1,2}}{_ORDINAL}(?:\s+(?:of|de))?{_GAP}{_MONTH}{_GAP}(?:of\s+|de\s+(?:l'an\s+)?)?{_YEAR}"
    rf"|{_MONTH}{_GAP}\d{{1,2}}{_ORDINAL}(?!\d){_GAP}(?:of\s+)?{_YEAR}"
    r"|\d{4}\s{0,2}[-/. ]\s{0,2}\d{1,2}\s{0,2}[-/. ]\s{0,2}\d{1,2}(?!\d)"
    r"|\d{1,2}\s{0,2}[-/. ]\s{0,2}\d{1,2}\s{0,2}[-/. ]\s{0,2}(?:\d{4}|\d{2})(?!\d)"
    r"|(?:19|20)\d{6}(?!\d)|\d{4}(?:19|20)\d{2}(?!\d)|\d{6}(?!\d)"
    r")"
)
_MONTHS = (
    r"jan(?:uary|vier)?|feb(?:ruary)?|f[ée]v(?:rier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|jun[e]?|juin|jul[y]?|juil(?:let)?"
    r"|aug(?:ust)?|ao[uû]t|sep(?:t(?:ember|embre)?)?|oct(?:ober|obre)?|nov(?:ember|embre)?|d[ée]c(?:ember|embre)?"
)
# Without the year or the day only a real month's name counts: "born in hospital 12" is no date.
_PART = (
    rf"(?P<value>\d{{1,2}}{_ORDINAL}(?:\s+(?:of|de))?\s?-?(?:{_MONTHS})(?!\w)"
    rf"|(?:{_MONTHS})\.?,?\s+(?:\d{{1,2}}{_ORDINAL}|\d{{4}})(?!\w))"
)
# "the fifth of March nineteen ninety", « le cinq mars mil neuf cent quatre-vingt-dix », « le douze décembre 1985 ».
_DAY_IN_WORDS = (
    r"(?:(?:twenty|thirty)(?:[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|one|two|three|four|five"
    r"|six|seven|eight|nine))?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen(?:th)?|twentieth|thirtieth"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:vingt|trente)(?:[ -](?:et[ -])?(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf))?"
    r"|premier|deux|trois|quatre|cinq|sept|huit|neuf|dix(?:[ -](?:sept|huit|neuf))?|onze|douze|treize|quatorze"
    r"|quinze|seize)"
)
_DAY = rf"(?:{_DAY_IN_WORDS}|\d{{1,2}}{_ORDINAL})"
_NUMBER_WORD = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|thousand|hundred|and|oh"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|mil(?:le)?|cents?|vingts?|trente|quarante|cinquante|soixante|septante|huitante|nonante|et"
    r"|une?|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize)"
)
_YEAR_IN_WORDS = rf"(?:\d{{4}}|{_NUMBER_WORD}(?:[ -]{_NUMBER_WORD}(?!\w)){{1,7}})"
_IN_WORDS = (
    rf"(?P<value>{_DAY}(?:\s(?:of|day\sof|de))?\s(?:{_MONTHS})(?:,?\s(?:of\s|in\s|de\s)?{_YEAR_IN_WORDS})?"
    rf"|(?:{_MONTHS})\s(?:the\s)?{_DAY}(?:,?\s(?:of\s|in\s)?{_YEAR_IN_WORDS})?)(?!\w)"
)
_AFTER = (
    r"\W{1,3}(?:(?:is|was|est|c'est|(?:that|which)\s+is|étant)\s+)?"
    r"(?:(?:my|his|her|our|their|ma|sa|mon|son|la|the)\s+)?(?:full\s+)?"
)
_CUE_AFTER = (
    r"(?:d\.?o\.?b\.?|ddn|birth\s?-?(?:date|day)|(?:date\s+)?(?:of|de|ma|sa)\s+(?:birth|naissance)|(?:date\s+d')?anniversaire)"
    r"(?!\w)"
)


# Farther off: a whole date in the sentence of a cue, unless the date of something else is told nearer to it.
_FAR_CUE = (
    r"(?:d\w{2,3}\s+(?:of|de|d'?)\s*(?:b[a-z]{1,6}th?|naiss\w{0,6}|anniv\w{0,8})|d\.?\s?o\.?\s?b|d\.?\s?d\.?\s?n|n[ai]{2,3}s{1,2}ance"
    r"|date_?(?:of_?|de_?)?(?:birth|naissance)|birth\s?-?(?:dates?|days?)|b-?day|anniversaire|born|(?<!plan\s)b\.(?=\s)|née?s?|nees?"
    r"|(?:suis|est|es|sommes|sont|etait|était|fut)\s+nes?|nes?(?=\s+(?:le|a|à|au|en)\s)|(?:ma|sa|notre|leur)\s+f[êe]te)"
)
_OTHER_DATE = (
    r"(?:expir\w*|valid\w*|valable\w*|until|till|jusqu\w*|since|depuis|as\s+of|before|after|avant|après|apres|d'ici|from|dès|due|deadline"
    r"|issu\w*|émis\w*|emis\w*|d[ée]livr\w*|renew\w*|renouvel\w*|sign\w*|submit\w*|soumi\w*|appl(?:y|ied|ying|ication)|demande\w*"
    r"|sent|envoy\w*|fil(?:ed|ing)|d[ée]pos\w*|receiv\w*|re[çc]u\w*|refus\w*|reject\w*|approv\w*|approuv\w*|decision|décision|grant\w*"
    r"|land\w*|arriv\w*|came|come|coming|venu\w*|enter(?:ed|ing)?\s+(?:canada|the\s+country|on|in)|entr[ée]\w*|entry|left|leav\w*|quitt\w*|part\w{1,2}|mov\w*|d[ée]m[ée]nag\w*"
    r"|travel\w*|flight|fly\w*|flew|vol|voyag\w*|return\w*|marri\w*|mari[ée]\w*|wedding|divorc\w*|died|death|d[ée]c[ée]d\w*|mort\w*"
    r"|start\w*|begin\w*|began|commenc\w*|d[ée]but\w*|end(?:s|ed|ing)?|fini\w*|graduat\w*|dipl[ôo]m\w*|hired|embauch\w*|work\w*|travaill\w*"
    r"|appointment|rendez-?vous|rdv|interview|entrevue|biometric\w*|biom[ée]tri\w*|exam\w*|test|oath|serment|ceremony|c[ée]r[ée]monie"
    r"|bec[oa]m\w*|deven\w*|paid|pay[ée]\w*|turn\w*)"
)
_REAL_MONTH = r"(?:jan|fe[bv]|fév|mar|a[pv]r|ma[yi]|ju[nil]|aug|ao[uû]|sep|oct|nov|d[eé]c)[a-zéû]{0,7}\.?"
_WHOLE_DATE = (
    rf"(?<![\w/.-])(?:\d{{1,2}}{_ORDINAL}(?:\s+(?:of|de|du))?{_GAP}(?:{_MONTH}|\d{{1,2}}){_GAP}(?:(?:of|de)\s+)?(?:19|20)\d\d"
    rf"|{_REAL_MONTH}{_GAP}\d{{1,2}}{_ORDINAL}(?!\d){_GAP}(?:19|20)\d\d"
    rf"|(?:19|20)\d\d{_GAP}{_REAL_MONTH}{_GAP}\d{{1,2}}"
    r"|(?:19|20)\d\d\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?\d{1,2}|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d\d"
    r")(?![\w/-])"
)
_DAY_ALONE = rf"(?<![\w/.-])(?:\d{{1,2}}{_ORDINAL}\s+(?:{_MONTHS})|(?:{_MONTHS})\s+\d{{1,2}}{_ORDINAL})(?!\w)"
_TOLD = regex.compile(rf"(?<!\w)(?:(?P<birth>{_FAR_CUE})|{_OTHER_DATE})(?!\w)", FLAGS)
_BIRTHDAY = regex.compile(
    r"(?<!\w)(?:birthday|b-?day|anniversaire|(?:ma|sa|notre|leur)\s+f[êe]te)\s+(?:is|was|c'?est|est|tombe)?\s{0,2}"
    r"(?:on|in|the|le)?\s{0,2}\Z",
    FLAGS,
)
_SENTENCE_ENDS = regex.compile(r"[.!?]\s+(?=[^\W\d_])|\n\s*\n")
_FAR = 160  # characters
# "wrong on the permit, should be 14/08/1991": whatever was named between, the date of birth is put right.
_PUT_RIGHT = regex.compile(
    r"(?<!\w)(?:should\s+(?:be|read|say)|(?:correct|right|real|true)(?:\s+(?:one|date|is))*|instead\s+of|rather|not"
    r"|devrait\s+[êe]tre|(?:la\s+)?(?:bonne|vraie)(?:\s+(?:date|c'?est|est))*|au\s+lieu\s+d[eu]|plut[oô]t|et\s+non|pas)"
    r"\s+(?:the|le|du|on|it'?s|is)?\s{0,2}\Z",
    FLAGS,
)


class DateOfBirthRecognizer(Recognizer):
    """ "born on 3 May 1990", « née le 3 mai 1990 », "DOB: 1990/05/03", "3mai1990 (date de naissance)"."""

    KIND = kinds.DATE_OF_BIRTH
    NEEDS = (
        r"(?<!\w)(?:born|birth|d\.?\s?o\.?\s?b|b-?day|n[ée]|d\.?\s?d\.?\s?n|n[ai]{2,3}ss?|anniv|date(?:of|de)?[bn]"
        r"|d\w{2,3}\s+(?:of|de|d')|b\.\s?\d|\w+\s+f[êe]te)"
    )
    PATTERNS = (
        Pattern("after a cue", rf"{_CUE}{_BETWEEN}{_DATE}", CUED),
        Pattern("in words, after a cue", rf"{_CUE}{_BETWEEN}{_IN_WORDS}", CUED),
        Pattern("part of a date after a cue", rf"{_CUE}{_BETWEEN}{_PART}", CUED),
        Pattern("before a cue", rf"(?=\d|{_MONTHS})(?<![\w/.-]){_DATE}{_AFTER}{_CUE_AFTER}", CUED),
        Pattern("in the sentence of a cue", rf"(?P<whole>{_WHOLE_DATE})", CUED),
        Pattern("day of a birthday", rf"(?P<day>{_DAY_ALONE})", CUED),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        if "whole" in match.re.groupindex:
            return match.span() if _is_of_birth(match.string, match.start()) else None
        if "day" in match.re.groupindex:
            before = match.string[max(0, match.start() - 40) : match.start()]
            return match.span() if _BIRTHDAY.search(before) else None
        return super().span(match)


def _is_of_birth(text: str, at: int) -> bool:
    """Return whether of all that tells what a date is, in the sentence before `at`, birth is told last."""
    first = max(0, at - _FAR)
    for end in _SENTENCE_ENDS.finditer(text, first, at):
        first = end.end()
    told = list(_TOLD.finditer(text, first, at))
    if _PUT_RIGHT.search(text[first:at]):
        end = _SENTENCE_ENDS.search(text, at, at + _FAR)
        told += _TOLD.finditer(text, at, end.start() if end else at + _FAR)
        return any(cue["birth"] for cue in told)
    return bool(told and told[-1]["birth"])
