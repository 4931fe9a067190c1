"""How far each criterion was found in a class, and which criteria tell nobody apart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation

from manyhats.grading.cohort.records import Marked
from manyhats.reflection import Level

VALUE = {Level.MET: 1.0, Level.PARTLY: 0.5, Level.NOT_FOUND: 0.0}
"""What a level counts; unsure is left out."""

FEWEST = 10  # decided answers from which a criterion is judged at all
FEWEST_RELATED = 20  # from which its relation to the others is
_ALIKE = 0.95  # a share of one level from which a criterion tells nobody apart


@dataclass(frozen=True)
class Spread:
    """One criterion over all answers that said anything.

    Attributes:
        criterion: its id.
        counts: how many answers by level.
        relation: the correlation, -1 to 1, of this criterion with the mean of the answer's others (both decided);
            None where there are too few answers or one of the two never varies.
        warning: a sentence where the criterion doesn't discriminate, or empty.
    """

    criterion: str
    counts: Mapping[Level, int]
    relation: float | None
    warning: str

    @property
    def decided(self) -> int:
        """How many answers it was decided for."""
        return sum(self.counts[level] for level in VALUE)


def spreads(marked: Sequence[Marked], criteria: Sequence[str]) -> list[Spread]:
    """The spread of each criterion of one prompt.

    Args:
        marked: the answers to that prompt; empty ones are left out, since nothing was looked for in them.
        criteria: the ids, in the order to show them.
    """
    answers = [one.levels for one in marked if "empty" not in one.flags and one.levels]
    return [_spread(criterion, answers) for criterion in criteria]


def _spread(criterion: str, answers: list[Mapping[str, Level]]) -> Spread:
    found = Counter(levels[criterion] for levels in answers if criterion in levels)
    counts = {level: found.get(level, 0) for level in Level}
    relation = _relation(criterion, answers)
    return Spread(criterion, counts, relation, _warning(counts, relation))


def _relation(criterion: str, answers: list[Mapping[str, Level]]) -> float | None:
    pairs = []
    for levels in answers:
        others = [VALUE[level] for name, level in levels.items() if name != criterion and level in VALUE]
        if levels.get(criterion) in VALUE and others:
            pairs.append((VALUE[levels[criterion]], sum(others) / len(others)))
    return correlated(pairs) if len(pairs) >= FEWEST_RELATED else None


def correlated(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's correlation, -1 to 1; None where there are fewer than three pairs or one side never varies."""
    if len(pairs) < 3:
        return None
    left, right = zip(*pairs, strict=True)
    try:
        return correlation(left, right)
    except StatisticsError:  # one side never varies, or by too little to be reckoned with
        return None


def _warning(counts: Mapping[Level, int], relation: float | None) -> str:
    decided = sum(counts[level] for level in VALUE)
    if decided < FEWEST:
        return ""
    commonest = max(VALUE, key=lambda level: counts[level])
    if counts[commonest] >= _ALIKE * decided:
        how = {Level.MET: "found", Level.PARTLY: "partly found", Level.NOT_FOUND: "not found"}[commonest]
        return f"Tells nobody apart: {how} in {counts[commonest]} of {decided} answers."
    if relation is not None and relation < 0:
        return f"Runs against the other criteria (correlation {relation:.2f}): read a few of these answers."
    return ""
