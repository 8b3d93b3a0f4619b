"""Short numbers that name somebody because the client says what they are: bookings, plates, staff and students."""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import SHAPE, Recognizer

_THING = (
    r"(?:bookings?|booked|reservations?|r[ée]servations?|r[ée]serv[ée]e?s?|pnr|itinerary|boarding\s+pass|e-?tickets?"
    r"|plates?|plaques?(?:\s+du\s+v[ée]hicule)?|immatriculation|employee|employ[ée]e?|emp|staff|badge|matricule(?:\s(?:scolaire|militaire|[ée]tudiant))?|student|[ée]tudiante?|code\s+permanent"
    r"|membership|confirmation|appointment|appt|rendez-?vous|rdv|ref|reference|r[ée]f[ée]rence|r[ée]f|receipt|re[çc]u"
    r"|payment|paiement|transaction|web\s?form|enquiry|vo\s+code|policy|police|invoice|facture|order|commande|tracking|suivi)"
)
_SAYS = (
    r"(?:[\s:#,.=('\"-]{1,3}(?:id|numbers?|num[ée]ros?|nos?|n[o°º]|codes?|is|was|est|[ée]tait|c'?est|de|du|my|mon|the|la|le"
    r"|ref\w*|r[ée]f\w*)(?!\w)){0,4}"
)
_GAP = r"[\s:#,.=('\"-]{1,4}"
# Letters and digits in one go, or a plate's two groups.
_CODE = r"(?=[A-Z\d-]{5})(?=[A-Z\d-]{0,12}\d[A-Z\d-]{0,12})(?=[A-Z\d-]{0,14}[A-Z])[A-Z\d]{1,10}(?:-[A-Z\d]{1,8}){0,2}"
_PLATE = (
    r"(?-i:[A-Z]{2}-\d{3}-[A-Z]{2}|[A-Z]{2,4}[ -](?!(?:19|20)\d\d)\d{3,4}|\d{3,4}[ -][A-Z]{2,3}|[A-Z]\d{2}[ -][A-Z]{3})"
)
_SAYS_NUMBER = (
    r"[\s:.]{1,3}(?:(?:numbers?|num[ée]ros?|nos?\.?|n[o°º]\.?|id)[\s:#=]{1,3}(?:(?:is|was|est|c'?est)\s+)?|#\s?)"
)
_DIGITS = r"(?!(?:19|20)\d\d(?!\d))\d{4,6}"
# No ticket of ours, form, flight, airport, ordinal or size: "IMM5257", "3rd", "2x".
_NO_CODE = (
    r"(?!q-[b-z\d]{4}-\d\d(?!\w)|(?:imm|cit|bsf|pptc|ac|ts|ws|noc|cnp|clb|nclc)\s?-?\d|\d{1,6}(?:cad|cdn|usd|eur|px|mb|mo|kb|ko)(?!\w)"
    r"|\d{1,4}(?:st|nd|rd|th|er|e|[èe]me|x|k|h|am|pm|yrs?|ans|days?)(?!\w))"
)
_LOCATOR = r"(?-i:(?=[A-Z\d]{0,5}\d)(?=\d{0,5}[A-Z]\d{0,5}[A-Z])[A-Z\d]{6})"


class NamedNumberRecognizer(Recognizer):
    """ "booking reference QX7RLM", « la plaque, c'est K47 BRN », "Emp. ID: EMP-00482"."""

    KIND = kinds.IDENTIFIER
    NEEDS = rf"(?<!\w)d?{_THING}"
    PATTERNS = (
        Pattern("after a cue", rf"(?<!\w){_THING}{_SAYS}{_GAP}{_NO_CODE}(?P<value>{_PLATE}|{_CODE})(?![\w-])", SHAPE),
        Pattern(
            "locator, farther off",
            rf"(?<!\w)(?:book|r[ée]serv)\w{{0,8}}\s[^.!?\n]{{1,40}}?(?<!\w)(?P<value>{_LOCATOR})(?!\w)",
            SHAPE,
        ),
        Pattern(
            "plate, farther off",
            rf"(?<!\w)(?:plates?|plaques?|immatricul\w{{1,8}})\s[^.!?\n]{{1,50}}?(?:is|was|est|c'?est|:)\s+"
            rf"{_NO_CODE}(?P<value>{_PLATE})(?![\w-])",
            SHAPE,
        ),
        Pattern(
            "staff number, farther off",
            r"(?<!\w)(?:num[ée]ro|number|id|no|n°)\s+(?:d'?\s?)?(?:employ[ée]\w?|employee|staff|[ée]tudiante?|student|badge)"
            r"\s[^.!?\n\d]{1,40}?(?<!\w)(?P<value>[A-Z]{0,4}-?\d{4,8}(?:-[A-Z\d]{1,4})?)(?![\w-])",
            SHAPE,
        ),
        Pattern(
            "digits after the word number",
            rf"(?<!\w){_THING}{_SAYS_NUMBER}(?P<digits>{_DIGITS})(?![\w-]|[.,]\d)",
            SHAPE,
        ),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        if "digits" in match.re.groupindex:
            start, end = match.span("digits")
            return start, end
        value = match["value"]
        return match.span("value") if sum(char.isdigit() for char in value) > (0 if value.isupper() else 1) else None
