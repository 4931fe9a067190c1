"""Which element of a reflection a sentence is evidence of: a calibrated probability for each label, with reasons.

The model is multinomial logistic regression over the features of ``sentence_features.py``, trained by
``train.py`` on CEReD-English: sentences of student teachers' diaries (Nehyba and Stefanik, "Applications of
deep language models for reflective writings", Education and Information Technologies, 2022,
doi 10.1007/s10639-022-11254-7). ``weights.json`` holds whole numbers only, so that a sum comes out the same
on every machine. Neighbouring sentences are not used: in cross-validation they made the model no better.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

from manyhats.reflection.sentence_features import MOST_TOKENS, features
from manyhats.reflection.slots import Match, slots_of
from manyhats.text import Span, tokens

WEIGHTS = Path(__file__).with_name("weights.json")
LABELS = (
    "Experience",
    "Feeling",
    "Reflection",
    "Difficulty",
    "Belief",
    "Perspective",
    "Learning",
    "Intention",
    "Other",
)
"""The labels of CEReD; ``Other`` is a sentence that reflects on nothing."""

_MOST_REASONS = 3
_WORTH_SHOWING = 0.35  # of the strongest word's weight; fainter words are noise to a reader


class Decision(StrEnum):
    """Whether a sentence is evidence of a label."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"

    @classmethod
    def of(cls, probability: float, band: tuple[float, float]) -> "Decision":
        """Hold a probability against a band: up to its lower end the decision is no, from its upper end on yes."""
        no, yes = band
        if probability >= yes:
            return cls.YES
        return cls.NO if probability <= no else cls.UNSURE


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``weights.json`` holds.

    Attributes:
        about: what made the file.
        source: the data that it was trained on, its licence and whom to cite.
        scale: what one unit of a weight is worth, in natural-log odds.
        bias: one whole number for each of ``LABELS``.
        weights: for each feature one whole number for each of ``LABELS``.
        bands: for each label the probabilities up to which the decision is no, and from which it is yes.
        sure: from which probability the likeliest label is taken as the sentence's one label.
    """

    about: str
    source: str
    scale: float
    bias: list[int]
    weights: dict[str, list[int]]
    bands: dict[str, tuple[float, float]]
    sure: float

    def probabilities(self, names: Sequence[str] | Mapping[str, object]) -> dict[str, float]:
        """Probabilities of the labels for a sentence with these features; they sum to 1, to 4 decimals each."""
        rows = [self.weights[name] for name in names if name in self.weights]
        sums = [sum(column) for column in zip(self.bias, *rows, strict=True)]
        top = max(sums)
        shares = [math.exp(self.scale * (one - top)) for one in sums]
        total = math.fsum(shares)
        return {label: round(share / total, 4) for label, share in zip(LABELS, shares, strict=True)}

    def decide(self, label: str, probability: float) -> Decision:
        """Hold a probability against the label's band."""
        return Decision.of(probability, self.bands[label])


@dataclass(frozen=True)
class Labelled:
    """One sentence with all that the model says of it.

    Attributes:
        sentence: the text.
        probabilities: for each of ``LABELS``; 0..1.
        slots: the visible marks with their places in the sentence.
        features: what the model saw, each with the places in the sentence that gave it.
    """

    sentence: str
    probabilities: dict[str, float]
    slots: tuple[Match, ...]
    features: dict[str, list[Span]] = field(repr=False)

    @property
    def label(self) -> str | None:
        """The one label that fits best, or None where the model is not sure."""
        best = max(LABELS, key=self.probabilities.__getitem__)
        return best if self.probabilities[best] >= load_model().sure else None

    def decide(self, label: str) -> Decision:
        """Whether the sentence is evidence of a label: yes, no or unsure."""
        return load_model().decide(label, self.probabilities[label])

    def reason_spans(self, label: str) -> list[Span]:
        """The places in the sentence that weighed most for a label, in reading order; at most three."""
        weighed = [
            (token.span, self._weight(token.span, label)) for token in tokens(self.sentence)[:MOST_TOKENS]
        ]
        strongest = max((weight for _, weight in weighed), default=0.0)
        if strongest <= 0:
            return []
        runs: list[tuple[Span, float]] = []
        joined = False
        for span, weight in weighed:
            shown = weight >= _WORTH_SHOWING * strongest
            if shown and joined:
                runs[-1] = (Span(runs[-1][0].start, span.end), max(runs[-1][1], weight))
            elif shown:
                runs.append((span, weight))
            joined = shown
        best = sorted(runs, key=lambda run: (-run[1], run[0].start))[:_MOST_REASONS]
        return sorted((span for span, _ in best), key=lambda span: span.start)

    def reasons(self, label: str) -> list[str]:
        """The words that weighed most for a label, in reading order; empty where none spoke for it."""
        return [span.of(self.sentence) for span in self.reason_spans(label)]

    def _weight(self, token: Span, label: str) -> float:
        """How much one word spoke for a label rather than for the others; a phrase's weight is shared out."""
        model, column = load_model(), LABELS.index(label)
        total = 0.0
        for name, spans in self.features.items():
            row = model.weights.get(name)
            if row and any(span.start <= token.start and token.end <= span.end for span in spans):
                lead = row[column] - sum(row) / len(row)
                words = sum(len(span.of(self.sentence).split()) for span in spans)
                total += lead / max(1, words)
        return total


def classify(sentences: Sequence[str]) -> list[Labelled]:
    """Say of each sentence what it is evidence of.

    Args:
        sentences: the sentences of one answer in order, plain text; past 150 words a sentence is not read.

    Returns:
        One ``Labelled`` for each sentence, in the same order.
    """
    return [_label(sentence) for sentence in sentences]


def _label(sentence: str) -> Labelled:
    found = tokens(sentence)[:MOST_TOKENS]
    matches = slots_of(found)
    seen = features(sentence, found, matches)
    return Labelled(sentence, load_model().probabilities(seen), tuple(matches), seen)


@cache
def load_model() -> Model:
    """The shipped weights, read once."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Model)
