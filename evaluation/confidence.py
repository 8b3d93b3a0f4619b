"""`python -m evaluation.confidence`: the weights of `nlu.confidence`, learnt on the half "choose", for config.yml.

    questions → both readers of the trained model → candidates and their features → logistic regression → weights

Each question is read twice: as it is, and with its right answers unknown, for clients also ask what the knowledge base
does not hold, and then the best candidate is wrong. What is printed beside the weights is cross-validated by question.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE
from rasa.model import get_latest_model
from rasa.shared.constants import DEFAULT_MODELS_PATH
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import settings
from evaluation.assistant import NoModel, quiet
from evaluation.quality import write_between
from evaluation.readers import config
from evaluation.scores import LANGUAGES, Labelled, Rate, labelled
from knowledge_base import RESPONSES, load_sources
from nlu.confidence import FEATURES, Reading, Vectors, Weights
from nlu.word_classifier import READING
from privacy import shared_masker

MARK = "confidence: python -m evaluation.confidence"
CANDIDATES = 8
LEFT_OUT_WEIGHT = 0.5
"""Of a question with its answer taken out: most questions of clients do have an answer."""
STRENGTH = 0.3
"""Inverse regularisation."""
FOLDS = 5
THRESHOLDS = (0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8)
CONVERSATION_THRESHOLDS = (0.1, 0.15, 0.2, 0.3, 0.4)
FOREIGN = "900304"
"""What is in another language is refused before it is read."""


@dataclass(frozen=True)
class Weighed:
    """The candidates of one question: features of each on the scale of the weights, and which are right."""

    row: Labelled
    left_out: bool
    features: Vectors
    right: Vectors
    answers: Vectors
    """Which of them are answers: small talk and refusals are no wrong answers."""


def main(arguments: list[str] | None = None) -> int:
    """Run; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.confidence", description=__doc__)
    parser.add_argument("--model", type=Path, help="a trained model; default: the newest in models/")
    given = parser.parse_args(arguments)
    quiet()
    try:
        weighed = _weigh(labelled(half="choose"), given.model)
    except NoModel as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 1
    chances = _held_out(weighed)
    found = table(weighed, chances) + "\n\n" + conversation_table(weighed, chances)
    print(found)
    write_between(MARK, found)
    print(f"\nconfig.yml: confidence: {line(learn(weighed))}")
    return 0


def learn(weighed: Sequence[Weighed]) -> Weights:
    """Return the weights that fit best which candidates are right."""
    rows = np.vstack([one.features for one in weighed])
    right = np.concatenate([one.right for one in weighed])
    shares = np.concatenate([np.full(len(one.right), LEFT_OUT_WEIGHT if one.left_out else 1.0) for one in weighed])
    # Regularised on features of equal spread, and given back on their own scale.
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit((rows - mean) / spread, right, sample_weight=shares)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - weights @ mean)
    return Weights.of({**dict(zip(FEATURES, map(float, weights), strict=True)), "bias": bias})


def line(weights: Weights) -> str:
    """Return the weights as config.yml has them."""
    values = [f"{name}: {getattr(weights, name):.3g}" for name in (*FEATURES, "bias")]
    return "{" + ", ".join(values) + "}"


