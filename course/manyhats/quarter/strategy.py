"""A strategy: which split from which week on, and who is hired when."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from manyhats.quarter.split import Split, check

LONGEST = 52  # weeks
MOST_HIRES = 7  # in one week


@dataclass(frozen=True)
class Strategy:
    """What a manager does over the weeks.

    Args:
        changes: for each change of the split the week from which it holds, and the split. The first is of
            week 1, the weeks rise, and each split differs from the one before.
        hires: for each week in which somebody starts the week and how many people; the weeks rise.

    Raises:
        ValueError: one of this isn't so.
    """

    changes: tuple[tuple[int, Split], ...]
    hires: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        """Check what a type can't say."""
        weeks = [week for week, _ in self.changes]
        if not weeks or weeks[0] != 1 or not _rises(weeks):
            raise ValueError("The first split is that of week 1, and the weeks of its changes rise.")
        if any(before == after for (_, before), (_, after) in pairwise(self.changes)):
            raise ValueError("A change of the split has to change it.")
        for _, split in self.changes:
            check(split)
        starts = [week for week, _ in self.hires]
        if starts and (starts[0] < 1 or not _rises(starts)):
            raise ValueError("People start in week 1 or later, and the weeks of their start rise.")
        if not all(1 <= count <= MOST_HIRES for _, count in self.hires):
            raise ValueError(f"1 to {MOST_HIRES} people can start in a week.")
        if max(weeks + starts) > LONGEST:
            raise ValueError(f"A strategy ends with week {LONGEST}.")

    @staticmethod
    def fixed(split: Split, hires: tuple[tuple[int, int], ...] = ()) -> "Strategy":
        """One split for all weeks."""
        return Strategy(((1, split),), hires)

    @staticmethod
    def by_week(splits: Sequence[Split], hires: tuple[tuple[int, int], ...] = ()) -> "Strategy":
        """A split for each week, at least one; the last holds on."""
        changes = [(1, splits[0])]
        for week, (before, after) in enumerate(pairwise(splits), 2):
            if before != after:
                changes.append((week, after))
        return Strategy(tuple(changes), hires)

    def split_in(self, week: int) -> Split:
        """The split that holds in a week, counted from 1."""
        return next(split for start, split in reversed(self.changes) if start <= week)

    @property
    def last_week(self) -> int:
        """The last week in which it says something new."""
        return max(week for week, _ in (*self.changes, *self.hires))


def _rises(weeks: Sequence[int]) -> bool:
    return all(before < after for before, after in pairwise(weeks))
