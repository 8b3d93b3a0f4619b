"""What opens an account: passwords, PINs, codes that were sent, answers to security questions."""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CUED, Recognizer

_OPENER = r"(?:pass\s?-?(?:word|code|phrase)s?|paswords?|passwrd|psswd|pwd|mots?\s+de\s+pass\w{0,2}|mdp)"
_PIN = (
    r"(?:pin|nip|otp|(?:pin|nip|secret|security|verification|access|sms|one[\s-]time|2fa|otp)\s+(?:code|number|pin)"
    r"|code\s+(?:pin|nip|secret|sms|d'acc[èe]s|de\s+(?:s[ée]curit[ée]|v[ée]rification|validation)))"
)
_ANSWER = (
    r"(?:answers?\s+(?:to|of|for)\s+(?:my|the|his|her|our)\s+(?:secret|security|recovery)\s+questions?|(?:secret|security)\s+answer"
    r"|r[ée]ponses?\s+(?:[àa]|de|pour)\s+(?:ma|la|sa|notre)\s+question\s+(?:secr[èe]te|de\s+s[ée]curit[ée])|r[ée]ponse\s+secr[èe]te)"
)
_FOR = (
    r"(?:\s+(?:for|of|on|to|pour|de|du|sur|my|mon|ma|the|le|la|gc\s?key|cl[ée]\s?gc|portal|portail|account|compte"
    r"|ircc)){0,4}"
)
_SAYS = (
    r"(?:\s{0,2}[:=>→]{1,2}\s{0,2}"
    r"|,?\s+(?:is|was|est|[ée]tait|c'?est|to)(?:\s+(?:still|now|toujours|encore))?\s{0,2}:?\s+)"
)
# Nobody has to say "is" where no word is spelt so.
_SAYS_OR_NOT = rf"(?:{_SAYS}|\s+)"
_OPEN, _CLOSE = r"[\"'«“(]?\s?", r"(?=[\"'»”)]|[.,;:!?]*(?:\s|$))"
# With a digit or a sign inside; a form that words have not.
_WITH_SIGNS = (
    r"(?P<value>(?=\S{0,30}(?:\d|[^\W\d_][@#$%&*+=_^~!?]+[^\s\W]))(?=\S{0,30}[^\W\d])(?!imm\s?\d)"
    r"[^\s\"'«»“”<>]{4,40}?[!?*#$%@&]{0,4})"
)
_AFTER_OPENER = rf"(?<!\w){_OPENER}{_FOR}"


class SecretRecognizer(Recognizer):
    """ "my password is Kettle-42x", « mon NIP est 4821 », "the answer to my security question is bluebird"."""

    KIND = kinds.IDENTIFIER
    NEEDS = rf"(?<!\w)(?:{_OPENER}|{_PIN}|{_ANSWER})(?!\w)"
    PATTERNS = (
        Pattern("password", rf"{_AFTER_OPENER}{_SAYS_OR_NOT}{_OPEN}{_WITH_SIGNS}{_CLOSE}", CUED),
        Pattern("password of digits", rf"{_AFTER_OPENER}{_SAYS}{_OPEN}(?P<value>\d{{4,6}})(?![\w-])", CUED),
        Pattern("code that was sent", rf"(?<!\w){_PIN}{_FOR}{_SAYS_OR_NOT}{_OPEN}(?P<value>\d{{4,6}})(?![\w-])", CUED),
        Pattern(
            "answer to a security question",
            rf"(?<!\w){_ANSWER}{_SAYS}{_OPEN}(?P<value>[^\W_][\w'-]{{1,30}}(?:\s[^\W_][\w'-]{{0,30}}){{0,2}}?)(?=\s?[\"'»”)]|\s?[.,;!?\n]|\s+(?:and|but|et|mais)\s|\s*$)",
            CUED,
        ),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        start, end = match.span("value")
        return start, end - len(match["value"]) + len(match["value"].rstrip("?.,;:"))
