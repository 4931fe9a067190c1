"""Small commitments: one thing that a learner means to do before the next module, and what came of it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from manyhats.content.modules import Module, modules

KIND = "commitment"  # of the journal's entries: module id to the commitment that was made at its end
VERSION = 1
MOST = 500  # characters, of what is meant and of what came of it


class Outcome(StrEnum):
    """How a commitment ended."""

    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Commitment:
    """One thing that somebody means to do.

    Attributes:
        text: what, in the learner's words.
        on: the day on which it was made.
        outcome: how it ended; None while it stands.
        came_of_it: what came of it, in the learner's words; may be empty.
    """

    text: str
    on: date
    outcome: Outcome | None = None
    came_of_it: str = ""

    def end(self, outcome: Outcome, came_of_it: str = "") -> Self:
        """The same, ended."""
        return replace(self, outcome=outcome, came_of_it=came_of_it)

    def to_json(self) -> dict[str, Any]:
        """The commitment as plain JSON values."""
        return {
            "version": VERSION,
            "text": self.text,
            "on": self.on.isoformat(),
            "outcome": self.outcome and str(self.outcome),
            "came_of_it": self.came_of_it,
        }

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """The commitment that ``to_json`` wrote.

        Raises:
            ValueError: it is damaged, or of another version.
        """
        try:
            if data["version"] != VERSION:
                raise ValueError("This commitment was kept by another version of the course.")
            words = (data["text"], data["came_of_it"])
            if not all(isinstance(one, str) for one in words) or not data["text"].strip():
                raise ValueError("This commitment has no words.")
            outcome = None if data["outcome"] is None else Outcome(data["outcome"])
            return cls(data["text"], date.fromisoformat(data["on"]), outcome, data["came_of_it"])
        except (KeyError, TypeError) as error:
            raise ValueError("This commitment can't be read: it is damaged.") from error


def read_commitments(entries: Mapping[str, Any]) -> dict[Module, Commitment]:
    """The commitments among the journal's entries of this kind, by module in the order of the course.

    One that is damaged, or of a module that is gone, is passed over.
    """
    found = {}
    for module in modules().values():
        with suppress(ValueError, KeyError):
            found[module] = Commitment.from_json(entries[module.id])
    return found


def to_ask_for(made: Mapping[Module, Commitment], module: Module, today: date) -> Module | None:
    """The module before this one, the nearest, whose commitment still stands and is older than a day.

    Returns:
        None where there is none: nobody is asked on the same day how it went.
    """
    standing = [
        one
        for one, what in made.items()
        if what.outcome is None and what.on < today and one.number < module.number
    ]
    return max(standing, key=lambda one: one.number, default=None)
