"""Names after a cue, and the ordinary words that may stand there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("My name is ⟦Mina Okafor⟧ and I applied", id="my name is"),
        pytest.param("bonjour c moi ⟦kadidiatou⟧", id="it's me, French, short"),
        pytest.param("je mapel ⟦wilner⟧ jai perdu ma carte", id="je m'appelle, as heard"),
        pytest.param("on l'appelle ⟦Bibiche⟧ au village", id="called, French"),
        pytest.param("he goes by ⟦Mishko⟧ at work", id="goes by"),
        pytest.param("c'est moi qui paie, c moi le garant", id="it's me who"),
        pytest.param("THIS IS UNFAIR. MY MOTHER IS BEDRIDDEN", id="words in capitals"),
        pytest.param("C'EST HONTEUX. JE SUIS VEUVE", id="words in capitals, French"),
        pytest.param("MADAME ⟦BOULANGER⟧", id="a trade after a title"),
        pytest.param("my name is ⟦mina okafor⟧ and i applied", id="small letters"),
        pytest.param("MY NAME IS ⟦MINA OKAFOR⟧ AND I APPLIED", id="capitals"),
        pytest.param("My name is ⟦Tran Thi Bich Ngoc⟧.", id="four parts"),
        pytest.param("my name is ⟦o'dowd⟧", id="apostrophe"),
        pytest.param("my name is ⟦juan de la torre⟧ and", id="particles"),
        pytest.param("My name is ⟦J. P. Okafor⟧.", id="initials"),
        pytest.param("my name is ⟦grace⟧ and i", id="a word that is a name too"),
        pytest.param("my wife's name is ⟦lakshmi iyer⟧", id="whose name"),
        pytest.param("Name: ⟦OKAFOR, Mina⟧", id="form"),
        pytest.param("First name: ⟦mina⟧", id="form, given name"),
        pytest.param("Hi, I am ⟦Mina Okafor⟧ from Lagos", id="I am"),
        pytest.param("I'm ⟦Mina⟧, a student", id="I'm"),
        pytest.param("Hello, this is ⟦Mina Okafor⟧.", id="this is"),
        pytest.param("Mr. ⟦Okafor⟧ and Dr ⟦Novak⟧", id="title"),
        pytest.param("i spoke with mrs ⟦novak⟧", id="title in small letters"),
        pytest.param("my husband ⟦Karim⟧ lives here", id="relative"),
        pytest.param("my older sister ⟦Amal Haddad⟧", id="older relative"),
        pytest.param("Regards,\n⟦Mina Okafor⟧", id="signature"),
        pytest.param("thanks\n⟦mina⟧", id="signature, small letters"),
        pytest.param("Thank you, ⟦Mina Okafor⟧", id="thanks on one line"),
        pytest.param("Dear ⟦Mina⟧,", id="greeting"),
        pytest.param("Je m'appelle ⟦Zoé Côté⟧ et je voudrais", id="je m'appelle"),
        pytest.param("je m'appelle ⟦jean-paul⟧ et je veux", id="je m'appelle, small letters"),
        pytest.param("je mapelle ⟦zoé⟧", id="misspelt cue"),
        pytest.param("mon nom est ⟦fatou ndiaye⟧.", id="mon nom est"),
        pytest.param("Bonjour, je suis ⟦Zoé Côté⟧.", id="je suis"),
        pytest.param("M. ⟦Gagné⟧ et Mme ⟦Côté⟧", id="titles, French"),
        pytest.param("Nom : ⟦CÔTÉ⟧\nPrénom : ⟦Zoé⟧", id="form, French"),
        pytest.param("mon mari ⟦Karim Haddad⟧ est au Maroc", id="relative, French"),
        pytest.param("Cordialement,\n⟦Zoé Côté⟧", id="signature, French"),
        pytest.param("I am Canadian and I am Brazilian", id="nationality"),
        pytest.param("Je suis Camerounaise", id="nationality, French"),
        pytest.param("I am PR. I am Protected Person.", id="status"),
        pytest.param("I Am Applying For A Visa", id="every word capitalised"),
        pytest.param("This is Canada", id="country"),
        pytest.param("my sister Toronto", id="city after a relative"),
        pytest.param("my name is spelled wrong on my permit", id="about the name"),
        pytest.param("mon nom est mal écrit sur mon permis", id="about the name, French"),
        pytest.param("my school name is on the list", id="name of a thing"),
        pytest.param("Dear Sir or Madam, Dear IRCC,", id="greeting of an office"),
        pytest.param("Bonjour Madame, Monsieur,", id="titles alone, French"),
        pytest.param("Thank you, when will I hear from you?", id="thanks, then a question"),
        pytest.param("Merci\nQuelle est la suite?", id="merci, then a question"),
        pytest.param("i am waiting and i am tired", id="small letters after a weak cue"),
        pytest.param("my husband works", id="relative, then a verb"),
        pytest.param("my son May 2027", id="month after a relative"),
        pytest.param("billet pas cher Casablanca Montréal", id="cheap, not dear"),
        pytest.param("mon fils s'appelle ⟦Karim Haddad⟧", id="relative's name, French"),
        pytest.param("Hi, I am ⟦Hope Patel⟧.", id="weak cue, a word that is a name too"),
        pytest.param("full name - ⟦mina karimi⟧", id="form with a dash"),
        pytest.param("Surname ⟦Karimi⟧\nFirst name ⟦mina⟧\nBorn in Tehran", id="form without marks"),
        pytest.param("NOM ⟦KARIMI⟧\nPRÉNOM ⟦MINA⟧", id="form without marks, capitals, French"),
        pytest.param("nom de famille ⟦karimi⟧\nprénom ⟦mina⟧", id="form without marks, French"),
        pytest.param("Nom mal écrit sur ma carte", id="about the name, at the start, French"),
        pytest.param("First name missing", id="about the name, at the start"),
        pytest.param("receipt 12, name on card ⟦mina karimi⟧", id="name on a card"),
        pytest.param("nom sur la carte ⟦mina karimi⟧", id="name on a card, French"),
        pytest.param("name on the card is wrong", id="about the name on a card"),
        pytest.param("je soussignée ⟦mina karimi⟧ demande ma carte", id="undersigned, French"),
        pytest.param("I, the undersigned ⟦mina karimi⟧, request it", id="undersigned"),
        pytest.param("la petite se prénomme ⟦mina⟧ et elle a 7 ans", id="given name, French"),
        pytest.param("Officer ⟦Karimi⟧ kept my passport", id="officer"),
        pytest.param("L'agent ⟦Karimi⟧ a gardé mon passeport", id="officer, French"),
        pytest.param("L'agent a gardé mon passeport", id="officer without a name, French"),
        pytest.param("my stepson ⟦Karim⟧ is 12", id="stepson"),
        pytest.param("ma belle-fille ⟦Mina⟧ a 12 ans", id="stepdaughter, French"),
        pytest.param("Spouse: ⟦mina karimi⟧", id="role"),
        pytest.param("1) Enfant 2 : ⟦Mina Karimi⟧", id="role, French"),
        pytest.param("Parent 1: ⟦KARIMI⟧", id="role, capitals"),
        pytest.param("Conjoint : canadien, enfants : deux", id="role, then words, French"),
        pytest.param("Sponsor: my wife", id="role, then words"),
        pytest.param("How do I change my name?", id="only asked about"),
        pytest.param("Comment changer mon nom?", id="only asked about, French"),
    ],
)
def test_name_with_cue_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.PERSON, text, language)

    assert found == marked
