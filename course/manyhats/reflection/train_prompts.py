"""Trains the model that says which prompt an answer speaks to, for the off-topic gate.

The answers are those of ``sentences.tsv`` and the samples beside the rubrics; passages of CEReD-English, see
``train.py`` for where to get it, and the off-topic samples stand for everything else. Needs scikit-learn::

    python -m manyhats.reflection.train_prompts --cered FOLDER

Both thresholds are those that flag 1% of answers in five-fold cross-validation.
"""

import argparse
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from manyhats.reflection.prompt_model import OTHER, WEIGHTS, Model, likelihoods, stems, strengths
from manyhats.reflection.samples import prose_rubrics, written
from manyhats.reflection.train import SOURCE
from manyhats.reflection.train import read as read_cered
from manyhats.reflection.train_elements import read as read_sentences

_STRENGTH = 10.0  # inverse of the regularisation
_FEWEST = 2  # texts that a stem must stand in
_KEPT = 1800  # stems that ship
_FOLDS = 5
_UNIT = 0.05
_FALSE_FLAGS = 0.01
_EVERY = 40  # one of so many CEReD passages is enough
_NO_ANSWER = {"word-salad", "keyword-list"}

Text = tuple[str, str]
"""A text and its class."""


def texts(cered: Path) -> list[Text]:
    """All training texts, each once."""
    answers: dict[str, tuple[str, list[str]]] = {}
    for row in read_sentences():
        answers.setdefault(row.answer, (row.prompt, []))[1].append(row.sentence)
    found: dict[str, str] = {}
    for prompt_id in prose_rubrics():
        for sample in written(prompt_id):
            if sample.kind not in _NO_ANSWER:
                found[" ".join(sample.text.split())] = OTHER if sample.kind == "off-topic" else prompt_id
    for prompt_id, said in answers.values():
        found.setdefault(" ".join(" ".join(said).split()), prompt_id)
    passages = [row.context for row in read_cered(cered / "en_train.tsv")][::_EVERY]
    return [*found.items(), *((passage, OTHER) for passage in passages)]


def train(some: Sequence[Text]) -> Model:
    """Fit; the model without its thresholds and its report."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counted = [stems(text) for text, _ in some]
    spread = Counter(name for one in counted for name in one)
    rarity = {
        name: round(100 * (1 + math.log(len(some) / count)))
        for name, count in spread.items()
        if count >= _FEWEST
    }
    vectorizer = DictVectorizer()
    machine: Any = LogisticRegression(C=_STRENGTH, max_iter=2000, class_weight="balanced")
    machine.fit(
        vectorizer.fit_transform([strengths(one, rarity) for one in counted]), [kind for _, kind in some]
    )
    rows = {str(name): machine.coef_[:, place] for name, place in vectorizer.vocabulary_.items()}
    kept = sorted(sorted(rows, key=lambda name: -float(abs(rows[name]).max()))[:_KEPT])
    return Model(
        about="Weights of the Many Hats off-topic gate; made by python -m manyhats.reflection.train_prompts.",
        source=SOURCE,
        report="",
        prompts=[str(kind) for kind in machine.classes_],
        scale=_UNIT,
        bias=[round(float(one) / _UNIT) for one in machine.intercept_],
        rarity={name: rarity[name] for name in kept},
        weights={name: [round(float(one) / _UNIT) for one in rows[name]] for name in kept},
        least=0.0,
        most_other=1.0,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Cross-validate, choose the threshold, fit on all, write the weights; report."""
    parser = argparse.ArgumentParser(prog="python -m manyhats.reflection.train_prompts", description=__doc__)
    parser.add_argument("--cered", type=Path, required=True, help="the folder with en_train.tsv")
    some = texts(parser.parse_args(arguments).cered)
    judged: list[tuple[str, dict[str, float]]] = []
    for fold in range(_FOLDS):
        model = train([text for place, text in enumerate(some) if place % _FOLDS != fold])
        judged += [(kind, likelihoods(text, model)) for text, kind in some[fold::_FOLDS]]
    own = sorted(said[kind] for kind, said in judged if kind != OTHER)
    least = math.floor(1000 * own[int(_FALSE_FLAGS * len(own))]) / 1000
    strange = sorted((said[OTHER] for kind, said in judged if kind != OTHER), reverse=True)
    most_other = math.ceil(1000 * strange[int(_FALSE_FLAGS * len(strange))]) / 1000
    others = [
        said[name] for kind, said in judged for name in said if name not in (kind, OTHER) and kind != OTHER
    ]
    foreign = [said[OTHER] for kind, said in judged if kind == OTHER]
    report = (
        f"{len(own)} answers and {len(some) - len(own)} other texts; an answer is off topic where its prompt has "
        f"less than {least} ({_under(own, least):.1%} of answers to it, {_under(others, least):.1%} of answers to another) "
        f"or something else more than {most_other} ({1 - _under(strange, most_other):.1%} of answers, "
        f"{1 - _under(foreign, most_other):.1%} of other texts)"
    )
    model = msgspec.structs.replace(train(some), least=least, most_other=most_other, report=report)
    WEIGHTS.write_bytes(msgspec.json.encode(model) + b"\n")
    print(report)


def _under(values: Sequence[float], least: float) -> float:
    return sum(value < least for value in values) / max(1, len(values))


if __name__ == "__main__":
    main()
