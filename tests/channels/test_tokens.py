"""Session tokens that only this server can have made; service tokens compared safely."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.messenger import signature_matches
from channels.tokens import SessionTokens, bearer_matches

TOKENS = SessionTokens("a key of this server")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_an_issued_token_names_its_session() -> None:
    token = TOKENS.issue()

    assert TOKENS.session(token) == token.split(".")[0]
    assert SessionTokens("a key of this server").session(token) == token.split(".")[0]


def test_no_two_sessions_are_alike() -> None:
    assert len({TOKENS.issue() for _ in range(1000)}) == 1000


def test_another_servers_token_is_no_session() -> None:
    assert SessionTokens("another key").session(TOKENS.issue()) is None


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + "0", lambda t: "x" + t, lambda t: t.split(".")[0], str.upper]
)
def test_a_changed_token_is_no_session(change: object) -> None:
    assert TOKENS.session(change(TOKENS.issue())) is None  # type: ignore[operator]


@given(JSON | st.text(st.characters()))
@example("abc.\ud800")
@example("\ud800.abc")
@example("é.ü")
@example("." * 10)
@example("a." + "b" * 10_000)
@example({"$ne": ""})
def test_whatever_a_client_sends_as_session_it_gets_none_and_breaks_nothing(token: object) -> None:
    assert TOKENS.session(token) is None


def test_the_right_bearer_token_matches() -> None:
    assert bearer_matches("Bearer secret", "secret")


@pytest.mark.parametrize(
    "header", [None, "", "secret", "Bearer", "Bearer ", "bearer secret", "Bearer secretx", "Basic secret"]
)
def test_any_other_header_does_not(header: str | None) -> None:
    assert not bearer_matches(header, "secret")


def test_a_header_in_no_encoding_is_refused_not_an_error() -> None:
    """Sanic hands on bytes that are not UTF-8 as lone surrogates."""
    assert not bearer_matches("Bearer \udcff", "secret")
    assert not signature_matches("sha256=\udcff", b"{}", "secret")


def test_without_an_app_secret_no_signature_matches() -> None:
    assert not signature_matches("sha256=", b"{}", "")
    assert not signature_matches(None, b"{}", "")
