"""Payment cards: Visa, Mastercard, American Express; the last digits too, which clients quote."""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CHECKED, CUED, FORMAT, MORE, SCATTERED_FROM, SCATTERED_TO, Recognizer, digits
from privacy.recognizers.checksums import luhn_valid

_DIGITS = r"(?:[ .\-/_]{0,3}\d)"
_KIND_OF_CARD = r"(?:visa|master\s?card|amex|american\s+express|debit|débit|credit|crédit|card|carte)"
_CARD = rf"(?<!\w){_KIND_OF_CARD}(?!\w)"
# "of my credit card number", « de la carte Visa ».
_OF_CARD = (
    r"(?:\s+(?:of|on|for|de|du|d'|sur|pour)(?:\s+(?:the|my|our|his|her|this|that|ma|la|sa|mon|notre|cette|une|a))?"
    rf"(?:\s+[^\W\d_]{{2,10}}){{0,2}}?\s+{_KIND_OF_CARD}(?:\s+(?:card|carte|number|bancaire|de\s+(?:crédit|credit|débit|debit)"
    rf"|{_KIND_OF_CARD})){{0,2}}(?:\s+(?:that|which)?\s?i\s+used|\s+que?\s?j'ai\s+utilisée?)?)?"
)
_LAST = (
    r"(?:(?:last|lats|lsat)\s+(?:4|four)(?:\s+(?:digits?|numbers?|nos?))?|(?:4|quatre)\s+derniers?\s+(?:chiffres?|num[ée]ros?)"
    rf"|derniers?\s+(?:4|quatre)\s+(?:chiffres?|num[ée]ros?)){_OF_CARD}\W{{1,4}}(?:(?:are|is|was|were|sont|est|étaient|of|c'est)\W{{1,3}})?"
)
_CODE = r"(?<!\w)(?:cv[vc]2?|cryptogramme)(?:\W{1,3}(?:is|est|code|visuel)){0,2}\W{1,3}"
_ENDING = (
    r"(?P<ends>(?:ending|ends|ended|finishing|se\s+termin\w+|finissant|finit|termin\w+)\s+(?:(?:in|with|on|by|par|en|avec)\s+)?)"
    rf"|(?:last|final)\s+(?:digits?|numbers?)\W{{1,4}}(?:are|is)\s+|derniers\s+chiffres\W{{1,4}}sont\s+|{_LAST}"
)
_SHORT = 4  # digits: the last ones, or the code on the back


class CreditCardRecognizer(Recognizer):
    """Sixteen digits (fifteen for American Express) that pass the Luhn check, and `**** 4242`."""

    KIND = kinds.CREDIT_CARD
    NEEDS = rf"\d{MORE}{{2}}"
    PATTERNS = (
        Pattern("Visa", rf"(?<!\d)4{_DIGITS}{{15}}(?!\d)", CHECKED),
        Pattern("Visa, thirteen digits", rf"(?<!\d)4{_DIGITS}{{12}}(?!\d)", CHECKED),
        Pattern(
            "Mastercard",
            rf"(?<!\d)(?:5[ .\-/_]{{0,3}}[1-5]|2[ .\-/_]{{0,3}}[2-7]){_DIGITS}{{14}}(?!\d)",
            CHECKED,
        ),
        Pattern("American Express", rf"(?<!\d)3[ .\-/_]{{0,3}}[47]{_DIGITS}{{13}}(?!\d)", CHECKED),
        Pattern("anything between", rf"{SCATTERED_FROM}[2-5]{MORE}{{14,15}}{SCATTERED_TO}", FORMAT),
        Pattern("last digits, starred", r"[*x#]{4}(?:[ -]?[*x#]{4}){0,2}[ -]?(?P<value>\d{4})(?!\d)", CUED),
        Pattern("last digits, asked for", rf"(?<!\w){_LAST}(?P<value>\d{{4}})(?!\d)", CUED),
        Pattern("code on the back", rf"{_CODE}(?P<value>\d{{3,4}})(?!\d)", CUED),
        Pattern("last digits, told", rf"{_CARD}[^.\n\d]{{0,30}}(?:{_ENDING})(?P<value>\d{{4}})(?!\d)", CUED),
    )
    CONTEXT = ("card", "carte", "visa", "master ?card", "amex", "crédit", "credit")

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        # "a card ending in 2027" tells when it expires.
        if "ends" in match.re.groupindex and match["ends"] and 2000 <= int(match["value"]) <= 2049:
            return None
        return super().span(match)

    def accepts(self, value: str) -> bool:
        return len(value) <= _SHORT or luhn_valid(digits(value))
