"""data/nlu → the training example of an intent that is nearest to a message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data

from evaluation.scores import LANGUAGES
from nlu.encoder import encode
from settings import ROOT

Key = tuple[str, str]


@dataclass(frozen=True)
class Example:
    """A training example and its cosine with the message."""

    text: str
    cosine: float


class Nearest:
    """Finds examples by the sentence encoder that the pipeline uses; only intents that were prepared are known."""

    def __init__(self, data: Path = ROOT / "data" / "nlu") -> None:
        self._texts: dict[Key, list[str]] = defaultdict(list)
        for language in LANGUAGES:
            for example in load_data(str(data / language)).intent_examples:
                self._texts[example.get(INTENT), language].append(example.get(TEXT))
        self._rows: dict[Key, NDArray[np.float32]] = {}

    def prepare(self, intents: Iterable[str]) -> None:
        """Encode the examples of `intents`; thousands take seconds."""
        wanted = set(intents)
        for key, texts in self._texts.items():
            if key[0] in wanted and key not in self._rows:
                self._rows[key] = encode(texts)

    def example(self, text: str, intent: str, language: str) -> Example | None:
        """Return the nearest example of `intent` in `language`; None where there is none."""
        rows = self._rows.get((intent, language))
        if rows is None or not len(rows):
            return None
        cosines = rows @ encode([text])[0]
        best = int(cosines.argmax())
        return Example(self._texts[intent, language][best], float(cosines[best]))
