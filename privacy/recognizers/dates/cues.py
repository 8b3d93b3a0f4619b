"""What tells that a date is one of birth: words near it, or the last that its sentence tells of."""

from __future__ import annotations

from functools import cache

import regex

from privacy.names.folding import fold
from privacy.names.tagger import shared_tagger
from privacy.recognizers.base import FLAGS
from privacy.recognizers.dates.notation import MONTHS, OLD_YEAR, OLD_YEAR_CUT
from privacy.recognizers.slips import slips

CUE = (
    r"(?<!\w)(?:(?:was|am|is|i'm|were)\s+born|(?<!(?:will|should|would)\s+be\s)born|birth\s?-?(?:date|day)|d\w{2,3}\s+(?:of|de)\s+(?:b[a-z]{1,6}th?|n[a-z]{2,5}s+[a-z]{2,5}e)"
    r"|d\.?\s?o\.?\s?b\.?|b-?day(?:'s)?|naiss\.?|née?s?|né\(e\)|ne\(e\)|d\.?\s?d\.?\s?n\.?|anniversaire|naissance|naissais|nais|(?:née?s?|nee?s?)(?=\s+(?:le|on)\s+\w))(?![\w])"
)
# "is", "est le", "(yyyy-mm-dd):", "in Lagos on", « à Lyon le ».
_CITY = r"(?:(?:new|port|san|santo|saint|st|sao|ho|addis|abu|cape|el|la|le)[\s.-]{1,2})?[^\W\d_][\w'-]{2,25}"
_COUNTRY = r"[\s,(]{1,3}(?-i:\p{Lu})[\w'-]{2,25}\)?"
_PLACE = rf"\s+(?:in|at|à|a|au|aux|en)\s+(?:the\s+)?{_CITY}(?:{_COUNTRY}){{0,3}},?"
BETWEEN = (
    rf"(?:{_PLACE}(?=\s+(?:on|the|le|en)\s+|\s+\d|\s*\())?"
    r"(?:[\s:;=,.\-(/)>→|?]{1,4}(?:is|was|on|in|the|le|est|c'est|of|du|de|en|my|mon|ma|son|sa|his|her|une?|a|an|vers|around|about|circa"
    r"|dd|mm|yyyy|yy|jj|aaaa|aa|d|m|y|day|month|year|jour|mois|année)(?!\w)){0,6}[\s:;=,.\-(/)>→|\"'?]{0,6}"
)
_AFTER = (
    r"\W{1,3}(?:(?:is|was|est|c'?est|c|(?:that|which)\s+is|étant)\s+)?"
    r"(?:(?:my|his|her|our|their|ma|sa|mon|son|la|the)\s+)?(?:full\s+)?"
)
CUE_AFTER = (
    rf"{_AFTER}(?:d\.?o\.?b\.?|ddn|birth\s?-?(?:date|day)|(?:date\s+)?(?:of|de|ma|sa)\s+(?:birth|naissance)|(?:date\s+d')?anniversaire"
    r"|(?:when|the\s+day|day)\s+(?:i|he|she|they|we)\s+(?:was|were)\s+born|jour\s+de\s+(?:ma|sa|la)\s+naissance)(?!\w)"
    r"|[\s,]{1,3}(?:born|née?)(?!\w)|[\s,]{1,3}(?:so\s+)?(?:s?he|i|il|elle|j')\s?(?:was|is|am|turn\w{0,3}|a|avait|ai)\s+\d{1,2}(?!\w)"
)
_AFTER_IT = regex.compile(CUE_AFTER, FLAGS)

