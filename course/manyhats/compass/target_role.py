"""The role that somebody holds themselves against: its lines, each coded by hat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manyhats.hats import Hat

if TYPE_CHECKING:
    from manyhats.roles import DecodedRole


_LONGEST_TITLE = 60  # characters


@dataclass(frozen=True)
class RoleLine:
    """One line of a role, and the hat that it asks for; None where it asks for none."""

    text: str
    hat: Hat | None


@dataclass(frozen=True)
class TargetRole:
    """A decoded role, kept whole: what the decoder reads may differ after an update, what was decided on may not.

    Attributes:
        id: the id of a role description of the course, or "" for the learner's own text.
        name: what it is called, such as "Harbour Logistics", or the title of the learner's own text.
        lines: all its lines in order, as the learner left their coding.
    """

    id: str
    name: str
    lines: tuple[RoleLine, ...]

    @classmethod
    def of(cls, role_id: str, name: str, decoded: DecodedRole) -> TargetRole:
        """A role as it is coded now."""
        return cls(role_id, name, tuple(RoleLine(line.text, line.hat) for line in decoded.lines))

    @classmethod
    def own(cls, decoded: DecodedRole) -> TargetRole:
        """A text of the learner's own, called by its first line where that is a title: short, and asking for no hat."""
        first = decoded.lines[0]
        is_title = first.hat is None and len(first.text) <= _LONGEST_TITLE
        return cls.of("", first.text if is_title else "Your text", decoded)

    @property
    def mix(self) -> Mapping[Hat, float]:
        """Each hat's share of the lines that ask for a hat; sums to 1, or is all 0 where no line does."""
        return {hat: self.asking(hat) / self.coded if self.coded else 0.0 for hat in Hat}

    @property
    def coded(self) -> int:
        """How many lines ask for a hat."""
        return sum(line.hat is not None for line in self.lines)

    def asking(self, hat: Hat) -> int:
        """How many lines ask for this hat."""
        return sum(line.hat is hat for line in self.lines)

    def quotes(self, hat: Hat) -> tuple[str, ...]:
        """The lines that ask for this hat, in order."""
        return tuple(line.text for line in self.lines if line.hat is hat)