def table(weighed: Sequence[Weighed], chances: Sequence[Vectors]) -> str:
    """Return, for each language and threshold, what would be answered, as Markdown."""
    lines = [
        "| language, threshold | in scope, answered | of those, right | answer taken out, answered all the same"
        " | out of scope, answered |",
        "|---|---|---|---|---|",
    ]
    for language in LANGUAGES:
        pairs = [pair for pair in zip(weighed, chances, strict=True) if pair[0].row.language == language]
        for threshold in THRESHOLDS:
            sure = [_sent(one, chance, threshold) for one, chance in pairs]
            known = [(sent, right) for one, sent, right in sure if one.row.handling == "answer" and not one.left_out]
            cells = [
                Rate.of(sent for sent, _ in known),
                Rate.of(right for sent, right in known if sent),
                Rate.of(sent for one, sent, _ in sure if one.left_out),
                Rate.of(sent for one, sent, _ in sure if one.row.handling == "out_of_scope"),
            ]
            lines.append(f"| {language} {threshold:.2f} | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def conversation_table(weighed: Sequence[Weighed], chances: Sequence[Vectors]) -> str:
    """Return, for each language and conversation threshold, what would be taken for no question, as Markdown."""
    lines = [
        "| language, threshold | in scope, taken for conversation | out of scope, kindly refused"
        " | own case, distress, wish for a person: understood |",
        "|---|---|---|---|",
    ]
    for language in LANGUAGES:
        pairs = [
            (one.row, not one.answers[best], float(chance[best]))
            for one, chance in zip(weighed, chances, strict=True)
            for best in [int(chance.argmax())]
            if one.row.language == language and not one.left_out and one.row.code != FOREIGN
        ]
        for threshold in CONVERSATION_THRESHOLDS:
            cells = [
                Rate.of(taken and sure >= threshold for row, taken, sure in pairs if row.handling == handling)
                for handling in ("answer", "out_of_scope", "handoff")
            ]
            lines.append(f"| {language} {threshold:.2f} | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def _sent(one: Weighed, chances: Vectors, threshold: float) -> tuple[Weighed, bool, bool]:
    """Tell whether a coded answer would be sent, and whether the likeliest candidate is right."""
    best = int(chances.argmax())
    return one, bool(one.answers[best] and chances[best] >= threshold), bool(one.right[best])


def _held_out(weighed: Sequence[Weighed]) -> list[Vectors]:
    """Return the confidence of each question's candidates, by weights that never saw the question."""
    groups = [one.row.id for one in weighed]
    chances: list[Vectors] = [np.zeros(0)] * len(weighed)
    for learnt, held in GroupKFold(FOLDS).split(groups, groups=groups):
        weights = learn([weighed[index] for index in learnt])
        for index in held:
            chances[index] = weights.confidence(weighed[index].features)
    return chances


def _weigh(rows: Sequence[Labelled], model: Path | None) -> list[Weighed]:
    responses = load_sources(RESPONSES)
    intents = {response.code: response.intent for response in responses}
    answers = {response.intent for response in responses if response.kind == "answer"}
    found = []
    for row, reading in zip(rows, _readings(rows, model), strict=True):
        right = [reading.intents.index(intents[code]) for code in row.right if intents.get(code) in reading.intents]
        found.append(_weighed(row, reading, right, answers, left_out=False))
        if right and row.handling == "answer":
            found.append(_weighed(row, reading.without(right), right, answers, left_out=True))
    return found


def _weighed(row: Labelled, reading: Reading, right: Sequence[int], answers: set[str], *, left_out: bool) -> Weighed:
    indexes = [index for index in reading.candidates(CANDIDATES) if not (left_out and index in right)]
    are_answers = np.array([reading.intents[index] in answers for index in indexes])
    return Weighed(row, left_out, reading.features(indexes), np.isin(indexes, right), are_answers)


def _readings(rows: Sequence[Labelled], model: Path | None) -> list[Reading]:
    """Return what both readers of the model find in each question, masked as the door masks it."""
    path = str(model) if model else get_latest_model(str(settings.ROOT / DEFAULT_MODELS_PATH))
    if not path or not Path(path).exists():
        raise NoModel(f"no model at {model or DEFAULT_MODELS_PATH}; run 'make train'")
    processor = Agent.load(path).processor
    if processor is None:
        raise NoModel(f"{path} cannot be loaded")
    (target,) = [name for name in processor.model_metadata.predict_schema.nodes if "WordClassifier" in name]
    (merger,) = [part for part in config()["pipeline"] if part["name"].endswith("QuestionMerger")]
    masker, found = shared_masker(), []
    for row in rows:
        message = UserMessage(masker.mask(row.text, row.language).text)
        messages = processor.graph_runner.run({PLACEHOLDER_MESSAGE: [message]}, [target])[target]
        whole, *parts = [one.get(READING) for one in messages]
        found.append(whole.beside(parts, merger["whole_weight"]))
    return found


if __name__ == "__main__":
    sys.exit(main())