# Farther off: a whole date in the sentence of a cue, unless the date of something else is told nearer to it.
_FAR_CUE = (
    r"(?:d\w{2,3}\s+(?:of|de|d'?)\s*(?:b[a-z]{1,6}th?|naiss\w{0,6}|anniv\w{0,8})|d\.?\s?o\.?\s?b|d\.?\s?d\.?\s?n|n[ai]{2,3}s{1,2}ance"
    r"|date_?(?:of_?|de_?)?(?:birth|naissance)|birth\s?-?(?:dates?|days?)|b-?(?:day|date)|anniv(?:ersaire)?s?|born|birth(?=\s{0,2}[:=]|\s{1,2}\d)|naiss"
    r"|(?:of|my|his|her|our|their)\s+birth(?!\s+(?:cert|reg|country|place|right|control|tour|par|mo|fa))|(?<!plan\s)b\.(?=\s)|n[éè]+e?s?|neé|nees?"
    r"|(?:suis|est|es|sommes|sont|etait|était|fut)\s+(?:nes?|nè[es]{0,2}|na[iî][te]|ner)|nes?(?=\s+(?:le|a|à|au|en)\s)"
    r"|(?:ma|sa|notre|leur)\s+f[êe]te|g[ai]ven?\s+birth|accouchée?)"
)
_OTHER_DATE = (
    r"(?:expir\w*|valid\w*|valable\w*|until|till|jusqu\w*|since|depuis|as\s+of|before|after|avant|(?<!d'\s?)apr[èe]s|d'ici|dès|due|deadline"
    r"|from(?=\s+(?:the\s+)?\d)|expect\w*|pr[ée]vue?s?|accoucher\w*|(?:will|should|would)\s+be\s+born|na[iî]t(?:re|ra)"
    r"|issu\w*|émis\w*|emis\w*|d[ée]livr\w*|renew\w*|renouvel\w*|sign\w*|submit\w*|soumi\w*|appl(?:y|ied|ying|ication)|demande(?!u)\w*"
    r"|sent|envoy\w*|fil(?:ed|ing)|d[ée]pos\w*|receiv\w*|re[çc]u\w*|refus\w*|reject\w*|approv\w*|approuv\w*|decision|décision|grant\w*"
    r"|land\w*|arriv\w*|came|come|coming|venu\w*|enter(?:ed|ing)?\s+(?:canada|the\s+country|on|in)|entr[ée]\w*|entry|left|leav\w*|quitt\w*|part\w{1,2}|mov\w*|d[ée]m[ée]nag\w*"
    r"|travel\w*|flight|fly\w*|flew|vol|voyag\w*|return\w*|marri\w*|mari[ée]\w*|wedding|divorc\w*|died|death|d[ée]c[ée]d\w*|mort\w*"
    r"|start\w*|begin\w*|began|commenc\w*|d[ée]but\w*|end(?:s|ed|ing)?|fini\w*|graduat\w*|dipl[ôo]m[ée]+s?(?<!diplome|diplomes)|hired|embauch\w*|work\w*|travaill\w*"
    r"|appointment|rendez-?vous|rdv|interview|entrevue|biometric\w*|biom[ée]tri\w*|exam\w*|test|oath|serment|ceremony|c[ée]r[ée]monie"
    r"|bec[oa]m\w*|deven\w*|paid|pay[ée]\w*|turn\w*)"
)
_TOLD = regex.compile(rf"(?<!\w)(?:(?P<birth>{_FAR_CUE})|{_OTHER_DATE})(?!\w)", FLAGS)
# "according to my application and my test": papers that tell the date, no events of that day.
_WHOSE = r"(?:my|his|her|our|their|the|this|an?|mon|ma|mes|son|sa|notre|leur|le|la|ce|cette|une?)"
_PAPER = r"(?:\s+(?!(?:and|et|says?|is|est|i|we|he|she|they|je|il|elle|on|nous|who|qui)(?!\w))[^\W\d_]+){1,4}"
_PAPERS = regex.compile(
    r"(?<!\w)(?:according\s+to|as\s+per|selon|d'\s?apr[èe]s|suivant|(?:on|in|sur|dans)(?=\s+(?:[^\W\d_]+\s+){1,3}"
    r"(?:application|demande|permit|permis|decision|entry|test|exam|certificate|form)(?!\w)))"
    rf"\s+{_WHOSE}{_PAPER}(?:\s+(?:and|et|&)\s+(?:(?:to|on|in|sur|dans)\s+)?{_WHOSE}{_PAPER})?",
    FLAGS,
)
_BIRTHDAY = regex.compile(
    r"(?<!\w)(?:birthday|b-?day|anniversaire|(?:ma|sa|notre|leur)\s+f[êe]te)\s+(?:is|was|c'?est|est|tombe)?\s{0,2}"
    r"(?:(?:last|next|this)\s+[^\W\d_]{3,9}\s+)?(?:on|in|the|le)?\s{0,2}\Z",
    FLAGS,
)
# "turns 6 on 3 May", « elle aura 22 ans le », "became 15 this past": an age says whose day it is.
_AGE = r"(?:\d{1,2}|[^\W\d_]{2,9}(?:[ -](?:et[ -])?[^\W\d_]{2,6})?)"
_DAY_IS = (
    r"(?:[\s,]+(?:on|this|last|next|past|the|le|ce|du|au|derni[eè]re?|prochaine?|coming|week|month|semaine|mois|tomorrow|demain"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)(?!\w)){1,5}"
)
_COMES_OF_AGE = regex.compile(
    rf"(?<!\w)(?:(?:turn(?:s|ed|ing)?|bec[ao]m(?:e|es|ing))\s+{_AGE}(?:\s+(?:years?|yrs?)(?:\s+old)?)?"
    rf"|(?:i|s?he|who|son|daughter|kid|child|twins)\s?(?:will\s+be|'ll\s+be|shall\s+be)\s+{_AGE}"
    rf"|(?:will\s+be|was|gets?|got|is|are|am)\s+{_AGE}\s+(?:(?:years?|yrs?)\s+old|yo)"
    rf"|(?:a|ai|as|avait|a\s+eu|ai\s+eu|aur+[aiot]{{1,3}}|va\s+avoir|vais\s+avoir|f[êe]te\w*|vient\s+d'avoir)"
    rf"(?:\s+(?:ses|mes|leurs|eu))?\s+{_AGE}\s+ans){_DAY_IS}[\s,]+\Z",
    FLAGS,
)
# "I said 3.11.1968", "I am 21st June 1999", « elle est du 6-10-2019 »: the day stands for the person.
_IS_OF = regex.compile(
    r"(?<!\w)(?:(?:i\s+am|i'?m|(?:s?he|who)\s+is|s?he's)|(?:je\s+suis|(?:il|elle|qui|petite?|bébé|fils|fille|enfant|a[iî]née?|cadett?e?|jumeaux?|jumelles?)\s+est)\s+du)\s+(?:the\s+)?\Z"
    r"|(?<!\w)(?:ma|sa|his|her)\s+date\s*(?::|is|est|c'?est)?\s*\Z",
    FLAGS,
)
# "the baby arrived on", « un bébé le »: a birth in other words.
_BABY = regex.compile(
    r"(?<!\w)(?:new-?borns?|nouveau-n[ée]e?s?|(?:baby|b[ée]b[ée])(?:\s+(?:girl|boy|fille|garçon))?"
    r"(?:\s+(?:arrived|came|was\s+here|(?:est\s+)?(?:arriv[ée]e?|venue?)))?)\s+(?:on|le)?\s{0,2}\Z",
    FLAGS,
)
# "my wife 12/05/1991 and me 02/11/1990", "kids: 2012-04-03, 2016-09-09": relatives, and the days of theirs.
_RELATIVE = (
    r"(?:wife|husband|spouse|partner|sons?|daughters?|kids?|child(?:ren)?|bab(?:y|ies)|twins?|brothers?|sisters?|mother|mom|mum"
    r"|father|dad|me|myself|dependa?e?nts?|nephew|niece|femme|[ée]pouse|[ée]poux|mari|conjointe?s?|fils|filles?|gar[çc]ons?|enfants?"
    r"|b[ée]b[ée]s?|jumeaux|jumelles|fr[èe]res?|s(?:œ|oe)urs?|m[èe]re|p[èe]re|papa|maman|moi|personnes?\s+à\s+charge|neveu|ni[èe]ce)"
)
_DATES_BETWEEN = rf"(?:[\s\d,;:/.()|–-]|(?<!\w)(?:and|et|{MONTHS}|st|nd|rd|th|er)(?!\w))"
_THEIRS = regex.compile(rf"(?<!\w){_RELATIVE}(?!\w){_DATES_BETWEEN}{{1,60}}\Z", FLAGS)
# "arrived yesterday, June 2", « elle est arrivée hier, le 2 juin », of a newborn told of before.
_NEWBORN = regex.compile(r"(?<!\w)(?:new-?borns?|nouveau-n[ée]e?s?|bab(?:y|ies)|b[ée]b[ée]s?)(?!\w)", FLAGS)
_HAS_COME = regex.compile(
    r"(?<!\w)(?:arrived|came|(?:est|sont)\s+(?:arriv|venu)\w{1,4})"
    r"(?:[\s,]+(?:yesterday|today|last|hier|aujourd'hui|the|le|on))*[\s,]+\Z"
    r"|(?<!\w)(?:had|eu)\s+(?:(?:a|the|our|un|le|notre)\s+)?(?:baby|b[ée]b[ée])"
    r"(?:[\s,]+(?:yesterday|today|hier|aujourd'hui|the|le|on))*[\s,.!]+\Z",
    FLAGS,
)
# "1123456789 diallo mamadou 25/12/95": a number of somebody's, the name, and the day.
_AMONG_DATA = regex.compile(
    r"(?<![\w.-])(?!(?:19|20)\d\d)(?:[a-z]\d{9}|\d{8}|\d{10}|\d{4}[ -]\d{4}|\d\d[ -]\d{4}[ -]\d{4})(?!\d)"
    r"(?:[\s,;/]+(?!(?:to|and|au|et|on|le|from|since|depuis|until)(?!\w))[^\W\d_.]{2,20}){1,4}[\s,;/]+\Z",
    FLAGS,
)
# "Amadou Ba, 27-04-2015, daughter".
_LISTED = regex.compile(r"(?-i:\p{Lu})[\w'-]{1,20}\s?[,;(|–-]\s?\Z", FLAGS)
_AS_RELATIVE = regex.compile(rf"\s?[,;:)|–-]{{1,2}}\s?(?:my\s|our\s|ma\s|mon\s|notre\s)?{_RELATIVE}(?!\w)", FLAGS)
_IS_A_DAY = regex.compile(r"\s+(?:was|is|will|est|[ée]tait|sera)(?!\w)", FLAGS)
# "Mina, 12.03.2014", "- Ibrahima (3 May 2011)": who, and the day.
_WHO = regex.compile(r"(?<![^\W_])(?P<who>[^\W\d_]{3,20})\s{0,2}[,:;(|–-]{1,2}\s{0,2}\Z", FLAGS)
# "mina karimi 09/09/15" on its line or between commas; the name may stand on the line above.
_NAMED = regex.compile(
    r"(?:\A|[\n,;/:])\s{0,3}(?:\d{1,2}[.)]\s|[-•*]\s)?"
    r"(?P<names>[^\W\d_][\w'-]{1,20}(?:[ ]{1,2}[^\W\d_][\w'-]{1,20}){0,3})[ ]{0,2}[\s/]\s?\Z",
    FLAGS,
)
_NOTHING_ELSE = regex.compile(r"\s{0,2}(?:[\n,;/]|\Z)", FLAGS)
# What may have happened on an old day, beside what is told of any: then it is kept.
_HAPPENED = regex.compile(
    rf"(?<!\w)(?:{_OTHER_DATE}|law|laws|act|acts|bill|loi|lois|rules?|r[èe]gle\w*|treaty|trait[ée]|war|guerre|amend\w*|modifi\w*"
    r"|in\s+force|en\s+vigueur|independen\w*|ind[ée]penda\w*|from|dating|dated|daté\w*|met|rencontr\w*|lived?|living"
    r"|v[ée]cu\w*|viv\w*|habit\w*|stud\w*|[ée]tudi\w*|school|[ée]cole|serv\w*|army|arm[ée]e|separat\w*|s[ée]par\w*|adopt\w*"
    r"|citizen\w*|citoyen\w*|immigrat\w*|resid\w*|r[ée]sid\w*|natural\w*|deport\w*|expuls\w*|sentenc\w*|convict\w*"
    r"|condamn\w*|charged|accus\w*|arrest\w*|arr[êe]t\w*|crime\w*|offen[cs]e\w*|infraction\w*|between|entre|version"
    r"|registered|enregistr\w*|open\w*|ouvert\w*|lost|perd\w*|happen\w*|visit\w*|built|construit\w*|found\w*|fond[ée]\w*)(?!\w)",
    FLAGS,
)
_SENTENCE_ENDS = regex.compile(r"[.!?]\s+(?=[^\W\d_])|\n\s*\n")
_LIST_ITEM = regex.compile(r"[.!?]\s+(?=\w|\Z)|\n\s*(?:\n|[-•*·]|\d{1,2}[.)])")
# The same, but of what is near: these words stand in any sentence.
_HAPPENED_NEAR = regex.compile(
    r"(?<!\w)(?:got|getting|had|eu|obt[ei]\w*|taken|took|take|pass[ée]e?s?|stamp\w*|tamponn\w*|estampill\w*|polic(?:y|ies)|politiques?"
    r"|agreement|entente|accord|chang\w*|status|statut|pr|rp|csq|caq|eta|ave|copr|degree|bacc?\w*|ma[iî]trise|toefl|ielts|tef|tcf|celpip"
    r"|visas?|permits?|permis|cards?|cartes?|certificat\w*|letters?|lettres?|order|d[ée]cret|regulations?|r[èe]glements?)(?!\w)",
    FLAGS,
)
_CLAUSE_ENDS = regex.compile(r"[.!?,;\n|)]")
_OLD = regex.compile(
    rf"(?<!\d){OLD_YEAR}(?:(?!\d)|(?=\d{{4}}\Z))|(?<=[^\W_]{{1,3}}[\s./,'-]{{1,3}}){OLD_YEAR_CUT}(?!\d)\Z|\d{{4}}{OLD_YEAR}\Z"
    r"|(?<!\w)(?:nineteen|mil(?:le)?[ -]neuf[ -]cents?)(?!\w)",
    FLAGS,
)
_FAR, _NEAR = 160, 40  # characters
# "wrong on the permit, should be 14/08/1991": whatever was named between, the date of birth is put right.
_PUT_RIGHT = regex.compile(
    r"(?<!\w)(?:should\s+(?:be|read|say)|(?:correct|right|real|true)(?:\s+(?:one|date|is))*|instead\s+of|rather|not"
    r"|devrait\s+[êe]tre|(?:la\s+)?(?:bonne|vraie)(?:\s+(?:date|c'?est|est))*|au\s+lieu\s+d[eu]|plut[oô]t|et\s+non|pas)"
    r"\s+(?:the|le|du|on|it'?s|is)?\s{0,2}\Z",
    FLAGS,
)

