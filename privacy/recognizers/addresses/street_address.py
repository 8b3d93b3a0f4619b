"""Street addresses: number, street and unit. City, province and postal code are not part of it."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, CUED, Recognizer

# A letter or digit may follow the number ("345A", « 345 bis »), a unit stand before it ("12-345").
_NUMBER = r"(?=[#\d])(?<![\w.,$/-])(?:#?\d{1,5}[A-Z]?\s?-\s?)?\d{1,5}(?:[A-D](?!\w)|\s?½|\s?(?:bis|ter)(?!\w))?"
_UNIT_WORD = (
    r"(?:apt|app|appt|apartment|appartement|unit|unité|suite|ste|bureau|bur|room|chambre|floor|étage|flat|porte"
    r"|penthouse|ph|#)"
)
_UNIT = rf"(?:,?\s{{0,2}}{_UNIT_WORD}\.?\s{{0,2}}#?[\w-]{{1,6}}(?!\w))?"
_UNIT_FIRST = rf"(?:(?<!\w){_UNIT_WORD}\.?\s{{0,2}}#?[\w-]{{1,6}}\s?[,-]?\s{{1,2}})?"
_DIRECTION = r"(?:,?\s+(?:(?:north|south)(?:east|west)?|east|west|nord|sud|est|ouest|[NSEWO]|[NS][EWO])(?!\w)\.?)?"

_CAPITAL = r"(?=(?-i:\p{Lu}))"
_WORD = r"[^\W_][\w'.\-]{0,30}"
_NAME = rf"(?:{_CAPITAL}{_WORD}|\d{{1,3}}(?:st|nd|rd|th)?(?!\d))"
# "2 years of road", "30 days to drive": after a number these are no part of a street's name.
_NO_MEASURE = (
    r"(?!(?:years?|months?|weeks?|days?|hours?|minutes?|km|kms|kilomet\w+|miles?|dollars?|people|persons?|kids"
    r"|children|times?|points?|percent|ans?|années?|mois|semaines?|jours?|heures?|euros?|fois|of|to|in|on|and|or|for|per|at|by|the|my|i)(?!\w))"
)

_WORDY = rf"{_NO_MEASURE}[^\W\d_][\w'.\-]{{1,30}}"
# Written in one go after the street, and no part of it.
_CITY = r"(?:montr[ée]al|laval|qu[ée]bec|gatineau|ottawa|toronto|longueuil|sherbrooke)(?!\w)"

# Types that mean a street even in small letters; the others are ordinary words too.
_SURE_TYPE = r"(?:street|avenue|ave|boulevard|blvd|crescent|cres|road|rd|lane|parkway|pkwy|highway|hwy)"
_LOOSE_TYPE = (
    r"(?:st|str|drive|dr|court|crt|ct|way|place|pl|terrace|terr|trail|trl|circle|cir|square|sq|gardens?|grove|gate|heights|hts"
    r"|hill|park|path|ridge|row|run|view|walk|close|cove|landing|line|manor|mews|point|concession|sideroad)"
)
_FRENCH_TYPE = (
    r"(?:rue|avenue|ave?|boulevard|boul|bd|chemin|ch|allée|impasse|ruelle|montée|rang|route|rte|quai|place|pl"
    r"|terrasse|croissant|promenade)"
)
_LINK = r"(?:(?:de\s+la|des|du|de|la|les?)\s+|(?:de\s+)?[ld]')?"
_FRENCH_NAME = rf"{_LINK}(?:{_NAME})(?:\s+(?!{_UNIT_WORD}\.?\s)(?!{_CITY}){_LINK}{_CAPITAL}{_WORD}){{0,3}}"

_CUE = (
    r"(?<!\w)(?:(?:i|we)\s+(?:now\s+|currently\s+)?(?:live|reside|stay)\s+(?:at|on)|(?:living|residing|located)\s+at"
    r"|moved\s+to|address|adresse|j'habite|nous\s+habitons|(?:j'ai|nous\s+avons|on\s+a)\s+déménagé|je\s+(?:demeure|réside|reste|vis)|domicili\w{1,4})(?!\w)"
    r"(?:\W{1,3}(?:is|at|est|le|la|au|à|actuelle|actuellement)(?!\w)){0,3}\W{1,4}"
)
_LAST_WORD = rf"{_NO_MEASURE}[^\W\d_][\w'.\-]{{1,30}}"


# What follows the number, surest first.
_STREETS = (
    rf"(?:{_NO_MEASURE}{_WORD}\s+){{1,3}}?{_SURE_TYPE}(?!\w)\.?",
    rf"(?:{_NAME}\s+){{1,4}}?{_CAPITAL}{_LOOSE_TYPE}(?!\w)\.?",
    rf"{_FRENCH_TYPE}\.?\s+{_FRENCH_NAME}",
    r"(?:highway|hwy|county\s+road|regional\s+road|concession|sideroad|line)\s+\d{1,3}(?!\w)",
    rf"(?:rue|boulevard|boul|chemin|ruelle|avenue)\.?\s+{_LINK}{_LAST_WORD}",
)
_NUMBER_AND_STREET = rf"{_UNIT_FIRST}{_NUMBER},?\s+(?:{'|'.join(_STREETS)}){_DIRECTION}{_UNIT}"
# « 4321 St-Denis app 3 »: in Montréal the type goes without saying, but then the unit tells.
_NUMBER_NAME_AND_UNIT = (
    rf"{_NUMBER},?\s+{_LINK}{_NO_MEASURE}{_WORD}(?:\s+{_NO_MEASURE}{_WORD}){{0,2}}?,?\s+"
    r"(?:apt|app|appt|apartment|appartement|unit|unité)\.?\s{0,2}#?\d\w{0,5}"
)
# No type at all, but what ends an address: "3412 papineau h2k 4j5", « 4820 Côte-des-Neiges #7 », "61 Elgin, Ottawa".
_HOUSE_NUMBER = rf"(?<!(?:imm|forms?|formulaires?|noc|cnp|cit)\s)(?=#?\d{{2,5}})(?!(?:19|20)\d\d(?!\d)){_NUMBER}"
_MONTHS = (
    r"(?:jan|feb|f[ée]v|mar(?:ch|s)|apr|avr|may|mai|jun|juin|jul|juil|aug|ao[uû]|sep|oct|nov|d[ée]c)"
    r"[a-zéû]{0,7}\.?(?!\w)"
)
_NAME_ALONE = rf"{_LINK}(?!{_MONTHS})(?!{_CITY})"
_PROVINCE = r"(?:on|qc|bc|ab|mb|sk|ns|nb|nl|pe|ontario|alberta|manitoba)"
_POSTAL_END = rf"(?=(?:,?\s+{_CITY})?(?:,?\s+{_PROVINCE})?[,.]?\s+[a-z]\d[a-z][ _-]?\d[a-z]\d(?!\w))"
_BIG_CITY = (
    r"(?:montr[ée]al|laval|qu[ée]bec|gatineau|ottawa|toronto|longueuil|sherbrooke|vancouver|calgary|edmonton|winnipeg"
    r"|halifax|mississauga|brampton|hamilton|surrey|burnaby|moncton|regina|saskatoon|scarborough|markham)"
)
_WITHOUT_TYPE = (
    rf"{_HOUSE_NUMBER},?\s+{_NAME_ALONE}(?:{_WORDY}\s+){{0,3}}?{_WORDY}{_DIRECTION}{_UNIT}{_POSTAL_END}",
    rf"{_HOUSE_NUMBER},?\s+{_NAME_ALONE}{_CAPITAL}{_WORDY}(?:\s+{_CAPITAL}{_WORDY}){{0,2}}?,?\s{{0,2}}#\s?\d{{1,5}}(?!\w)",
    rf"{_HOUSE_NUMBER},?\s+{_NAME_ALONE}{_CAPITAL}{_WORDY}(?:\s+{_CAPITAL}{_WORDY}){{0,2}}?{_DIRECTION}(?=,\s+{_BIG_CITY}(?!\w))",
)
# Small letters: a type that is short for nothing else, or an end that shows that the address is over.
_SHORT_TYPE = r"(?:st|str|dr|ct|crt|pl|terr|trl|cir|sq|hts)"
_SMALL_WORD = rf"{_NO_MEASURE}[^\W\d_][\w'\-]{{2,20}}"
_OVER = rf"(?={_DIRECTION}(?:,?\s+{_UNIT_WORD}\.?\s{{0,2}}#?\d|\s{{0,2}}(?:[,.\n]|\Z)))"
_SMALL = (
    rf"{_UNIT_FIRST}(?!(?:19|20)\d\d\s){_NUMBER},?\s+(?:{_SMALL_WORD}\s+){{1,3}}?"
    rf"(?:{_SHORT_TYPE}(?!\w)\.?|{_LOOSE_TYPE}(?!\w){_OVER}){_DIRECTION}{_UNIT}"
)
# Number last: « Calle Reforma 2189 ».
_FOREIGN_TYPE = (
    r"(?:calle|calz|carrera|avenida|av|rua|travessa|via|viale|corso|jalan|jl|plaza|praça|strasse|ulitsa|ul|vul)"
)
_NUMBER_LAST = (
    rf"(?<!\w){_FOREIGN_TYPE}\.?\s+(?:[^\W\d_][\w'.\-]{{0,25}}\s+){{1,4}}?(?:n[o°º.]{{1,2}}\s?)?#?\d{{1,5}}[a-z]?(?!\w)"
)
# House and quarter: "H.No. 12, Sector 4", "Blk 3 Lot 9 Acacia St", "12/2, Nehru Nagar".
_HOUSE = r"(?:h\.?\s?no|house(?:\s+no)?|plot(?:\s+no)?|flat(?:\s+no)?|door\s+no|blk|block|lot|villa|bldg|building)"
_QUARTER = r"(?:sector|block|phase|ward|lot|street|gali|gate)"
_QUARTER_NAME = (
    r"(?:nagar|colony|marg|road|rd|enclave|vihar|puram|layout|chowk|bazaa?r|town|society|street|st|estate|close|crescent"
    r"|avenue|ave|lane)"
)
_HOUSE_AND_QUARTER = (
    rf"(?<!\w){_HOUSE}\.?\s?#?\d[\w/\-]{{0,6}}(?:,?\s+{_QUARTER}\s?#?\d[\w\-]{{0,4}}){{0,2}}"
    rf"(?:,?\s+(?:[^\W\d_][\w'.\-]{{1,20}}\s+){{1,3}}?{_QUARTER_NAME}(?!\w)\.?)?"
)
_NAMED_QUARTER = rf"(?:[^\W\d_][\w'.\-]{{1,20}}\s+){{1,3}}?{_QUARTER_NAME}(?!\w)"
_HOUSE_ALONE = rf"(?=\S{{1,20}}\s?#?\d[\w/\-]{{0,6}},?\s+(?:{_QUARTER}\s?#?\d|{_NAMED_QUARTER}))"
_PART_AND_QUARTER = rf"(?<![\w/.-])\d{{1,5}}/\d{{1,4}}[a-z]?,?\s+{_NAMED_QUARTER}"
# A line of a form: all of it, the city too.
_LINE = (
    r"^\s{0,3}(?:(?:home|mailing|street|postal|current)\s+)?(?:address|adresse)(?:\s+(?:postale|actuelle))?"
    r"\s{0,3}[:=-]\s{0,3}(?P<value>[^\n<@]{0,60}\d[^\n<@]{0,40}?)\s*$"
)
# Under a name: "8618 Nguyễn Trãi", « 12 Papineau ». A year and a month are none.
_LINE_ALONE = (
    rf"(?<=\n)[ ]{{0,3}}(?P<value>(?!(?:19|20)\d\d\s){_NUMBER},?[ ]{_NO_MEASURE}"
    rf"{_CAPITAL}{_WORD}(?:[ ]{_CAPITAL}{_WORD}){{1,3}})"
    r"[ ,]*(?=\n|\Z)"
)
_AFTER_CUE = rf"{_NO_MEASURE}{_LINK}{_LAST_WORD}(?:\s+{_CAPITAL}{_WORD}){{0,3}}{_DIRECTION}{_UNIT}"
_BOX = (
    r"(?<!\w)(?:(?:P\.?\s?O\.?\s?Box|C\.\s?P\.|CP|case\s+postale|boîte\s+postale|B\.?P\.?)\s{0,2}#?\d{1,6}"
    r"|R\.?R\.?\s{0,2}#?\d{1,3})(?!\w)"
)


class StreetAddressRecognizer(Recognizer):
    """ "12-345 Main St W", « 4321, rue Saint-Denis, app. 3 », "PO Box 12", "I live at 8 elm"."""

    KIND = kinds.STREET_ADDRESS
    NEEDS = r"\d"
    PATTERNS = (
        Pattern("number and street", _NUMBER_AND_STREET, CHECKED),
        Pattern("number, name and unit", _NUMBER_NAME_AND_UNIT, CHECKED),
        Pattern("small letters", _SMALL, CHECKED),
        *(Pattern("no type", pattern, CHECKED) for pattern in _WITHOUT_TYPE),
        Pattern("number last", _NUMBER_LAST, CHECKED),
        Pattern("house and quarter", rf"{_HOUSE_ALONE}{_HOUSE_AND_QUARTER}", CHECKED),
        Pattern("part of a house and quarter", _PART_AND_QUARTER, CHECKED),
        Pattern("line of a form", _LINE, CUED),
        Pattern("line alone", _LINE_ALONE, CHECKED),
        Pattern("after a cue", rf"{_CUE}(?P<value>{_NUMBER},?\s+{_AFTER_CUE})", CUED),
        Pattern("box or rural route", _BOX, CHECKED),
    )
