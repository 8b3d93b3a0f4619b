"""The words of street addresses, as patterns: types of streets, units, boxes, cues, and words that are none."""

from __future__ import annotations


def _any(words: str) -> str:
    """Return a pattern for any of `words`, which are patterns themselves and have no spaces."""
    return rf"(?:{'|'.join(words.split())})"


CAPITAL = r"(?=(?-i:\p{Lu}))"
WORD = r"[^\W_][\w'.\-]{0,30}"
# "2 years of road", "30 days to drive", « 3 fois par rue », "send it to 12 employers": after a number these are no part
# of a street's name, nor are they before its type: "1204 but my ave".
_NO_NAMES = _any(
    r"""years? yrs? months? mths? weeks? wks? days? nights? hours? hrs? minutes? km kms kilomet\w+ met(?:er|re)s? miles?
    dollars? people persons? kids children times? points? percent pages? copies students? employers? friends?
    companies offices? schools? countries cities places address(?:es)? emails? different other more of to in on
    and or for per at by the my i a is was are am has have had with without from but if when which that this
    would your his her their our we you she they it ans? années? mois semaines? jours? nuits? heures? m[èe]tres?
    euros? fois personnes? enfants? employeurs? amis pays villes endroits? adresses écoles? autres? différentes?
    [èei]?[èe]?me étages? etages? et ou mais ms ma mes tes ses un une est sont pour pr avec avc sans dans ds en
    sur par qui que quand ai as avons avez ont nous vous je il elle
    now currently maintenant actuellement since until depuis still encore"""
)
# With a capital these are names too: "12 He Ping Road".
_NO_SMALL_NAMES = r"(?-i:he|tu|si|son|mon|sa|ta|ton|can|will|car|not|no)"
NOT_A_NAME = rf"(?!(?:{_NO_NAMES}|{_NO_SMALL_NAMES})(?!\w))"
WORDY = rf"{NOT_A_NAME}[^\W\d_][\w'.\-]{{1,30}}"
SMALL_WORD = rf"{NOT_A_NAME}[^\W\d_][\w'\-]{{2,20}}"

# Written in one go after the street, and no part of it.
CITY = r"(?:montr[ée]al|laval|qu[ée]bec|gatineau|ottawa|toronto|longueuil|sherbrooke)(?!\w)"
BIG_CITY = _any(
    r"""montr[ée]al laval qu[ée]bec gatineau ottawa toronto longueuil sherbrooke saguenay l[ée]vis trois-rivi[èe]res
    vancouver calgary edmonton winnipeg halifax mississauga brampton hamilton surrey burnaby moncton regina saskatoon
    scarborough markham london kitchener windsor"""
)
PROVINCE = r"(?:on|qc|bc|ab|mb|sk|ns|nb|nl|pe|ontario|alberta|manitoba)"
POSTAL_CODE = r"[a-z]\d[a-z][ _-]?\d[a-z]\d(?!\w)"
MONTHS = (
    r"(?:jan|feb|f[ée]v|mar(?:ch|s)|apr|avr|may|mai|jun|juin|jul|juil|aug|ao[uû]|sep|oct|nov|d[ée]c)"
    r"[a-zéû]{0,7}\.?(?!\w)"
)
DIRECTION = r"(?:,?\s+(?:(?:north|south)(?:east|west)?|east|west|nord|sud|est|ouest|[NSEWO]|[NS][EWO])(?![\w-])\.?)?"

# A number or a letter, for "room" and "suite" go on in other ways too: "the room is small".
_UNIT_NUMBER = r"(?:(?=[\w-]{0,4}\d)[\w-]{1,6}|(?-i:[A-Z]{2})|[a-z])(?![\w])"
UNIT_WORD = (
    r"(?:apt|app|appt|apartment|appartement|unit|unité|suite|ste|bureau|bur|room|chambre|floor|étage|flat|porte"
    r"|penthouse|ph|#)"
)
_BUILDING = (
    r"(?:b[âa]t(?:iment)?|block|bloc|blk|tower|tour|bldg|building|immeuble)\.?\s{0,2}(?:[a-z]|\d{1,3}[a-z]?)(?!\w)"
)
_ENDS = r"(?=\s{0,2}(?:[,.;:!?()\n]|\Z))"
_FLOOR = (
    r"(?:(?:basement|bsmt)(?:\s+(?:unit|apartment|apt|suite|floor)(?!\w))?|sous-sol|rez-de-chauss[ée]e|rdc"
    r"|(?:main|ground|upper|lower|top)\s+(?:floor|level|unit|suite)|(?:side|back|rear)\s+(?:door|unit|entrance|suite)"
    rf"|(?:upper|lower|rear|arri[èe]re){_ENDS}"
    r"|(?:\d{1,2}\s?(?:st|nd|rd|th|[èei]?[èe]?me|er|re|e|è)|premier|deuxi[èe]me|first|second|third)\s+"
    r"(?:floor|fl|[ée]tage))(?!\w)"
)
_UNIT = rf"(?:{UNIT_WORD}\.?\s{{0,2}}#?{_UNIT_NUMBER}|{_BUILDING}|{_FLOOR})"
UNIT_LAST = rf"(?:,?\s{{0,2}}(?<!\w){_UNIT}){{0,3}}"
UNIT_FIRST = rf"(?:(?<!\w){_UNIT}\s?[,-]?\s{{1,2}}){{1,3}}"
_UNIT_OR_PLACE = rf"(?:{UNIT_WORD}\.?\s{{0,2}}#?\d|{_BUILDING}|{_FLOOR}|{BIG_CITY}(?!\w)|{POSTAL_CODE})"
_PLEASE = r"(?:please|pls|plz|svp|merci|thanks|thx|instead)(?!\w)"
# The address is over: what follows is a mark, a unit, a place or a courtesy.
OVER = rf"(?={DIRECTION}(?:,?\s+(?:{_PLEASE}|{_UNIT_OR_PLACE})|\s{{0,2}}(?:[,.;:!?()\n]|#\s?\d|\Z)))"
# Surer: a unit or a place, not only a mark.
PLACE_NEXT = rf"(?={DIRECTION}(?:,?\s+{_UNIT_OR_PLACE}|\s{{0,2}}#\s?\d))"

