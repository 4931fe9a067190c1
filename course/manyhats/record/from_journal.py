"""Makes a record of what the journal holds; whatever is damaged there is passed over."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from manyhats.profile import read_ratings
from manyhats.record.model import MOST_SCENARIOS, MyRecord, RatedOptions, RecordError

_UNREADABLE = (RecordError, KeyError, TypeError, ValueError, AttributeError, OverflowError)


def record_of(scenarios: Mapping[str, Any], self_ratings: Mapping[str, Any]) -> MyRecord:
    """The record of what a journal holds.

    Args:
        scenarios: the journal's entries of the scenario view. A rating counts once the pivotal choice was made: until
            then it can be changed.
        self_ratings: the journal's entries of self-ratings; the one of the beginning and the newest count.
    """
    rated = [one for name, entry in sorted(scenarios.items()) if (one := _rated(name, entry))]
    found = read_ratings(self_ratings)
    newest = found.latest if found.latest is not found.baseline else None
    own = [one for one in (found.baseline, newest) if one]
    return MyRecord(tuple(rated[:MOST_SCENARIOS]), tuple(own))


def _rated(scenario: str, entry: Any) -> RatedOptions | None:
    with suppress(*_UNREADABLE):
        run = entry["current"]
        if run["settled"] is True:
            rating = run["rating"]
            return RatedOptions(scenario, dict(rating["options"]), round(100 * rating["confidence"]))
    return None
