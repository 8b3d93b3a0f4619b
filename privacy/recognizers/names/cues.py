"""The words before a name that give it away, English and French, each as a pattern that ends where it may begin."""

from __future__ import annotations

from privacy.recognizers.base import words_pattern

# What has a name and is nobody: "my school's name is ...", "user name:".
_THING = (
    r"(?:company|company's|school|school's|employer|employer's|program|programme|street|file|user|screen"
    r"|domain|document|business|job|brand|form|field|host|college|university|city|country)"
)
_NAME = rf"(?=(?:sur|nick)?name)(?<!{_THING}\s)\w{{4,9}}"
_COMPLETE = r"(?:\s+(?:de\s+famille|complet|de\s+naissance|et\s+prénoms?|du\s+(?:demandeur|client)))?"
_HINT = r"(?:\s*\([^)\n]{1,20}\))?(?:\s{0,2}[:=]|\s-(?=\s))"

STRONG = words_pattern(
    rf"{_NAME}\s+(?:is|are|was)",
    r"my names",
    r"name's",
    r"(?:call|named) me",
    r"(?:is|am|was|who's|child|son|daughter|baby) (?:called|named)",
    r"(?:je|j'?) ?m'?\s?app?[eé]ll?e?s?",
    r"j?m'?app?ell?es?",
    r"s'?app?ell?e(?:nt)?(?!-)",
    r"on (?:l'|m')app?elle",
    r"surnomm[ée]e?",
    r"nicknamed",
    r"goes by",
    r"(?:call|calls|called) (?:him|her)",
    r"(?:se|me) prénomm(?:e|ent)",
    r"je me pr[ée]sente",
    r"je,? soussignée?,?",
    r"i,? the undersigned,?",
    r"s'app?elant",
    r"(?:mon|son|ma|le|leur) (?:pr[ée])?nom(?: de (?:famille|jeune fille|baptême))?(?: complet| légal)? (?:est|c'?est)",
    r"moi,? c'?est",
    r"se nomm(?:e|ent)",
    r"nommée?",
    # Other languages that clients fall into.
    r"me llamo",
    r"mi nombre(?: completo)? es",
    r"(?:meu nome|o meu nome) (?:é|e)",
    r"mi chiamo",
    r"ich hei(?:ß|ss)e",
    r"non mwen se",
    r"m rele",
    r"(?:tên tôi|tôi tên|em tên|ten toi) là",
    r"(?:ang )?pangalan ko(?: ay| po ay| ay si)?",
    r"mera na+m",
    r"(?:ana )?(?:e?i?smi|ismee)",
    r"jina langu ni",
    r"maiya sunana",
    r"(?:benim )?adım",
)
# Fields of JSON and of forms sent as text: "first_name": "Mina", lastName=Okafor.
_FIELD = r"(?:first|last|full|given|family|middle|preferred|sur)[_-]?name|nom[_-](?:de[_-])?famille|nom[_-]complet"
FORM = "|".join(
    (
        rf"(?<![^\W_])(?:{_FIELD})[\"']?\s{{0,2}}[:=]",
        r"(?<!\w)[\"'](?:name|nom|pr[ée]nom|applicant|client|demandeur)[\"']\s{0,2}:",
        rf"(?<!\w){_NAME}{_HINT}",
        r"(?<!\w)(?:(?:principal\s+)?applicant|signed|signature)\s{0,2}:",
        rf"(?<!\w)(?:pr[ée])?noms?{_COMPLETE}{_HINT}",
        r"(?<!\w)(?:demandeur|demandeuse|répondante?|signé|requérante?)\s{0,2}:",
    )
)
_ROLE = (
    r"(?:co-?|main|principal|first|second|other|my|accompanying|emergency)?\s?(?:sponsor|spouse|husband|wife|partner|child(?:ren)?"
    r"|son|daughter|mother|father|parents?|sibling|brother|sister|dependa[nt]ts?|applicant|client|contact|representative"
    r"|employee|worker|student|patient|guardian|tutor|host|guest|beneficiary|holder|owner|payer|sender|recipient|witness"
    r"|passenger|travell?er|guarantor|candidate|nominee|caregiver|parent\s?\d|child\s?\d"
    r"|épouse|époux|mari|femme|conjointe?|partenaire|enfants?(?:\s?\d)?|fils|fille|mère|père|frère|soeur|sœur"
    r"|personne\s+à\s+charge|cliente?|représentante?|employée?|travailleu(?:r|se)|étudiante?|tut(?:eur|rice)|hôte"
    r"|invitée?|bénéficiaire|titulaire|payeur|expéditeur|destinataire|témoin|passager|passagère|garante?|candidate?"
    r"|aide\s+familiale?)"
)
ROLE = (
    rf"(?:^|(?<=[,;/|]\s))\s{{0,3}}(?:\d{{1,2}}[.)]\s?)?{_ROLE}(?:\s\d|\s*\([^)\n]{{1,20}}\))?"
    r"\s{0,2}[:=](?=\s?[^\W\d_])"
    r"|(?<!\w)name\s(?:on|of)\s(?:(?:the|my|this)\s)?(?:card|passport|account|cheque|holder|owner)(?:\sis)?(?=\s)"
    r"|(?<!\w)nom\s(?:sur|du\stitulaire\sde)\s(?:(?:la|ma|le|mon|cette)\s)?(?:carte|passeport|compte|chèque)(?:\sest)?(?=\s)"
)
TITLE = (
    r"(?<![\w.])(?:(?:mr|mrs|ms|dr|mme|mlle|prof)\.?|miss|mister|monsieur|madame|mademoiselle|docteur|doctor"
    r"|officer|constable|judge|professor|juge|maître|l'agente?"
    r"|(?-i:M\.))(?=\s)"
)
TITLE_ABBREVIATED = r"(?<![\w.])(?:(?-i:M\.)|(?:mr|mrs|ms|dr|mme|mlle)\.?)(?=\s(?-i:\p{Lu}[\p{Ll}'-]))"
TITLE_IN_SMALL_LETTERS = r"(?<![\w.])(?:mr|mrs|mme|mlle)\.?(?=\s)"
WEAK = words_pattern(
    r"(?-i:[Ii] am|[Ii]'?m)",
    r"this is",
    r"(?:je |j'?)suis",
    r"ici",
    r"c'?est",
    r"(?:mon|son) nom",
    r"maiden",
    r"(?:on behalf of|au nom de|pour le compte de)",
)
ME = words_pattern(r"c'?\s?(?:est )?moi", r"it'?s me")

