"""The importer: every served response brings its intent and its one rule, and the cache of rules stays small."""

from pathlib import Path

import pytest
from rasa.shared.core.generator import TrainingDataGenerator

from nlu.answer_policy import answered_intent
from nlu.importer import KnowledgeBaseImporter
from settings import ROOT

RULE_POLICY_CACHE = 1000
"""Rasa's RulePolicy keeps this many keys; beyond it every prediction scans them all."""


@pytest.fixture(scope="module")
def importer() -> KnowledgeBaseImporter:
    return KnowledgeBaseImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data")])


def test_every_intent_of_the_domain_begins_exactly_one_rule_or_is_told_apart_by_the_rung(
    importer: KnowledgeBaseImporter,
) -> None:
    firsts: dict[str, int] = {}
    for step in importer.get_stories().story_steps:
        uttered = next((event for event in step.events if event.type_name == "user"), None)
        if uttered is not None:
            firsts[uttered.intent_name] = firsts.get(uttered.intent_name, 0) + 1

    known_to_rasa = {"restart", "back", "session_start"}
    intents = set(importer.get_domain().intents) - known_to_rasa
    assert intents - set(firsts) == set()
    assert {name for name, count in firsts.items() if count > 1} == {"affirm", "deny"}


def test_the_rules_that_rasa_keeps_fit_its_cache(importer: KnowledgeBaseImporter) -> None:
    trackers = TrainingDataGenerator(importer.get_stories(), importer.get_domain(), augmentation_factor=0).generate()
    answers = [tracker for tracker in trackers if answered_intent(tracker)]
    events = sum(len(tracker.events) for tracker in trackers) - sum(len(tracker.events) for tracker in answers)

    assert len(answers) > 390
    assert events < RULE_POLICY_CACHE


def test_examples_come_from_the_files_alone(importer: KnowledgeBaseImporter) -> None:
    intents = {example.get("intent") for example in importer.get_nlu_data().intent_examples}

    assert "study_arrive_early" in intents
    assert "none_of_these" not in intents


def test_without_a_domain_there_are_examples_and_no_rules(tmp_path: Path) -> None:
    bare = KnowledgeBaseImporter(training_data_paths=[str(ROOT / "data" / "nlu")])

    assert bare.get_domain().is_empty()
    assert bare.get_stories().story_steps == []
    assert bare.get_nlu_data().intent_examples
