"""`python -m evaluation.confidence`: the weights of `nlu.confidence`, learnt on the half "choose", for config.yml.

    questions → both readers of the trained model → candidates and their features → logistic regression → weights

Each question is read twice: as it is, and with its right answers unknown, for clients also ask what the knowledge base
does not hold, and then the best candidate is wrong. What is printed beside the weights is cross-validated by question.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from evaluation.quality import write_between
from evaluation.readers import config
from evaluation.scores import LANGUAGES, Labelled, Rate, labelled
from evaluation.trained_model import measure, processor_of
from knowledge_base import RESPONSES, load_sources
from nlu.confidence import FEATURES, Reading, Vectors, Weights
from nlu.word_classifier import READING
from privacy import shared_masker

MARK = "confidence: python -m evaluation.confidence"
CANDIDATES = 8
LEFT_OUT_WEIGHT = 0.5
"""Of a question with its answer taken out: most questions of clients do have an answer."""
UNKNOWN = 0.25
"""Of real questions: those that the knowledge base does not answer, as far as one can guess without having any."""
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


@dataclass(frozen=True)
class Asked:
    """One question and its likeliest candidate: whether that is an answer, whether it is right, and how sure it is."""

    row: Labelled
    left_out: bool
    answer: bool
    right: bool
    chance: float

    def taken_at(self, threshold: float) -> bool:
        return self.chance >= threshold


Cells = Callable[[Sequence[Asked], float], Sequence[object]]
"""The questions of a language and a threshold → the cells of a line."""


def main(arguments: list[str] | None = None) -> int:
    """Run; returns the exit code."""
    return measure("evaluation.confidence", __doc__, _run, arguments)


def _run(model: Path | None) -> int:
    weighed = _weigh(labelled(half="choose"), model)
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

    def cells(asked: Sequence[Asked], threshold: float) -> list[object]:
        sent = [(one, one.taken_at(threshold) and one.answer) for one in asked]
        known = [(one, sure) for one, sure in sent if one.row.handling == "answer" and not one.left_out]
        answered, right = Rate.of(sure for _, sure in known), Rate.of(one.right for one, sure in known if sure)
        unknown = Rate.of(sure for one, sure in sent if one.left_out)
        strange = Rate.of(sure for one, sure in sent if one.row.handling == "out_of_scope")
        return [answered, right, unknown, strange, f"{right_of_sent(answered, right, unknown):.2f}"]

    titles = (
        "in scope, answered",
        "of those, right",
        "answer taken out, answered all the same",
        "out of scope, answered",
        f"of answers sent, right, where {UNKNOWN:.2f} of the questions have none here",
    )
    return _by_threshold(_asked(weighed, chances), THRESHOLDS, titles, cells)


def right_of_sent(answered: Rate, right: Rate, unknown: Rate) -> float:
    """Return the share of right ones among the answers sent, where the answer to `UNKNOWN` of the questions is missing.

    `answered`: of questions whose answer is there; `right`: of those; `unknown`: answered although it is not there.
    """
    known = (1 - UNKNOWN) * answered.value
    sent = known + UNKNOWN * unknown.value
    return known * right.value / sent if sent else 0.0


def conversation_table(weighed: Sequence[Weighed], chances: Sequence[Vectors]) -> str:
    """Return, for each language and conversation threshold, what would be taken for no question, as Markdown."""

    def cells(asked: Sequence[Asked], threshold: float) -> list[object]:
        return [
            Rate.of(one.taken_at(threshold) and not one.answer for one in asked if one.row.handling == handling)
            for handling in ("answer", "out_of_scope", "handoff")
        ]

    asked = [one for one in _asked(weighed, chances) if not one.left_out and one.row.code != FOREIGN]
    titles = (
        "in scope, taken for conversation",
        "out of scope, kindly refused",
        "own case, distress, wish for a person: understood",
    )
    return _by_threshold(asked, CONVERSATION_THRESHOLDS, titles, cells)


def _by_threshold(asked: Sequence[Asked], thresholds: Sequence[float], titles: Sequence[str], cells: Cells) -> str:
    lines = [f"| language, threshold | {' | '.join(titles)} |", "|---" * (len(titles) + 1) + "|"]
    for language in LANGUAGES:
        group = [one for one in asked if one.row.language == language]
        for threshold in thresholds:
            lines.append(f"| {language} {threshold:.2f} | {' | '.join(map(str, cells(group, threshold)))} |")
    return "\n".join(lines)


def _asked(weighed: Sequence[Weighed], chances: Sequence[Vectors]) -> list[Asked]:
    best = [(one, chance, int(chance.argmax())) for one, chance in zip(weighed, chances, strict=True)]
    return [
        Asked(one.row, one.left_out, bool(one.answers[index]), bool(one.right[index]), float(chance[index]))
        for one, chance, index in best
    ]


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
    processor = processor_of(model)
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
