"""Dates of birth. Only a cue tells them from the dates that clients ask about, which must be kept."""

from __future__ import annotations

import regex
from presidio_analyzer import Pattern

from privacy import kinds
from privacy.recognizers.addresses.street_words import POSTAL_CODE
from privacy.recognizers.base import CUED, Recognizer
from privacy.recognizers.dates import notation
from privacy.recognizers.dates.cues import (
    BETWEEN,
    CUE,
    CUE_AFTER,
    is_birthday,
    is_of_birth,
    is_old_and_untold,
    is_somebody,
)


class DateOfBirthRecognizer(Recognizer):
    """ "born on 3 May 1990", « née le 3 mai 1990 », "DOB: 1990/05/03", "3mai1990 (date de naissance)"."""

    KIND = kinds.DATE_OF_BIRTH
    NEEDS = notation.NEEDS
    PATTERNS = (
        Pattern("after a cue", rf"{CUE}{BETWEEN}{notation.DATE}", CUED),
        Pattern("in words, after a cue", rf"{CUE}{BETWEEN}{notation.IN_WORDS}", CUED),
        Pattern("part of a date after a cue", rf"{CUE}{BETWEEN}{notation.PART}", CUED),
        Pattern("parts by name, after a cue", rf"{CUE}[\s:,]{{1,3}}{notation.NAMED_PARTS}", CUED),
        Pattern("before a cue", rf"(?=\d|{notation.MONTHS})(?<![\w/.-]){notation.DATE}{CUE_AFTER}", CUED),
        Pattern(
            "before a postal code",
            rf"(?<![\w/.-])(?P<value>{notation.SIX_DIGITS})[\s,;]{{1,3}}{POSTAL_CODE}",
            CUED,
        ),
        Pattern("in the sentence of a cue", rf"(?P<whole>{notation.WHOLE_DATE})", CUED),
        Pattern("day of a birthday", rf"(?P<day>{notation.DAY_ALONE})", CUED),
    )

    def span(self, match: regex.Match[str]) -> tuple[int, int] | None:
        if "whole" in match.re.groupindex:
            told = any(asks(match.string, *match.span()) for asks in (is_of_birth, is_old_and_untold, is_somebody))
            return match.span() if told else None
        if "day" in match.re.groupindex:
            return match.span() if is_birthday(match.string, match.start()) else None
        return super().span(match)
