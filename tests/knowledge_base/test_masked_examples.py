"""Examples as the model would see them: what masking changes is told with its place."""

from __future__ import annotations

import pytest

from privacy import shared_masker
from tests.knowledge_base.little import LETTERS, Little
from tests.knowledge_base.masked_examples import check_masking, main


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("my UCI is 1234-5678, can I come early", "<UCI>", id="a number"),
        pytest.param("my name is Wanda Kowalczyk, can I come early", "<PERSON>", id="a name"),
        pytest.param("my <UIC> is on the letter", "<UIC> is no placeholder", id="a misspelt placeholder"),
        pytest.param("my <uci> is on the letter", "<uci> is no placeholder", id="lower case"),
        pytest.param("my [UCI] is on the letter", "[UCI] is no placeholder", id="brackets"),
        pytest.param("my <UCI> is on the letter", None, id="as the model sees it"),
        pytest.param("is 3 < 5 weeks and > 2 fine", None, id="signs of comparison"),
    ],
)
def test_an_example_that_no_masked_message_could_be_is_found(
    little: Little, capsys: pytest.CaptureFixture[str], text: str, what: str | None
) -> None:
    little.teach("en", LETTERS, {"study_arrive_early": ["when may I come", text]})

    assert main(["--examples", str(little.examples)]) == (1 if what else 0)

    told = capsys.readouterr().out.splitlines()[:-1]
    assert [f"{LETTERS}.yml:6: " in line and what in line for line in told if what] == ([True] if what else [])
    assert bool(told) == bool(what)


def test_masking_has_nothing_to_do_with_an_empty_set() -> None:
    assert list(check_masking([], shared_masker())) == []
