"""Reading HTML: the page's own words, whatever the markup."""

from __future__ import annotations

import pytest

from search_engine.html_page import read_html

URL = "https://example.com/a/b.html"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Fees - Canada.ca</title><h1>Fee list</h1>", "Fee list"),
        ("<title>Fees - Canada.ca</title>", "Fees"),
        ("<title>Fees &amp; forms</title>", "Fees & forms"),
        ("no markup", ""),
    ],
)
def test_the_heading_else_the_title_names_the_page(html: str, title: str) -> None:
    assert read_html(html, URL).title == title


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>menu</p><main><p>one</p><p>two</p></main><p>end</p>", "one\ntwo", id="main"),
        pytest.param("<body><p>one</p><nav>menu</nav></body>", "one", id="no main"),
        pytest.param("<main>one<script>x()</script> <b>two</b></main>", "one two", id="script"),
        pytest.param("<main>one<p>two<li>three", "one\ntwo\nthree", id="unclosed"),
        pytest.param("<main>a&nbsp;\n  b</main>", "a\nb", id="spaces"),
        pytest.param("<main></nav>kept</main>", "kept", id="end without start"),
        pytest.param("<main>" + "<div>" * 5_000 + "deep", "deep", id="deep"),
    ],
)
def test_the_text_is_the_pages_own(html: str, text: str) -> None:
    assert read_html(html, URL).text == text


def test_links_are_absolute_in_order_and_once() -> None:
    html = '<a href="c.html">c</a><a href="/d">d</a><a href="c.html">c</a><a rel="nofollow" href="e">e</a>'

    assert read_html(html, URL).links == ("https://example.com/a/c.html", "https://example.com/d")


def test_links_start_from_the_base_of_the_page() -> None:
    assert read_html('<base href="/z/"><a href="c">c</a>', URL).links == ("https://example.com/z/c",)


def test_the_language_is_the_first_part_of_lang() -> None:
    assert [read_html(f'<html lang="{lang}">', URL).language for lang in ("fr-CA", "EN", "")] == [
        "fr",
        "en",
        "",
    ]
