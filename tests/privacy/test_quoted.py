"""What a log line quotes is masked as its writer wrote it, and what it says of its own stays readable."""

import logging

import pytest

from privacy import mask, shared_masker
from privacy.process_guard import ProcessFilter
from privacy.quoted import Quotes

DATA = ("zelmirova", "quibbleworth", "1990")


@pytest.fixture(scope="module")
def masking() -> ProcessFilter:
    return ProcessFilter(shared_masker())


def written(masking: ProcessFilter, line: str) -> str:
    return masking.record("some.library", logging.INFO, "file.py", 1, line, (), None).getMessage()


@pytest.mark.parametrize(
    "line",
    [
        "Issuing ticket for conversation 'zelmirova quibbleworth'.",
        "Issuing ticket for conversation 'zelmirova%20quibbleworth'.",
        "Request to '/zelmirova quibbleworth' matches resource '/*'",
        "NotFound: Requested URL /zelmirova not found",
        "NotFound: Requested URL /marie zelmirova quibbleworth not found",
        "<Request: GET /zelmirova>",
        "ValueError: cannot work on: our sponsor zelmirova quibbleworth lives in calgary",
        "Request to '/1990, chemin des quibbleworth' matches resource '/*'",
        """Traceback:\n  File "/a/b.py", line 3, in work\nFault: cannot work on: my nanny zelmirova phon from cebu""",
        "ValueError: je suis zelmirova quibbleworth",
        r"""{"slots": "{'a': ['Nom zelmirova\\nPr\\xe9nom Quibbleworth\\nN\\xe9 le 1990/04/01\\nPasseport']}"}""",
    ],
)
def test_a_datum_that_a_line_quotes_is_masked(masking: ProcessFilter, line: str) -> None:
    assert [datum for datum in DATA if datum in written(masking, line).lower()] == []


@pytest.mark.parametrize(
    "line",
    [
        "sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked",
        "startup: could not reach the ticket bridge: ConnectError; trying again in 5 s",
        'GET "POST /webhooks/rest/webhook HTTP/1.1" 200 OK',
        "bridge: database var/tickets.db: no such table: ticket. Run: make run",
        "door: kept for conversation web-eaadef7511f17057265740ea2998ffa8",
        "action_answer: code 051103 sent",
    ],
)
def test_what_a_line_says_of_its_own_stays(masking: ProcessFilter, line: str) -> None:
    assert written(masking, line) == line


def test_every_piece_is_given_to_the_masker_once_for_each_way_it_is_quoted() -> None:
    asked: list[str] = []

    def keep(piece: str) -> str:
        asked.append(piece)
        return piece

    Quotes(keep).masked("one: two: 'three four' \"five six\" /seven")

    behind = "'three four' \"five six\" /seven"
    assert asked == [behind, f"two: {behind}", "'three four'", '"five six"', "seven"]


def test_a_piece_alone_is_masked_like_a_message() -> None:
    assert "quibbleworth" in mask("Issuing ticket for conversation 'zelmirova quibbleworth'.", "en")
    assert Quotes(lambda piece: mask(piece, "en")).masked("for 'zelmirova quibbleworth'") == "for '<PERSON>'"


def test_a_piece_without_a_datum_is_asked_about_once_and_one_with_a_datum_each_time() -> None:
    asked: list[str] = []

    def hide(piece: str) -> str:
        asked.append(piece)
        return piece.replace("zelmirova", "<PERSON>")

    quotes = Quotes(hide)
    for _ in range(2):
        assert quotes.masked("'zelmirova' and 'a thing'") == "'<PERSON>' and 'a thing'"

    assert asked == ["'zelmirova'", "'a thing'", "'zelmirova'"]


def test_colons_of_what_is_dumped_are_no_prefixes() -> None:
    asked: list[str] = []

    def keep(piece: str) -> str:
        asked.append(piece)
        return piece

    Quotes(keep).masked('got: {"who": "somebody else"}')

    assert asked == ['{"who": "somebody else"}', '"who"', '"somebody else"']
