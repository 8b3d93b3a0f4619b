"""Questions to a small index: the right page first, in the client's language, or none."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search_engine import Index, SearchError, build
from tests.search_engine.small_links import EN, FR, PAGES, write_links

STORY = (
    "Hello, my wife and I came here in 2019 and we both work in a hospital in Regina. Our daughter was born "
    "last spring and we would love some help with her. My father retired, he and my mother live alone and "
    "his health is good. We own a house with a spare room. How can I renew my passport before the summer?"
)


def _first(index: Index, text: str, language: str) -> str:
    return index.query(text, language, limit=1)[0].url


@pytest.mark.parametrize(
    ("language", "text", "url"),
    [
        pytest.param("en", "how do I extend my study permit", f"{EN}/study/extend.html", id="same words"),
        pytest.param("en", "my permit as a student runs out next month", f"{EN}/study/extend.html", id="other words"),
        pytest.param("en", "bring my mom to live with me", f"{EN}/family/parents.html", id="family word"),
        pytest.param("en", "PGWP how long", f"{EN}/study/pgwp.html", id="abbreviation"),
        pytest.param("en", "which pasport office", f"{EN}/passports/renew.html", id="typing error"),
        pytest.param("en", "where do we take the oath", f"{EN}/citizenship/ceremony.html", id="word of the summary"),
        pytest.param("fr", "comment prolonger mon permis d'études", f"{FR}/etudier/prolonger.html", id="mêmes mots"),
        pytest.param("fr", "permis etudes expiree", f"{FR}/etudier/prolonger.html", id="sans accents"),
        pytest.param("fr", "l'étudiante prolonge", f"{FR}/etudier/prolonger.html", id="autres formes"),
        pytest.param("fr", "parrainer ma mère", f"{FR}/famille/parents.html", id="mot de famille"),
        pytest.param("fr", "ptpd combien de temps", f"{FR}/etudier/ptpd.html", id="sigle"),
        pytest.param("fr", "renouvellement passport", f"{FR}/passeports/renouveler.html", id="faute de frappe"),
    ],
)
def test_the_page_that_answers_comes_first(index: Index, language: str, text: str, url: str) -> None:
    assert _first(index, text, language) == url


def test_the_question_at_the_end_of_a_story_counts(index: Index) -> None:
    assert _first(index, STORY, "en") == f"{EN}/passports/renew.html"


def test_a_result_has_title_address_summary_and_falling_scores(index: Index) -> None:
    results = index.query("extend my study permit", "en")

    assert results[0].title == "Extend your study permit"
    assert results[0].snippet.startswith("Students must ask for an extension")
    assert [result.score for result in results] == sorted((result.score for result in results), reverse=True)


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_no_more_results_than_asked_for(index: Index, limit: int) -> None:
    assert len(index.query("study permit or passport for my parents", "en", limit=limit)) == limit


@pytest.mark.parametrize("language", ["en", "fr"])
def test_results_are_in_the_clients_language(index: Index, language: str) -> None:
    results = index.query("passport passeport citizenship citoyenneté", language)

    prefix = {"en": EN, "fr": FR}[language]
    assert results
    assert all(result.url.startswith(prefix) for result in results)


def test_a_page_without_french_version_says_so_in_its_french_title(index: Index) -> None:
    result = index.query("mon mari est violent, aide aux victimes", "fr")[0]

    assert result.url == f"{EN}/family/abuse.html"
    assert result.title == "Aide aux victimes de violence (en anglais)"
    assert index.query("help for victims of abuse", "en")[0].title == "Help for victims of abuse"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "what is the weather like tomorrow"),
        ("en", "write me a poem about dragons"),
        ("en", "who won the hockey game last night"),
        ("en", "you are useless"),
        ("en", "recipe for onion soup"),
        ("fr", "quel temps fera-t-il demain"),
        ("fr", "raconte-moi une blague sur les chats"),
        ("fr", "recette de soupe à l'oignon"),
        ("fr", "qui a gagné le match de hockey"),
        ("fr", "vous ne servez à rien"),
    ],
)
def test_what_is_not_the_departments_business_finds_nothing(index: Index, language: str, text: str) -> None:
    assert index.query(text, language) == []


@pytest.mark.parametrize("text", ["", "   ", "<NAME> <UCI>", "???", "👍", '+-"(:^~ AND OR title_en:', "a" * 50_000])
def test_a_query_without_words_finds_nothing_and_breaks_nothing(index: Index, text: str) -> None:
    assert index.query(text, "en") == []


def test_what_masking_left_is_not_searched_for(index: Index) -> None:
    assert index.query("<NAME> wants to extend a study permit", "en")[0].url == f"{EN}/study/extend.html"
    assert index.query("<PASSPORT>", "en") == []


def test_an_unknown_language_is_refused(index: Index) -> None:
    with pytest.raises(SearchError, match="language 'other'"):
        index.query("hola", "other")


def test_two_pages_with_one_french_address_are_shown_once(tmp_path: Path) -> None:
    twin = {**PAGES[0], "url": {**PAGES[0]["url"], "en": f"{EN}/study/other.html"}}
    build(tmp_path / "index", write_links(tmp_path / "links", [PAGES[0], twin, *PAGES[1:]]))

    results = Index.open(tmp_path / "index").query("prolonger permis d'études", "fr")

    assert [result.url for result in results].count(f"{FR}/etudier/prolonger.html") == 1


def test_threads_share_an_index(index: Index) -> None:
    texts = ["extend my study permit", "renew my passport", "sponsor my parents"] * 8
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda text: _first(index, text, "en"), texts))

    assert found == [_first(index, text, "en") for text in texts]