# Words that a slip would make of a cue.
_NO_BIRTH = frozenset(("birch", "berth", "girth", "mirth", "firth"))
_NO_BORN = frozenset(("corn", "torn", "worn", "burn", "horn", "barn", "morn", "boon", "bonn", "bond", "bore"))
_LETTERS_OF_BORN = regex.compile(r"b[orn]{2,5}")
# Words too short for any slip of them to count; that of "born" does after "was".
_SLIPS_OF_DATE = ("dtae", "daet", "adte", "datte", "dte")
_SLIPS_OF_BORN = ("bron", "brn", "bonr", "borned", "bornd", "bornn", "boorn", "borrn", "birn", "obrn")
_BEFORE_BORN = ("was ", "were ", "am ", "is ", "are ", "im ", "i'm ", "been ")
_LETTERS_OF_BIRTH = regex.compile(r"b[irth]{4,6}")
_WORD = regex.compile(r"[^\W\d_]{3,15}")


def is_of_birth(text: str, start: int, end: int) -> bool:
    """Return whether of all that tells what the date at `start` is, in the sentence before it, birth is told last.

    What stands right after it counts too, and wherever birth is told when the date is put right.
    """
    first = max(0, start - _FAR)
    for mark in _SENTENCE_ENDS.finditer(text, first, start):
        first = mark.end()
    before = text[first:start]
    told = _told(before)
    if _PUT_RIGHT.search(before):
        mark = _SENTENCE_ENDS.search(text, start, start + _FAR)
        told += _told(text[start : mark.start() if mark else start + _FAR])
        return any(told) or any(_told(text[max(0, start - _FAR) : first]))
    return bool(told and told[-1]) or bool(_AFTER_IT.match(_mended(text[end : end + _NEAR])))


