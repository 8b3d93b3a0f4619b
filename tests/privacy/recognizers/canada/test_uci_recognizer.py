"""Unique client identifiers in all their spellings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("UCI ⟦8471, 2093⟧", id="comma after a cue"),
        pytest.param("mon IUC est ⟦84 | 7120 | 9355⟧", id="bars after a cue"),
        pytest.param("UCI ⟦8471 and 2093⟧", id="spoken"),
        pytest.param("between 1500 and 2500 people", id="two amounts"),
        pytest.param("my UCI is ⟦1234-5678⟧", id="eight, hyphen"),
        pytest.param("IUC : ⟦12345678⟧", id="eight, plain"),
        pytest.param("UCI ⟦1234 5678⟧ please", id="eight, space"),
        pytest.param("⟦11-2345-6789⟧", id="ten, hyphens"),
        pytest.param("⟦1123456789⟧", id="ten, plain"),
        pytest.param("⟦11 2345 6789⟧", id="ten, spaces"),
        pytest.param("⟦112345-6789⟧", id="ten, six and four"),
        pytest.param("⟦11.2345.6789⟧", id="ten, dots"),
        pytest.param("client ID: ⟦4165550199⟧", id="ten like a telephone, but named"),
        pytest.param("⟦20051123⟧ is my UCI", id="named after it"),
        pytest.param("mon IUC est ⟦20051123⟧", id="named, though it looks like a date"),
        pytest.param("it expires on 20270331", id="compact date"),
        pytest.param("from 2023-2024", id="two years"),
        pytest.param("open 0900-1700", id="opening hours"),
        pytest.param("1234567", id="seven digits"),
        pytest.param("0000-0000", id="sample in the instructions"),
        pytest.param("Where is my UCI?", id="only asked about"),
        pytest.param("Qu'est-ce que l'IUC?", id="only asked about, French"),
        pytest.param("it is cut on the paper:\n⟦00-5518-\n4096⟧", id="over two lines"),
        pytest.param("⟦120000 - 2000⟧", id="the last group like a year"),
    ],
)
def test_uci_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.UCI, text, language)

    assert found == marked
