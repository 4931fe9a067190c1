"""How near the check's points come to the instructor's, where both are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from manyhats.grading.cohort.criteria import correlated
from manyhats.grading.cohort.records import Marked

CLOSE = 0.125  # of the full points: half a point of four


@dataclass(frozen=True)
class Agreement:
    """The figures, in shares of the full points.

    Attributes:
        pairs: for each answer the check's share and the instructor's, both 0 to 1.
        bias: the mean of instructor minus check; above 0 the check is stricter.
        distance: the mean distance of the two.
        close: the share of answers at most ``CLOSE`` apart.
        correlation: Pearson's, or None where it can't be said.
    """

    pairs: tuple[tuple[float, float], ...]
    bias: float
    distance: float
    close: float
    correlation: float | None


def agreement(marked: Sequence[Marked]) -> Agreement | None:
    """Compare both for the answers that have both; None where there is no such answer."""
    pairs = tuple(
        (one.proposed / one.most, one.given / one.most)
        for one in marked
        if one.proposed is not None and one.given is not None and one.most
    )
    if not pairs:
        return None
    return Agreement(
        pairs,
        bias=fmean(given - proposed for proposed, given in pairs),
        distance=fmean(abs(given - proposed) for proposed, given in pairs),
        close=fmean(abs(given - proposed) <= CLOSE + 1e-9 for proposed, given in pairs),
        correlation=correlated(pairs),
    )
