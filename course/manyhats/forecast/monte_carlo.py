"""The Monte Carlo forecast: play many futures of a plan, and count."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from manyhats.forecast.onboarding import capacity
from manyhats.forecast.plan import Plan

# Items are whole, and a pace that newcomers change is not. So what is left is rounded: a gain and a loss of a part of
# an item then count alike. Without it the smallest loss would undo each future that finishes on the very day.
_DONE_BELOW = 0.5  # items left
_LOW, _MIDDLE, _HIGH = 0.1, 0.5, 0.9


@dataclass(frozen=True)
class Remaining:
    """What is left at the end of a week, in items, over all futures.

    Attributes:
        low: at most this is left in a tenth of the futures.
        middle: at most this is left in half of them.
        high: at most this is left in nine tenths of them.
    """

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Forecast:
    """What came of a plan in all futures.

    Attributes:
        remaining: what is left, from week 0 (now) on.
        finished: the share of futures that are done at the end of a week, from week 0 (now) on.
    """

    remaining: Sequence[Remaining]
    finished: Sequence[float]

    def chance(self, week: int) -> float:
        """The share of futures, in 0..1, that are done at the end of a week.

        Raises:
            IndexError: the week lies beyond those that were drawn.
        """
        return self.finished[week]

    def week_of(self, share: float) -> int | None:
        """The first week at whose end this share of futures is done; None if it lies beyond those drawn."""
        return next((week for week, done in enumerate(self.finished) if done >= share), None)


def forecast(plan: Plan, futures: Sequence[Sequence[float]], team: int) -> Forecast:
    """Play a plan in many futures.

    The same futures for every plan (common random numbers) make plans comparable: what differs between two
    forecasts is the plan, and not the luck of the draw.

    Args:
        plan: what is to be done; its date changes nothing here, ask ``chance`` for it.
        futures: for each week to come one column, as ``throughput.resample`` makes them.
        team: people whose throughput the futures are, at least 1.

    Returns:
        One more week than there are columns: the first is now.
    """
    left = [float(plan.items)] * len(futures[0])
    remaining, finished = [_summary(left)], [_done(left)]
    for week, column in enumerate(futures, 1):
        pace = capacity(week, team, plan.added, plan.arrival)
        left = [before - pace * items for before, items in zip(left, column, strict=True)]
        ranked = sorted(left)
        remaining.append(_summary(ranked))
        finished.append(_done(ranked))
    return Forecast(remaining, finished)


def _summary(ranked: Sequence[float]) -> Remaining:
    low, middle, high = (max(0.0, ranked[int(share * (len(ranked) - 1))]) for share in (_LOW, _MIDDLE, _HIGH))
    return Remaining(low, middle, high)


def _done(ranked: Sequence[float]) -> float:
    return bisect_left(ranked, _DONE_BELOW) / len(ranked)
