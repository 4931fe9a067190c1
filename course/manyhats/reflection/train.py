"""Trains the sentence model on CEReD-English and prints how well it does in cross-validation.

The data is public: the folder ``data/sentences/en`` of github.com/EduMUNI/reflection-classification, whose
repository is under Apache-2.0 (the deposit, hdl 11372/LRT-3573, says CC BY 4.0). Needs scikit-learn, which
only tests/requirements.txt installs::

    python -m manyhats.reflection.train --cered FOLDER

Sentences that share a passage of a diary stay in one fold, so that no fold is tested on what it was trained on.
The validation sentences are read only with ``--validation``, to report; nothing is chosen by them.
"""

import argparse
import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from manyhats.reflection.sentence_features import FAMILIES, MOST_TOKENS, features
from manyhats.reflection.sentence_model import LABELS, WEIGHTS, Decision, Model
from manyhats.reflection.slots import slots_of
from manyhats.roles.features import stem
from manyhats.text import WORD, tokens

SOURCE = (
    "CEReD-English, sentences of reflective diaries, github.com/EduMUNI/reflection-classification at b330dbc, "
    "Apache-2.0; deposit hdl 11372/LRT-3573, CC BY 4.0. Jan Nehyba and Michal Stefanik, Applications of deep "
    "language models for reflective writings, Education and Information Technologies (2022), "
    "doi 10.1007/s10639-022-11254-7. Changed: only weights of single words and pairs derived from it stand here."
)

# Chosen by cross-validation on the training sentences.
_STRENGTH = 0.08  # inverse of the regularisation
_KEPT = 3000  # features; accuracy 0.687 with 2000, 0.689 with 3000, 0.690 with 4500
_FEWEST = 3  # sentences that a feature must stand in
_UNIT = 0.02  # log odds that one unit of a weight is worth before calibration
_FOLDS = 5
_PASSAGE = 8  # words in a row that two texts must share to be of one diary passage

_TWICE_ENCODED = re.compile(r"[ÂÃÄÅ][^\x00-\x7f]|â[^\x00-\x7f]{2}")

# What the unsure band aims at, and how many sentences it may leave undecided at most.
_RIGHT = 0.88
_KAPPA = 0.65  # the check as a whole aims at 0.55; the band keeps a margin for prose of another kind
_UNSURE = 0.30


@dataclass(frozen=True)
class Row:
    """A labelled sentence: what the model sees of it, its label, its fold's group, and the raters' confidence."""

    sentence: str
    label: str
    context: str
    confidence: int
    names: tuple[str, ...]


def read(path: Path) -> list[Row]:
    """Read one file of CEReD-English.

    Raises:
        SystemExit: the file is not there; the sentence says where to get it.
    """
    if not path.is_file():
        raise SystemExit(
            f"There is no {path.name} in {path.parent}. Get the folder data/sentences/en of "
            "github.com/EduMUNI/reflection-classification and name it with --cered."
        )
    with path.open(encoding="utf-8", newline="") as file:
        return [_row(line) for line in csv.DictReader(file, delimiter="\t")]


def _row(line: dict[str, str]) -> Row:
    sentence = _mended(line["sentence"])
    found = tokens(sentence)[:MOST_TOKENS]
    names = tuple(features(sentence, found, slots_of(found)))
    raters = [int(number) for number in re.findall(r"\d+", line["confidence"])]
    return Row(sentence, line["y"], _mended(line["context"]), min(raters, default=0), names)


def _mended(text: str) -> str:
    """Undo the double encoding of some lines, where an accented letter or a dash shows as two or three signs."""
    return _TWICE_ENCODED.sub(_decoded, text)


