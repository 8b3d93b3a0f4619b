"""Reading beside Rasa's own pipeline: what is compared, on which messages, and what counts as missed."""

from itertools import groupby

import pytest
from rasa.core.channels.channel import UserMessage

from evaluation.parse_time import BATCH, Times, misses, of_words, stock, table, timed
from evaluation.readers import config
from evaluation.scores import labelled

TEXTS = [row.text for row in labelled(half="choose") if row.language == "fr"][:40]


def times(asked: float, short: float = 10.0, long: float = 30.0) -> Times:
    return Times([asked] * 20, [short] * 5, [long] * 5)


def test_rasas_own_pipeline_has_none_of_our_components_and_the_settings_of_the_others() -> None:
    ours = config()["pipeline"]

    theirs = stock(config())

    assert [part for part in theirs["pipeline"] if part["name"].startswith("nlu.")] == []
    assert theirs["pipeline"][:3] == [part for part in ours if not part["name"].startswith("nlu.")]
    assert [part["name"] for part in theirs["pipeline"][3:]] == ["DIETClassifier", "FallbackClassifier"]


def test_rasas_own_pipeline_needs_no_importer_and_no_policy_of_ours() -> None:
    assert set(stock(config())) == {"recipe", "assistant_id", "language", "pipeline"}


@pytest.mark.parametrize("count", [1, 15, 60])
def test_messages_have_exactly_as_many_words_and_no_question_is_in_two(count: int) -> None:
    made = of_words(count, TEXTS)

    assert {len(text.split()) for text in made} == {count}
    left = " ".join(" ".join(TEXTS).split())
    for text in made:
        assert text in left
        left = left[left.index(text) + len(text) :]


def test_long_questions_are_cut_in_front_and_short_ones_joined() -> None:
    assert of_words(3, ["a b c d?", "e?", "f g h?", "i?"]) == ["b c d?", "f g h?"]
    assert of_words(5, ["a b?", "c d e?"]) == ["a b? c d e?"]


class Noting:
    """Stands where a processor of Rasa's reads messages, and notes which and when."""

    def __init__(self, name: str, notes: list[tuple[str, str]]) -> None:
        self.name, self.notes = name, notes

    async def parse_message(self, message: UserMessage) -> None:
        self.notes.append((self.name, message.text))


async def test_both_read_the_same_messages_in_turn_and_as_many_of_each_length() -> None:
    notes: list[tuple[str, str]] = []

    spent = await timed([Noting("stock", notes), Noting("ours", notes)])

    read = {name: [text for side, text in notes if side == name] for name in ("stock", "ours")}
    assert sorted(read["stock"]) == sorted(read["ours"])
    assert len({(len(times.asked), len(times.short), len(times.long)) for times in spent}) == 1
    assert len(spent[0].asked) == len(spent[0].short) == len(spent[0].long) > 5 * BATCH
    stretches = [(name, len(list(stretch))) for name, stretch in groupby(name for name, _ in notes)]
    assert max(length for _, length in stretches) <= 6 * BATCH


def test_each_target_that_is_missed_is_named_with_what_it_must_be() -> None:
    assert misses(times(10.0), times(13.1, long=41.0)) == [
        "p50 of reading a message, of Rasa's own: 1.31, must be at most 1.30",
        "p50 of 60 words, of that of 15: 4.10, must be at most 4.00",
    ]


def test_rasas_own_growth_with_length_is_no_miss_of_ours() -> None:
    assert misses(times(10.0, long=90.0), times(13.0, long=40.0)) == []


def test_the_table_tells_the_ratio_of_both_and_how_each_grows() -> None:
    lines = table(times(10.0), times(12.0)).splitlines()

    assert lines[2] == "| Rasa's components alone | 10.0 | 10.0 | 10.0 | 30.0 | 3.00 |"
    assert lines[4] == "| ratio (must: at most 1.30) | 1.20 | | | | |"