def is_old_and_untold(text: str, start: int, end: int) -> bool:
    """Return whether the date at `start` is so old that only a birth can be meant, and nothing else is told of it."""
    if not _OLD.search(text, start, end):
        return False
    first, last = max(0, start - _FAR), end + _NEAR
    for mark in _LIST_ITEM.finditer(text, first, start):
        first = mark.end()
    over = _CLAUSE_ENDS.search(text, end, last)
    after = end, over.start() if over else last
    near = max(first, start - _NEAR), start
    spans = [(_HAPPENED, first, start), (_HAPPENED, *after), (_HAPPENED_NEAR, *near), (_HAPPENED_NEAR, *after)]
    return not any(told.search(text, *span) for told, *span in spans)


def is_birthday(text: str, start: int) -> bool:
    """Return whether the day and month at `start` are called a birthday, or the day of an age."""
    before = _mended(text[max(0, start - _NEAR) : start])
    return any(told.search(before) for told in (_BIRTHDAY, _COMES_OF_AGE, _BABY))


def is_somebody(text: str, start: int, end: int) -> bool:
    """Return whether the whole date at `start` stands for a person, or is the day of an age."""
    before = text[max(0, start - 2 * _NEAR) : start]
    if any(told.search(before) for told in (_COMES_OF_AGE, _IS_OF, _BABY, _AMONG_DATA)):
        return True
    if _HAS_COME.search(before) and _NEWBORN.search(text, max(0, start - _FAR), start):
        return True
    if _THEIRS.search(before) and not _IS_A_DAY.match(text, end):
        return True
    if _LISTED.search(before) and _AS_RELATIVE.match(text, end):
        return True
    named = _NAMED.search(before)
    if named and _NOTHING_ELSE.match(text, end) and _are_names(named["names"]):
        return True
    who = _WHO.search(before)
    return bool(who and _is_given_name(fold(who["who"])))