# Types that mean a street even in small letters; the others are ordinary words too.
SURE_TYPE = r"(?:street|avenue|ave|boulevard|blvd|crescent|cres|road|rd|lane|parkway|pkwy|highway|hwy)"
LOOSE_TYPE = (
    r"(?:st|str|drive|dr|court|crt|ct|way|place|pl|terrace|terr|trail|trl|circle|cir|square|sq|gardens?|grove|gate|heights|hts"
    r"|hill|park|path|ridge|row|run|view|walk|close|cove|landing|line|manor|mews|point|concession|sideroad)"
)
# Short for nothing else.
SHORT_TYPE = r"(?:st|str|dr|ct|crt|pl|terr|trl|cir|sq|hts)"
# Words that hardly ever stand two words after a number of three digits.
RARE_TYPE = r"(?:trail|drive|terrace|grove|heights|ridge|mews|manor|cove|sideroad|gardens)"
NO_STREET_DRIVE = r"(?!(?:google|one|usb|hard|flash|pen|test|to|long|short)\s+drive)"
FRENCH_TYPE = (
    r"(?:rue|avenue|ave?|boulevard|boul|bd|chemin|ch|all[ée]e|impasse|ruelle|mont[ée]e|rang|route|rte|quai|place|pl"
    r"|terrasse|croissant|promenade|c[ôo]te|faubourg|sentier|esplanade|rond-point)"
)
FRENCH_SURE_TYPE = (
    r"(?:rue|boulevard|boul|chemin|ruelle|avenue|all[ée]e|impasse|croissant|mont[ée]e|promenade|quai|faubourg|esplanade"
    r"|sentier|rond-point)"
)
# « 12 cours », « 3 places », « 85 de cote »: ordinary words, so what stands around must be an address.
FRENCH_LOOSE_TYPE = r"(?:cours|place|square|carr[ée]|passage|voie|rang|route|terrasse)"
NO_COURSE = (
    r"(?!(?:[^\W\d_]{1,20}s|d[eu]\s+\w{1,20}s|(?:de\s+|d')(?!l[a'])\w{1,20}|(?:du|de\s+la)\s+(?:soir|matin|jour|programme"
    r"|session)|(?:disponible|libre|assise|rapide|express|obligatoire|gratuite?|payante?|possible))(?!\w))"
)
NO_COAST = r"(?!c[ôo]te[\s-]{1,2}d(?:e\s|['\s-])\s?(?:ivoire|azur))"
LINK = r"(?:(?:de\s+la|des|du|de|la|les?)\s+|(?:de\s+)?[ld]')?"
ORDINAL = r"\d{1,3}\s?(?:[èei]?[èe]?me|[èe]?re|er|e|è|nde?)"
# Of Montréal and Québec, whose streets are named without their type.
SAINT = r"(?:(?:st|ste|saint|sainte)(?:-|\.\s?)[^\W\d_][\w'\-]{2,25})"
NO_HOLIDAY = r"(?!(?:st|saint)\W\s?(?:jean|patrick|valentin|sylvestre))"
TYPELESS = (
    rf"(?:{NO_COAST}c[ôo]te(?:-[\w']{{1,15}}){{1,4}}"
    r"|(?:de\s+)?(?:lorimier|maisonneuve)|papineau|d[ée]carie|jean[\s-]talon|van\s+horne|beaubien|b[ée]langer|cr[ée]mazie|pie-ix|fleury"
    r"|ren[ée][\s-]l[ée]vesque|henri[\s-]bourassa|mont-royal|grande[\s-]all[ée]e|queen[\s-]mary|christophe-colomb)(?!\w)"
)

