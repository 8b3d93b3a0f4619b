"""Links files: every problem at once, with file and line; both languages from each entry."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from search_engine.errors import LinksInvalid
from search_engine.links import LINKS_DIR, load_links
from tests.search_engine.small_links import EN, FR, PAGES, write_links


def test_an_entry_gives_one_document_for_each_language(tmp_path: Path) -> None:
    pages = load_links(write_links(tmp_path, PAGES[:1]))

    english, french = pages[0].documents()

    assert (english.url, french.url) == (f"{EN}/study/extend.html", f"{FR}/etudier/prolonger.html")
    assert (english.title, french.title) == ("Extend your study permit", "Prolonger votre permis d'études")
    assert (english.line, english.topic, pages[0].as_of) == ("study-permits", "extend", date(2026, 6, 10))


def test_without_a_french_page_the_french_document_leads_to_the_english_one(tmp_path: Path) -> None:
    only_english = [page for page in PAGES if page["url"]["fr"] is None]

    _, french = load_links(write_links(tmp_path, only_english))[0].documents()

    assert (french.language, french.url_language, french.url) == ("fr", "en", f"{EN}/family/abuse.html")
    assert french.title == "Aide aux victimes de violence"


def test_a_page_is_found_by_what_clients_ask_and_does_not_show_it(tmp_path: Path) -> None:
    asked = {"en": ["Where do we swear the oath?"], "fr": ["Où prêter serment?"]}
    page = load_links(write_links(tmp_path, [{**PAGES[0], "asked": asked}]))[0]

    assert [document.text for document in page.documents()] == ["Where do we swear the oath?", "Où prêter serment?"]
    assert all("oath" not in document.summary for document in page.documents())


def _without(name: str) -> dict[str, Any]:
    return {key: value for key, value in PAGES[0].items() if key != name}


def _with(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(PAGES[0]), **changes}


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        pytest.param(_without("summary"), "'summary' is missing", id="field missing"),
        pytest.param(_with(colour="red"), "'colour' is not a field", id="unknown field"),
        pytest.param(_with(title={"en": "A"}), "'title.fr' is missing", id="one language"),
        pytest.param(_with(summary={"en": " ", "fr": "B"}), "'summary.en' is missing", id="blank"),
        pytest.param(_with(url={"en": f"{EN}/a.html"}), "'url' needs 'en' and 'fr'", id="French not said"),
        pytest.param(_with(url={"en": None, "fr": None}), "'url' needs 'en' and 'fr'", id="no English"),
        pytest.param(
            _with(url={"en": "https://example.com/", "fr": None}),
            "'url.en' 'https://example.com/' is not on",
            id="host",
        ),
        pytest.param(_with(asked={"en": ["How much?"], "fr": []}), "'asked' needs under", id="asked in one language"),
        pytest.param(_with(asked={"en": ["fees"], "fr": ["frais"]}), "'asked' needs under", id="asked without an end"),
        pytest.param(_with(as_of="lately"), "'as_of' 'lately' is not a date", id="date"),
        pytest.param(_with(topic=None), "'topic' must be a slug", id="topic"),
        pytest.param("just text", "must be a mapping", id="not a mapping"),
    ],
)
def test_a_broken_entry_is_named_with_its_line(tmp_path: Path, broken: Any, problem: str) -> None:
    good = PAGES[1]
    write_links(tmp_path, [good])
    _append(tmp_path / "study-permits.yml", broken)
    line = len((tmp_path / "study-permits.yml").read_text(encoding="utf-8").splitlines())

    with pytest.raises(LinksInvalid) as raised:
        load_links(tmp_path)

    (found,) = raised.value.problems
    place, _, said = found.partition(": ")
    assert place.startswith("study-permits.yml:")
    assert 1 < int(place.rpartition(":")[2]) <= line
    assert problem in said


def _append(file: Path, value: Any) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write(yaml.safe_dump([value], allow_unicode=True))


def test_the_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write_links(tmp_path, [_with(topic=None), {**PAGES[4], "line": "passports", "as_of": 5}])
    (tmp_path / "visit.yml").write_text("- url: [\n", encoding="utf-8")
    (tmp_path / "iec.yml").write_text("url: x\n", encoding="utf-8")

    with pytest.raises(LinksInvalid) as raised:
        load_links(tmp_path)

    assert sorted(problem.split(":")[0] for problem in raised.value.problems) == [
        "iec.yml",
        "passports.yml",
        "study-permits.yml",
        "visit.yml",
    ]
    assert "python -m search_engine build" in str(raised.value)


def test_an_address_stands_in_one_entry_only(tmp_path: Path) -> None:
    write_links(tmp_path, [PAGES[0], {**PAGES[0], "line": "visit"}])

    with pytest.raises(LinksInvalid, match=r"visit.yml:1: 'url.en' is already at study-permits.yml:1"):
        load_links(tmp_path)


def test_an_entry_belongs_in_the_file_of_its_line(tmp_path: Path) -> None:
    write_links(tmp_path, [PAGES[0]])
    (tmp_path / "study-permits.yml").rename(tmp_path / "visit.yml")

    with pytest.raises(LinksInvalid, match=r"'line' is 'study-permits' but the file is visit\.yml"):
        load_links(tmp_path)


def test_a_directory_without_pages_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(LinksInvalid, match="no pages"):
        load_links(tmp_path)


def test_the_links_that_ship_are_valid() -> None:
    assert load_links(LINKS_DIR)
