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

from manyhats.roles.decoder import NONE, WEIGHTS, decode_line
from manyhats.roles.features import bare, features

LINES = Path(__file__).with_name("lines.tsv")
LABELS = ["people", "delivery", "technical", "business", NONE]

_FEWEST = 2  # lines that a feature must stand in
_STRENGTH = 0.5  # inverse of the regularisation; chosen by cross-validation on the training part
_SCALE = 0.01  # weights are whole hundredths: small file, the same sums on every machine


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

    Returns:
        What ``weights.json`` holds.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    agreed = [line for line in lines if line.agreed]
    counts = Counter(name for line in agreed for name, _ in features(bare(line.text)))
    rows = [
        {name: 1.0 for name, _ in features(bare(line.text)) if counts[name] >= _FEWEST} for line in agreed
    ]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    model.fit(vectorizer.fit_transform(rows), [line.agreed for line in agreed])
    order = [list(model.classes_).index(label) for label in LABELS]
    weights = {
        str(name): [round(float(model.coef_[k, column]) / _SCALE) for k in order]
        for name, column in sorted(vectorizer.vocabulary_.items())
    }
    return {
        "about": "Weights of the Many Hats role decoder; made by python -m manyhats.roles.train from lines.tsv.",
        "labels": LABELS,
        "scale": _SCALE,
        "bias": [round(float(model.intercept_[k]), 4) for k in order],
        "weights": {name: row for name, row in weights.items() if any(row)},
    }


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
