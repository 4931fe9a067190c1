"""Trains the role decoder's weights and prints how well they do on lines that they never saw.

``lines.tsv`` holds lines that were written for this course in the styles of handbooks, adverts, ladders, terse
bullets and prose. Each was coded twice, apart, by the definitions of the four hats; the second coder saw the
text alone. Columns: text, first coding, second coding, part (``train`` or ``held-out``). Needs scikit-learn,
which only tests/requirements.txt installs::

    python -m manyhats.roles.train
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from scipy.special import softmax  # type: ignore[import-untyped]
from sklearn.metrics import log_loss
from sklearn.svm import LinearSVC

from manyhats.roles.decoder import NONE, WEIGHTS, decode_line
from manyhats.roles.features import features
from manyhats.roles.lines import bare

LINES = Path(__file__).with_name("lines.tsv")
LABELS = ["people", "delivery", "technical", "business", NONE]

_FEWEST = 2  # lines that a feature must stand in ...
_FEWEST_PAIRS = 3  # ... and a pair of words, of which most are chance
_STRENGTH = 0.03  # inverse of the regularisation; chosen by leaving each writer's lines out in turn
_SCALE = 0.01  # weights are whole hundredths: small file, the same sums on every machine
_FOLDS = 5


@dataclass(frozen=True)
class Coded:
    """A line of the training file."""

    text: str
    first: str
    second: str
    part: str

    @property
    def agreed(self) -> str | None:
        """The label on which both coders agree, or None."""
        return self.first if self.first == self.second else None


def read_lines() -> list[Coded]:
    """All coded lines."""
    with LINES.open(encoding="utf-8", newline="") as file:
        return [Coded(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def train(lines: Sequence[Coded]) -> dict[str, object]:
    """Fit the weights to the lines on which both coders agree.

    One linear support vector machine a label, against the rest, over features scaled by how much they tell that
    label from the rest (NB-SVM: Wang and Manning, "Baselines and Bigrams", ACL 2012), then one factor that turns
    the margins into probabilities (temperature scaling: Guo and others, "On Calibration", ICML 2017).

    Returns:
        What ``weights.json`` holds.
    """
    agreed = [line for line in lines if line.agreed]
    found = [[name for name, _ in features(bare(line.text))] for line in agreed]
    labels = np.array([LABELS.index(str(line.agreed)) for line in agreed])
    names, rows = _matrix(found)
    factor = _factor(rows, labels)
    weights, bias = (factor * part for part in _fit(rows, labels))
    whole = np.rint(weights / _SCALE).astype(int)
    return {
        "about": "Weights of the Many Hats role decoder; made by python -m manyhats.roles.train from lines.tsv.",
        "labels": LABELS,
        "scale": _SCALE,
        "bias": [round(float(one), 4) for one in bias],
        "weights": {name: row.tolist() for name, row in zip(names, whole, strict=True) if row.any()},
    }


def _matrix(found: list[list[str]]) -> tuple[list[str], Any]:
    """The names of the features that stand in enough lines, and lines by features, 1 where a line has it."""
    counts = Counter(name for line in found for name in line)
    names = sorted(
        name
        for name, count in counts.items()
        if count >= (_FEWEST_PAIRS if name.startswith("b:") else _FEWEST)
    )
    place = {name: column for column, name in enumerate(names)}
    cells = [(row, place[name]) for row, line in enumerate(found) for name in line if name in place]
    return names, csr_matrix(
        (np.ones(len(cells)), tuple(zip(*cells, strict=True))), shape=(len(found), len(names))
    )


def _fit(rows: Any, labels: Any) -> tuple[Any, Any]:
    """Weights (features by labels) and biases (labels) of the margins."""
    weights, bias = [], []
    for label in range(len(LABELS)):
        own = labels == label
        inside, outside = (1 + np.asarray(rows[part].sum(axis=0))[0] for part in (own, ~own))
        ratio = np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))
        machine = LinearSVC(C=_STRENGTH, dual=False).fit(rows.multiply(ratio).tocsr(), own)
        weights.append(machine.coef_[0] * ratio)
        bias.append(machine.intercept_[0])
    return np.array(weights).T, np.array(bias)


def _factor(rows: Any, labels: Any) -> float:
    """The factor on the margins by which lines left out of the fit are most probable."""
    margins = np.zeros((len(labels), len(LABELS)))
    for fold in range(_FOLDS):
        left_out = np.arange(len(labels)) % _FOLDS == fold
        weights, bias = _fit(rows[~left_out], labels[~left_out])
        margins[left_out] = rows[left_out] @ weights + bias
    candidates = np.arange(1, 8, 0.25)
    return float(min(candidates, key=lambda factor: log_loss(labels, softmax(factor * margins, axis=1))))


def report(lines: Sequence[Coded]) -> str:
    """Agreement of the coders, and of the shipped decoder with both on these lines, as a small table."""
    agreed = [line for line in lines if line.agreed]
    found = [decode_line(bare(line.text)).hat or NONE for line in agreed]
    right = [hat == line.agreed for hat, line in zip(found, agreed, strict=True)]
    rows = [
        f"lines {len(lines)}, coders agree on {len(agreed) / len(lines):.3f}, "
        f"decoder agrees with them on {sum(right) / len(right):.3f}",
        "hat        lines  precision  recall",
    ]
    for label in LABELS:
        is_label = [line.agreed == label for line in agreed]
        said = [hat == label for hat in found]
        both = sum(a and b for a, b in zip(is_label, said, strict=True))
        rows.append(
            f"{label:9}  {sum(is_label):5}  {both / max(1, sum(said)):9.3f}  {both / max(1, sum(is_label)):6.3f}"
        )
    return "\n".join(rows)


def main() -> None:
    """Train on the training part, write the weights, report on the held-out part."""
    lines = read_lines()
    weights = train([line for line in lines if line.part == "train"])
    WEIGHTS.write_text(
        json.dumps(weights, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(report([line for line in lines if line.part == "held-out"]), file=sys.stdout)


if __name__ == "__main__":
    main()
