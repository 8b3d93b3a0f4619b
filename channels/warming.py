"""Words of our own through language, model and search before the first client's: what loads late loads now.

The sentence encoder, TensorFlow's graph and the language detector are built at their first text; together they
took the first client's message four seconds.
"""

from __future__ import annotations

import gc

from rasa.core.agent import Agent

from nlu.language import detect

# Two sentences, so that the asking one is read apart; the last is of no language, where only lingua can tell.
WORDS = ("I would like to start now. How long does it take to begin with everything?", "qwertz asdf yxcv uiop")


async def warm_up(agent: Agent) -> None:
    """Understand `WORDS` once; nothing of it is kept."""
    for text in WORDS:
        detect(text, "en")
        await agent.parse_message(text)
    # What is loaded by now stays: the collector must not stop a client's turn to look through a gigabyte of it.
    gc.collect()
    gc.freeze()
