"""The figures of docs/privacy.md are counted from what survived."""

from evaluation.privacy.messages import Item, Message
from evaluation.privacy.page import Draw, by_group, by_kind, table, unseen
from evaluation.privacy.scorer import Leak


def fate(kind: str, leaked: bool, origin: str = "somewhere") -> Leak:
    item = Item(kind, 0, 4, (0, 4))
    return Leak(Message("text", (item,), "en", "careful", origin, "bare"), item, leaked, leaked)


def draw(*fates: Leak) -> Draw:
    return Draw(fates, [True, False, False, False], [True, False], [1.0] * 20, 150.4)


FIRST = draw(fate("PERSON", True, "far_away"), fate("PERSON", False), fate("SIN", False), fate("URL", True))
SECOND = draw(fate("PERSON", False), fate("PERSON", False), fate("SIN", False), fate("URL", False))


def test_the_mean_is_that_of_the_draws() -> None:
    lines = table([FIRST, SECOND]).splitlines()

    assert "| leak, all | 50.0% (2/4;" in lines[2]
    assert lines[2].endswith("| 25.0% |")
    assert "| leak, names | 50.0% (1/2;" in lines[3]
    assert lines[5].startswith("| clean messages changed | 25.0% (1/4;")
    assert lines[6].startswith("| of these, hard cases | 50.0% (1/2;")


def test_stock_stands_beside_in_a_column_of_its_own() -> None:
    assert (
        table([FIRST, SECOND], FIRST).splitlines()[0].count("|")
        == table([FIRST, SECOND]).splitlines()[0].count("|") + 1
    )


def test_groups_where_most_names_leak_stand_alone_and_the_rest_together() -> None:
    text = by_group([FIRST, SECOND])

    assert "| of far away | 100.0% (1/1;" in text
    assert "| of each of 1 others | at most 0.0% |" in text


def test_kinds_of_which_nothing_leaked_are_named_with_their_number() -> None:
    text = by_kind([FIRST, SECOND])

    assert "| `URL` | 50.0% (1/2;" in text
    assert text.endswith("| none of | `SIN` (2) |")


def test_what_was_written_by_hand_stands_beside_stock() -> None:
    lines = unseen(FIRST, SECOND).splitlines()

    assert lines[0].endswith("| Quaid | stock Presidio |")
    assert lines[2].startswith("| leak, all | 50.0% (2/4;")
    assert "| 0.0% (0/4;" in lines[2]
