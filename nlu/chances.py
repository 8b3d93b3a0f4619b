"""What the readers share: the row they read, and how their chances are mixed into the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

Vectors = NDArray[Any]


def row_of(message: Message) -> Vectors | None:
    """Return the message's dense sentence features as one row; None for a payload or a message without any."""
    if (message.get(TEXT) or "").startswith("/"):
        return None
    _, sentence = message.get_dense_features(TEXT)
    return None if sentence is None else np.asarray(sentence.features[-1], dtype=np.float32)


def mix(message: Message, names: Sequence[str], chances: Vectors, weight: float) -> None:
    """Mix `chances` (one for each of `names`, sum 1) with share `weight` into the ranking that the message has."""
    earlier = {e[INTENT_NAME_KEY]: e[PREDICTED_CONFIDENCE_KEY] for e in message.get(INTENT_RANKING_KEY) or []}
    share = weight if earlier else 1.0
    mixed = {
        name: share * float(chance) + (1 - share) * earlier.get(name, 0.0)
        for name, chance in zip(names, chances, strict=True)
    }
    ordered = sorted(mixed, key=lambda name: (-mixed[name], name))
    ranking = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: mixed[name]} for name in ordered]
    message.set(INTENT, ranking[0], add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
