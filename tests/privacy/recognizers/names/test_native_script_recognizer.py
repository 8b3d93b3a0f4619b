"""Names in their own script, amid English or French and in messages of that script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from presidio_analyzer import RecognizerResult

from privacy.recognizers.names.native_script import NativeScriptRecognizer

Find = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def find() -> Find:
    recognizer = NativeScriptRecognizer("en")

    def found(text: str) -> list[str]:
        results: list[RecognizerResult] = recognizer.analyze(text, ["PERSON"])
        return sorted({text[result.start : result.end] for result in results})

    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Bonjour, 王小明 ici, mon permis est expiré", ["王小明"], id="Chinese amid French"),
        pytest.param("my husband Дмитро Коваль lives here", ["Дмитро Коваль"], id="Cyrillic amid English"),
        pytest.param("my wife محمد علي applied", ["محمد علي"], id="Arabic"),
        pytest.param("the file of 김민수 is late", ["김민수"], id="Hangul"),
        pytest.param("Name: रज कमर, born in Delhi", ["रज कमर"], id="Devanagari, as normalised"),
        pytest.param("我叫王小明", ["王小明"], id="cue in its own language"),
        pytest.param("меня зовут Иван Петров", ["Иван Петров"], id="cue, Russian"),
        pytest.param("王小明", ["王小明"], id="an answer of one name"),
        pytest.param("как продлить визу в канаде", [], id="question in another language"),
        pytest.param("如何申请加拿大学习许可?", [], id="question in Chinese"),
        pytest.param("no other script at all", [], id="Latin alone"),
    ],
)
def test_name_in_its_own_script_is_found(text: str, names: list[str], find: Find) -> None:
    assert find(text) == sorted(names)
