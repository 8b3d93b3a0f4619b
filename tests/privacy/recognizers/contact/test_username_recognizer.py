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
        pytest.param("Error 500\nUser: ⟦zobrida.m1987⟧\nForm: IMM 0008", id="line of an error"),
        pytest.param("mon compte au site a été créé sous ⟦zbrida1974⟧", id="a year glued to no word"),
        pytest.param('who is "⟦agent_zobrida01⟧" in my account', id="low line and digits"),
        pytest.param("the covid2019 rules, express2024 draw, canada2015 budget", id="words with years"),
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
        pytest.param("⟦zbrida_77⟧ is the portal user name we share", id="before the cue"),
        pytest.param("⟦zbrida77⟧ était son nom d'usager", id="before the cue, French"),
        pytest.param("⟦zobrida⟧ was my old username", id="before the cue, letters only"),
        pytest.param("I sign in with ⟦zbrida.k⟧ as user name", id="as"),
        pytest.param("j'entre avec ⟦ZobridaK⟧ comme nom d'usager", id="comme, capital inside"),
        pytest.param("⟦zbrida77⟧ is what I type as my username", id="what I type"),
        pytest.param("the username that we picked on 7 June 2024 was ⟦zbrida-77⟧", id="clause between"),
        pytest.param("le nom d'utilisateur que j'ai pris en juin était ⟦zobrida⟧", id="clause between, French"),
        pytest.param("it refuses my user name (⟦z.brida77⟧) now", id="brackets"),
        pytest.param("nom d'usager « ⟦zobrida⟧ » inconnu", id="quotes, letters only"),
        pytest.param("my username is still ⟦zobrida⟧", id="still"),
        pytest.param("my usrename is ⟦zobrida_k⟧", id="misspelt cue"),
        pytest.param("user nme: ⟦zobrida⟧", id="misspelt cue, in two words"),
        pytest.param("mon nom d'utilisatuer est ⟦zbrida77⟧", id="misspelt cue, French"),
        pytest.param("nom dutilisateure c'est ⟦zbrida77⟧", id="misspelt cue, feminine"),
        pytest.param("GCKey user = ⟦z-brida-77⟧", id="GCKey user"),
        pytest.param("portal is my login page", id="a word before the cue"),
        pytest.param("CléGC est mon identifiant", id="the service itself"),
        pytest.param("the username that I chose is not working", id="clause, nothing said"),
        pytest.param("le nom d'utilisateur que j'ai choisi était bloqué", id="clause, nothing said, French"),
        pytest.param("username (optional)", id="brackets, a word"),
        pytest.param("I forgot my username (GCKey)", id="brackets, the service"),
        pytest.param("can I use my e-mail as username", id="e-mail as"),
        pytest.param("usually it is in 2023", id="a word like the cue"),
        pytest.param("use IMM1295 as user name", id="form"),
        pytest.param("I sign in with ⟦zobrida-kolme⟧ as username", id="as, two names"),
        pytest.param("mon username c ⟦zbrida77⟧ mais ça bloque", id="c for c'est"),
        pytest.param("log-in as user name", id="hyphen, words"),
        pytest.param("my username is not working", id="what is wrong with it"),
        pytest.param("username is locked", id="it is locked"),
        pytest.param("my user name is the same", id="an ordinary word"),
        pytest.param("mon nom d'utilisateur est oublié", id="French, forgotten"),
        pytest.param("I forgot my username and password", id="only asked about"),
        pytest.param("Comment retrouver mon nom d'utilisateur?", id="only asked about, French"),
        pytest.param("I use ⟦vesna.karlo⟧ for my GCKey", id="before the account"),
        pytest.param("I sign in as ⟦green.otter41⟧", id="signs in as"),
        pytest.param("je me connecte avec ⟦luc_91t⟧", id="signs in, French"),
        pytest.param("mon nom d'utilisateur, c'est ⟦tempete⟧", id="a comma before the verb"),
        pytest.param("Identifiant CléGC ....... ⟦Ananas_Moi⟧", id="dots"),
        pytest.param("its ⟦AnanasM_77⟧, thats my gckey user", id="cue behind it"),
        pytest.param("I have two: user ⟦ananas_77⟧ and another", id="user"),
        pytest.param("hi its ⟦ananas_moi77⟧ from discord", id="of a network"),
        pytest.param("write to me at @⟦ananas_at_ircc⟧ then", id="with the department's name in it"),
        pytest.param("I asked @CitImmCanada and @ircc_canada", id="the department's own"),
        pytest.param("it says wrong for ⟦Zelmira_Quorthwaite⟧ too", id="unheard of, with a low line"),
        pytest.param("it says wrong for ⟦vesna_karlo⟧ too", id="a name with a low line"),
        pytest.param("file proof_of_funds is too large", id="a file"),
        pytest.param("ERR_CONNECTION_RESET every day", id="an error"),
        pytest.param("the log says utter_ask_kind", id="a name of ours"),
    ],
)
def test_username_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.USERNAME, text, language)

    assert found == marked
