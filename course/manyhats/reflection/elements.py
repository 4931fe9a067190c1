"""Which elements of a rubric a sentence is evidence of: a probability for each, and a decision with an unsure band.

One linear model an element, over the features of the sentence model, what that model says of the sentence, and
the groups of ``role_phrases.yaml``. The weights in ``element_weights.json`` were trained by ``train_elements.py``
on sentences that were written and labelled for this course; whole numbers, so that a sum comes out the same on
every machine.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec

from manyhats.reflection.rubric import Element
from manyhats.reflection.sentence_model import Decision, Labelled, classify
from manyhats.roles.phrases import phrase_groups
from manyhats.text import Span, meanings

WEIGHTS = Path(__file__).with_name("element_weights.json")
ELEMENTS: dict[str, str] = dict(zip(get_args(Element), "EAOPDVRLNFH", strict=True))
"""The elements that a criterion can rest on, each with its letter in the training file."""

_STEPS = 5  # the sentence model's probability is read in fifths


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``element_weights.json`` holds: for each feature one whole number for each of ``ELEMENTS``.

    ``report`` is the table that was printed when it was made.
    """

    about: str
    report: str
    scale: float
    bias: list[int]
    weights: dict[str, list[int]]
    bands: dict[str, tuple[float, float]]

    def probabilities(self, names: Iterable[str]) -> dict[str, float]:
        """The probability of each element for a sentence with these features, to 4 decimals each."""
        rows = [self.weights[name] for name in names if name in self.weights]
        sums = [sum(column) for column in zip(self.bias, *rows, strict=True)]
        shares = (1 / (1 + math.exp(-max(-30.0, min(30.0, self.scale * one)))) for one in sums)
        return {name: round(share, 4) for name, share in zip(ELEMENTS, shares, strict=True)}


@dataclass(frozen=True)
class Read:
    """One sentence with the probability of each element, 0..1."""

    probabilities: dict[str, float]
    _sentence: str = field(repr=False)
    _places: dict[str, list[Span]] = field(repr=False)

    def decide(self, element: str) -> Decision:
        """Whether the sentence is evidence of an element: yes, no or unsure."""
        return Decision.of(self.probabilities[element], load_model().bands[element])

    def strongest(self, element: str) -> Span | None:
        """The words that weighed most for an element, or None where only little words, numbers or the shape did."""
        column, weights = list(ELEMENTS).index(element), load_model().weights
        weighed = [
            (weights[name][column], spans[0])
            for name, spans in self._places.items()
            if spans and name in weights and weights[name][column] > 0
        ]
        best = sorted(weighed, key=lambda one: (-one[0], one[1].start))
        return next((span for _, span in best if meanings(span.of(self._sentence))), None)


def read_elements(sentences: Sequence[str]) -> list[Read]:
    """Say of each sentence which elements it is evidence of.

    Args:
        sentences: the sentences of one answer in order, plain text.

    Returns:
        One ``Read`` for each sentence, in the same order.
    """
    model, found = load_model(), []
    for labelled in classify(sentences):
        places = element_features(labelled)
        found.append(Read(model.probabilities(places), labelled.sentence, places))
    return found


def element_features(labelled: Labelled) -> dict[str, list[Span]]:
    """The features of a sentence, each with the places that gave it; training and run time share them."""
    found = dict(labelled.features)
    for group, span in phrase_groups(labelled.sentence).items():
        found[f"r:{group}"] = [span]
    for label, probability in labelled.probabilities.items():
        found[f"c:{label} {min(_STEPS - 1, int(_STEPS * probability))}"] = []
    return found


@cache
def load_model() -> Model:
    """The shipped weights, read once."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Model)
