"""Examples as the model would see them: what masking changes is told with its place."""

from __future__ import annotations

import pytest

from knowledge_base.lint.examples import Example
from privacy import shared_masker
from tests.knowledge_base.masked_examples import changed_by_masking, unknown_placeholders


def example(text: str) -> Example:
    return Example(text, "study_arrive_early", "en", "data/nlu/en/letters.yml", 6)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("my UCI is 1234-5678, can I come early", "<UCI>", id="a number"),
        pytest.param("my name is Wanda Kowalczyk, can I come early", "<PERSON>", id="a name"),
        pytest.param("my <UCI> is on the letter", None, id="as the model sees it"),
    ],
)
def test_an_example_that_no_masked_message_could_be_is_found(text: str, kind: str | None) -> None:
    told = [str(problem) for problem in changed_by_masking([example(text)], shared_masker())]

    assert len(told) == (1 if kind else 0)
    assert all("letters.yml:6: " in line and str(kind) in line for line in told)


@pytest.mark.parametrize(
    ("text", "placeholder"),
    [
        pytest.param("my <UIC> is on the letter", "<UIC>", id="misspelt"),
        pytest.param("my <uci> is on the letter", "<uci>", id="lower case"),
        pytest.param("my [UCI] is on the letter", "[UCI]", id="brackets"),
        pytest.param("my <UCI> is on the letter", None, id="a kind"),
        pytest.param("is 3 < 5 weeks and > 2 fine", None, id="signs of comparison"),
    ],
)
def test_a_placeholder_that_masking_never_writes_is_found(text: str, placeholder: str | None) -> None:
    told = [str(problem) for problem in unknown_placeholders([example(text)])]

    assert len(told) == (1 if placeholder else 0)
    assert all(f"letters.yml:6: {placeholder} is no placeholder" in line for line in told)
