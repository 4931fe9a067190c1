"""What most answers to a prompt lack, and the sentences that came nearest to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from manyhats.grading.cohort.criteria import FEWEST, spreads
from manyhats.grading.cohort.records import Marked
from manyhats.reflection import Level

_QUOTED = 6


@dataclass(frozen=True)
class Gap:
    """A criterion that ``lacking`` of ``decided`` answers don't meet; ``nearest`` are (student, sentence)."""

    criterion: str
    lacking: int
    decided: int
    nearest: tuple[tuple[str, str], ...]


def common_gap(marked: Sequence[Marked], criteria: Sequence[str]) -> Gap | None:
    """The commonest gap of one prompt.

    Args:
        marked: the answers to that prompt.
        criteria: its criteria's ids.

    Returns:
        The gap, or None where there are too few answers or no criterion is lacking in any.
    """
    found = [one for one in spreads(marked, criteria) if one.decided >= FEWEST]
    worst = max(found, key=lambda one: (one.decided - one.counts[Level.MET]) / one.decided, default=None)
    if worst is None or worst.counts[Level.MET] == worst.decided:
        return None
    nearest = [
        (one.student, sentence)
        for one in marked
        if one.levels.get(worst.criterion) is Level.PARTLY
        for sentence in one.sentences.get(worst.criterion, ())[:1]
    ]
    lacking = worst.decided - worst.counts[Level.MET]
    return Gap(worst.criterion, lacking, worst.decided, tuple(nearest[:_QUOTED]))
