"""Files of boards and courts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("my IRB file is ⟦MC2-18834⟧", id="board"),
        pytest.param("dossier ⟦tb9-04417⟧ à la CISR", id="board, small letters"),
        pytest.param("SPR ⟦VC3 01199⟧", id="board, space"),
        pytest.param("judicial review ⟦IMM-4418-24⟧", id="Federal Court"),
        pytest.param("Cour fédérale ⟦imm-917-25⟧, c'est long", id="Federal Court, small letters"),
        pytest.param("docket ⟦T-1182-23⟧", id="citizenship, Federal Court"),
        pytest.param("the form IMM 5257", id="form"),
        pytest.param("formulaire IMM-5257", id="form, hyphen"),
        pytest.param("size A-4 or T-12", id="sizes"),
        pytest.param("NOC TC2 and 21232", id="occupation"),
        pytest.param("la loi C-12 et C-3", id="bills"),
    ],
)
def test_court_file_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.IDENTIFIER, text, language)

    assert found == marked
