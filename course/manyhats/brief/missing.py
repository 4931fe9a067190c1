"""What a brief lacks, and where to make it."""

from collections.abc import Iterator
from dataclasses import dataclass

from manyhats.brief.answers import Exercise
from manyhats.brief.brief import COMMITMENT, Brief
from manyhats.content.modules import modules
from manyhats.hats import DESCRIPTIONS, Hat

_START, _FIRST, _LAST = "00-start-here", "01-one-title-many-roles", "08-throw-your-hat-in"


@dataclass(frozen=True)
class Missing:
    """One part that isn't there yet.

    Attributes:
        part: the id of the section that it belongs to.
        what: what is missing, without a full stop.
        where: what to open, such as "Start here" or "exercise 3".
        path: the notebook, from the folder that holds the course.
    """

    part: str
    what: str
    where: str
    path: str

    @property
    def sentence(self) -> str:
        """What is missing, and what to open."""
        return f"{self.what}. Open {self.where}."


def missing(brief: Brief) -> tuple[Missing, ...]:
    """Everything that is missing from a brief, in the order of its sections."""
    return tuple(_missing(brief))


def _missing(brief: Brief) -> Iterator[Missing]:
    compass = brief.compass
    if brief.ratings.latest is None:
        yield _in_module("profile", "You haven't rated yourself yet", _START)
    silent = [DESCRIPTIONS[hat].name for hat in Hat if not compass.profile[hat].shown]
    if silent:
        yield _in_module("profile", f"There is no evidence yet for {_listed(silent)}", _LAST)
    if compass.role is None:
        yield _in_module("role", "You haven't held yourself against a role yet", _LAST)
    elif not compass.questions:
        yield _in_module("questions", "There is no question for the hiring manager yet", _LAST)
    if compass.verdict is None:
        yield _in_module("decision", "You haven't decided yet: go, negotiate or not now", _LAST)
    if not any(step.strip() for step in compass.plan):
        yield _in_module("decision", "There is no plan yet", _LAST)
    for exercise in brief.exercises:
        yield from _unwritten(exercise)
    if brief.calibration is None:
        yield _in_module("calibration", "You haven't rated the options of a scenario yet", _FIRST)


def _unwritten(exercise: Exercise) -> Iterator[Missing]:
    if exercise.problem:
        problem = exercise.problem.rstrip(".")
        yield Missing("reflections", problem, exercise.name, exercise.path)
    empty: dict[str, list[str]] = {}
    for answer in exercise.answers:
        part = COMMITMENT if answer.prompt_id == COMMITMENT else "reflections"
        if answer.problem:
            yield Missing(part, answer.problem.rstrip("."), exercise.name, exercise.path)
        elif not answer.text:
            empty.setdefault(part, []).append(f"“{answer.title}”")
    for part, titles in empty.items():
        verb = "isn't" if len(titles) == 1 else "aren't"
        yield Missing(part, f"{_listed(titles)} {verb} written yet", exercise.name, exercise.path)


def _in_module(part: str, what: str, module_id: str) -> Missing:
    module = modules()[module_id]
    where = f"module {module.number}, {module.title}" if module.number else module.title
    return Missing(part, what, where, f"course/{module_id}.ipynb")


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
