"""The search for the fixed split that brings most value, in tenths of the week."""

from collections.abc import Collection, Iterator

from manyhats.hats import Hat
from manyhats.quarter.coefficients import Coefficients
from manyhats.quarter.simulate import simulate
from manyhats.quarter.split import WHOLE, Split
from manyhats.quarter.stocks import Stocks
from manyhats.quarter.strategy import Strategy


def best_split(
    weeks: int,
    cover: Collection[Hat],
    start: Stocks,
    coefficients: Coefficients | None = None,
    step: int = 10,
    hires: tuple[tuple[int, int], ...] = (),
) -> Split:
    """Try every fixed split in steps, and take the one with most value over all weeks.

    What counts as best is a choice: value until the run ends, and nothing of what comes after.

    Args:
        weeks: how long, as in ``simulate``.
        cover: the hats that others cover in part.
        start: the team at the beginning.
        coefficients: the model's constants.
        step: per cent; a divisor of 100.
        hires: who starts when, as in ``Strategy``.
    """
    known = coefficients or Coefficients()
    return max(
        _splits(step),
        key=lambda split: simulate(Strategy.fixed(split, hires), weeks, cover, start, known).total_value,
    )


def _splits(step: int) -> Iterator[Split]:
    for people in range(0, WHOLE + 1, step):
        for delivery in range(0, WHOLE + 1 - people, step):
            for technical in range(0, WHOLE + 1 - people - delivery, step):
                yield Split(people, delivery, technical, WHOLE - people - delivery - technical)
