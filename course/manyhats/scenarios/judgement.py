"""How near your ratings of a pivotal decision come to the key.

Credit is the mean over the options of 1 - |rating - key| / 3, as in situational judgement tests that
are scored by distance. The keys are provisional; this is a mirror for a learner, no selection test.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from manyhats.scenarios.model import Option, Scenario
from manyhats.scenarios.play import RunError
from manyhats.scenarios.run import Rating, Run


@dataclass(frozen=True)
class Judged:
    """One option with your rating and the key (both 1..4), and why the key is what it is."""

    option: Option
    rating: int
    key: int
    rationale: str


@dataclass(frozen=True)
class Judgement:
    """Credit and baseline lie between 0 and 1; the baseline is what rating everything 3 earns.

    ``top_agrees``: whether an option that you rate highest is one that the key rates highest, which is
    what the confidence was about; None if all were rated the same.
    """

    credit: float
    baseline: float
    confidence: float
    top_agrees: bool | None
    options: tuple[Judged, ...]
    provenance: str


def judge(run: Run) -> Judgement:
    """Hold a run's ratings against the key.

    Raises:
        RunError: the pivotal choice was not made yet; until then the key is nobody's business.
    """
    if run.rating is None or not run.settled:
        raise RunError("The key is shown after the pivotal decision is made, not before.")
    keys = keys_of(run.scenario)
    return Judgement(
        credit=credit(run.rating.options, keys),
        baseline=credit(dict.fromkeys(keys, 3), keys),
        confidence=run.rating.confidence,
        top_agrees=_top_agrees(run.rating, keys),
        options=tuple(
            Judged(option, run.rating.options[option.id], keys[option.id], option.rationale or "")
            for option in run.scenario.pivotal.options
        ),
        provenance=run.scenario.provenance,
    )


def credit(ratings: Mapping[str, int], keys: Mapping[str, int]) -> float:
    """The mean of 1 - |rating - key| / 3 over the options of ``keys``; 1 is full agreement."""
    return sum(1 - abs(ratings[option] - key) / 3 for option, key in keys.items()) / len(keys)


def keys_of(scenario: Scenario) -> dict[str, int]:
    """The key, 1..4, of every option of the pivotal decision."""
    return {option.id: option.key for option in scenario.pivotal.options if option.key is not None}


def _top_agrees(rating: Rating, keys: Mapping[str, int]) -> bool | None:
    if len(set(rating.options.values())) == 1:
        return None
    best, highest = max(keys.values()), max(rating.options.values())
    return any(rating.options[option] == highest and key == best for option, key in keys.items())
