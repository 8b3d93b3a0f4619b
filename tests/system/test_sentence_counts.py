"""Counting whole messages alone changes nothing that any component reads, on the trained model."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.model import get_latest_model
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import TEXT

import settings
from channels import sentence_counts
from tests.system.test_rasa_speed import MESSAGES

pytestmark = pytest.mark.model


@pytest.fixture
def agent() -> Agent:
    model = get_latest_model(str(settings.ROOT / "models"))
    assert model, "these tests need a trained model: make train"
    return Agent.load(model)


def parsed(agent: Agent) -> list[dict[str, Any]]:
    async def parse() -> list[dict[str, Any]]:
        return [await agent.parse_message(text) for text in MESSAGES]

    return asyncio.run(parse())


def counting(agent: Agent) -> list[CountVectorsFeaturizer]:
    nodes = agent.processor.graph_runner._instantiated_nodes.values()
    return [node._component for node in nodes if isinstance(node._component, CountVectorsFeaturizer)]


def test_messages_are_understood_to_the_last_digit_as_before(agent: Agent) -> None:
    before = parsed(agent)

    sentence_counts.apply(agent)

    assert all("_create_features" in vars(one) for one in counting(agent))
    assert parsed(agent) == before


def test_the_counts_of_a_message_are_those_of_scikit_learn(agent: Agent) -> None:
    featurizers = counting(agent)
    assert len(featurizers) == 2
    for one in featurizers:
        for text in (*MESSAGES, "ÉTÉ étés l'été, 2026-2027!", "…"):
            tokens = text.split()
            _, [stock] = one._create_features(TEXT, [tokens])
            _, [ours] = sentence_counts._create_features(one, TEXT, [tokens])

            assert ours.dtype == stock.dtype
            assert ours.shape == stock.shape
            assert (ours.col.tolist(), ours.data.tolist()) == (stock.col.tolist(), stock.data.tolist())


def test_a_component_that_is_not_ours_keeps_its_words(agent: Agent) -> None:
    runner = agent.processor.graph_runner
    runner._instantiated_nodes["diet"] = SimpleNamespace(_component_class=DIETClassifier, _component=None)

    sentence_counts.apply(agent)

    assert not [one for one in counting(agent) if "_create_features" in vars(one)]
