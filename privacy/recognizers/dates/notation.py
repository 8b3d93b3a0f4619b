"""How clients write dates: in digits, with the month's name, in words, with any marks between."""

from __future__ import annotations

MONTH = r"[^\W\d_]{2,10}\.?"  # any word: clients misspell months
_ORDINAL = r"(?:st|nd|rd|th|er|e|ère|ème)?"
_DAY_LAST = r"\d{1,2}(?:st|nd|rd|th|er|e|ère|ème|(?!\d))"  # "3rd1990" is a day and a year, "31990" is neither
_GAP = r"[\s./,\-]{0,3}"
_YEAR = r"(?:'?\d{4}|'?\d\d)(?!\d)"
MONTHS = (
    r"jan(?:uary|vier)?|feb(?:ruary)?|f[ée]v(?:rier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|jun[e]?|juin|jul[y]?|juil(?:let)?"
    r"|aug(?:ust)?|ao[uû]t|sep(?:t(?:ember|embre)?)?|oct(?:ober|obre)?|nov(?:ember|embre)?|d[ée]c(?:ember|embre)?"
)
DATE = (
    r"(?P<value>"
    rf"\d{{4}}{_GAP}{MONTH}{_GAP}\d{{1,2}}(?!\d)"
    rf"|\d{{1,2}}{_ORDINAL}(?:\s+(?:of|de))?{_GAP}{MONTH}{_GAP}(?:of\s+|in\s+|en\s+|de\s+(?:l'an\s+)?)?{_YEAR}"
    rf"|(?:19|20)\d\d,?\s+(?:on\s+|the\s+|le\s+){{1,2}}(?:(?:{MONTHS})\.?\s+\d{{1,2}}{_ORDINAL}|\d{{1,2}}{_ORDINAL}\s+(?:of\s+|de\s+)?(?:{MONTHS}))(?!\w)"
    r"|\d{1,2}\s+du\s+\d{1,2},?\s+(?:(?:de\s+)?(?:l'an\s+)?|en\s+)(?:\d{4}|\d\d)(?!\d)"
    rf"|{MONTH}{_GAP}(?:the\s+)?{_DAY_LAST}{_GAP}(?:of\s+)?{_YEAR}"
    r"|\d{4}\s{0,2}[-/. ]\s{0,2}\d{1,2}\s{0,2}[-/. ]\s{0,2}\d{1,2}(?!\d)"
    r"|\d{1,2}\s{0,2}[-/. ]\s{0,2}\d{1,2}\s{0,2}[-/. ]\s{0,2}(?:\d{4}|\d{2})(?!\d)"
    r"|(?:19|20)\d{6}(?!\d)|\d{4}(?:19|20)\d{2}(?!\d)|\d{6}(?!\d)"
    r")"
)
SIX_DIGITS = r"(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
# Without the year or the day only a real month's name counts: "born in hospital 12" is no date.
PART = (
    rf"(?P<value>\d{{1,2}}{_ORDINAL}(?:\s+(?:of|de))?\s?-?(?:{MONTHS})(?!\w)"
    rf"|(?:{MONTHS})\.?,?\s+(?:\d{{1,2}}{_ORDINAL}|\d{{4}}|'\d\d)(?!\w))"
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
IN_WORDS = (
    rf"(?P<value>{_DAY}(?:\s(?:of|day\sof|de))?\s(?:{MONTHS})(?:,?\s(?:of\s|in\s|de\s|en\s)?{_YEAR_IN_WORDS})?"
    rf"|(?:{MONTHS})\s(?:the\s)?{_DAY}(?:,?\s(?:of\s|in\s)?{_YEAR_IN_WORDS})?)(?!\w)"
)
_PART_NAMED = r"(?:year|month|day|ann[ée]e|an|mois|jour)[\s:]{1,2}\d{1,4}(?!\d)"
NAMED_PARTS = rf"(?P<value>{_PART_NAMED}(?:[\s,]{{1,2}}{_PART_NAMED}){{1,2}})"
# A whole date: day, month and year, so that a cue may stand far from it.
_REAL_MONTH = (
    r"(?:jan|jna|fe[bv]|fév|fbe|mar|mra|a[pv]r|arp|ma[yi]|ju[nil]|jly|aug|agu|ao[uû]|sep|spe|oct|otc|nov|nvo|d[eé]c|dce)"
    r"[a-zéû]{0,7}\.?"
)
_DAY_FIRST = rf"\d{{1,2}}{_ORDINAL}(?:\s+(?:of|de|du))?"
_FOUR = r"(?:of\s+|in\s+|en\s+|de\s+(?:l'an\s+)?)?(?:19|20)\d\d"
# "4 août 13 h", "may 18, 20 days": two digits are a year only when nothing is counted or timed by them.
_COUNTED = r"(?:h|[ap]\.?m|hours?|heures?|days?|jours?|weeks?|semaines?|months?|mois|years?|ans?)(?!\w)|[%$€:]"
_TWO = rf"(?:'\s?\d\d|\d\d(?!\s?(?:{_COUNTED})))"
_WHOLE_IN_DIGITS = (
    rf"{_DAY_FIRST}{_GAP}(?:{MONTH}|\d{{1,2}}){_GAP}{_FOUR}"
    rf"|{_REAL_MONTH}{_GAP}{_DAY_LAST}{_GAP}{_FOUR}"
    rf"|(?:19|20)\d\d{_GAP}{_REAL_MONTH}{_GAP}\d{{1,2}}"
    rf"|{_DAY_FIRST}{_GAP}{_REAL_MONTH}{_GAP}{_TWO}"
    rf"|{_DAY_FIRST}{_GAP}{MONTH}{_GAP}'\d\d|\d{{1,2}}(?P<mark>[-/.]){MONTH}(?P=mark)\d\d"
    rf"|{_REAL_MONTH}{_GAP}{_DAY_LAST}[\s,/-]{{1,3}}{_TWO}"
    r"|(?:19|20)\d\d\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?\d{1,2}|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?'?\d\d"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)
_WHOLE_IN_WORDS = (
    rf"{_DAY}(?:\s(?:of|day\sof|de))?\s(?:{MONTHS}),?\s(?:of\s|in\s|de\s|en\s)?{_YEAR_IN_WORDS}"
    rf"|(?:{MONTHS})\s(?:the\s)?{_DAY_IN_WORDS},?\s(?:of\s|in\s)?{_YEAR_IN_WORDS}"
)
WHOLE_DATE = rf"(?<![\w/.-])(?:{_WHOLE_IN_DIGITS}|{_WHOLE_IN_WORDS})(?![\w/-])"
DAY_ALONE = (
    rf"(?<![\w/.-])(?:\d{{1,2}}{_ORDINAL}\s+(?:of\s+|de\s+)?(?:{MONTHS})|(?:{MONTHS})\s+\d{{1,2}}{_ORDINAL}|\d{{1,2}}/\d{{1,2}})"
    r"(?![\w/])"
)
# Nothing without a digit or a month's name can be a date.
NEEDS = rf"\d|(?<!\w)(?:{MONTHS})(?!\w)"
# Nobody's permit, visa or flight is so old: unless the client tells what happened that day, somebody was born.
OLD_YEAR = r"(?:19[1-9]\d|200[0-8])"
OLD_YEAR_CUT = r"[4-9]\d"  # "91"; up to "39" may be a day to come
