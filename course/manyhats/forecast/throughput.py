"""Past throughput, and futures drawn from it."""

import random
from collections.abc import Sequence

Futures = list[list[int]]
"""For each week to come one column: the items finished in that week, in each of the futures."""


def resample(past: Sequence[int], weeks: int, rounds: int, seed: int) -> Futures:
    """Draw futures from past weeks, with replacement (a bootstrap of the throughput).

    Every future takes, for every week to come, one of the past weeks. Over all futures together each past week is
    drawn equally often for each week to come: a column is a shuffled stack of ``rounds`` copies of the past
    (Latin hypercube sampling). So fewer futures give percentiles that another seed would hardly move.

    Args:
        past: items that the team finished, one number a week, zeros among them.
        weeks: how many weeks to come, at least 1.
        rounds: how often each past week is drawn for a week to come, at least 1.
        seed: the same seed gives the same futures.

    Returns:
        ``weeks`` columns of ``rounds * len(past)`` futures each.

    Raises:
        ValueError: there is no past, a week in it is negative, or a count is below 1.
    """
    if not past or min(past) < 0:
        raise ValueError("The past needs at least one week, and no week can have finished less than nothing.")
    if weeks < 1 or rounds < 1:
        raise ValueError(f"At least one week and one round are needed, not {weeks} and {rounds}.")
    dice = random.Random(seed)
    columns = []
    for _ in range(weeks):
        column = list(past) * rounds
        dice.shuffle(column)
        columns.append(column)
    return columns
