"""Trains the weights for the elements of a rubric, and prints how well they agree with its readers.

``sentences.tsv`` holds sentences of short answers that were written for this course in many voices. A reader gave
each all labels that it is evidence of; most answers to the course's own prompts were labelled by a second reader
apart. Columns: answer, prompt, first reading, second reading (empty where there was none), sentence. Needs
scikit-learn, which only tests/requirements.txt installs::

    python -m manyhats.reflection.train_elements

A criterion asks whether an answer has a sentence of an element, so the unsure band is chosen, and the report is
made, for whole answers: by the sentence that has the highest probability. All probabilities are from five-fold
cross-validation in which the sentences of one answer stay together.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from manyhats.reflection.elements import ELEMENTS, WEIGHTS, Model, element_features
from manyhats.reflection.sentence_features import FAMILIES
from manyhats.reflection.sentence_model import classify
from manyhats.reflection.train import choose_band, kappa

SENTENCES = Path(__file__).with_name("sentences.tsv")

_STRENGTH = 0.15  # inverse of the regularisation; chosen by cross-validation
_FEWEST = 3  # sentences that a feature must stand in
_KEPT = 2200  # features that ship
_FOLDS = 5
_UNIT = 0.02  # log odds that one unit of a weight is worth
_FLOOR = 0.05


@dataclass(frozen=True)
class Row:
    """A sentence, the letters that its readers gave it, and its answer."""

    answer: str
    prompt: str
    first: str
    second: str
    sentence: str


def read() -> list[Row]:
    """All labelled sentences."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def seen_in(rows: Sequence[Row]) -> list[dict[str, float]]:
    """The features of each sentence with their strength in training."""
    return [
        {name: FAMILIES.get(name[0], 1.0) for name in element_features(labelled)}
        for labelled in classify([row.sentence for row in rows])
    ]


def regress(seen: Sequence[dict[str, float]], truth: Sequence[bool]) -> tuple[dict[str, float], float]:
    """Weights and bias of one element."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    machine: Any = LogisticRegression(C=_STRENGTH, solver="liblinear", max_iter=500)
    matrix = vectorizer.fit_transform(seen)
    # liblinear takes no wider numbers.
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    machine.fit(matrix, list(truth))
    weights = {str(name): float(machine.coef_[0, place]) for name, place in vectorizer.vocabulary_.items()}
    return weights, float(machine.intercept_[0])


def frequent(seen: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    """The same without features that stand in too few sentences."""
    counts = Counter(name for one in seen for name in one)
    return [{name: value for name, value in one.items() if counts[name] >= _FEWEST} for one in seen]


def train(rows: Sequence[Row], seen: Sequence[dict[str, float]]) -> Model:
    """Fit all elements; the model without its bands and its report."""
    often = frequent(seen)
    fitted = {
        name: regress(often, [letter in row.first for row in rows]) for name, letter in ELEMENTS.items()
    }
    strength = {name: FAMILIES.get(name[0], 1.0) for one in seen for name in one}
    rank = Counter(
        {name: max(abs(weights.get(name, 0.0)) for weights, _ in fitted.values()) for name in strength}
    )
    kept = sorted(name for name, value in rank.most_common(_KEPT) if value > _FLOOR)
    table = {
        name: [round(weights.get(name, 0.0) * strength[name] / _UNIT) for weights, _ in fitted.values()]
        for name in kept
    }
    return Model(
        about="Weights of the Many Hats elements; made by python -m manyhats.reflection.train_elements.",
        report="",
        scale=_UNIT,
        bias=[round(bias / _UNIT) for _, bias in fitted.values()],
        weights={name: row for name, row in table.items() if any(row)},
        bands={},
    )


def out_of_fold(rows: Sequence[Row], seen: Sequence[dict[str, float]]) -> dict[str, list[float]]:
    """For each element the probability of each sentence from a model that never saw its answer."""
    answers = sorted({row.answer for row in rows})
    fold = {answer: place % _FOLDS for place, answer in enumerate(answers)}
    found = {name: [0.0] * len(rows) for name in ELEMENTS}
    for out in range(_FOLDS):
        inside = [place for place, row in enumerate(rows) if fold[row.answer] != out]
        model = train([rows[place] for place in inside], [seen[place] for place in inside])
        for place, row in enumerate(rows):
            if fold[row.answer] != out:
                continue
            for name, one in model.probabilities(seen[place]).items():
                found[name][place] = one
    return found


@dataclass(frozen=True)
class Judged:
    """Of each answer whether a reader found the element in it, and the highest probability of its sentences."""

    first: list[bool]
    second: list[bool | None]
    highest: list[float]


def by_answer(rows: Sequence[Row], letter: str, probability: Sequence[float]) -> Judged:
    """Gather the sentences of each answer."""
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row.answer, []).append(place)
    return Judged(
        [any(letter in rows[place].first for place in answer) for answer in places.values()],
        [
            any(letter in rows[place].second for place in answer) if rows[answer[0]].second else None
            for answer in places.values()
        ],
        [max(probability[place] for place in answer) for answer in places.values()],
    )


_HEAD = f"{'element':12}{'answers':>8}{'readers':>9}{'unsure':>8}{'right':>7}{'kappa':>7}{'sentences':>11}"


def report(rows: Sequence[Row], found: dict[str, list[float]], bands: dict[str, tuple[float, float]]) -> str:
    """A line an element.

    How many answers have it; kappa of the two readers; the share of answers on which the model is unsure, and of
    the others how many are right, and kappa with the first reader; kappa sentence by sentence without a band.
    """
    lines = [f"{len(rows)} sentences of {len({row.answer for row in rows})} answers", _HEAD]
    for name, letter in ELEMENTS.items():
        no, yes = bands[name]
        judged = by_answer(rows, letter, found[name])
        twice = [(a, b) for a, b in zip(judged.first, judged.second, strict=True) if b is not None]
        decided = [
            (t, p >= yes) for t, p in zip(judged.first, judged.highest, strict=True) if not no < p < yes
        ]
        right = sum(truth == said for truth, said in decided) / max(1, len(decided))
        sentences = kappa([letter in row.first for row in rows], [p >= (no + yes) / 2 for p in found[name]])
        lines.append(
            f"{name:12}{sum(judged.first):8}{kappa([a for a, _ in twice], [b for _, b in twice]):9.2f}"
            f"{1 - len(decided) / len(judged.first):8.2f}{right:7.2f}"
            f"{kappa([truth for truth, _ in decided], [said for _, said in decided]):7.2f}{sentences:11.2f}"
        )
    return "\n".join(lines)


def main() -> None:
    """Train on all, with bands from cross-validation; write the weights and print the report."""
    rows = read()
    seen = seen_in(rows)
    found = out_of_fold(rows, seen)
    bands = {}
    for name, letter in ELEMENTS.items():
        judged = by_answer(rows, letter, found[name])
        bands[name] = choose_band(judged.first, judged.highest)
    table = report(rows, found, bands)
    model = msgspec.structs.replace(train(rows, seen), report=table, bands=bands)
    WEIGHTS.write_bytes(msgspec.json.encode(model) + b"\n")
    print(table)


if __name__ == "__main__":
    main()
