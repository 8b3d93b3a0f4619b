"""What holds for every text, not only for those that somebody thought of."""

from __future__ import annotations

import time
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from privacy import Masker, MaskingFailed
from privacy.kinds import KINDS, PLACEHOLDER
from privacy.normalised import normalise
from privacy.recognizers.checksums import luhn_valid

several = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

ANYTHING = " -./_,:;|\t\n()*+~=\\'\"\u00a0\u200b\u2011\u2022"
SEPARATORS = [
    "",
    " ",
    "-",
    ".",
    " - ",
    "\u00a0",
    "\u2011",
    "\u200b",
    "/",
    "_",
    " " * 6,
    "</td><td>",
    "&nbsp;",
    "%20",
    " dash ",
]
DIGITS_IN_WORDS = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "fr": ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"],
}
CUES = [
    "my name is ",
    "je m'appelle ",
    "UCI ",
    "née le ",
    "M. ",
    "I am ",
    "card ",
    "passport ",
    "thanks\n",
    "Name: ",
    "born ",
]
DATA = [
    "Mina",
    "okafor",
    "1234-5678",
    "130 692 544",
    "3 mai 1990",
    "mina@example.org",
    "416",
    "555-0199",
    "4111",
    "1111",
]
KEPT = ["$", "12", "2024", "IMM 5257", "O1234567890", "canada.ca", " and ", "<PERSON>", "<UCI>"]
PARTS = ["rue ", "St", "Main", "linkedin.com/in/", "https://", "address: ", "<", ">", "\u200b", "e\u0301", "１"]
COMPATIBLE = [chr(code) for code in range(0x250, 0x30000) if unicodedata.normalize("NFKC", chr(code)) != chr(code)]
PIECES = [*CUES, *DATA, *KEPT, *PARTS, " ", "-", ".", ", ", "\n"]


def with_check_digit(number: str) -> str:
    return next(number + digit for digit in "0123456789" if luhn_valid(number + digit))


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


@st.composite
def spelled(draw: st.DrawFn, number: str, groups: tuple[int, ...]) -> str:
    """The number in groups with any separators between."""
    pieces, at = [], 0
    for size in groups:
        pieces.append(number[at : at + size])
        at += size
    return pieces[0] + "".join(draw(st.sampled_from(SEPARATORS)) + piece for piece in pieces[1:])


@st.composite
def scattered(draw: st.DrawFn, number: str) -> str:
    """The number with anything after any of its characters."""
    marks = st.text(ANYTHING, min_size=1, max_size=6)
    return "".join(one + (draw(marks) if draw(st.booleans()) else "") for one in number[:-1]) + number[-1]


@st.composite
def numbers(draw: st.DrawFn, anywhere: bool = False) -> tuple[str, str]:
    """An identifier of a listed form, plain and as a client may write it."""
    kind = draw(st.sampled_from(["sin", "card", "amex", "application", *(() if anywhere else ("uci",))]))
    if kind == "sin":
        number, groups = with_check_digit(draw(st.sampled_from("12345679")) + draw(digits(7))), (3, 3, 3)
    elif kind == "card":
        number, groups = (
            with_check_digit(draw(st.sampled_from(["4", "51", "55"])).ljust(2, "1") + draw(digits(13))),
            (4, 4, 4, 4),
        )
    elif kind == "amex":
        number, groups = with_check_digit(draw(st.sampled_from(["34", "37"])) + draw(digits(12))), (4, 6, 5)
    elif kind == "application":
        number, groups = draw(st.sampled_from("EWSVFBHCUPew")) + draw(digits(9)), (1, 3, 3, 3)
    else:
        number, groups = "11" + draw(digits(8)), (2, 4, 4)
    return number, draw(scattered(number) if anywhere else spelled(number, groups))


def survives(number: str, masked: str) -> bool:
    """Whether four characters of the number in a row are left."""
    left = "".join(char for char in normalise(PLACEHOLDER.sub("", masked)).text if char.isalnum())
    return any(number[at : at + 4] in left for at in range(len(number) - 3))


@several
@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_masking_twice_is_masking_once(text: str, masker: Masker) -> None:
    once = masker.mask(text, "en").text

    assert masker.mask(once, "fr").text == once


@several
@example(text="A®Ðµ")
@given(text=st.text(max_size=200))
def test_any_unicode_is_masked_or_refused(text: str, masker: Masker) -> None:
    try:
        once = masker.mask(text, "fr").text
    except MaskingFailed:
        return

    assert masker.mask(once, "fr").text == once


