"""The crawler on a local site: it takes what it may and stops, whatever the site does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from search_engine import CrawlFailed, Index
from search_engine.allowed import AllowList
from search_engine.crawl import Crawl, crawl, crawl_into
from search_engine.fetch import Limits
from tests.search_engine.local_site import Answer, Respond, page, redirect, serve

FAST = Limits(delay=0.0, seconds_each=2.0)
MISSING = Answer(status=404)


def _site(pages: dict[str, Answer]) -> Respond:
    return lambda path: pages.get(path, MISSING)


def _crawl(pages: dict[str, Answer] | Respond, limits: Limits = FAST, start: str = "/site/") -> tuple[Crawl, list[str]]:
    """Crawl a site that answers by `pages`, allowed below /site; return the crawl and what was asked for."""
    with serve(pages if callable(pages) else _site(pages)) as site:
        result = crawl([site.origin + start], AllowList.of([f"{site.origin}/site"]), limits)
        return result, site.asked


def _titles(result: Crawl) -> list[str]:
    return [document.title for document in result.documents]


def test_linked_pages_are_read_once_with_title_text_and_language() -> None:
    result, asked = _crawl(
        {
            "/site/": page("Visit Canada", "Visitors may stay for six months.", "fr.html", "/site/fr.html#top"),
            "/site/fr.html": page("Visiter le Canada", "Les visiteurs restent six mois.", "/site/", lang="fr"),
        }
    )

    english, french = result.documents
    assert (english.title, english.language) == ("Visit Canada", "en")
    assert (french.title, french.language) == ("Visiter le Canada", "fr")
    assert "Visitors may stay for six months." in english.text
    assert not [word for word in ("Menu", "Terms", "hidden") if word in english.text]
    assert asked == ["/robots.txt", "/site/", "/site/fr.html"]


def test_the_summary_is_the_pages_description_or_its_beginning() -> None:
    described = page("A", "Long text.", head='<meta name="description" content="In short.">')
    long = page("B", "word " * 200)

    result, _ = _crawl({"/site/": page("Start", "All.", "a", "b"), "/site/a": described, "/site/b": long})

    start, first, second = result.documents
    assert start.summary.startswith("All.")
    assert first.summary == "In short."
    assert second.summary.endswith("word…")
    assert len(second.summary) <= 301


def test_links_off_the_allow_list_are_never_asked_for() -> None:
    with serve(_site({})) as foreign:
        result, asked = _crawl(
            {
                "/site/": page(
                    "Start",
                    "Text.",
                    f"{foreign.origin}/site/a",
                    "/other/b",
                    "/site/../other/c",
                    "mailto:x@y",
                    "//[x",
                ),
            }
        )

        assert foreign.asked == []
        assert asked == ["/robots.txt", "/site/"]
        assert result.skipped["not allowed"] == 5


@pytest.mark.parametrize("hops", [1, 3])
def test_a_redirect_to_a_foreign_site_is_not_followed(hops: int) -> None:
    with serve(_site({"/site/evil": page("Evil", "Evil text.")})) as foreign:
        pages = {"/site/": page("Start", "Text.", "/site/hop0")}
        pages |= {f"/site/hop{hop}": redirect(f"/site/hop{hop + 1}") for hop in range(hops - 1)}
        pages[f"/site/hop{hops - 1}"] = redirect(f"{foreign.origin}/site/evil")

        result, _ = _crawl(pages)

        assert foreign.asked == []
        assert _titles(result) == ["Start"]
        assert result.skipped["not allowed"] == 1


def test_a_redirect_within_the_list_is_followed_and_its_target_taken_once() -> None:
    result, _ = _crawl(
        {
            "/site/": page("Start", "Text.", "/site/old", "/site/older"),
            "/site/old": redirect("/site/new"),
            "/site/older": redirect("/site/new"),
            "/site/new": page("New", "New text."),
        }
    )

    assert _titles(result) == ["Start", "New"]
    assert [document.url.rpartition("/")[2] for document in result.documents] == ["", "new"]


def test_a_loop_of_redirects_ends() -> None:
    result, asked = _crawl({"/site/": page("Start", "Text.", "/site/a"), "/site/a": redirect("/site/a")})

    assert result.skipped["too many redirects"] == 1
    assert asked.count("/site/a") == 6


def test_robots_txt_is_obeyed() -> None:
    robots = Answer("User-agent: *\nDisallow: /site/private", headers={"Content-Type": "text/plain"})
    result, asked = _crawl(
        {
            "/robots.txt": robots,
            "/site/": page("Start", "Text.", "/site/private/a", "/site/hop", "/site/public"),
            "/site/hop": redirect("/site/private/b"),
            "/site/public": page("Public", "Public text."),
        }
    )

    assert _titles(result) == ["Start", "Public"]
    assert not [path for path in asked if path.startswith("/site/private")]
    assert result.skipped["robots.txt"] == 2


def test_where_robots_txt_cannot_be_had_nothing_is_taken() -> None:
    result, asked = _crawl({"/robots.txt": Answer(status=503), "/site/": page("Start", "Text.")})

    assert result.documents == []
    assert asked == ["/robots.txt"]


def test_pages_may_ask_not_to_be_indexed_or_followed() -> None:
    hidden = page("Hidden", "Text one.", "/site/seen", head='<meta name="robots" content="noindex">')
    closed = page("Closed", "Text two.", "/site/unseen", head='<meta name="robots" content="nofollow">')
    result, asked = _crawl(
        {
            "/site/": page("Start", "Text.", "/site/hidden", "/site/closed"),
            "/site/hidden": hidden,
            "/site/closed": closed,
            "/site/seen": page("Seen", "Text three."),
        }
    )

    assert _titles(result) == ["Start", "Closed", "Seen"]
    assert "/site/unseen" not in asked


def _trap(path: str) -> Answer:
    """A calendar without end: every page is new and links to the next."""
    if not path.startswith("/site/"):
        return MISSING
    number = int(path.rpartition("=")[2]) if "=" in path else 0
    return page(f"Month {number}", f"Nothing happens in month {number}.", f"/site/?month={number + 1}")


def test_a_trap_ends_at_the_page_limit() -> None:
    result, asked = _crawl(_trap, Limits(pages=12, depth=1_000, delay=0.0))

    assert len(result.documents) == 12
    assert len(asked) == 13
    assert result.skipped["page limit"] == 1


def test_a_trap_ends_at_the_depth_limit() -> None:
    result, _ = _crawl(_trap, Limits(depth=4, delay=0.0))

    assert len(result.documents) == 5
    assert result.skipped["too deep"] == 1


def test_the_same_page_under_ever_new_addresses_is_taken_once() -> None:
    def session(path: str) -> Answer:
        return page("Same", "Same text.", f"{path}x") if path.startswith("/site/") else MISSING

    with serve(session) as site:
        result = crawl([f"{site.origin}/site/"], AllowList.of([f"{site.origin}/site"]), FAST)

    assert _titles(result) == ["Same"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(Answer("<main>" + "x" * 3_000_000), "too large", id="huge"),
        pytest.param(Answer("x" * 200, seconds=10.0), "too slow", id="dripping"),
        pytest.param(Answer("%PDF", headers={"Content-Type": "application/pdf"}), "not HTML", id="not HTML"),
        pytest.param(Answer("gone", status=410), "status 410", id="gone"),
        pytest.param(Answer(status=302, headers={}), "redirect to nowhere", id="redirect without target"),
        pytest.param(page("Hola", "Texto.", lang="es"), "other language", id="other language"),
        pytest.param(Answer('<html lang="en"><title>T</title><main> </main>'), "no text", id="no text"),
    ],
)
def test_a_page_that_cannot_be_used_is_left_out_with_its_reason(answer: Answer, reason: str) -> None:
    pages = {"/site/": page("Start", "Text.", "/site/bad", "/site/good")}
    limits = Limits(delay=0.0, seconds_each=1.0)

    result, _ = _crawl({**pages, "/site/bad": answer, "/site/good": page("Good", "Good text.")}, limits)

    assert _titles(result) == ["Start", "Good"]
    assert result.skipped[reason] == 1


def test_a_crawl_becomes_an_index_that_can_be_asked(tmp_path: Path) -> None:
    pages = {
        "/site/": page("Visit Canada", "Visitors may stay for six months.", "/site/work"),
        "/site/work": page("Work in Canada", "Most workers need a work permit from the department."),
    }
    with serve(_site(pages)) as site:
        crawl_into(tmp_path, [f"{site.origin}/site/"], AllowList.of([f"{site.origin}/site"]), FAST)

        (result,) = Index.open(tmp_path).query("do I need a work permit", "en", limit=1)

        assert (result.title, result.url) == ("Work in Canada", f"{site.origin}/site/work")


def test_an_empty_crawl_keeps_the_old_index_and_says_why(tmp_path: Path) -> None:
    with serve(_site({"/site/": page("Work permit", "Most workers need one.")})) as site:
        allowed = AllowList.of([f"{site.origin}/site"])
        crawl_into(tmp_path, [f"{site.origin}/site/"], allowed, FAST)

        with pytest.raises(CrawlFailed, match="status 404: 1"):
            crawl_into(tmp_path, [f"{site.origin}/site/gone"], allowed, FAST)

    assert Index.open(tmp_path).query("work permit", "en")


def test_the_command_line_crawls_and_answers_as_json(tmp_path: Path) -> None:
    text = "Les visiteurs peuvent rester six mois au Canada."
    with serve(_site({"/site/": page("Visiter le Canada", text, lang="fr")})) as site:
        where = ["--index", str(tmp_path), "--delay", "0"]
        crawled = _run("crawl", "--start", f"{site.origin}/site/", "--allow", f"{site.origin}/site", *where)
        answer = _run("query", "combien de temps un visiteur peut-il rester", "--lang", "fr", "--json", *where[:2])

    assert crawled.startswith("1 pages")
    (result,) = json.loads(answer)
    assert set(result) == {"title", "url", "snippet", "score"}
    assert result["title"] == "Visiter le Canada"


def _run(*arguments: str) -> str:
    command = [sys.executable, "-m", "search_engine", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
