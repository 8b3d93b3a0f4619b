"""Street addresses: number, street and unit. City, province and postal code are not part of it."""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.addresses.street_words import (
    BIG_CITY,
    BOX,
    CAPITAL,
    CITY,
    CUE,
    DELIVERY_CUE,
    DIRECTION,
    FOREIGN_STREET,
    FOREIGN_TYPE,
    FRENCH_LOOSE_TYPE,
    FRENCH_SURE_TYPE,
    FRENCH_TYPE,
    HOUSE,
    LINK,
    LOOSE_TYPE,
    MONTHS,
    NO_COAST,
    NO_COURSE,
    NO_HOLIDAY,
    NO_STREET_DRIVE,
    NOT_A_NAME,
    NUMBER_IN_WORDS,
    ORDINAL,
    OVER,
    PARTS,
    PLACE_NEXT,
    POSTAL_CODE,
    PROVINCE,
    QUARTER,
    QUARTER_NAME,
    RARE_TYPE,
    RURAL,
    RURAL_PART,
    SAINT,
    SHORT_TYPE,
    SMALL_WORD,
    STATION,
    SURE_TYPE,
    TYPE_IN_WORDS,
    TYPELESS,
    UNIT_FIRST,
    UNIT_LAST,
    UNIT_WORD,
    WORD,
    WORDY,
)
from privacy.recognizers.base import CHECKED, CUED, FLAGS, Recognizer

# « En 2019 rue », "2023-2024": years.
_NO_YEAR_SAID = (
    rf"(?!(?<=(?:(?<!\w)(?:in|en|since|depuis|before|avant|after|après|until|année|year)|{MONTHS})\s)(?:19|20)\d\d(?!\d)"
    r"|(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d(?!\d))"
)
# A letter, digit or half may follow the number ("345A", « 345 bis », "345 1/2"), a unit stand before it ("12-345").
_NUMBER = (
    rf"(?=[#\d])(?<![\w.,$-])(?<!\w/){_NO_YEAR_SAID}(?:#?\d{{1,5}}[A-Z]?\s?-\s?)?"
    r"\d{1,5}(?:-?[A-D](?!\w)|\s?½|\s1[/⁄]2(?![\w/])|\s?(?:bis|ter)(?!\w))?"
)
_NO_YEAR = r"(?!(?:19[5-9]|20[0-4])\d(?!\d))"
_HOUSE_NUMBER = rf"(?<!(?:imm|forms?|formulaires?|noc|cnp|cit)\s)(?=#?\d{{2,5}}){_NO_YEAR}{_NUMBER}"
_LONG_NUMBER = rf"(?=\d{{3}}){_HOUSE_NUMBER}"

# "22 rue Legrand. How do I ...": a full stop behind more than an abbreviation ends the address.
_NEXT = r"(?<![^\W\d_]{4}\.)\s+"
_NAME = rf"(?:{CAPITAL}{NOT_A_NAME}{WORD}|\d{{1,3}}(?:st|nd|rd|th)?(?!\d))"
_FRENCH_NAME = (
    rf"{LINK}{CAPITAL}{NOT_A_NAME}{WORD}"
    rf"(?:{_NEXT}(?!{UNIT_WORD}\.?\s)(?!{CITY}){LINK}{CAPITAL}{NOT_A_NAME}{WORD}){{0,3}}"
)
# Small letters: as many words as stand before the end of the address.
_MORE_WORDS = rf"(?:\s+(?!{BIG_CITY}(?!\w))(?!{UNIT_WORD}(?!\w)){LINK}{WORDY})"
_SMALL_NAME = rf"{LINK}{WORDY}{_MORE_WORDS}{{0,2}}?{OVER}"

