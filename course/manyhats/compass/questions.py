"""Questions for a hiring manager: one for each gap, and one for each hat on which the role is silent."""

from collections.abc import Iterable
from dataclasses import dataclass

from manyhats.compass.comparison import Comparison
from manyhats.compass.prompts import prompts
from manyhats.hats import Hat


@dataclass(frozen=True)
class Question:
    """One question: ``id`` is what is kept of it, such as "gap-delivery" or "silent-people"."""

    id: str
    hat: Hat
    text: str


def derived_questions(comparisons: Iterable[Comparison]) -> tuple[Question, ...]:
    """One question for each gap and for each silent hat, the largest gap first."""
    asked = sorted((one for one in comparisons if one.gap or one.silent), key=lambda one: -one.gap)
    return tuple(_question(one) for one in asked)


def _question(one: Comparison) -> Question:
    which = "silent" if one.silent else "gap"
    return Question(f"{which}-{one.hat}", one.hat, getattr(prompts().hats[one.hat], which))
