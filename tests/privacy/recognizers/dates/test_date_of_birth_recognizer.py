"""Birth dates by their cue, and dates that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from privacy import kinds

Compare = Callable[[str, str, str], tuple[object, object]]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("je suis nee le ⟦3/5/1990⟧", id="no accent"),
        pytest.param("Date of biirth: ⟦3 May 1990⟧", id="misspelt cue"),
        pytest.param("elle est née on ⟦1990-05-03⟧", id="two languages"),
        pytest.param("I was born on ⟦May 3, 1990⟧", id="English"),
        pytest.param("born ⟦3 May 1990⟧", id="day first"),
        pytest.param("born on the ⟦3rd of May 1990⟧", id="ordinal"),
        pytest.param("DOB: ⟦1990-05-03⟧", id="DOB"),
        pytest.param("d.o.b. ⟦03/05/1990⟧", id="d.o.b."),
        pytest.param("dob ⟦3/5/90⟧", id="short year"),
        pytest.param("birthday ⟦May 3 '90⟧", id="apostrophe"),
        pytest.param("DOB ⟦1990 May 3⟧", id="year first"),
        pytest.param("date of birth ⟦19900503⟧", id="compact"),
        pytest.param("born on ⟦3 Febuary 1990⟧", id="misspelt month"),
        pytest.param("dob ⟦3. 5. 1990⟧", id="spaces and dots"),
        pytest.param("née le ⟦3 mai 1990⟧", id="French"),
        pytest.param("Je suis né le ⟦1er mars 1985⟧", id="French, masculine"),
        pytest.param("né le ⟦3mai1990⟧", id="French, glued"),
        pytest.param("DDN : ⟦3/mai/1990⟧", id="French, slashes"),
        pytest.param("Date de naissance (aaaa-mm-jj) : ⟦1990-05-03⟧", id="French, form"),
        pytest.param("née à Lyon (France) le ⟦3 mai 1990⟧", id="place between"),
        pytest.param("born in Lagos on ⟦3 May 1990⟧", id="place between, English"),
        pytest.param("⟦1990-05-03⟧ is my date of birth", id="cue after it"),
        pytest.param("my birthday is ⟦May 3⟧", id="day and month"),
        pytest.param("born on the ⟦fifth of March nineteen ninety⟧", id="in words"),
        pytest.param("I was born ⟦March twenty-first, nineteen eighty-eight⟧", id="in words, month first"),
        pytest.param("date of birth is ⟦two May 1990⟧", id="day in words"),
        pytest.param("née le ⟦cinq mars mil neuf cent quatre-vingt-dix⟧", id="French, in words"),
        pytest.param("né le ⟦premier avril deux mille trois⟧ à Lyon", id="French, in words, first"),
        pytest.param("née le ⟦douze décembre 1985⟧", id="French, day in words"),
        pytest.param("née le ⟦5 mars de l'an 1990⟧", id="French, with l'an"),
        pytest.param('{"dob": "⟦1990-05-03⟧"}', id="JSON"),
        pytest.param('{"date_naissance":"x","naissance":"⟦3 mai 1990⟧"}', id="JSON, French"),
        pytest.param("the birth date printed on his visa was ⟦7 June 1984⟧", id="words between"),
        pytest.param("dob on the card says ⟦7 June 1984⟧ but it is ⟦8 June 1984⟧", id="two dates, one cue"),
        pytest.param("DOB of my husband: ⟦1984-06-07⟧", id="whose"),
        pytest.param("born on a sunday, ⟦June 7 1984⟧", id="day of the week"),
        pytest.param('{"dateofbirth":"⟦22-1-1952⟧"}', id="key in small letters"),
        pytest.param("date de naiissance sur mon permis: le ⟦2-juillet-1950⟧", id="misspelt cue, French"),
        pytest.param("b. ⟦7 Jun 1984⟧", id="b."),
        pytest.param("date de naissance dans mon dossier, le ⟦7 juin 1984⟧", id="words between, French"),
        pytest.param("ma ddn cest ⟦7/6/1984⟧", id="lost apostrophe"),
        pytest.param("mon anniversaire cest le ⟦7 juin⟧", id="birthday, lost apostrophe"),
        pytest.param("sa fête est le ⟦7 juin⟧", id="fête"),
        pytest.param("elle est nee a dakar le ⟦7 juin 1984⟧", id="no accents, place"),
        pytest.param("né le ⟦7 du 6 1984⟧", id="du between day and month"),
        pytest.param("date de naiss ⟦07.06.84⟧", id="cut short"),
        pytest.param("my birth date is wrong on the work permit, should be ⟦14/08/1991⟧", id="put right"),
        pytest.param(
            "it should be ⟦22/06/1995⟧ not ⟦26/02/1995⟧, they mixed my birthday up", id="put right, cue after"
        ),
        pytest.param("c'est plutôt le ⟦17/10/1999⟧ ma naissance", id="put right, French"),
        pytest.param("the visa date should be 14/08/2027 and not 14/08/2026", id="another date put right"),
        pytest.param("née à Fès et arrivée ici le 7 juin 2019", id="arrival nearer than birth"),
        pytest.param("born here, but the passport was issued 7 June 2019", id="issue nearer than birth"),
        pytest.param("I was born abroad. The letter of 2021-03-04 is lost", id="other sentence"),
        pytest.param("je ne suis pas allée le 7 juin 2021", id="ne that is no né"),
        pytest.param("la fête du Canada est le 1er juillet", id="fête of a country"),
        pytest.param("my son was born in two thousand nineteen", id="year in words"),
        pytest.param("né en deux mille, arrivé le cinq mars", id="year in words, then another date, French"),
        pytest.param("my permit expires on 2027-03-31", id="permit"),
        pytest.param("we got married on 3 May 2019", id="wedding"),
        pytest.param("my son was born in Canada and his visa expires 2027-03-04", id="born, then another date"),
        pytest.param("born in 1990", id="year of birth"),
        pytest.param("je suis arrivée le 3 mai 2021", id="landing"),
        pytest.param("Do I need to give my date of birth?", id="only asked about"),
        pytest.param("Faut-il la date de naissance?", id="only asked about, French"),
    ],
)
def test_date_of_birth_is_found_only_where_it_is(text: str, language: str, found_and_marked: Compare) -> None:
    found, marked = found_and_marked(kinds.DATE_OF_BIRTH, text, language)

    assert found == marked
