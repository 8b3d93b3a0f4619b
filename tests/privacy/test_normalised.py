"""What hides a datum without changing what its reader sees: escapes, marks of HTML, spoken marks, keys of JSON."""

from __future__ import annotations

import pytest

from privacy import Masker
from privacy.normalised import normalise


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (r"\u0034\u0036", "46"),
        (r"Andr\u00e9e", "Andrée"),
        (r"a\x40b", "a@b"),
        ("a%40b", "a@b"),
        ("%C3%A9", "é"),
        ("100% sure", "100% sure"),
        ("&#52;&#x36;", "46"),
        ("&#52&#54", "46"),
        ("1&amp;nbsp;2", "1 2"),
        ("%2540", "@"),
        ("<b>462</b><i>839</i>", "<b>462 839</i>"),
        ("462<br/>839", "462\n839"),
        ("462</td><td>839", "462 839"),
        ("<b>Mina</b> <i>Karimi</i>", "<b>Mina</b> <i>Karimi</i>"),
        ("462     839", "462 839"),
        ("two   words", "two   words"),
        ("462 dash 839 tiret 010", "462 839 010"),
        ("462 and 839 and 010", "462 839 010"),
        ("462 puis 839 puis 010", "462 839 010"),
        ("1500 and 2500", "1500 and 2500"),
        ('{"dateOfBirth": 1}', '{"date of birth": 1}'),
        ("sin_number: 1", "sin number: 1"),
        ("<birthDate>", "<birth date>"),
        ("GCKey is lost", "GCKey is lost"),
        ("a?client_id=1", "a?client_id=1"),
        ('{"first_name": "x"}', '{"first_name": "x"}'),
        ("mina_okafor@x.ca", "mina_okafor@x.ca"),
    ],
)
def test_one_plain_spelling_is_read(raw: str, plain: str) -> None:
    assert normalise(raw).text == plain


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (r'"\u0034\u0036\u0032839010"', '"<SIN>"'),
        ("sin &#52&#54&#50839010", "sin <SIN>"),
        ("zoe.ng%40example.org", "<EMAIL>"),
        ("NAS 462</td><td>839</td><td>010", "NAS <SIN>"),
        ("NAS 462 puis 839 puis 010", "NAS <SIN>"),
        (
            '{"dateOfBirth":"1984-06-07","passportNumber":"KL204816"}',
            '{"dateOfBirth":"<DATE_OF_BIRTH>","passportNumber":"<PASSPORT>"}',
        ),
        ("<dateNaissance>1984-06-07</dateNaissance>", "<dateNaissance><DATE_OF_BIRTH></dateNaissance>"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_whole_disguise_is_masked(text: str, masked: str, language: str, masker: Masker) -> None:
    assert masker.mask(text, language).text == masked
