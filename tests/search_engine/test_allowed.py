"""The allow-list: nothing beside the department's own addresses, however they are written."""

from __future__ import annotations

import pytest

from search_engine.allowed import AllowList
from search_engine.errors import NotAllowed, SearchError


@pytest.fixture(scope="module")
def shipped() -> AllowList:
    return AllowList.load()


@pytest.mark.parametrize(
    "url",
    [
        "https://www.canada.ca/en/immigration-refugees-citizenship.html",
        "https://www.canada.ca/fr/immigration-refugies-citoyennete/services/visiter-canada.html",
        "https://ircc.canada.ca/english/helpcentre/answer.asp?qnum=072",
        "https://IRCC.canada.ca:443/francais/centre-aide/reponse.asp?qnum=072",
        "https://www.canada.ca/en/services/immigration-citizenship/helpcentre/glossary.html#uci",
    ],
)
def test_the_departments_pages_are_allowed(shipped: AllowList, url: str) -> None:
    assert shipped.allows(url)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://www.canada.ca/en/immigration-refugees-citizenship.html", id="not encrypted"),
        pytest.param("https://www.canada.ca/en/revenue-agency.html", id="another department"),
        pytest.param("https://www.canada.ca/en/immigration-refugees-citizenship-fake/x.html", id="longer name"),
        pytest.param("https://www.canada.ca.example.com/en/immigration-refugees-citizenship/", id="longer host"),
        pytest.param("https://evilcanada.ca/en/immigration-refugees-citizenship/", id="host ends alike"),
        pytest.param("https://www.canada.ca@example.com/en/immigration-refugees-citizenship/", id="user name"),
        pytest.param("https://u:p@www.canada.ca/en/immigration-refugees-citizenship/", id="password"),
        pytest.param("https://www.canada.ca:8443/en/immigration-refugees-citizenship/", id="another port"),
        pytest.param("https://www.canada.ca/en/immigration-refugees-citizenship/../revenue-agency.html", id="dots"),
        pytest.param("https://www.canada.ca/en/immigration-refugees-citizenship/%2e%2e/x.html", id="encoded dots"),
        pytest.param("https://www.canada.ca/en/immigration-refugees-citizenship/%252e%252e/x", id="encoded twice"),
        pytest.param("https://www.canada.ca\\@example.com/en/immigration-refugees-citizenship/", id="backslash"),
        pytest.param("https://www.canada.ca/en/immigration-refugees-citizenship/\nx", id="line break"),
        pytest.param("https://[broken/en/immigration-refugees-citizenship/", id="not an address"),
        pytest.param("javascript:alert(1)", id="script"),
        pytest.param("//www.canada.ca/en/immigration-refugees-citizenship/", id="no scheme"),
        pytest.param("", id="empty"),
    ],
)
def test_nothing_else_is_allowed(shipped: AllowList, url: str) -> None:
    assert not shipped.allows(url)


def test_check_names_the_address_it_refuses(shipped: AllowList) -> None:
    with pytest.raises(NotAllowed, match=r"https://example\.com/: not on the allow-list"):
        shipped.check("https://example.com/")


def test_a_prefix_without_scheme_is_refused_when_the_list_is_made() -> None:
    with pytest.raises(SearchError, match=r"'ircc\.canada\.ca' is not an http"):
        AllowList.of(["ircc.canada.ca"])
