from __future__ import annotations

import pytest

from knowledge_base import KnowledgeInvalid, Taxonomy
from tests.knowledge_base.little import TAXONOMY, Little


def test_the_real_taxonomy_has_every_line_and_sub_topic_in_both_languages() -> None:
    taxonomy = Taxonomy.open()

    lines = {one.line for one in taxonomy.subtopics}
    assert len(lines) == 19
    assert len([one for one in taxonomy.subtopics if one.line != "conversation"]) == 164
    assert all(one.name[language].strip() for one in taxonomy.subtopics for language in ("en", "fr"))


def test_the_real_steps_belong_to_the_conversation() -> None:
    taxonomy = Taxonomy.open()

    assert {place.line for step in taxonomy.steps if (place := taxonomy.place_of(step.code))} == {"conversation"}
    assert all(taxonomy.place_of(step.code) for step in taxonomy.steps)


def test_a_code_leads_to_its_sub_topic_and_a_file_too(little: Little) -> None:
    place = little.taxonomy.place_of("051103")

    assert place is not None
    assert place == little.taxonomy.place("study-permits", "letter-of-acceptance")
    assert place.line_name["fr"] == "Permis d'études"
    assert little.taxonomy.place_of("059901") is None


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        pytest.param('"07", slug', '"11", slug', "sub-topic code 0511 is given twice", id="sub-topic code"),
        pytest.param("extend-restore", "letter-of-acceptance", "is given twice", id="sub-topic slug"),
        pytest.param('code: "90"', 'code: "05"', "line code 05 is given twice", id="line code"),
        pytest.param('"900402"', '"900105"', "step code 900105 is given twice", id="step code"),
        pytest.param("fr: Refus", "xx: Refus", "field required", id="French name missing"),
        pytest.param('"07"', '"7"', "does not match regex", id="one digit"),
    ],
)
def test_a_taxonomy_that_cannot_tell_codes_apart_is_refused(little: Little, old: str, new: str, what: str) -> None:
    assert old in TAXONOMY
    little.taxonomy_file.write_text(TAXONOMY.replace(old, new), encoding="utf-8")

    with pytest.raises(KnowledgeInvalid, match=what):
        Taxonomy.open(little.taxonomy_file)