# What follows the number, surest first.
_STREETS = (
    r"(?:concession|range|township|county|regional)\s+road\s+\d{1,4}(?!\w)",
    rf"(?:{NOT_A_NAME}{WORD}\s+){{1,3}}?{SURE_TYPE}(?!\w)\.?",
    rf"(?:{_NAME}\s+){{1,4}}?{CAPITAL}{LOOSE_TYPE}(?!\w)\.?",
    rf"{NO_COAST}{FRENCH_TYPE}\.?\s+{_FRENCH_NAME}",
    r"(?:rue|avenue|ave?|boulevard|boul|chemin|rang|rg|route|rte)\.?\s+\d{1,3}(?:e|re)?(?!\w)",
    rf"(?:chemin|route|mont[ée]e)\s+du\s+{ORDINAL}[\s-]rang(?!\w)",
    rf"{FRENCH_LOOSE_TYPE}\.?\s+{NO_COURSE}{_FRENCH_NAME}",
    r"(?:highway|hwy|concession|sideroad|line)\s+\d{1,3}(?!\w)",
    rf"{ORDINAL}\s+(?:rue|avenue|ave?|boulevard|boul|rang)(?!\w)\.?",
    # « 1 impasse », « 1 montée » count something.
    rf"(?:(?=rue|boul|chemin|av)|(?<!(?<!\d)1\s)){FRENCH_SURE_TYPE}\.?\s+(?:{_SMALL_NAME}|{LINK}{WORDY})",
)
_NUMBER_AND_STREET = rf"{_NUMBER},?\s+(?:{'|'.join(_STREETS)}){DIRECTION}{UNIT_LAST}"
_AT = r"(?:(?<=(?<!\w)(?:au|at)\s{1,2})|(?<=^\s{0,3})|(?<=[(:>]\s?))"
_FRENCH_LOOSE = (
    rf"{_HOUSE_NUMBER},?\s+"
    rf"(?:{NO_COAST}c[ôo]te|{FRENCH_LOOSE_TYPE}\.?(?=\s+{NO_COURSE}))\s+{LINK}{WORDY}{_MORE_WORDS}{{0,2}}?"
)
_FRENCH_SMALL = rf"(?:{_AT}{_FRENCH_LOOSE}{OVER}|{_FRENCH_LOOSE}{PLACE_NEXT}){DIRECTION}{UNIT_LAST}"
# « 4321 St-Denis app 3 »: in Montréal the type goes without saying, but then the unit tells, or the name.
_NUMBER_NAME_AND_UNIT = (
    rf"{_NUMBER},?\s+{LINK}{NOT_A_NAME}{WORD}(?:\s+{NOT_A_NAME}{WORD}){{0,2}}?{DIRECTION},?\s+"
    r"(?:apt|app|appt|apartment|appartement|unit|unité)\.?\s{0,2}#?\d\w{0,5}"
)
_KNOWN_NAME = (
    rf"(?:{_HOUSE_NUMBER},?\s+{TYPELESS}|{_LONG_NUMBER},?\s+{SAINT}"
    rf"|{_HOUSE_NUMBER},?\s+{NO_HOLIDAY}{SAINT}{OVER}){DIRECTION}{UNIT_LAST}"
)
# No type at all, but what ends an address: "3412 papineau h2k 4j5", « 4820 Côte-des-Neiges #7 », "61 Elgin, Ottawa".
_NAME_ALONE = rf"{LINK}(?!{MONTHS})(?!{CITY})"
_POSTAL_END = rf"(?=(?:,?\s+{CITY})?(?:,?\s+{PROVINCE})?[,.]?\s+{POSTAL_CODE})"
_CAPITAL_NAME = rf"{CAPITAL}{WORDY}(?:{_NEXT}{CAPITAL}{WORDY}){{0,2}}?"
_WITHOUT_TYPE = (
    rf"{_HOUSE_NUMBER},?\s+{_NAME_ALONE}(?:{WORDY}\s+){{0,3}}?{WORDY}{DIRECTION}{UNIT_LAST}{_POSTAL_END}",
    rf"{_HOUSE_NUMBER},?\s+{_NAME_ALONE}{_CAPITAL_NAME},?\s{{0,2}}#\s?\d{{1,5}}(?!\w)",
    rf"{_HOUSE_NUMBER},?\s+{_NAME_ALONE}{_CAPITAL_NAME}{DIRECTION}(?=,\s+{BIG_CITY}(?!\w))",
)
# "455 danforth west toronto"
_DIRECTION_AND_CITY = (
    rf"{_HOUSE_NUMBER},?\s+{_NAME_ALONE}{WORDY}(?:\s+{WORDY})?\s+(?:north|south|east|west|nord|sud|ouest|[nsewo]\.?)"
    rf"(?=,?\s+{BIG_CITY}(?!\w))"
)
# Small letters: a type that is short for nothing else, or an end that shows that the address is over.
_SMALL = (
    rf"{_NO_YEAR}{_NUMBER},?\s+(?:{SMALL_WORD}\s+){{1,3}}?"
    rf"(?:{SHORT_TYPE}(?!\w)\.?|{LOOSE_TYPE}(?!\w){OVER}){DIRECTION}{UNIT_LAST}"
)
_SMALL_AND_RARE = (
    rf"{_LONG_NUMBER},?\s+(?:{NO_STREET_DRIVE}{SMALL_WORD}\s+){{1,2}}?{RARE_TYPE}(?!\w){DIRECTION}{UNIT_LAST}"
)
# Number last: « Calle Reforma 2189 », « allée des Tilleuls 76-718 ».
_NUMBER_LAST = (
    rf"(?<!\w){FOREIGN_TYPE}\.?\s+(?:\d{{1,2}}\s(?=de\s))?"
    rf"(?:[^\W\d_][\w'.\-]{{0,25}}\s+){{1,4}}?(?:n[o°º.]{{1,2}}\s?)?#?\d{{1,5}}[a-z]?(?!\w)"
)
_LAST_TYPE = rf"(?:{FRENCH_SURE_TYPE}|rang|route|c[ôo]te|chauss[ée]e)"
# « rue barrée 8-17 » is about hours: one of the numbers is longer, or has a letter.
_NUMBERS_LAST = (
    rf"(?<!\w){_LAST_TYPE}\.?\s+{LINK}{WORDY}{_MORE_WORDS}{{0,3}}?{DIRECTION},?\s+"
    rf"(?!(?:19|20)\d\d-(?:19|20)?\d\d(?!\w))(?=\d{{3}}|\d{{1,2}}-(?:\d{{3}}|\d{{1,2}}[a-z]"
    rf"|\d{{1,2}},?\s+(?:{BIG_CITY}(?!\w)|{POSTAL_CODE})))"
    rf"\d{{1,5}}-\d{{1,5}}[a-z]?(?![\w-])"
)
_RANG = rf"(?<!\w){ORDINAL}\s+rang(?!\w){DIRECTION},?\s+\d{{2,5}}{OVER}"
_NUMBER_LAST_ON_ITS_LINE = (
    rf"^\s{{0,3}}(?P<value>{_LAST_TYPE}\.?[ ]{{1,2}}{LINK}{WORDY}{_MORE_WORDS}{{0,3}}?{DIRECTION},?[ ]{{1,2}}"
    rf"{_NO_YEAR}\d{{1,5}}(?:-\d{{1,5}})?[a-z]?)(?=\s{{0,2}}(?:[,\n]|\Z))"
)
_BOX_LAST = (
    rf"(?<!\w){_LAST_TYPE}\.?\s+{LINK}{WORDY}{_MORE_WORDS}{{0,3}}?,?\s+"
    r"\d{1,4}[a-z]?,?\s+(?:bo[iî]te|bte|bus)\s{1,2}\d{1,4}(?!\w)"
)
# « Résidence Les Érables, chambre 214-C ».
_RESIDENCE = (
    rf"(?<!\w)(?:r[ée]sidence|pavillon|foyer)\s+{LINK}{CAPITAL}{WORD}(?:\s{LINK}{CAPITAL}{WORD}){{0,3}},?\s+"
    r"(?:chambre|ch|room|app?t?|porte|unit[ée]?)\.?\s{0,2}#?(?=[\w-]{0,3}\d)[\w-]{1,6}(?!\w)"
)
_FOREIGN_STREET = (
    rf"(?<!\w){CAPITAL}{FOREIGN_STREET}\s\d{{1,4}}[a-z]?(?!\w)(?:,\s\d{{1,2}}\.\s?(?:tv|th|mf|og)(?!\w)\.?)?"
)
# A legal land description of the Prairies: "NW-14-52-3-W5".
_LAND = r"(?<![\w-])[NS][EW][ -]\d{1,2}[ -]\d{1,3}[ -]\d{1,2}[ -]W\d(?:M(?!\w)|(?!\w))"
_ALLEY = (
    r"(?<!\w)n[o°º]\.?\s?\d{1,4},\s+(?:[\w'-]{1,20}\s){1,2}?(?:alley|lane|street|st)(?!\w)\.?"
    rf"(?:,\s+(?:{CAPITAL}{WORD}\s){{1,3}}?(?:alley|lane|street|st|avenue|ave|blvd)(?!\w)\.?)?"
)
_IN_WORDS = (
    rf"{NUMBER_IN_WORDS},?\s+(?:(?:{SMALL_WORD}\s+){{1,3}}?{TYPE_IN_WORDS}(?!\w)"
    rf"|{FRENCH_SURE_TYPE}\s+{LINK}{WORDY}(?:{_NEXT}{CAPITAL}{WORD}){{0,2}}){DIRECTION}{UNIT_LAST}"
)
# House and quarter: "H.No. 12, Sector 4", "Blk 3 Lot 9 Acacia St", "12/2, Nehru Nagar".
_HOUSE_AND_QUARTER = (
    rf"(?<!\w){HOUSE}\.?\s?#?\d[\w/\-]{{0,12}}(?:,?\s+{QUARTER}\s?#?\d[\w\-]{{0,4}}){{0,2}}"
    rf"(?:,?\s+(?:[^\W\d_][\w'.\-]{{1,20}}\s+){{1,3}}?{QUARTER_NAME}(?!\w)\.?)?"
)
_NAMED_QUARTER = rf"(?:[^\W\d_][\w'.\-]{{1,20}}\s+){{1,3}}?{QUARTER_NAME}(?!\w)"
_HOUSE_ALONE = rf"(?={HOUSE}\.?\s?#?\d[\w/\-]{{0,12}},?\s+(?:{QUARTER}\s?#?\d|{_NAMED_QUARTER}))"
_PART_AND_QUARTER = rf"(?<![\w/.-])\d{{1,5}}/\d{{1,4}}[a-z]?,?\s+{_NAMED_QUARTER}"
# A line of a form: all of it, the city too.
_LINE = (
    r"^\s{0,3}(?:(?:home|mailing|street|postal|current)\s+)?(?:address|adresse)(?:\s+(?:postale|actuelle))?"
    r"\s{0,3}[:=-]\s{0,3}(?P<value>[^\n<@]{0,60}\d[^\n<@]{0,40}?)\s*$"
)
# Under a name: "8618 Nguyễn Trãi", « 12 Papineau ». A year and a month are none.
_LINE_ALONE = (
    rf"(?<=\n)[ ]{{0,3}}(?P<value>(?!(?:19|20)\d\d\s){_NUMBER},?[ ]{NOT_A_NAME}"
    rf"{CAPITAL}{WORD}(?:[ ]{CAPITAL}{WORD}){{1,3}})"
    r"[ ,]*(?=\n|\Z)"
)
_CUED_NAME = (
    rf"(?:{_SMALL_NAME}|{NOT_A_NAME}{LINK}{WORDY}(?:{_NEXT}{CAPITAL}{NOT_A_NAME}{WORD}){{0,3}}){DIRECTION}{UNIT_LAST}"
)
_AFTER_CUE = rf"{CUE}(?P<value>(?:{UNIT_FIRST})?{_NUMBER},?\s+(?!{MONTHS}){_CUED_NAME})"
# A small word in -s counts something: "mail it to 300 branches".
_AFTER_DELIVERY_CUE = (
    rf"{DELIVERY_CUE}(?P<value>(?:{UNIT_FIRST})?"
    rf"(?:{_HOUSE_NUMBER},?\s+(?!{MONTHS}){LINK}{CAPITAL}{WORDY}(?:{_NEXT}{CAPITAL}{NOT_A_NAME}{WORD}){{0,3}}?"
    rf"|{_LONG_NUMBER},?\s+(?!{MONTHS})(?!\w{{1,20}}s(?!\w)){LINK}{WORDY}{_MORE_WORDS}{{0,2}}?){OVER}{DIRECTION}{UNIT_LAST})"
)
_BOX = rf"(?<!\w)(?:{BOX}{STATION}(?:,?\s{{1,2}}{RURAL_PART})?|R\.?R\.?\s{{0,2}}#?\d{{1,3}}(?!\w))"
_RURAL = (
    rf"(?<!\w)(?:{RURAL}(?:,?\s{{1,2}}{RURAL_PART}){{1,3}}"
    rf"|{RURAL_PART}(?:,?\s{{1,2}}{RURAL_PART}){{0,2}}?,?\s{{1,2}}{RURAL}(?:,?\s{{1,2}}{RURAL_PART}){{0,2}}){STATION}"
)
# "Box 12" is also a part of a form: the line begins with it or a cue stands before it, and a city comes next.
_PLACE = (
    rf"(?:{BIG_CITY}(?!\w)|(?:[^\W\d_][\w'.\-]{{1,20}},?[ ]{{1,2}}){{1,3}}?"
    r"(?:(?-i:ON)(?=\s{0,2}(?:[,.\n]|\Z))|(?:qc|bc|ab|mb|sk|ns|nb|nl|nt|yt|nu|ontario|alberta|manitoba|saskatchewan)(?!\w)))"
)
_BOX_AND_CITY = (
    rf"(?:^\s{{0,3}}|{CUE}|{DELIVERY_CUE})"
    rf"(?P<value>(?:box\s{{1,2}}#?\d{{1,6}}|general\s+delivery|poste\s+restante){STATION})"
    rf"(?=(?:,?[ ]{{1,2}}|\s{{0,2}}\n\s{{0,3}}){_PLACE})"
)

