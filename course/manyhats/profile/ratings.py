"""All self-ratings of one person, as the journal holds them: the one of the beginning, and those made later."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from manyhats.profile.self_rating import SelfRating

KIND = "self-rating"  # of the journal's entries
BASELINE = "baseline"  # the id of the first one; a later one's id is its day, such as "2026-03-01"


@dataclass(frozen=True)
class Ratings:
    """``baseline`` is the rating of the beginning, ``later`` are the others by day, the newest last."""

    baseline: SelfRating | None = None
    later: tuple[SelfRating, ...] = ()

    @property
    def latest(self) -> SelfRating | None:
        """The newest there is."""
        return self.later[-1] if self.later else self.baseline

    def with_(self, entry_id: str, rating: SelfRating) -> "Ratings":
        """These, with one more or one corrected, kept under ``entry_id``."""
        if entry_id == BASELINE:
            return replace(self, baseline=rating)
        others = [one for one in self.later if one.on != rating.on]
        return replace(self, later=tuple(sorted([*others, rating], key=lambda one: one.on)))


def read_ratings(entries: Mapping[str, Any]) -> Ratings:
    """The ratings among the journal's entries of this kind; one that is damaged is passed over."""
    found = Ratings()
    for entry_id, data in entries.items():
        with suppress(ValueError):
            found = found.with_(entry_id, SelfRating.from_json(data))
    return found
