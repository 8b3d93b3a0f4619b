"""The pages of links/ themselves: what clients look for is found, and comes first where one page answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from search_engine import Index, build

QUERIES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("queries.yml").read_text(encoding="utf-8"))
LANGUAGES = ("en", "fr")


def asked(kind: str) -> list[Any]:
    return [
        pytest.param(language, str(text), page, id=f"{language}: {text}")
        for language in LANGUAGES
        for text, page in QUERIES[language][kind].items()
    ]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """All pages that clients can find."""
    directory = tmp_path_factory.mktemp("index")
    build(directory)
    return Index.open(directory)


@pytest.mark.parametrize(("language", "text", "page"), asked("first"))
def test_the_page_that_answers_comes_first(pages: Index, language: str, text: str, page: str) -> None:
    results = pages.query(text, language)

    assert page in results[0].url, [result.url for result in results]


@pytest.mark.parametrize(("language", "text", "page"), asked("shown"))
def test_the_page_is_among_those_shown(pages: Index, language: str, text: str, page: str) -> None:
    addresses = [result.url for result in pages.query(text, language)]

    assert any(page in address for address in addresses), addresses


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in LANGUAGES for text in QUERIES["nothing"][language]]
)
def test_what_no_page_answers_finds_nothing(pages: Index, language: str, text: str) -> None:
    assert pages.query(text, language) == []


def test_a_page_far_behind_the_best_is_not_shown_beside_it(pages: Index) -> None:
    results = pages.query("démarrer une entreprise visa", "fr")

    assert len(results) == 2
    assert results[-1].score >= 0.55 * results[0].score


def test_a_french_client_is_shown_a_french_page_before_an_english_one_of_like_worth(pages: Index) -> None:
    for text in ("prix permis de travail", "changement d'adresse", "examen de citoyenneté"):
        assert not pages.query(text, "fr")[0].title.endswith("(en anglais)")
