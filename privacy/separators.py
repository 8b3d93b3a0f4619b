"""Plain text → here → the same where marks of HTML, wide gaps and spoken marks part numbers as a blank does."""

from __future__ import annotations

import regex

# Without attributes: those may hold data, and are read as text.
_LINE = r"br|p|div|li|ul|ol|tr|table|tbody|thead|h[1-6]|hr|pre"
_INLINE = r"b|i|u|s|em|strong|small|big|sub|sup|span|font|code|tt|td|th|center|mark|kbd|label|nobr|wbr"
_BREAK = rf"\s{{0,3}}<\s?/?\s?(?:{_LINE})\s?/?>"
_MARK = rf"(?<=\d|(?<!\w)[A-Za-z]{{1,3}})(?:\s{{0,3}}<\s?/?\s?(?:{_INLINE})\s?/?>\s{{0,3}})++(?=\d)"
_GAP = r"(?<=[^\W_])[ ]{2,}+(?=\d)"
_SPOKEN = r"(?:dash|hyphen|tiret|trait\s+d'union|slash|espace|space)"
# "1500 and 2500" are two numbers; of three they are groups of one.
_AND = r"(?:and\s+then|et\s+puis|and|et|then|puis|ensuite|next|suivi\s+de|followed\s+by)"
_GROUPS = (
    rf"(?<=\d),?\s{{1,3}}{_AND}\s{{1,3}}(?=\d{{1,6}},?\s{{1,3}}{_AND}\s{{1,3}}\d)"
    rf"|(?<=\d,?\s{_AND}\s\d{{1,6}}),?\s{{1,3}}{_AND}\s{{1,3}}(?=\d)"
)
SEPARATOR = regex.compile(
    rf"(?P<line>{_BREAK})|{_MARK}|{_GAP}|(?<=\d)\s{{1,3}}{_SPOKEN}\s{{1,3}}(?=\d)|{_GROUPS}", regex.IGNORECASE
)


def plain_separator(match: regex.Match[str]) -> str:
    """Return what stands for one match of SEPARATOR: the end of a line, or a blank."""
    return "\n" if match["line"] else " "
