"""domain.yml: both languages everywhere, with the same buttons and the same values."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
RESPONSES: dict[str, Any] = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]


def language_of(variant: dict[str, Any]) -> str:
    conditions = variant.get("condition") or []
    return next((condition["value"] for condition in conditions if condition["name"] == "language"), "en")


@pytest.mark.parametrize("name", RESPONSES)
def test_response_says_the_same_in_both_languages(name: str) -> None:
    variants = {language_of(variant): variant for variant in RESPONSES[name]}

    assert set(variants) == {"en", "fr"}
    values = {language: set(re.findall(r"{(\w+)}", variant["text"])) for language, variant in variants.items()}
    assert values["en"] == values["fr"]
    payloads = {lang: [button["payload"] for button in v.get("buttons", [])] for lang, v in variants.items()}
    assert payloads["en"] == payloads["fr"]


@pytest.mark.parametrize("name", RESPONSES)
def test_no_default_is_bound_to_a_channel(name: str) -> None:
    assert all("channel" not in variant for variant in RESPONSES[name])


def test_no_client_words_stand_in_the_actions() -> None:
    files = [*(ROOT / "actions").glob("*.py"), *(ROOT / "channels").glob("*.py")]

    offenders = [file.name for file in files if re.search(r"\butter_message\(\s*text=", file.read_text("utf-8"))]
    assert not offenders
