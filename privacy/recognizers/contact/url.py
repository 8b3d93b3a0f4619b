"""Web addresses that lead to a person: profiles, shared files, portal links with an identifier in them."""

from __future__ import annotations

from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.base import CUED, Recognizer

_START = r"(?<![\w@.-])(?:https?://)?(?:[\w-]{1,40}\.){0,3}"
_PATH = r"/[^\s<>\"']{1,500}"
# Sites on which the path names a member or a member's file.
_MEMBER_SITES = (
    r"(?:(?:linkedin|facebook|fb|instagram|twitter|x|tiktok|snapchat|youtube|github|medium|t|wa|telegram|pinterest|threads|reddit|vk"
    r"|drive\.google|docs\.google|photos\.google|dropbox|1drv|onedrive\.live|icloud|wetransfer|we|linktr)"
    r"\.(?:com|net|me|ms|tl|ee|ca|fr)"
    r"|goo\.gl|(?:photos?|albums?|gallery|cloud|drive)(?:\.[\w-]{1,40}){2,3})"
)
# Sites that give every member a host of their own.
_MEMBER_HOSTS = r"(?:wordpress|blogspot|wixsite|tumblr|substack|github|carrd|weebly)\.(?:com|io|co)"
_PERSONAL_KEYS = (
    r"uci|iuc|app(?:lication)?(?:_?(?:no|num|number|id))?|client(?:_?id)?|file(?:_?no)?|email|courriel|name|nom|token"
    r"|user(?:name|_?id)?|sin|nas|dob|passport|case(?:_?id)?"
)
_OWN = (
    r"(?<!\w)(?:(?:my|our|his|her|mon|notre|son)\s+(?:own\s+|propre\s+)?(?:web\s?site|site(?:\s+(?:web|internet))?|blogue?|(?:web\s?)?page|portfolio)"
    r"|(?:site(?:\s+web)?|web\s?site|blogue?|portfolio)\s{0,2}:)(?:\W{1,3}(?:is|at|est|sur|c'est)(?!\w))?\W{0,3}"
    r"(?P<value>(?:(?:https?://|www\.)(?:[\w-]{1,63}\.){1,4}[a-z]{2,10}"
    r"|(?:[\w-]{1,63}\.){1,4}(?:com|net|org|ca|qc|fr|io|info|biz|site|online|blog|app|dev|me))(?!\w)(?:/[^\s<>\"']{0,500})?)"
)
# A link made for one person: "http://status-check.example/u/9f3kd2"; what official sites have is kept elsewhere.
_MADE_FOR_ONE = (
    r"(?<![\w@])https?://(?:[\w-]{1,63}\.){1,4}[a-z]{2,10}/(?:[^\s<>\"'?]{0,100}/)?"
    r"(?=[^\W_]{0,40}\d[^\W\d_])(?=[^\W_]{5,80}(?:[\s/?#]|\Z))[^\s<>\"']{5,300}"
)
_WITH_QUERY = r"(?<![\w@])(?:https?://|www\.)[^\s<>\"'?]{1,300}\?(?:[^\s<>\"']{0,300}?[&;])?"


class UrlRecognizer(Recognizer):
    """`linkedin.com/in/...`, `name.wordpress.com`, `https://portal.example.ca/status?uci=...`."""

    KIND = kinds.URL
    NEEDS = r"\.\w{2}"
    PATTERNS = (
        Pattern("member's page or file", rf"{_START}{_MEMBER_SITES}{_PATH}", CUED),
        Pattern(
            "member's host",
            rf"(?<![\w@.-])(?:https?://)?(?!www\.)(?:[\w-]{{1,63}}\.){{1,4}}{_MEMBER_HOSTS}(?!\w)(?:{_PATH})?",
            CUED,
        ),
        Pattern("own site", _OWN, CUED),
        Pattern("token in the path", _MADE_FOR_ONE, CUED),
        Pattern("identifier in the query", rf"{_WITH_QUERY}(?:{_PERSONAL_KEYS})=[^\s<>\"']{{1,500}}", CUED),
    )
