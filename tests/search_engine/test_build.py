"""Building: whole or not at all, only when something changed, and nothing that is not allowed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from search_engine import Index, IndexUnreadable, LinksInvalid, build, ensure
from search_engine.allowed import AllowList
from search_engine.build import build_from
from search_engine.document import Document
from search_engine.errors import NotAllowed
from tests.search_engine.small_links import EN, PAGES, write_links


@pytest.fixture
def links(tmp_path: Path) -> Path:
    return write_links(tmp_path / "links", PAGES[:2])


def _generations(directory: Path) -> set[str]:
    return {path.name for path in directory.glob("generation-*")}


def _finds(directory: Path, text: str) -> list[str]:
    return [result.url for result in Index.open(directory).query(text, "en", limit=1)]


def test_ensure_builds_once_and_again_only_when_links_change(tmp_path: Path, links: Path) -> None:
    directory = tmp_path / "index"

    first, second = ensure(directory, links), ensure(directory, links)
    write_links(links, PAGES[4:5])
    third, fourth = ensure(directory, links), ensure(directory, links)

    assert [first, second, third, fourth] == [True, False, True, False]
    assert _finds(directory, "renew my passport") == [f"{EN}/passports/renew.html"]


def test_a_removed_file_is_a_change(tmp_path: Path, links: Path) -> None:
    write_links(links, PAGES[4:5])
    ensure(tmp_path / "index", links)

    (links / "passports.yml").unlink()

    assert ensure(tmp_path / "index", links)


def test_ensure_mends_a_broken_index(tmp_path: Path, links: Path) -> None:
    directory = tmp_path / "index"
    build(directory, links)
    for file in directory.glob("generation-*/vectors.npy"):
        file.write_bytes(b"broken")

    assert ensure(directory, links)
    assert _finds(directory, "extend my study permit")


@pytest.mark.parametrize("broken", ["documents.jsonl", "vectors.npy", "manifest.json", "words/meta.json"])
def test_a_broken_index_says_so_and_what_to_do(tmp_path: Path, links: Path, broken: str) -> None:
    directory = tmp_path / "index"
    build(directory, links)
    for generation in directory.glob("generation-*"):
        (generation / broken).write_text('{"cut": ', encoding="utf-8")

    with pytest.raises(IndexUnreadable, match="run python -m search_engine build"):
        Index.open(directory)


def test_no_index_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnreadable, match="no index here"):
        Index.open(tmp_path / "nothing")


def test_a_build_that_fails_leaves_the_old_index_in_place(tmp_path: Path, links: Path) -> None:
    directory = tmp_path / "index"
    build(directory, links)
    before = _generations(directory)
    (links / "visit.yml").write_text("- broken\n", encoding="utf-8")

    with pytest.raises(LinksInvalid):
        ensure(directory, links)

    assert _generations(directory) == before
    assert _finds(directory, "extend my study permit") == [f"{EN}/study/extend.html"]


def test_an_open_index_answers_while_it_is_replaced_and_the_oldest_goes(tmp_path: Path, links: Path) -> None:
    directory = tmp_path / "index"
    build(directory, links)
    opened = Index.open(directory)
    first = _generations(directory)

    build(directory, links)
    build(directory, links)

    assert len(_generations(directory)) == 2
    assert not first & _generations(directory)
    assert opened.query("extend my study permit", "en")


def test_a_document_outside_the_allow_list_never_enters(tmp_path: Path) -> None:
    good = Document("en", f"{EN}/a.html", "en", "A page", "It says something.")
    foreign = replace(good, url="https://example.com/a.html")

    with pytest.raises(NotAllowed):
        build_from([good, foreign], tmp_path / "index", AllowList.load())

    assert not _generations(tmp_path / "index")


def test_ensure_leaves_a_crawled_index_alone(tmp_path: Path, links: Path) -> None:
    page = Document("en", f"{EN}/a.html", "en", "Extend a study permit", "Ask before it expires.")
    build_from([page], tmp_path / "index", AllowList.load())

    assert not ensure(tmp_path / "index", links)
    assert _finds(tmp_path / "index", "extend study permit") == [f"{EN}/a.html"]
