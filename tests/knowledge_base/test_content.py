"""The content of this repository, as it would be served today."""

from __future__ import annotations

from knowledge_base.lint import lint


def test_the_content_has_nothing_to_mend() -> None:
    assert [str(problem) for problem in lint() if not problem.warning] == []