_ENGLISH_KIN = (
    "husband|wife|spouse|partner|son|daughter|brother|sister|mother|father|mom|mum|dad|friend|cousin|uncle|aunt|niece"
    "|nephew|fianc[eé]e?|boyfriend|girlfriend|baby|child|kid|grandmother|grandfather|roommate|sponsor|lawyer|consultant|stepson|stepdaughter"
    "|ex(?:[- ](?:wife|husband|gf|bf|boyfriend|girlfriend|partner))?|gf|bf|hubby|wifey|roomie|co-?worker|classmate|twin"
    "|stepmom|stepdad|grandma|grandpa|granny|bro|sis|grandson|granddaughter|nanny|boss"
    "|neighbou?r|colleague|landlord|(?:mother|father|brother|sister)[- ]in[- ]law"
)
_FRENCH_KIN = (
    "mari|femme|épouse?|époux|conjointe?|partenaire|fils|fille|frère|s(?:oe|œ)ur|mère|père|maman|papa|amie?|cousine?"
    "|oncle|tante|nièce|neveu|fiancée?|copain|copine|bébé|enfant|grand-mère|grand-père|colocataire|répondante?|avocate?"
    "|consultante?|petit-fils|petite-fille|beau-fils|belle-fille|beau-père|belle-mère|beau-frère|belle-s(?:oe|œ)ur"
    "|ex(?:-(?:mari|femme|conjointe?|copain|copine|blonde|chum))?|blonde|chum|mamie|papi|grand-maman|grand-papa|jum(?:eau|elle)"
    "|gardienne|patronne?|proprio|voisine?|collègue|coloc|propriétaire"
)
_FRENCH_KIN = _FRENCH_KIN.replace("è", "[èe]").replace("é", "[ée]")
ANY_KIN = f"{_ENGLISH_KIN}|{_FRENCH_KIN}"
# An adjective may come between: "my older brother", « mon petit frère ».
RELATIVE = (
    rf"(?<!\w)(?:my|his|her|our|their)\s+(?:\w{{3,12}}\s+)?(?:{_ENGLISH_KIN})(?:'?s)?,?(?=\s)"
    rf"|(?<!\w)(?:mon|ma|mes|notre|nos|son|sa|ses)\s+(?:\w{{3,12}}\s+)?(?:{_FRENCH_KIN})s?,?(?=\s)"
)
REGARDS = (
    r"(?<!\w)(?:(?:(?:best|kind|warm)\s+)?regards|yours\s+(?:truly|sincerely|faithfully)|sincerely(?:\s+yours)?"
    r"|respectfully|cheers|cordialement|bien\s+à\s+vous|salutations(?:\s+distinguées)?|respectueusement|sincèrement)"
    r"[,.!]?(?=\s)"
)
_THANKS = r"(?<!\w)(?:thanks|thank\s+you|merci)(?:\s+(?:in\s+advance|so\s+much|very\s+much|a\s+lot|beaucoup|d'avance))?"
THANKS_ABOVE = rf"{_THANKS}[,.!]?[ ]*\n"
THANKS_BEFORE = rf"{_THANKS}[ ]?[,-][ ]*"
HEADER = r"^[>\s]{0,4}(?:from|to|cc|bcc|reply-to|sender|de|à|cci|expéditeur|destinataire|envoyé\s+par)\s{0,2}:(?=\s)"
# A line of a form without any mark: "Surname Okafor", « Prénom Aline ».
LINE = (
    rf"^\s{{0,3}}(?:(?:first|last|given|family|middle|full|maiden)\s{_NAME}|(?:sur|fore)names?|(?:pr[ée])?noms?{_COMPLETE})"
    r"[ ]{1,3}(?=[^\W\d_])"
)
GREETING = r"^\s{0,4}(?:dear|chère?)(?=\s)"
