"""The messages written by hand: what is marked is a datum of a known kind, and no mark is left in the text."""

from __future__ import annotations

from evaluation.privacy.messages import STYLES
from evaluation.privacy.unseen import read, unseen_messages
from privacy.kinds import KINDS


def test_a_mark_is_a_datum_and_no_part_of_the_text() -> None:
    message = read("I am [[PERSON:Mina Karimi]], [[EMAIL:mina.t]]@gmail.com", language="en", style="chat", pattern="x")

    assert message.text == "I am Mina Karimi, mina.t@gmail.com"
    assert [(item.kind, message.text[item.start : item.end]) for item in message.items] == [
        ("PERSON", "Mina Karimi"),
        ("EMAIL", "mina.t"),
    ]
    assert all(item.telling == (item.start, item.end) for item in message.items)


def test_every_message_has_data_of_known_kinds_and_no_mark_left() -> None:
    for message in unseen_messages():
        assert message.items
        assert {item.kind for item in message.items} <= set(KINDS)
        assert not {"[[", "]]"} & {message.text[at : at + 2] for at in range(len(message.text))}


def test_both_languages_and_all_ways_of_writing_are_there_alike() -> None:
    found = unseen_messages()
    languages = [message.language for message in found]

    assert abs(languages.count("en") - languages.count("fr")) <= len(found) // 10
    assert {message.style for message in found} == set(STYLES)
