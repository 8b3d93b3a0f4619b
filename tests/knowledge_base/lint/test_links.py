from __future__ import annotations

import re

import pytest

from tests.knowledge_base.little import LETTERS, Little, entry, line_of, link

EN = "https://www.canada.ca/en/letters.html"


@pytest.mark.parametrize(
    ("links", "what"),
    [
        pytest.param([], "an answer without a link", id="none"),
        pytest.param([link(en="http://www.canada.ca/en/a")], "not a plain https address", id="http"),
        pytest.param([link(en="https://me@www.canada.ca/en/a")], "not a plain https", id="user before host"),
        pytest.param([link(en="javascript:alert(1)")], "not a plain https address", id="script"),
        pytest.param([link(en="https://canada.ca:8443/en/a")], "not a plain https address", id="port"),
        pytest.param([link(en="https://visa-canada.com/en/a")], "not on the allow-list", id="stranger"),
        pytest.param([link(en="https://canada.ca.example/en/a")], "not on the allow-list", id="canada.ca.…"),
        pytest.param([link(en="https://notcanada.ca/en/a")], "not on the allow-list", id="…canada.ca"),
        pytest.param([link(fr="https://blog.example/fr/a")], "blog.example is not on", id="French stranger"),
        pytest.param([link(en="https://www.canada.ca/fr/a")], "English link is a French", id="English is French"),
        pytest.param([link(fr=EN)], "French link is an English page", id="French is English, unsaid"),
        pytest.param([link(fr_title="Lettres (en anglais)")], "title says English", id="says English, is not"),
        pytest.param([link(fr_title=" ")], "a link without a title in fr", id="no title"),
        pytest.param([link(fr=EN, fr_title="Lettres (en anglais)")], "no page in French", id="none in French"),
    ],
)
def test_a_link_no_client_should_be_given_is_found(little: Little, links: list[dict[str, object]], what: str) -> None:
    little.respond(LETTERS, entry(links=links))

    [problem] = little.lint()

    assert what in problem.what
    assert (problem.code, problem.warning) == ("051103", False)
    assert re.match(r" *(- )?(links|url|title):", line_of(problem)), "the line of the link itself"


@pytest.mark.parametrize(
    "links",
    [
        pytest.param([link(), link(fr=EN, fr_title="Lettres (en anglais)")], id="English page beside, said so"),
        pytest.param([link("https://ircc.canada.ca/english/a", "https://ircc.canada.ca/francais/a")], id="ircc"),
        pytest.param([link("https://www.cic.gc.ca/english/a", "https://www.cic.gc.ca/francais/a")], id="gc.ca"),
        pytest.param([link("https://www.quebec.ca/en/a", "https://www.quebec.ca/a")], id="Quebec"),
        pytest.param([link("https://tools.gc.ca/form", "https://tools.gc.ca/form")], id="one bilingual page"),
    ],
)
def test_official_pages_pass(little: Little, links: list[dict[str, object]]) -> None:
    little.respond(LETTERS, entry(links=links))

    assert little.lint() == []


@pytest.mark.parametrize("kind", ["social", "refusal", "offer"])
def test_only_an_answer_needs_a_link(little: Little, kind: str) -> None:
    little.respond(LETTERS, entry(kind=kind, links=[]))

    assert little.lint() == []
