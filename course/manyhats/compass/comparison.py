"""A profile held against a role, hat by hat: what the role asks for, what was shown, and what lies between."""

from collections.abc import Mapping
from dataclasses import dataclass

from manyhats.compass.evidence import Evidence
from manyhats.compass.target_role import TargetRole
from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.profile import STRENGTH_WORDS

# How much of a role a hat is, as a level beside those of the profile: the course's own rule of thumb, no measure.
# (share above which it holds, level, words)
_DEMANDS = ((0.5, 4, "most"), (0.3, 3, "many"), (0.15, 2, "some"), (0.0, 1, "a few"))
_MUCH = 3  # the demand from which the text itself says that it is much of the job
_WORTH_TELLING = 4  # the level from which something is told as a strength


@dataclass(frozen=True)
class Comparison:
    """One hat in a role and in a profile.

    Attributes:
        hat: which one.
        role: the role's name.
        lines: how many of the role's lines ask for the hat.
        of: how many of its lines ask for any hat.
        evidence: what was shown.
    """

    hat: Hat
    role: str
    lines: int
    of: int
    evidence: Evidence

    @property
    def silent(self) -> bool:
        """Whether no line of the role asks for the hat."""
        return self.lines == 0

    @property
    def asked(self) -> int:
        """What the share of lines stands for beside the levels of a profile: 0 (no line) to 4.

        A rule of thumb of the course: 4 above half of the lines, 3 above 30%, 2 above 15%, else 1. Nobody has to
        be known for something (5) to talk about a job.
        """
        return (
            0 if self.silent else next(level for above, level, _ in _DEMANDS if self.lines / self.of > above)
        )

    @property
    def gap(self) -> int:
        """Steps from what was shown with evidence up to what is asked; 0 where it is reached."""
        return max(0, self.asked - self.evidence.shown)

    @property
    def beyond(self) -> bool:
        """Whether a strength was shown beyond what the role asks for."""
        return self.evidence.shown >= _WORTH_TELLING and self.evidence.shown > self.asked

    @property
    def where(self) -> str:
        """How much the role speaks of the hat, such as "on most of its lines (6 of 10)"."""
        if self.silent:
            return "on no line"
        if self.lines == 1:
            return f"on one line of {self.of}"
        words = next(words for above, _, words in _DEMANDS if self.lines / self.of > above)
        return f"on {words} of its lines ({self.lines} of {self.of})"

    @property
    def sentence(self) -> str:
        """How role and profile stand to each other under this hat; never a verdict on the person."""
        name, shown = DESCRIPTIONS[self.hat].name, self.evidence.shown
        asks = f"{self.role} asks for {name} {self.where}"
        stands = (
            f"what you showed is {shown} of 5, “{STRENGTH_WORDS[shown]}”"
            if shown
            else "you gave no evidence yet"
        )
        if self.silent:
            if self.beyond:
                return f"{self.role} asks for {name} {self.where}, and {stands}. Ask whether there's room for it."
            return f"{self.role} asks for {name} {self.where}. Ask who does it there."
        if self.gap:
            return f"{asks}; {stands}."
        if self.beyond:
            if self.asked < _MUCH:
                return f"{asks}; {stands}. One line can be half of a job: ask how much of the week it takes."
            return f"{asks}; {stands}. You can show more of it than the text asks for."
        return f"{asks}; {stands}. That stands level."


def compare(role: TargetRole, profile: Mapping[Hat, Evidence]) -> tuple[Comparison, ...]:
    """Hold a profile against a role: one comparison for each hat, in the hats' order."""
    return tuple(Comparison(hat, role.name, role.asking(hat), role.coded, profile[hat]) for hat in Hat)


def largest_gaps(comparisons: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    """Where the largest gap lies; several where they are level, none where there is no gap."""
    most = max((one.gap for one in comparisons), default=0)
    return tuple(one for one in comparisons if most and one.gap == most)