# Of one word: "Nørrebrogade", "Hauptstrasse".
FOREIGN_STREET = r"[^\W\d_]{3,20}(?:gade|gata|gatan|vej|vägen|veien|stra(?:ß|ss)e|straat|laan|gasse|katu)"
# « villa 27, lotissement Al Manar », « quartier Tokoin, rue 114, maison 8 ».
_PART_WORD = _any(
    """quartier cit[ée] lot(?:issement)? r[ée]sidence villa rue avenue immeuble bloc porte maison parcelle logement
    concession"""
)
_PART_NUMBER = rf"{_PART_WORD}\s{{1,2}}(?:n[o°º]\.?\s?)?\d{{1,4}}(?:\s?(?:bis|ter)|[a-z])?(?!\w)"
_PART_NAME = rf"{_PART_WORD}\s{{1,2}}{LINK}{CAPITAL}{WORD}(?:\s{CAPITAL}{WORD}){{0,2}}"
PARTS = (
    rf"(?:{_PART_NUMBER}(?:,?\s{{1,2}}(?:{_PART_NUMBER}|{_PART_NAME})){{1,3}}"
    rf"|{_PART_NAME}(?:,?\s{{1,2}}{_PART_NAME}){{0,2}},?\s{{1,2}}{_PART_NUMBER}(?:,?\s{{1,2}}(?:{_PART_NUMBER}|{_PART_NAME})){{0,2}})"
)
_COUNT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|oh"
    r"|une?|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante"
    r"|cinquante|soixante|cents?|mille|et)"
)
NUMBER_IN_WORDS = rf"(?<!\w){_COUNT}(?:[ -]{_COUNT}(?!\w)){{1,7}}(?<!\s(?:et|oh))"
TYPE_IN_WORDS = r"(?:street|avenue|boulevard|crescent|road|lane|drive|court|parkway)"

FOREIGN_TYPE = r"(?:calle|calz|carrera|avenida|av|rua|travessa|viale|corso|jalan|jl|plaza|praça|strasse|ulitsa|ul|vul)"
HOUSE = r"(?:h\.?\s?no|house(?:\s+no)?|plot(?:\s+no)?|flat(?:\s+no)?|door\s+no|blk|block|lot|villa|bldg|building)"
QUARTER = r"(?:sector|block|phase|ward|lot|street|gali|gate|road\s+no\.?)"
QUARTER_NAME = (
    r"(?:nagar|colony|marg|road|rd|enclave|vihar|puram|layout|chowk|bazaa?r|town|society|street|st|estate|close|crescent"
    r"|avenue|ave|lane)"
)

# "My adress is", « nouvelle adr. -> », "I moved from", « j'habite au »: what follows is an address if it has a number.
CUE = (
    r"(?<!\w)(?:(?:i|we)\s+(?:now\s+|currently\s+|still\s+)?(?:live|lived|reside|stay|sleep)\s+(?:at|on)"
    r"|(?:living|residing|staying|located)\s+at|(?:moved|moving|relocated)\s+(?:from|to)|add?r(?:es{1,2}e?|s{1,2})?"
    r"|j'?habite|nous\s+habitons|(?:j'?ai|nous\s+avons|on\s+a)\s+d[ée]m[ée]nag[ée]"
    r"|je\s+(?:demeure|r[ée]side|reste|vis|loge)(?=\W{1,3}(?:au|à|a)(?!\w))|domicili\w{1,4})(?!\w)"
    r"(?:\W{1,3}(?:is|at|est|le|la|au|du|à|a|now|actuel(?:le|lement)?|changed|to)(?!\w)){0,3}\W{1,6}"
)
# "Send it to", « livrer à »: to a number of people, too.
DELIVERY_CUE = (
    r"(?<!\w)(?:(?:deliver|ship|mail|send|sent|forward|return|courier)(?:p?ed)?(?:\s+(?:it|them|my|the|new|pr|cards?"
    r"|letters?|passports?|documents?|everything|back)){0,4}\s+(?:to|at)"
    r"|(?:livre[rz]|livr[ée]e?s?|exp[ée]di\w{1,4}|envoy\w{1,4}|renvoy\w{1,4}|retourn\w{1,4}|poste[rz])(?:\s+(?:le|la|les|mon"
    r"|ma|mes|tout|passeports?|cartes?|lettres?|courrier)){0,4}\s+(?:au|à|a))(?!\w)\W{1,6}"
)

BOX = (
    r"(?:(?:P\.?\s?O\.?\s?Box|C\.\s?P\.|CP|case\s+postale|casier\s+postal|bo[îi]te\s+postale|B\.?P\.?)"
    r"\s{0,2}#?\d{1,6})(?!\w)"
)
STATION = (
    rf"(?:,?\s{{1,2}}(?:(?:station|stn|succursale|succ?|rpo|csp)(?!\w)\.?\s{{1,2}}"
    rf"(?:[a-z](?![\w'])|centre[\s-]ville|downtown|main(?!\w)|{CAPITAL}{WORD})))?"
)
RURAL = r"(?:(?:site|comp|R\.?\s?R\.?)\s{0,2}#?\d{1,3})(?!\w)"
RURAL_PART = r"(?:(?:site|comp|group|grp|gr|lot|box|R\.?\s?R\.?|S\.?S\.?)\.?\s{0,2}#?\d{1,5})(?!\w)"
