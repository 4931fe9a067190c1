"""The Fit Compass: a profile with its evidence held against one role, with questions, a plan and a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

from manyhats.compass.comparison import Comparison, compare
from manyhats.compass.evidence import Evidence
from manyhats.compass.questions import Question, derived_questions
from manyhats.compass.target_role import RoleLine, TargetRole
from manyhats.hats import Hat

KIND = "compass"  # of the journal's entries
ENTRY = "current"  # the id of the one that is worked on
VERSION = 1


class CompassError(ValueError):
    """A compass that can't be read; the message is a sentence for the learner."""


class Verdict(StrEnum):
    """The learner's decision. All three are good ones, and the program proposes none."""

    GO = "go"
    NEGOTIATE = "negotiate"
    NOT_NOW = "not-now"


@dataclass(frozen=True)
class Compass:
    """Where somebody stands beside a role.

    Attributes:
        role: the role; None until one was chosen.
        profile: for each of the four hats the level and the evidence.
        left_out: ids of the derived questions that the learner doesn't want to ask.
        own_questions: questions in the learner's own words.
        plan: the learner's plan, one step a line.
        verdict: the learner's decision; None until it was made.
        on: the day of the last change; None where nothing was kept yet.
    """

    role: TargetRole | None = None
    profile: Mapping[Hat, Evidence] = field(default_factory=lambda: {hat: Evidence() for hat in Hat})
    left_out: tuple[str, ...] = ()
    own_questions: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    verdict: Verdict | None = None
    on: date | None = None

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Each hat in role and profile, in the hats' order; none without a role."""
        return compare(self.role, self.profile) if self.role else ()

    @property
    def gaps(self) -> tuple[Comparison, ...]:
        """The hats for which the role asks more than was shown, the largest gap first."""
        return tuple(sorted((one for one in self.comparisons if one.gap), key=lambda one: -one.gap))

    @property
    def strengths(self) -> tuple[Comparison, ...]:
        """The hats in which more was shown than the role asks for."""
        return tuple(one for one in self.comparisons if one.beyond)

    @property
    def derived(self) -> tuple[Question, ...]:
        """Every question that follows from a gap or a silent hat, whether or not it will be asked."""
        return derived_questions(self.comparisons)

    @property
    def questions(self) -> tuple[str, ...]:
        """What the learner will ask the hiring manager: the derived ones that were not left out, then their own."""
        return (*(one.text for one in self.derived if one.id not in self.left_out), *self.own_questions)

    def to_json(self) -> dict[str, Any]:
        """The compass as plain JSON values."""
        role = self.role
        return {
            "version": VERSION,
            "role": role
            and {
                "id": role.id,
                "name": role.name,
                "lines": [[line.text, line.hat and str(line.hat)] for line in role.lines],
            },
            "profile": {
                str(hat): {"level": one.level, "text": one.text} for hat, one in self.profile.items()
            },
            "left_out": list(self.left_out),
            "own_questions": list(self.own_questions),
            "plan": list(self.plan),
            "verdict": self.verdict and str(self.verdict),
            "on": self.on and self.on.isoformat(),
        }

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """The compass that ``to_json`` wrote.

        Raises:
            CompassError: it is damaged, or of another version.
        """
        try:
            version = data["version"]
            if version != VERSION:
                raise CompassError(
                    "Your Fit Compass was kept by another version of the course, so it can't be read here."
                )
            verdict, on = data["verdict"], data["on"]
            return cls(
                role=_role(data["role"]),
                profile={
                    hat: Evidence(data["profile"][hat]["level"], _text(data["profile"][hat]["text"]))
                    for hat in Hat
                },
                left_out=_texts(data["left_out"]),
                own_questions=_texts(data["own_questions"]),
                plan=_texts(data["plan"]),
                verdict=None if verdict is None else Verdict(verdict),
                on=None if on is None else date.fromisoformat(on),
            )
        except CompassError:
            raise
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise CompassError(
                "What was kept of your Fit Compass is damaged, so it can't be read."
            ) from error


def _role(data: Any) -> TargetRole | None:
    if data is None:
        return None
    lines = tuple(RoleLine(_text(text), None if hat is None else Hat(hat)) for text, hat in data["lines"])
    return TargetRole(_text(data["id"]), _text(data["name"]), lines)


def _texts(data: Any) -> tuple[str, ...]:
    if not isinstance(data, list):
        raise TypeError("not a list")
    return tuple(_text(one) for one in data)


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise TypeError("not a text")
    return data
