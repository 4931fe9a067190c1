"""What a record holds: how options of scenarios were rated, and how somebody rated themselves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from manyhats.profile import SelfRating

RATINGS = range(1, 5)  # of an option: how effective
MOST_SCENARIOS, MOST_OPTIONS, MOST_SELF_RATINGS = 100, 12, 2
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,9}")
_LONGEST_ID = 60


class RecordError(ValueError):
    """A record can't be made or read; the message is a sentence to the person who pasted it."""


@dataclass(frozen=True)
class RatedOptions:
    """The ratings of one scenario's pivotal decision, given before its consequence showed.

    Args:
        scenario: the scenario's id.
        options: for each option's id how effective it was held to be, 1 to 4.
        confidence: how sure the learner was of the best option, in per cent, 0 to 100.

    Raises:
        RecordError: an id or a number is none.
    """

    scenario: str
    options: Mapping[str, int]
    confidence: int

    def __post_init__(self) -> None:
        """Refuse what no scenario can give."""
        _check(
            1 <= len(self.options) <= MOST_OPTIONS,
            f"the scenario {self.scenario!r:.60} has no options, or too many",
        )
        for name in (self.scenario, *self.options):
            _check(len(name) <= _LONGEST_ID and _ID.fullmatch(name), f"{name!r:.60} is no name of the course")
        for value in self.options.values():
            _check(_is_whole(value, RATINGS), f"{value!r:.20} is no rating from 1 to 4")
        _check(_is_whole(self.confidence, range(101)), f"{self.confidence!r:.20} is no percentage")


@dataclass(frozen=True)
class MyRecord:
    """All that a learner may choose to hand in of the journal.

    Args:
        scenarios: the rated scenarios, each once.
        self_ratings: the first self-rating and the newest, or one, or none.

    Raises:
        RecordError: a scenario stands twice, or there is too much of something.
    """

    scenarios: tuple[RatedOptions, ...] = ()
    self_ratings: tuple[SelfRating, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what the course would not make."""
        names = [one.scenario for one in self.scenarios]
        _check(len(set(names)) == len(names), "a scenario stands in it twice")
        _check(len(names) <= MOST_SCENARIOS, f"it has more than {MOST_SCENARIOS} scenarios")
        _check(
            len(self.self_ratings) <= MOST_SELF_RATINGS, f"it has more than {MOST_SELF_RATINGS} self-ratings"
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hand in."""
        return not self.scenarios and not self.self_ratings


def _is_whole(value: object, allowed: range) -> bool:
    return type(value) is int and value in allowed


def _check(holds: object, otherwise: str) -> None:
    if not holds:
        raise RecordError(
            f"This is not a whole record: {otherwise}. Copy it anew from the cell that shows it."
        )
