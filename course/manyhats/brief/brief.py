"""The Role Brief as data: what a learner takes from the course to a talk about a role."""

from dataclasses import dataclass, replace
from datetime import date

from manyhats.brief.answers import Answer, Exercise
from manyhats.brief.calibration import Calibration
from manyhats.brief.passage import Passage
from manyhats.compass import Compass
from manyhats.content.modules import Module
from manyhats.profile import Ratings

COMMITMENT = "commitment"  # the prompt whose answer is the commitment for 30 days


@dataclass(frozen=True)
class Reflection:
    """An answer that has words in it, and the passage of it that goes into the brief."""

    module: Module
    answer: Answer
    passage: Passage


@dataclass(frozen=True)
class Brief:
    """Everything that the document tells, and nothing of how it looks.

    Attributes:
        on: the day on which it was made.
        ratings: the self-ratings.
        compass: profile with evidence, role, gaps, questions, plan and verdict.
        decided_by: what decided it, in the learner's words; may be empty.
        calibration: of the scenarios; None where nothing was rated yet.
        exercises: all of them, with what stands in them.
        reflections: the answers that are written, without the commitment.
        notices: sentences about what was kept and can't be read.
    """

    on: date
    ratings: Ratings
    compass: Compass
    decided_by: str
    calibration: Calibration | None
    exercises: tuple[Exercise, ...]
    reflections: tuple[Reflection, ...]
    notices: tuple[str, ...] = ()

    @property
    def commitment(self) -> str:
        """The commitment for 30 days, whole; empty where none is written yet."""
        answers = [answer for exercise in self.exercises for answer in exercise.answers]
        return next((answer.text for answer in answers if answer.prompt_id == COMMITMENT), "")

    def with_passage(self, prompt_id: str, passage: Passage) -> "Brief":
        """The same with another passage of one answer."""
        reflections = tuple(
            replace(one, passage=passage) if one.answer.prompt_id == prompt_id else one
            for one in self.reflections
        )
        return replace(self, reflections=reflections)
