"""The net: what nobody thought of, and what it must let go."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("file ⟦XQ-7788990⟧", id="letters and digits"),
        pytest.param("ref. ⟦TKN-2024-KRB-4471⟧", id="reference"),
        pytest.param("dossier ⟦25-0931-WLM⟧ chez l'avocat", id="reference, digits first"),
        pytest.param("n° de détenu ⟦KLN-30518⟧", id="letters before five digits"),
        pytest.param("jeton ⟦BLHR/150724/0082/03⟧", id="reference with slashes"),
        pytest.param("paper ⟦IMM-1442-CA-77310⟧", id="reference behind a form"),
        pytest.param("entreprise ⟦70014 2233 RT0001⟧", id="business number"),
        pytest.param("IMM-5257-E and IMM1294/IMM5645", id="forms"),
        pytest.param("NOC-21232-TEER-1, CNP-62020", id="occupations"),
        pytest.param("SOR/2002-227 et DORS/2002-227", id="laws"),
        pytest.param("CLB-9-9-8-8 or IELTS-7-7-6-6", id="scores"),
        pytest.param("between 12-MAR-2024 and 03-APR-2024", id="dates with months"),
        pytest.param("FALL-2024-ON intake, 2024-2025-ON", id="years"),
        pytest.param("route YYZ-YUL-CDG, aircraft B737-800", id="airports"),
        pytest.param("1st draw CEC-524", id="three digits"),
        pytest.param("ref ⟦ZX99887766⟧", id="one token"),
        pytest.param("code ⟦a1b2c3d4e5f6⟧", id="digits spread in a token"),
        pytest.param("⟦12 345 67⟧", id="groups"),
        pytest.param("⟦123456789012345678⟧", id="long"),
        pytest.param("dossier ⟦1234/567/89⟧", id="slashes"),
        pytest.param("in 2026 ⟦7788990⟧", id="after a year"),
        pytest.param("response 051103", id="six digits"),
        pytest.param("IMM5257E", id="five digits and a letter"),
        pytest.param("in 2023 145000 people", id="year and a number"),
        pytest.param("2027-03-31", id="date"),
        pytest.param("31/03/2027", id="date, day first"),
        pytest.param("20270331", id="date, compact"),
        pytest.param("2027-03-31T10:50:00.123456+00:00", id="time stamp"),
        pytest.param("09/2023-04/2024", id="range of months"),
        pytest.param("2021-2023", id="range of years"),
        pytest.param("a deposit of $1,500,000.00", id="amount"),
        pytest.param("un dépôt de 1 500 000 $", id="amount, French"),
        pytest.param("20635000 naira", id="amount, no separators"),
        pytest.param("1,250,000 newcomers", id="population"),
        pytest.param("O19395164043", id="school"),
        pytest.param("IMM 5257, 5645 and 5476", id="forms"),
        pytest.param("NOC 21231, 65200", id="occupations"),
        pytest.param("TEF 310 371 349 360", id="scores"),
        pytest.param("IELTS 8.5 7.0 7.5 7.5", id="test"),
        pytest.param("SOR/2002-227", id="regulation"),
        pytest.param("1-888-242-2100", id="office line"),
        pytest.param("0000000", id="sample"),
        pytest.param("https://ircc.canada.ca/answer.asp?qnum=1234567", id="official page"),
    ],
)
def test_identifier_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.IDENTIFIER, text, language)

    assert found == marked
