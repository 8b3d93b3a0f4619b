"""Web addresses that lead to a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I have my own website ⟦www.mina-okafor-arch.com.ar⟧ with plans", id="own website"),
        pytest.param("see ⟦https://mina.okafor.wordpress.com⟧", id="dots in a member's host"),
        pytest.param("see ⟦linkedin.com/in/mina-okafor⟧", id="LinkedIn"),
        pytest.param("⟦https://www.facebook.com/mina.okafor.5⟧", id="Facebook"),
        pytest.param("⟦www.instagram.com/mina_ok⟧", id="Instagram"),
        pytest.param("⟦minaokafor.wordpress.com⟧", id="own host"),
        pytest.param("⟦https://drive.google.com/file/d/1AbCdEf/view⟧", id="shared file"),
        pytest.param("⟦https://portal.example.ca/status?lang=fr&uci=12345678⟧", id="identifier in the query"),
        pytest.param("it says click ⟦http://status-check.example.com/u/7k2mq4⟧ quick", id="link of one person"),
        pytest.param("https://news.example.com/canada/immigration-levels-2027-1.7354 says", id="news"),
        pytest.param("https://jobs.example.com/posting/12345 is it real", id="number of a page"),
        pytest.param("https://www.canada.ca/en/immigration-refugees-citizenship.html", id="official page"),
        pytest.param(
            "https://ircc.canada.ca/english/helpcentre/answer.asp?qnum=072&top=4", id="official page with a query"
        ),
        pytest.param("www.vfsglobal.com/canada", id="company"),
        pytest.param("facebook.com", id="host alone"),
        pytest.param("Do you have a website?", id="only asked about"),
        pytest.param("Avez-vous un site Web?", id="only asked about, French"),
        pytest.param("the picture: ⟦https://photos.app.goo.gl/Qe7TestOnly9⟧", id="short link to a picture"),
        pytest.param("voyez ⟦https://album.example.org/noces/ana-et-luc⟧", id="album"),
        pytest.param("my website is ⟦www.ana-example.com⟧", id="own site"),
        pytest.param("(site : ⟦www.luc-exemple.fr⟧)", id="own site, French"),
        pytest.param("is the website www.canada-eta-now.example real?", id="a site asked about"),
        pytest.param("votre site web www.canada.ca ne marche pas", id="site of the department"),
        pytest.param("my page is blank.so what now", id="a blank left out"),
        pytest.param("notre site est ⟦kadi-exemple.fr⟧", id="own site without www, French"),
    ],
)
def test_url_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.URL, text, language)

    assert found == marked