def _is_given_name(folded: str) -> bool:
    lexicon = shared_tagger().lexicon
    return folded in lexicon.given and not lexicon.is_word(folded) and folded not in lexicon.places


def _are_names(words: str) -> bool:
    lexicon, folded = shared_tagger().lexicon, [fold(word) for word in words.split()]
    return any(map(_is_given_name, folded)) and not any(map(lexicon.is_ordinary, folded))


def _told(sentence: str) -> list[bool]:
    """Return for all that tells of a date, in order, whether it is birth."""
    return [bool(cue["birth"]) for cue in _TOLD.finditer(_PAPERS.sub(" ", _mended(sentence)))]


def _mended(text: str) -> str:
    """Return `text` with the slips in its cue words mended, the words in their order."""

    def mend(match: regex.Match[str]) -> str:
        word = fold(match.group())
        if (right := _words_by_slip().get(word)) is not None:
            return right
        if _LETTERS_OF_BIRTH.fullmatch(word):
            return "birth"
        before = text[max(0, match.start() - 5) : match.start()].lower()
        slip = _LETTERS_OF_BORN.fullmatch(word) or (word in slips("born") and word not in _NO_BORN)
        return "born" if slip and before.endswith(_BEFORE_BORN) else match.group()

    return str(_WORD.sub(mend, text))


@cache
def _words_by_slip() -> dict[str, str]:
    short = dict.fromkeys(_SLIPS_OF_BORN, "born") | dict.fromkeys(_SLIPS_OF_DATE, "date")
    words = ("birth", "birthday", "birthdate", "naissance", "anniversaire")
    return {slip: word for word in words for slip in slips(word) - _NO_BIRTH} | short
