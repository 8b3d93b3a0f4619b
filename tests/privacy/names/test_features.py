"""What is kept of common words gives the same features as making them anew, and nothing else is kept."""

from __future__ import annotations

import pytest

from privacy.names.features import Common, features
from privacy.names.folding import fold
from privacy.names.lexicon import COMMON, Lexicon
from privacy.names.tagger import shared_tagger
from privacy.names.tokens import tokens
from privacy.normalised import normalise

TEXTS = [
    "Hello, I am Mina Okafor and my permit ends in May.",
    "HELLO, I AM MINA OKAFOR AND MY PERMIT ENDS IN MAY!",
    "hello my name is mina okafor",
    "Hello My Name Is Mina",
    "Bonjour, je m'appelle Zoé L'Écuyer-Tremblay; j'ai 1 question… l'an 2025\nMerci",
    "may MAY May mAy, the 王小明 Nguyễn's UCI is <UCI>",
    "",
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return shared_tagger().lexicon


def test_features_are_the_same_whatever_was_read_before(lexicon: Lexicon) -> None:
    common: Common = {}
    found = [tokens(normalise(text).text) for text in TEXTS]

    for _ in range(2):
        for each in found:
            assert features(each, lexicon, common=common) == features(each, lexicon)


def test_rare_words_and_numbers_are_not_kept(lexicon: Lexicon) -> None:
    common: Common = {}

    for text in TEXTS:
        features(tokens(normalise(text).text), lexicon, common=common)

    assert "name" in common
    assert [word for word in common if lexicon.band(fold(word)) > COMMON] == []


def test_what_is_hidden_in_training_passes_for_unlisted(lexicon: Lexicon) -> None:
    found = tokens("martin tremblay")

    shown, hidden = features(found, lexicon), features(found, lexicon, {"martin", "tremblay"})

    assert ["l:gfd" in shown[0], "l:d" in hidden[0]] == [True, True], "a martin is a bird too"
    assert ["l:-" in shown[1], "l:-" in hidden[1]] == [False, True]
