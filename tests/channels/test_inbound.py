"""Text made plain: whatever comes in, the same text and nothing that hides in it."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.inbound import Inbound, has_words, plain

ANY_TEXT = st.text(st.characters(), max_size=300)  # lone surrogates too: JSON can carry them


@given(ANY_TEXT)
@example("\ud800")
@example("e\u0301\u200b\ud83d")
def test_plain_text_can_be_written_anywhere(text: str) -> None:
    found = plain(text)

    found.encode()
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Co") and c != "\n" for c in found)


@given(ANY_TEXT)
@example("a\u200b\u0301")
def test_making_it_plain_again_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(ANY_TEXT)
def test_no_letter_or_digit_is_lost(text: str) -> None:
    def readable(value: str) -> list[str]:
        return [c for c in unicodedata.normalize("NFC", value) if c.isalnum()]

    # Composing may join a letter with a mark that stood behind an invisible character.
    assert len(readable(plain(text))) <= len(readable(text))
    assert unicodedata.normalize("NFD", "".join(readable(plain(text)))) == unicodedata.normalize(
        "NFD", "".join(readable(text))
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("046\u200b-454\u2060-286", "046-454-286", id="invisible characters inside a number"),
        pytest.param("046\u00ad454\ufeff286", "046454286", id="soft hyphen and byte order mark"),
        pytest.param("\u202eabc\u202c", "abc", id="direction overrides"),
        pytest.param("a\tb\x00c\u00a0d", "a b c d", id="control characters and no-break spaces are gaps"),
        pytest.param("one\n\n\n\n\ntwo", "one\n\ntwo", id="a gap of two lines is enough"),
        pytest.param("cafe\u0301", "café", id="composed"),
        pytest.param("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم", id="joiners of emoji and Persian stay"),
    ],
)
def test_examples(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize("text", ["", " ", "😀🎉", "?!…", "___", "\u200b"])
def test_no_words_to_read(text: str) -> None:
    assert not has_words(plain(text))


@pytest.mark.parametrize("text", ["a", "7", "é!", "你好", "привет"])
def test_words_to_read(text: str) -> None:
    assert has_words(plain(text))


def test_what_a_message_holds_is_not_in_its_representation() -> None:
    """An Inbound may end in a traceback or a log line: its words and the client's address may not."""
    shown = repr(Inbound("messenger", "4715550001112223", "my name is Ada Lovelace"))

    assert "Ada" not in shown
    assert "4715550001112223" not in shown
