"""Two courses of the same team, held against each other week by week."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from manyhats.debt.model import Week

_NOTHING = 1e-6  # features; a smaller difference is rounding


def fewer_features(policy: Sequence[Week], yardstick: Sequence[Week]) -> list[int]:
    """The weeks in which a policy ships fewer features than the yardstick does: what the course calls hurting.

    Args:
        policy: the weeks of one course of ``simulate``.
        yardstick: as many weeks of another.

    Returns:
        The weeks' numbers, rising.

    Raises:
        ValueError: the one has more weeks than the other.
    """
    return [
        week.number
        for week, other in zip(policy, yardstick, strict=True)
        if week.features < other.features - _NOTHING
    ]


def behind_in_sum(policy: Sequence[Week], yardstick: Sequence[Week]) -> list[int]:
    """The weeks at whose end a policy has shipped less, counted from week 1, than the yardstick has.

    Arguments, result and error are those of ``fewer_features``.
    """
    sums = accumulate(week.features for week in policy)
    others = accumulate(week.features for week in yardstick)
    return [
        week.number
        for week, ours, theirs in zip(policy, sums, others, strict=True)
        if ours < theirs - _NOTHING
    ]


def spans(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Rising whole numbers as spans from first to last: 1, 2, 3, 7 is (1, 3), (7, 7)."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
