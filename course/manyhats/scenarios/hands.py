"""A show of hands: how a room rates the options of a pivotal decision, as counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from manyhats.scenarios.judgement import credit
from manyhats.scenarios.play import RunError
from manyhats.scenarios.run import RATINGS

MOST_HANDS = 999  # for one rating of one option


@dataclass(frozen=True)
class Hands:
    """How many hands were raised.

    Args:
        counts: for each option's id, how many gave it each rating (1 to 4).

    Raises:
        RunError: an option got no hand at all, or a count is no whole number from 0 to ``MOST_HANDS``.
    """

    counts: Mapping[str, Mapping[int, int]]

    def __post_init__(self) -> None:
        """Refuse what is no show of hands."""
        for by_rating in self.counts.values():
            if set(by_rating) != set(RATINGS) or any(
                type(count) is not int or not 0 <= count <= MOST_HANDS for count in by_rating.values()
            ):
                raise RunError(f"Hands are counted in whole numbers from 0 to {MOST_HANDS}.")
            if not any(by_rating.values()):
                raise RunError("Every option needs at least one hand.")

    def raised(self, option: str) -> int:
        """How many rated this option."""
        return sum(self.counts[option].values())

    def mean(self, option: str) -> float:
        """The room's mean rating of an option, 1 to 4."""
        return sum(rating * count for rating, count in self.counts[option].items()) / self.raised(option)

    @property
    def ratings(self) -> dict[str, int]:
        """For each option the rating nearest to the room's mean; halves go up."""
        return {option: int(self.mean(option) + 0.5) for option in self.counts}

    def credit(self, keys: Mapping[str, int]) -> float:
        """What one hand earns on average, 0 to 1: the mean over the options of 1 - |rating - key| / 3."""
        return sum(self._closeness(option, key) for option, key in keys.items()) / len(keys)

    def _closeness(self, option: str, key: int) -> float:
        by_rating = self.counts[option].items()
        total = sum(count * credit({option: rating}, {option: key}) for rating, count in by_rating)
        return total / self.raised(option)