@several
@example(text="ŗ㏦댞")
@example(text="Y⽡ꢩ")
@given(text=st.text(st.sampled_from(COMPATIBLE) | st.characters(categories=["Lo", "L", "So", "No", "Mn"]), max_size=12))
def test_what_expands_is_masked_once(text: str, masker: Masker) -> None:
    once = masker.mask(text, "en").text

    assert masker.mask(once, "fr").text == once


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "&#49;",
        "1😀",
        "😀\u200d",
        "1\u0301\u0316",
        "1 - ",
        "dob 3 may 1990 ",
        "1 and ",
        "aB",
        "<b>",
        "uci 1 ",
        "deux ",
        "rue Aa ",
        "booked A1 ",
        "7.7.77, ",
    ],
)
def test_time_grows_with_the_length_and_no_faster(piece: str, masker: Masker) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        begun = time.process_time()
        masker.mask(text, "en")
        return time.process_time() - begun

    assert min(seconds(48_000) for _ in range(2)) < 24 * max(min(seconds(6_000) for _ in range(3)), 0.02)


@several
@given(text=st.text(st.characters(codec=None, categories=["Cs", "Cc", "Cf", "Co", "Mn", "Nd", "Lo"]), max_size=100))
def test_strangest_characters_are_masked_or_refused(text: str, masker: Masker) -> None:
    with suppress(MaskingFailed):
        masker.mask(text, "en")


@several
@given(
    pair=numbers(),
    before=st.sampled_from(["", "it is ", "my number: ", "c'est le ", "(", "IMM 5257, "]),
    after=st.sampled_from(["", " ok", ".", ")", ", merci"]),
)
def test_no_number_of_a_listed_form_survives_any_separators(
    pair: tuple[str, str], before: str, after: str, masker: Masker
) -> None:
    number, written = pair
    if len(set(number[1:])) == 1:
        return  # "1111111111" only shows the form

    masked = masker.mask(f"{before}{written}{after}", "en").text

    assert not survives(number, masked.removeprefix(before))


@several
@given(
    pair=numbers(anywhere=True),
    before=st.sampled_from(["", "it is ", "my number: ", "c'est le ", "("]),
    after=st.sampled_from(["", " ok", ".", ")", ", merci"]),
)
def test_no_checked_number_survives_anything_between_its_digits(
    pair: tuple[str, str], before: str, after: str, masker: Masker
) -> None:
    number, written = pair
    if len(set(number[1:])) == 1:
        return

    assert not survives(number, masker.mask(f"{before}{written}{after}", "en").text)


@several
@given(
    number=digits(8),
    language=st.sampled_from(sorted(DIGITS_IN_WORDS)),
    mark=st.sampled_from([" ", "-", ", ", " - ", "\u00a0", "\u2011"]),
    before=st.sampled_from(["", "my sin is ", "mon NAS est le ", "call ", "(", "9 "]),
)
def test_no_number_survives_spelt_digit_by_digit(
    number: str, language: str, mark: str, before: str, masker: Masker
) -> None:
    words = DIGITS_IN_WORDS[language]

    masked = masker.mask(before + mark.join(words[int(digit)] for digit in with_check_digit(number)), language).text

    assert not set(words) & set(normalise(masked.removeprefix(before)).text.replace("-", " ").split())


@several
@given(text=st.lists(st.sampled_from([*PIECES, *(f"<{kind}>" for kind in KINDS)]), max_size=20).map("".join))
def test_placeholders_stay_and_only_new_ones_are_added(text: str, masker: Masker) -> None:
    masked = masker.mask(text, "en").text

    for kind in KINDS:
        assert masked.count(f"<{kind}>") >= text.count(f"<{kind}>")


@several
@given(text=st.text(max_size=80))
def test_every_normalised_character_knows_where_it_stood(text: str) -> None:
    plain = normalise(text)

    assert len(plain.text) == len(plain.starts) == len(plain.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(plain.starts, plain.ends, strict=True))
    assert list(plain.starts) == sorted(plain.starts)


def test_normalising_plain_text_changes_nothing() -> None:
    text = "Où est l'été? $150, IMM 5257 (2027-03-31)\nFin."

    assert normalise(text).text == text


@pytest.mark.parametrize(
    ("raw", "plain"),
    [("１２–３\u200b4", "12-34"), ("e\u0301t\u00e9’s", "été's"), ("\ue000", "\ufffd"), ("a\u2028b\tc", "a\nb c")],
)
def test_normalising_makes_one_plain_spelling(raw: str, plain: str) -> None:
    assert normalise(raw).text == plain
