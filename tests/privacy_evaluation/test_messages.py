"""The made-up messages: every datum stands where it is said to, and the two sets share no wording and no name."""

from __future__ import annotations

import yaml

from evaluation.privacy.clean import clean_messages
from evaluation.privacy.messages import FOLDER, SETS, messages
from privacy.names.name_lists import Names
from privacy.names.tagger import shared_tagger
from privacy.recognizers.checksums import iban_valid, luhn_valid


def test_same_seed_makes_the_same_messages() -> None:
    assert messages("development", 40) == messages("development", 40)


def test_items_are_in_order_and_tell_a_part_of_themselves() -> None:
    for message in messages("development", 300):
        for item in message.items:
            assert message.text[item.start : item.end].strip()
            assert item.start <= item.telling[0] < item.telling[1] <= item.end


def test_numbers_with_a_check_digit_have_a_right_one() -> None:
    for message in messages("apart", 600):
        for item in message.items:
            value = "".join(char for char in message.text[item.start : item.end] if char.isalnum()).upper()
            if item.kind in ("SIN", "CREDIT_CARD"):
                assert luhn_valid(value)
            if item.kind == "BANK_ACCOUNT" and value[:2].isalpha():
                assert iban_valid(value)


def test_sets_share_no_name() -> None:
    names = yaml.safe_load((FOLDER / "names.yml").read_text(encoding="utf-8"))
    for kinds in names.values():
        for listed in kinds.values():
            assert not set(listed[0::2]) & set(listed[1::2])


def test_sets_share_no_clean_message() -> None:
    hard, other_hard = ({row.text for row in clean_messages(which) if row.source == "hard cases"} for which in SETS)
    one, other = (
        {(row.language, row.text) for row in clean_messages(which) if row.source == "training examples"}
        for which in SETS
    )

    assert hard
    assert one
    assert not hard & other_hard
    assert not one & other


def test_templates_are_not_those_the_tagger_learns_from() -> None:
    folder = FOLDER.parents[1] / "privacy" / "names" / "lists"
    learnt = {line for path in folder.glob("templates_*.txt") for line in path.read_text("utf-8").splitlines()}
    measured = yaml.safe_load((FOLDER / "templates.yml").read_text(encoding="utf-8"))

    texts = {
        text for patterns in measured.values() for name, listed in patterns.items() for text in listed if name != "bare"
    }
    assert not {line.lower().replace("{n}", "{person}").replace("{g}", "{given}") for line in learnt} & {
        text.lower() for text in texts
    }


def test_a_part_of_the_names_is_in_no_list_the_tagger_has() -> None:
    lexicon = shared_tagger().lexicon
    assert Names.read(lexicon).origins
    names = yaml.safe_load((FOLDER / "names.yml").read_text(encoding="utf-8"))
    parts = [
        part.lower()
        for kinds in names.values()
        for listed in kinds.values()
        for name in listed
        for part in name.split("_")
    ]

    assert sum(lexicon.membership(part) == "-" for part in parts) / len(parts) > 0.1
