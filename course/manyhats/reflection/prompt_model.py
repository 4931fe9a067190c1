"""How likely it is that an answer speaks to a prompt, and not to another prompt or to something else.

Multinomial logistic regression over the stems of the whole answer (TF-IDF, L2-normalised), trained by
``train_prompts.py`` on answers that were written for this course, and on passages of CEReD-English as texts
about something else. ``prompt_weights.json`` names the source and its licence.
"""

import math
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec

from manyhats.roles.features import stem
from manyhats.text import words

WEIGHTS = Path(__file__).with_name("prompt_weights.json")
OTHER = "other"
"""The class of texts that speak to no prompt."""


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``prompt_weights.json`` holds.

    Attributes:
        about: what made the file.
        source: where part of the training texts comes from, its licence and whom to cite.
        report: the figures that were printed when it was made.
        prompts: the classes: prompt ids and ``OTHER``.
        scale: what one unit of a weight is worth, in natural-log odds.
        bias: one whole number a class.
        rarity: for each stem its inverse document frequency, in hundredths.
        weights: for each stem one whole number a class.
        least: an answer whose prompt is less likely than this is off topic.
        most_other: so is an answer for which ``OTHER`` is likelier than this.
    """

    about: str
    source: str
    report: str
    prompts: list[str]
    scale: float
    bias: list[int]
    rarity: dict[str, int]
    weights: dict[str, list[int]]
    least: float
    most_other: float


def stems(text: str) -> Counter[str]:
    """How often each stem occurs in a text; training and run time share this."""
    return Counter(stem(word) for word in words(text))


def strengths(counted: Counter[str], rarity: dict[str, int]) -> dict[str, float]:
    """The TF-IDF of each known stem, with the sum of squares 1."""
    raw = {name: (1 + math.log(count)) * rarity[name] for name, count in counted.items() if name in rarity}
    length = math.sqrt(math.fsum(value * value for value in raw.values()))
    return {name: value / length for name, value in raw.items()} if length else {}


def likelihoods(text: str, model: Model | None = None) -> dict[str, float]:
    """The probability of each prompt, and of ``OTHER``, that a text speaks to it; they sum to 1.

    Args:
        text: an answer, plain text.
        model: another than the one that ships; training asks for it.
    """
    model = model or load_model()
    found = strengths(stems(text), model.rarity)
    totals = [float(bias) for bias in model.bias]
    for name in sorted(found):  # one order, so that the sum is the same everywhere
        for place, weight in enumerate(model.weights[name]):
            totals[place] += found[name] * weight
    highest = max(totals)
    shares = [math.exp(model.scale * (total - highest)) for total in totals]
    whole = math.fsum(shares)
    return {name: round(share / whole, 4) for name, share in zip(model.prompts, shares, strict=True)}


@cache
def load_model() -> Model:
    """The shipped weights, read once."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Model)
