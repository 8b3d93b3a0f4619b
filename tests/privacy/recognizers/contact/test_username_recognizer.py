"""Names of accounts, after a cue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("find me on telegram, ⟦zbrida_77⟧", id="near an account word"),
        pytest.param("mot de passe de ⟦zbrida1984⟧ perdu", id="near an account word, French"),
        pytest.param("my wechat is ⟦zoe.brida⟧", id="full stop inside"),
        pytest.param("write to @⟦zbrida⟧ please", id="sign"),
        pytest.param("I follow @IRCC here", id="the department's"),
        pytest.param("account page IMM5257 error 403", id="a form near an account word"),
        pytest.param("I reset my password yesterday.now what", id="full stop without a blank"),
        pytest.param("my GCKey username ⟦zobrida⟧ is locked", id="letters alone right after the cue"),
        pytest.param("GCKey username ⟦mina_okafor⟧ is locked", id="underscore"),
        pytest.param("GCKey username forgotten, how do I reset it", id="nothing after the cue"),
        pytest.param("nom d'utilisateur CléGC oublié", id="nothing after the cue, French"),
        pytest.param("my GCKey username is ⟦mina_ok88⟧", id="digits"),
        pytest.param("username: ⟦mokafor⟧", id="letters only"),
        pytest.param("nom d'utilisateur : ⟦zcote⟧", id="French"),
        pytest.param("mon identifiant CléGC est ⟦zoe.cote⟧", id="CléGC"),
        pytest.param("my user id ⟦mina.ok7⟧", id="no verb"),
        pytest.param("my username is not working", id="what is wrong with it"),
        pytest.param("username is locked", id="it is locked"),
        pytest.param("my user name is the same", id="an ordinary word"),
        pytest.param("mon nom d'utilisateur est oublié", id="French, forgotten"),
        pytest.param("I forgot my username and password", id="only asked about"),
        pytest.param("Comment retrouver mon nom d'utilisateur?", id="only asked about, French"),
    ],
)
def test_username_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.USERNAME, text, language)

    assert found == marked