# Looked for once an address is found: in each pattern it would slow down all messages.
_LONE_UNIT_WORD = rf"(?<!\w){UNIT_WORD}\.?\s{{1,2}}#?"
_UNIT_BEFORE = regex.compile(rf"(?:{UNIT_FIRST}(?:{_LONE_UNIT_WORD})?|{_LONE_UNIT_WORD})\Z", FLAGS)
_UNIT_WINDOW = 60


class StreetAddressRecognizer(Recognizer):
    """ "12-345 Main St W", « 4321, rue Saint-Denis, app. 3 », "PO Box 12", "I live at 8 elm"."""

    KIND = kinds.STREET_ADDRESS
    NEEDS = rf"\d|{NUMBER_IN_WORDS}"
    PATTERNS = (
        Pattern("number and street", _NUMBER_AND_STREET, CHECKED),
        Pattern("number, name and unit", _NUMBER_NAME_AND_UNIT, CHECKED),
        Pattern("small letters", _SMALL, CHECKED),
        Pattern("small letters, rare type", _SMALL_AND_RARE, CHECKED),
        Pattern("small letters, French", _FRENCH_SMALL, CHECKED),
        Pattern("known name", _KNOWN_NAME, CHECKED),
        *(Pattern("no type", pattern, CHECKED) for pattern in _WITHOUT_TYPE),
        Pattern("direction and city", _DIRECTION_AND_CITY, CHECKED),
        Pattern("number last", _NUMBER_LAST, CHECKED),
        Pattern("numbers last", _NUMBERS_LAST, CHECKED),
        Pattern("numbered row", _RANG, CHECKED),
        Pattern("box last", _BOX_LAST, CHECKED),
        Pattern("residence and room", _RESIDENCE, CHECKED),
        Pattern("street of one word", _FOREIGN_STREET, CHECKED),
        Pattern("land description", _LAND, CHECKED),
        Pattern("alley", _ALLEY, CHECKED),
        Pattern("parts", rf"(?<!\w){PARTS}", CHECKED),
        Pattern("number in words", _IN_WORDS, CHECKED),
        Pattern("number last on its line", _NUMBER_LAST_ON_ITS_LINE, CHECKED),
        Pattern("house and quarter", rf"{_HOUSE_ALONE}{_HOUSE_AND_QUARTER}", CHECKED),
        Pattern("part of a house and quarter", _PART_AND_QUARTER, CHECKED),
        Pattern("line of a form", _LINE, CUED),
        Pattern("line alone", _LINE_ALONE, CHECKED),
        Pattern("after a cue", _AFTER_CUE, CUED),
        Pattern("after a cue of delivery", _AFTER_DELIVERY_CUE, CHECKED),
        Pattern("box or rural route", _BOX, CHECKED),
        Pattern("rural parts", _RURAL, CHECKED),
        Pattern("box and city", _BOX_AND_CITY, CHECKED),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        """Return where the address stands, with the unit before it: "Apt 4, 123 Oak Drive"."""
        start, end = match.span("value" if "value" in match.re.groupindex else 0)
        unit = _UNIT_BEFORE.search(match.string, max(0, start - _UNIT_WINDOW), start)
        return (unit.start() if unit else start), end
