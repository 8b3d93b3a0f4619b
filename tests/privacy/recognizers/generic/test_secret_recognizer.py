"""Passwords, PINs and answers to security questions, and what is said of them without saying them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("my password is ⟦Kettle42x!⟧ and it fails", id="password"),
        pytest.param("gckey password: ⟦Tundra#88⟧ doesnt work", id="password with a sign"),
        pytest.param("password for my account ⟦kt77lake⟧.", id="password without a verb"),
        pytest.param('the password was "⟦b4nana_split⟧"', id="quoted"),
        pytest.param("mdp: ⟦Neige@225⟧", id="password, French, short"),
        pytest.param("mon mot de passe est ⟦Fleuve2024⟧ et ça marche pas", id="password, French"),
        pytest.param("my PIN is ⟦4821⟧", id="PIN"),
        pytest.param("mon NIP est ⟦4821⟧", id="PIN, French"),
        pytest.param("the verification code ⟦482913⟧ they sent is refused", id="code that was sent"),
        pytest.param("code de vérification : ⟦482913⟧", id="code that was sent, French"),
        pytest.param("the answer to my security question is ⟦blue kettle⟧.", id="answer"),
        pytest.param("la réponse à ma question secrète est ⟦bouilloire⟧ mais refusée", id="answer, French"),
        pytest.param("my password is not working", id="a complaint"),
        pytest.param("password: forgotten since 2023", id="a year later in the sentence"),
        pytest.param("I changed my password 3 times", id="how often"),
        pytest.param("mot de passe oublié depuis 2 jours", id="how long, French"),
        pytest.param("password reset error 4821", id="an error"),
        pytest.param("is the password the same for IMM5709e?", id="form"),
        pytest.param("the answer to my question is not clear", id="another answer"),
        pytest.param("la mia password, e poi?", id="nothing said"),
    ],
)
def test_a_secret_is_found_only_where_it_is_said(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.IDENTIFIER, text, language)

    assert found == marked
