"""How sure you were, over all scenarios that you rated, beside how often the key agreed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from manyhats.scenarios.judgement import Judgement

CONFIDENCE_WORDS = {0.25: "a guess", 0.5: "rather unsure", 0.75: "fairly sure", 0.95: "almost certain"}


@dataclass(frozen=True)
class Level:
    """One degree of confidence (0 to 1): how often it was stated, and how often the key agreed then.

    To agree means that an option that you rated highest is one that the key rates highest.
    """

    confidence: float
    stated: int
    agreed: int


def confidence_text(confidence: float) -> str:
    """A confidence (0 to 1) in the words in which it was asked for."""
    return CONFIDENCE_WORDS.get(confidence, f"{confidence:.0%} sure")


def calibrate(judgements: Iterable[Judgement]) -> tuple[Level, ...]:
    """The levels that were stated at all, from the least sure to the surest.

    Ratings that put nothing above the rest have nothing to be sure of, and are left out.
    """
    found: dict[float, list[bool]] = defaultdict(list)
    for judgement in judgements:
        if judgement.top_agrees is not None:
            found[judgement.confidence].append(judgement.top_agrees)
    return tuple(Level(sure, len(found[sure]), sum(found[sure])) for sure in sorted(found))
