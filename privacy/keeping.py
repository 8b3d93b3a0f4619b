"""Text → here → the stretches that are no personal datum, whatever they look like.

Over-masking destroys questions: "IMM 5257", a fee, a permit's expiry or the department's own telephone line
must reach the assistant. *Firm* stretches are never masked. The others are kept unless a recognizer is
certain: "UCI 20051123" is no date.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from privacy import lists
from privacy.intervals import Intervals
from privacy.recognizers.base import FLAGS

# A capital before the digits makes a paper's number of them: "E12052019", "P2695544K".
_NO_PAPER = r"(?<!(?<![^\W\d_])(?-i:[A-Z]))"
_WHOLE = (rf"(?=\d)(?<!\d)(?<!\d[.\-/]){_NO_PAPER}", r"(?![.\-/]?\d)")

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATES = (
    rf"{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?:[T ]\d\d?:\d\d(?::\d\d(?:\.\d{{1,9}})?)?(?:Z|[+-]\d\d:?\d\d)?)?",
    rf"{_DAY}[-/.]{_MONTH}[-/.](?:{_YEAR}|\d\d)",
    rf"{_MONTH}[-/.]{_DAY}[-/.](?:{_YEAR}|\d\d)",
    rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
    rf"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}",
    rf"{_YEAR} {_MONTH} {_DAY}",
    rf"{_DAY} {_MONTH} {_YEAR}",
    rf"{_YEAR}(?: ?[-/] ?| (?:to|à|au) ){_YEAR}(?: ?[-/] ?{_YEAR}){{0,4}}",
    rf"{_YEAR}(?: {_YEAR}){{1,4}}",
    rf"{_MONTH}[-/]{_YEAR}(?: ?[-/] ?{_MONTH}[-/]{_YEAR})?",
    rf"{_YEAR}[-/]{_MONTH}(?: ?[-/] ?{_YEAR}[-/]{_MONTH})?",
    r"(?:[01]\d|2[0-3])(?:00|15|30|45) ?[-/] ?(?:[01]\d|2[0-3])(?:00|15|30|45)",
)
# "Feb 29 2024 11:30 pm": the month's name ends where the digits begin.
_AND_TIME = (
    r"(?<=(?:jan|feb|f[ée]v|mar|apr|avr|mai?y?|jun|juin|jul|juil|aug|ao[uû]t?|sep|oct|nov|d[ée]c)[a-zéû]{0,7}\.?\s)"
    rf"{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR},?\s(?:at\s|à\s)?\d{{1,2}}\s?[:h]\s?\d\d(?!\d)"
)
# Not the tail of a longer number, unless what stands before is a year.
_AMOUNT_FROM = rf"(?=\d)(?<!\d){_NO_PAPER}(?:(?<!\d[ .\-/,])|(?<=(?<!\d)(?:19|20)\d\d ))"
# Nine digits in groups of three are a SIN sooner than an amount, unless they are round or parted by commas.
_GROUPED = r"\d{1,3}(?:[ ,.']\d{3}|(?:,\d{3}){2,4}|(?:[ .']\d{3}){1,3}[ .']000|(?<=(?<!\d)\d{1,2})(?:[ .']\d{3}){2})"
_NUMBER_ENDS = r"(?!\d|[ .'-]\d{3})"
_NUMBER = rf"(?:{_GROUPED}(?:[.,]\d{{1,2}})?|\d{{1,9}}(?:[.,]\d{{1,2}})?){_NUMBER_ENDS}"
# What is counted, not paid: eight digits before "application" are a client's number.
_COUNT = rf"(?:{_GROUPED}|\d{{1,6}}|\d{{1,4}}000){_NUMBER_ENDS}"
_CURRENCY = (
    r"(?:[$€£¥₹₦₱]|(?:us|ca|cad|c|a)\s?\$|cad|cdn|usd|eur|inr|ngn|php|mxn|gbp|dollars?|euros?|rupees?|roupies?|rs\.?|naira|pesos?|francs?|f\s?cfa|xaf|xof"
    r"|dinars?|dirhams?|pounds?|bucks|piastres|yuan|rmb|rials?|won|lakhs?|crores?)"
)
_MEASURE = (
    r"(?:people|persons?|personnes|immigrants?|newcomers|residents?|résidents?|students?|étudiants?|workers|travailleurs|applicants?|candidates?|candidats?"
    r"|applications?|demandes|invitations?|permits?|permis|visas?|habitants?|spots|places|points?|hours?|hrs?|heures?|days|jours|km|kms|kilom\w+|miles"
    r"|words|mots|pages|cm|mm|kb|mb|ko|mo|pixels|million|millions|thousand|mille|k)"
)
_AMOUNTS = (
    rf"(?<![^\W\d_])(?!(?-i:RS)(?!\d{{3}}000)\d{{6}}(?!\d)){_CURRENCY}"
    rf"(?:(?=[ ]?\d{{1,7}}(?!\d))[ ])?{_NUMBER}(?:[ ]?[-/][ ]?{_NUMBER})?",
    rf"{_AMOUNT_FROM}{_NUMBER}[ ]?[-/à]?[ ]?{_CURRENCY}(?!\w)",
    rf"{_AMOUNT_FROM}{_COUNT}[ ]?[-/à]?[ ]?{_MEASURE}(?!\w)",
    rf"{_AMOUNT_FROM}{_GROUPED}\s(?:de|of)\s{_CURRENCY}(?!\w)",
    rf"{_AMOUNT_FROM}(?:\d{{1,3}},\d{{3}}|\d{{1,2}}(?:,\d{{3}}){{2}})(?![,\d])",
)
# Forms, occupation codes, language levels and scores, and lists of them; laws and regulations. A number
# longer than the others of its list ends it: "IMM 5257, 11 2345 6789".
_SAYS = (
    r"(?!\w)(?:[\s:#(-]{1,3}(?:codes?|canada|general|academic|core|forms?|formulaires?|scores?|is|of|est|de|a|was|no"
    r"|numbers?|numéros?)){0,3}[\s:#(-]{0,3}"
)
_AND = r"(?:[ ,;/&+]|\s(?:and|et|or|ou|to|à|-)\s){1,3}"
_AND_SAID = r"(?:[ ]?[,;/&+][ ]?|\s(?:and|et|or|ou|to|à|-)\s){1,3}"
_FORM, _OCCUPATION, _SCORE = r"\d{4}[a-z]?(?![\d-])", r"\d{4,5}(?![\d-])", r"\d{1,3}(?:[.,]\d)?(?![\d-])"
_NUMBERED = (
    rf"(?<!\w)(?:imm|bsf|cit|pptc|forms?|formulaires?){_SAYS}{_FORM}"
    rf"(?:(?:{_AND_SAID}{_FORM}|[ ](?=0|1(?:0|2[89]|3|4|7)|5[2-7]){_FORM}(?! \d{{4}} \d{{4}})))*",
    rf"(?<!\w)(?:noc|cnp){_SAYS}(?:20\d\d )?{_OCCUPATION}(?:{_AND}{_OCCUPATION})*",
    r"(?<!\w)(?:teer|feer|clb|nclc|crs|scg|ielts|tef|tcf|celpip|pte|scores?|points?)"
    rf"{_SAYS}{_SCORE}(?:{_AND}{_SCORE}){{0,12}}",
    r"(?<!\w)(?:error|erreur)(?:\s+(?:code|message|no|n[o°º]))?[\s:#(]{1,3}\d{3}-\d{3,4}(?![\w-]|[ .]\d)",
    r"(?<!\w)(?:sor|dors|si|tr|l\.?c\.?|s\.?c\.?)[/ ]\s?\d{4}[-, ]{1,2}(?:c\. ?)?\d{1,4}(?!\d)",
)
# Designated learning institutions: public numbers of schools.
_SCHOOLS = (r"(?<!\w)O\d{10,12}(?!\w)", r"(?<!\w)(?:dli|eed)(?!\w)[^\d\n]{0,15}[O0]?\d{10,12}(?!\w)")
# A number that only shows the form: "1111111111", "0000-0000"; not the middle of a card's, however it is scattered.
_SAMPLES = (r"(?<!\d[\W_]{0,6})(\d)(?:[ .\-]?\1){6,15}(?![\W_]{0,6}\d)",)
# Codes of errors: "0x80070057", "18.4f2e1602.1731".
_CODES = (
    r"(?<!\w)0x[0-9a-f]{4,8}(?!\w)",
    r"(?<![\w.])\d{1,2}\.(?=\d{0,7}[a-f])[0-9a-f]{6,8}\.\d{4,10}(?:\.[0-9a-f]{4,8})?(?![\w.])",
    # Sizes of pictures, versions of programs, orders in council.
    r"(?<![\w.-])(?<!\d )\d{2,4}\s?[x×]\s?\d{2,4}(?:\s?(?:px|pixels?|mm|cm|dpi))?(?![\w.-])",
    r"(?<!\w)(?:versions?|adobe|reader|acrobat|chrome|ios|android|windows|firefox|safari|edge)\s(?:v\.?\s?)?\d{1,4}(?:\.\d{1,6}){1,3}(?!\w)",
    r"(?<!\w)(?:p\.c\.|c\.p\.|pc|order\s+in\s+council|d[ée]cret)\s(?:19|20)\d\d-\d{3,4}(?!\w)",
)
# What the console and the client call a request ("Q-CP89-98", of `handoff.references`): not a box, plate or passport.
_REFERENCES = (r"(?<![\w-]|\d[ .])Q-(?=[2-9]{0,3}[b-z])[b-df-hjkmnp-tv-z2-9]{4}-\d\d(?![\w-]|[ ._/]?\d)",)

# An intent with its payload ("/answer{"code": "051103"}"): response codes are six digits.
_PAYLOAD = regex.compile(r"\A\s*/[a-z_]+")
_RESPONSE_CODE = regex.compile(r"(?:(?<=[a-z]_)|(?<![^\W_]))\d{6}(?![^\W_])", FLAGS)

# "Prime Minister Carney", « le ministre Marc Miller »: who governs is no private person.
_MINISTERS = (
    r"(?<!(?:my|our|mon|notre)\s)(?<!\w)(?:minister|(?:premier|premi[èe]re)?[\s-]?ministre)"
    r"(?:(?:\s(?-i:\p{Lu}\p{Ll}[\p{L}'-]{1,20})){1,2}|\s[\p{L}'-]{2,20})(?![\w@]|[.+-]\w)",
)

# Boxes that nobody reads and nobody is called by: "is donotreply@cic.gc.ca really yours?"
_UNREAD = (
    r"(?:do-?not-?reply|no-?reply|ne-?pas-?r[ée]pondre)(?:[.-][a-z-]{2,20})?"
    r"@(?:[a-z-]{2,20}\.){0,2}(?:gc|canada)\.ca"
)
# A query that tells nothing but the page: "answer.asp?qnum=072&top=4".
_PAGE_QUERY = r"(?:\?(?:(?:qnum|top|lang|wbdisable|page|id|section|type|utm_\w+)=[\w.-]{0,30}&?){1,6}(?![\w=&]))?+"
# Folders and pages; not one that holds six digits, if no regulation or page of the border agency, nor what follows it.
_FOLDER = (
    r"(?:(?:(?:sor|dors|tr|si)-\d{4}-\d{1,4}|\d{10}(?=/)|(?<=/\d{10}/)\d{10})(?![\w.%~+=&-])"
    r"|(?!(?:[\w.%~+=&-]*?\d){6})[\w.%~+=&-]*+)"
)
_PATH = rf"(?:(?:/(?!{_FOLDER}[@]){_FOLDER})++)?+"


@dataclass(frozen=True)
class Kept:
    """What must stay: `firm` whatever a recognizer thinks, `likely` unless it is certain."""

    firm: Intervals
    likely: Intervals


class Keeper:
    """Finds what must stay."""

    def __init__(self) -> None:
        dates = "|".join(_DATES)
        self._likely = [
            regex.compile(f"{_WHOLE[0]}(?:{dates}){_WHOLE[1]}", FLAGS),
            *(regex.compile(pattern, FLAGS) for pattern in (_AND_TIME, *_AMOUNTS, *_NUMBERED)),
        ]
        self._firm = [
            regex.compile(pattern, FLAGS)
            for pattern in (
                _office_lines(),
                _office_mail(),
                _official_sites(),
                *_SCHOOLS,
                *_SAMPLES,
                *_CODES,
                *_REFERENCES,
                *_MINISTERS,
            )
        ]

    def kept(self, text: str) -> Kept:
        """Return the stretches of `text` that must stay."""
        firm = [match.span() for search in self._firm for match in search.finditer(text)]
        if _PAYLOAD.match(text):
            firm += [match.span() for match in _RESPONSE_CODE.finditer(text)]
        return Kept(
            firm=Intervals(firm),
            likely=Intervals(match.span() for search in self._likely for match in search.finditer(text)),
        )


def _office_lines() -> str:
    numbers = (line.split()[0] for line in lists.lines("kept/office_lines"))
    lines = (
        r"[ .\-/]{0,2}".join((rf"\(?{area}\)?", exchange, line))
        for area, exchange, line in (n.split("-") for n in numbers)
    )
    return rf"(?<!\d)(?<!\d[ .\-])(?:\+?1[ .\-]{{0,2}})?(?:{'|'.join(lines)})(?![ .\-]?\d)"


def _office_mail() -> str:
    boxes = "|".join((*map(regex.escape, lists.lines("kept/office_mail")), _UNREAD))
    return rf"(?<![\w.+@-])(?:{boxes})(?![\w@-])"


def _official_sites() -> str:
    sites = "|".join(map(regex.escape, lists.lines("kept/official_sites")))
    return (
        rf"(?<![\w@.=/-])(?:https?://)?(?:[\w-]{{1,63}}\.){{0,4}}(?:{sites})(?![\w-]|\.\w){_PATH}{_PAGE_QUERY}(?!\?\w)"
    )
