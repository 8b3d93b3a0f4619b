"""The search of the proof finds what is there, however it is written, and nothing that is not."""

import base64
import json
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest

from evaluation.privacy_proof.search import BLOCK, Needles, compact

NAME, MAIL, SIN, NUMBER, CODE = "Anaïs Troufignacq", "zelmira@example.org", "130 692 544", "W304928571", "K2P 9Z3"
DATA = (NAME, MAIL, SIN, NUMBER, CODE)

HIDDEN: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "in capitals": lambda text: text.upper().encode(),
    "JSON": lambda text: json.dumps({"text": f"\n{text}\n"}).encode(),
    "JSON in JSON": lambda text: json.dumps(json.dumps({"text": f"\n{text}"})).encode(),
    "address": lambda text: quote(text).encode(),
    "form": lambda text: quote_plus(text).encode(),
    "HTML": lambda text: "".join(f"&#{ord(char)};" for char in text).encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64 of a sentence": lambda text: base64.b64encode(f"It is {text}, I said.".encode()),
    "UTF-16": lambda text: text.encode("utf-16"),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text).encode(),
}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("datum", DATA)
def test_the_search_finds_what_is_there(datum: str, hide: Callable[[str], bytes]) -> None:
    assert set(Needles(DATA).find(b"before " + hide(datum) + b" after")) == {datum}


@pytest.mark.parametrize(
    "written", ["130692544", "130-692-544", "SIN:130.692.544;", "(130) 692 - 544", "130\n692\n544"]
)
def test_the_search_finds_a_number_with_other_separators(written: str) -> None:
    assert Needles(DATA).find(f"x {written} y".encode()) == {SIN: "as written"}


@pytest.mark.parametrize(
    "near",
    [
        "1306925441 130 692 54 a130692544",
        "1795348800.130692544",
        "[130, 692], [544]",
        '{"a": 130, "b": 692, "c": 544}',
        "130 men, 692 women, 544 children",
        "ak2p9z3b",
        "anais",
    ],
)
def test_the_search_does_not_find_what_is_not_there(near: str) -> None:
    assert Needles(DATA).find(near.encode()) == {}


def test_the_search_finds_a_datum_where_two_blocks_meet() -> None:
    for shift in range(0, 40, 3):
        raw = b"." * (BLOCK - shift) + f" {MAIL} ".encode() + b"." * 100
        assert set(Needles(DATA).find(raw)) == {MAIL}


def test_what_is_too_short_to_be_found_is_refused() -> None:
    with pytest.raises(ValueError, match="5 letters and digits"):
        Needles(["a-b-c-1-2"])


def test_letters_and_digits_alone_are_compared() -> None:
    assert compact("Élodie-O'Brien １２") == b"elodieobrien12"