def _decoded(match: re.Match[str]) -> str:
    octets = b"".join(_octet(sign) for sign in match[0])
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _octet(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1", errors="replace")


def groups(rows: Sequence[Row]) -> list[int]:
    """A number for each row; rows whose sentence or context share a passage have the same."""
    parent = list(range(len(rows)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    first: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows):
        for text in (row.context, row.sentence):
            words = [match[0].lower() for match in re.finditer(r"\w+", text)]
            for start in range(max(1, len(words) - _PASSAGE + 1)):
                passage = tuple(words[start : start + _PASSAGE])
                if len(passage) > 3:
                    parent[root(number)] = root(first.setdefault(passage, number))
    return [root(number) for number in range(len(rows))]


def fit(rows: Sequence[Row], proper: frozenset[str]) -> Model:
    """Fit weights, keep the features that matter, fit them again, and round them to whole numbers.

    Args:
        rows: labelled sentences.
        proper: words that may not stand in the weights (``proper_nouns``).

    Returns:
        A model that is not calibrated yet.
    """
    counts = Counter(name for row in rows for name in row.names)
    allowed = {name for name, count in counts.items() if count >= _FEWEST and _is_allowed(name, proper)}
    vectorizer, first = _regress(rows, allowed)
    matter = {
        str(name): max(abs(row[column]) for row in first.coef_)
        * FAMILIES[name[0]] ** 0.5
        * counts[name] ** 0.25
        for name, column in vectorizer.vocabulary_.items()
    }
    kept = set(sorted(matter, key=lambda name: (-matter[name], name))[:_KEPT])
    vectorizer, second = _regress(rows, kept)
    order = [list(second.classes_).index(label) for label in LABELS]
    weights = {
        str(name): [round(float(second.coef_[k, column]) * FAMILIES[name[0]] / _UNIT) for k in order]
        for name, column in sorted(vectorizer.vocabulary_.items())
    }
    return Model(
        about="Weights of the reflection check's sentence model; made by python -m manyhats.reflection.train.",
        source=SOURCE,
        scale=_UNIT,
        bias=[round(float(second.intercept_[k]) / _UNIT) for k in order],
        weights={name: row for name, row in weights.items() if any(row)},
        bands={},
        sure=0.0,
    )


def _regress(rows: Sequence[Row], allowed: set[str]) -> tuple[Any, Any]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    seen = ({name: FAMILIES[name[0]] for name in row.names if name in allowed} for row in rows)
    model = LogisticRegression(C=_STRENGTH, max_iter=200, tol=1e-3)
    model.fit(vectorizer.fit_transform(seen), [row.label for row in rows])
    return vectorizer, model


def proper_nouns(rows: Iterable[Row]) -> frozenset[str]:
    """Words that stand with a capital inside sentences more often than not: names of people and places.

    Returns:
        Such words in lower case, and their stems; without I and its short forms.
    """
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for row in rows:
        for match in list(WORD.finditer(row.sentence))[1:]:
            (capital if match[0][0].isupper() else small)[match[0].lower().removesuffix("'s")] += 1
    proper = {w for w, count in capital.items() if count > small[w] and not re.match(r"i(?!\w)", w)}
    return frozenset(proper | {stem(w) for w in proper if small[stem(w)] < capital[w]})


def _is_allowed(feature: str, proper: frozenset[str]) -> bool:
    family, _, words = feature.partition(":")
    return family not in "wbko" or proper.isdisjoint(words.split())


Scored = list[dict[str, float]]
"""For each row the probabilities that a model which had not seen it gave."""


def out_of_fold(rows: Sequence[Row], proper: frozenset[str]) -> tuple[list[int], list[list[int]]]:
    """Each row's fold, and its sums of weights (one for each label) under the model of the other folds."""
    from sklearn.model_selection import StratifiedGroupKFold

    split = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=0)
    folds, sums = [0] * len(rows), [[0] * len(LABELS)] * len(rows)
    for fold, (seen, unseen) in enumerate(split.split(rows, [row.label for row in rows], groups(rows))):
        model = fit([rows[k] for k in seen], proper)
        for k in unseen:
            folds[k] = fold
            weights = [model.weights[name] for name in rows[k].names if name in model.weights]
            sums[k] = [sum(column) for column in zip(model.bias, *weights, strict=True)]
    return folds, sums


def calibrated_scale(rows: Sequence[Row], sums: Sequence[Sequence[int]]) -> float:
    """The worth of one unit under which the true labels are likeliest (temperature scaling, Guo and others 2017)."""

    def loss(scale: float) -> float:
        total = 0.0
        for row, one in zip(rows, sums, strict=True):
            top = max(one)
            total += math.log(math.fsum(math.exp(scale * (value - top)) for value in one))
            total -= scale * (one[LABELS.index(row.label)] - top)
        return total

    return min((_UNIT * step / 50 for step in range(25, 101)), key=loss)


def kappa(truth: Sequence[object], said: Sequence[object]) -> float:
    """Cohen's kappa; 0 where both name one and the same label throughout."""
    total = len(truth)
    agreed = sum(a == b for a, b in zip(truth, said, strict=True)) / total
    left, right = Counter(truth), Counter(said)
    chance = sum(left[k] * right[k] for k in left) / total**2
    return (agreed - chance) / (1 - chance) if chance < 1 else 0.0


def choose_band(truth: Sequence[bool], probability: Sequence[float]) -> tuple[float, float]:
    """The narrowest unsure band with which the decided cases reach the aims; else the one of the best kappa.

    Args:
        truth: whether each sentence has the label.
        probability: what a model that had not seen it gave, 0..1.

    Returns:
        The probability up to which the decision is no, and the one from which it is yes.
    """
    best: tuple[tuple[float, ...], tuple[float, float]] = ((-1.0,), (0.3, 0.5))
    edges = sorted({round(0.02 * k, 2) for k in range(1, 48)})
    cells = _cells(truth, probability, edges)
    for low, no in enumerate(edges):
        for high in range(low, len(edges)):
            counts = [sum(c[k] for c in cells[: low + 1]) for k in (0, 1)]
            yes = [sum(c[k] for c in cells[high + 1 :]) for k in (0, 1)]
            decided = sum(counts) + sum(yes)
            unsure = 1 - decided / len(truth)
            if unsure > _UNSURE or not sum(yes):
                continue
            agreement = _kappa_of(yes[1], yes[0], counts[1], counts[0])
            right = (yes[1] + counts[0]) / decided
            reached = right >= _RIGHT and agreement >= _KAPPA
            rank = (1.0, -unsure, agreement) if reached else (0.0, agreement, -unsure)
            best = max(best, (rank, (no, edges[high])))
    return best[1]


def _cells(truth: Sequence[bool], probability: Sequence[float], edges: Sequence[float]) -> list[list[int]]:
    """How many false and true sentences lie up to each edge (an edge belongs to the cell below it)."""
    cells = [[0, 0] for _ in range(len(edges) + 1)]
    for true, one in zip(truth, probability, strict=True):
        cells[sum(edge < one for edge in edges)][true] += 1
    return cells


def _kappa_of(both: int, only_said: int, only_true: int, neither: int) -> float:
    total = both + only_said + only_true + neither
    chance = (
        (both + only_said) * (both + only_true) + (neither + only_true) * (neither + only_said)
    ) / total**2
    return ((both + neither) / total - chance) / (1 - chance) if chance < 1 else 0.0


def choose_sure(rows: Sequence[Row], scored: Scored) -> float:
    """From which probability the likeliest label is taken: the least that reaches the aim, or leaves enough decided."""
    tops = sorted(
        (max(one.values()), max(one, key=one.__getitem__) == row.label)
        for row, one in zip(rows, scored, strict=True)
    )
    right, first = sum(hit for _, hit in tops), int(_UNSURE * len(tops))
    for skipped, (top, hit) in enumerate(tops):
        if skipped >= first or right / (len(tops) - skipped) >= _RIGHT:
            return round(top, 2)
        right -= hit
    return 0.0


def calibrated(model: Model, rows: Sequence[Row], scored: Scored, scale: float) -> Model:
    """The model with its scale, bands and threshold, all chosen on sentences that it was not fitted to."""
    bands = {
        label: choose_band([row.label == label for row in rows], [one[label] for one in scored])
        for label in LABELS
    }
    return msgspec.structs.replace(model, scale=scale, bands=bands, sure=choose_sure(rows, scored))


def _scored(sums: Sequence[Sequence[int]], model: Model) -> Scored:
    return [msgspec.structs.replace(model, bias=list(one)).probabilities(()) for one in sums]


@dataclass(frozen=True)
class Judged:
    """A sentence with what the model says of it and the model whose bands decide."""

    row: Row
    probabilities: dict[str, float]
    model: Model

    @property
    def best(self) -> str:
        """The likeliest label."""
        return max(LABELS, key=self.probabilities.__getitem__)


def report(title: str, judged: Sequence[Judged]) -> str:
    """Accuracy and kappa over nine labels, and for each label how the decisions yes, no and unsure came out."""
    return "\n".join([title, *_nine_way(judged), *_per_label(judged)])


def _nine_way(judged: Sequence[Judged]) -> Iterator[str]:
    for name, least in (("all sentences", 0), ("both raters' confidence 4 or more", 4), ("5 or more", 5)):
        some = [one for one in judged if one.row.confidence >= least]
        sure = [one for one in some if one.probabilities[one.best] >= one.model.sure]
        truth, said = [one.row.label for one in some], [one.best for one in some]
        if not sure:
            continue
        yield (
            f"{name}: {len(some)}, accuracy {_share(a == b for a, b in zip(truth, said, strict=True)):.3f}, "
            f"kappa {kappa(truth, said):.3f}, macro-F1 {_macro_f1(truth, said):.3f}; "
            f"sure of {len(sure) / len(some):.3f}, right {_share(one.best == one.row.label for one in sure):.3f}"
        )


def _per_label(judged: Sequence[Judged]) -> Iterator[str]:
    yield "label        count  precision recall  kappa | unsure  right  kappa  precision recall of the decided"
    for label in LABELS:
        truth = [one.row.label == label for one in judged]
        said = [one.best == label for one in judged]
        decisions = [one.model.decide(label, one.probabilities[label]) for one in judged]
        decided = [
            (t, d is Decision.YES) for t, d in zip(truth, decisions, strict=True) if d is not Decision.UNSURE
        ]
        yield (
            f"{label:12} {sum(truth):5}  {_precision(truth, said):9.3f} {_precision(said, truth):6.3f} {kappa(truth, said):6.3f} |"
            f" {1 - len(decided) / len(truth):6.3f} {_share(t == d for t, d in decided):6.3f}"
            f" {kappa([t for t, _ in decided], [d for _, d in decided]):6.3f}"
            f" {_precision([t for t, _ in decided], [d for _, d in decided]):10.3f}"
            f" {_precision([d for _, d in decided], [t for t, _ in decided]):6.3f}"
        )


def _share(hits: Iterable[bool]) -> float:
    all_ = list(hits)
    return sum(all_) / len(all_) if all_ else 0.0


def _precision(truth: Sequence[bool], said: Sequence[bool]) -> float:
    return sum(t and s for t, s in zip(truth, said, strict=True)) / max(1, sum(said))


def _macro_f1(truth: Sequence[str], said: Sequence[str]) -> float:
    true, both, claimed = (
        Counter(truth),
        Counter(t for t, s in zip(truth, said, strict=True) if t == s),
        Counter(said),
    )
    return sum(2 * both[k] / (true[k] + claimed[k]) for k in LABELS if true[k] + claimed[k]) / len(true)


def cross_validated(rows: Sequence[Row], folds: Sequence[int], scored: Scored, model: Model) -> list[Judged]:
    """Every row with bands that were chosen on the other folds, so that the bands too are tested unseen."""
    judged = []
    for fold in sorted(set(folds)):
        others = [k for k in range(len(rows)) if folds[k] != fold]
        banded = calibrated(model, [rows[k] for k in others], [scored[k] for k in others], model.scale)
        judged += [Judged(rows[k], scored[k], banded) for k in range(len(rows)) if folds[k] == fold]
    return judged


def main(arguments: Sequence[str] | None = None) -> None:
    """Cross-validate, fit on all training sentences, write the weights; report."""
    parser = argparse.ArgumentParser(prog="python -m manyhats.reflection.train", description=__doc__)
    parser.add_argument(
        "--cered", type=Path, required=True, help="the folder with en_train.tsv and en_val.tsv"
    )
    parser.add_argument("--validation", action="store_true", help="report on the validation sentences too")
    parser.add_argument("--to", type=Path, default=WEIGHTS, help="where the weights are written")
    options = parser.parse_args(arguments)
    rows = read(options.cered / "en_train.tsv")
    proper = proper_nouns(rows)
    folds, sums = out_of_fold(rows, proper)
    model = msgspec.structs.replace(fit(rows, proper), scale=calibrated_scale(rows, sums))
    scored = _scored(sums, model)
    print(report("Cross-validation on the training sentences", cross_validated(rows, folds, scored, model)))
    model = calibrated(model, rows, scored, model.scale)
    options.to.write_bytes(msgspec.json.encode(model) + b"\n")
    if options.validation:
        unseen = read(options.cered / "en_val.tsv")
        judged = [Judged(row, model.probabilities(row.names), model) for row in unseen]
        print(report("\nValidation sentences", judged))


if __name__ == "__main__":
    main()
