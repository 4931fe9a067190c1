"""Sensitivity: the same run under many draws of the rates, and the range that it stays in."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from manyhats.hats import Hat
from manyhats.quarter.coefficients import Coefficients
from manyhats.quarter.simulate import Trajectory, simulate
from manyhats.quarter.stocks import Stocks
from manyhats.quarter.strategy import Strategy

DRAWS = 300
WITHIN = 0.25
SEED = 7


@dataclass(frozen=True)
class Range:
    """The middle eight of ten draws: for each place of a series the lowest and the highest of them."""

    low: Sequence[float]
    high: Sequence[float]


def draws(count: int = DRAWS, within: float = WITHIN, seed: int = SEED) -> list[Coefficients]:
    """Coefficients of which every rate is drawn anew, the same ones for the same seed."""
    random, usual = Random(seed), Coefficients()
    return [usual.drawn(random, within) for _ in range(count)]


def ranges(
    strategy: Strategy,
    weeks: int,
    cover: Collection[Hat],
    start: Stocks,
    series: Mapping[str, Callable[[Trajectory], Sequence[float]]],
    count: int = DRAWS,
) -> dict[str, Range]:
    """Where a run's series lie when every rate is drawn within 25%.

    Args:
        strategy: as in ``simulate``, like ``weeks``, ``cover`` and ``start``.
        weeks: how long.
        cover: the hats that others cover in part.
        start: the team at the beginning.
        series: what is looked at: a name, and how to read it from a trajectory.
        count: how many draws, 10 or more.

    Returns:
        For each series its range.
    """
    runs = [simulate(strategy, weeks, cover, start, drawn) for drawn in draws(count)]
    cut = count // 10
    found = {}
    for name, read in series.items():
        places = [sorted(values) for values in zip(*(read(run) for run in runs), strict=True)]
        found[name] = Range([one[cut] for one in places], [one[-1 - cut] for one in places])
    return found
