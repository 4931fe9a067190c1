"""A split: the manager's week over the four hats, in whole per cent."""

from typing import NamedTuple

from manyhats.hats import Hat

WHOLE = 100


class Split(NamedTuple):
    """Shares of the week, in the order in which the course shows the hats; whole per cent, 100 in sum."""

    people: int
    delivery: int
    technical: int
    business: int

    def of(self, hat: Hat) -> int:
        """The share of one hat, 0..100."""
        return self[list(Hat).index(hat)]


EVEN = Split(25, 25, 25, 25)


def check(split: Split) -> None:
    """Refuse what is no week.

    Raises:
        ValueError: a share is below 0, or they don't sum to 100.
    """
    if min(split) < 0 or sum(split) != WHOLE:
        raise ValueError(f"Shares of a week are 0 or more and sum to {WHOLE}, and these are {tuple(split)}.")


def rebalance(split: Split, hat: Hat, share: int) -> Split:
    """Give one hat a share, and take it from the others in proportion (or give it back in proportion).

    Args:
        split: the week before.
        hat: the hat whose share is set.
        share: whole per cent, 0..100.

    Returns:
        A week of 100. Where the others had nothing between them, they get equal parts.

    Raises:
        ValueError: the share is outside 0..100.
    """
    others = [other for other in Hat if other != hat]
    before = {other: split.of(other) for other in others}
    if not any(before.values()):
        before = dict.fromkeys(others, 1)
    rest, total = WHOLE - share, sum(before.values())
    after = {other: rest * before[other] // total for other in others}
    # Whole per cents: what rounding down left over goes where it cut off most.
    cut = sorted(others, key=lambda other: -(rest * before[other] % total))
    for other in cut[: rest - sum(after.values())]:
        after[other] += 1
    made = Split(*(share if one == hat else after[one] for one in Hat))
    check(made)
    return made
