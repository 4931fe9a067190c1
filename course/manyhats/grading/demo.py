"""A fictional class, graded, so that an instructor can look at everything before the first real one.

The answers are samples, and the points of the "instructor" are made up too: nothing in such a class says how good
the check is.
"""

import logging
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from manyhats.grading.course_folder import open_course
from manyhats.grading.fictional import HandedIn, copy_course, exercises, hand_in

_HANDED_IN = (16, 8, 5, 3, 2, 2, 2, 2)
"""How many learners have got as far as each exercise, from the first: 40 submissions."""

_MARKED = 8  # learners whose first exercise the made-up instructor has read
_WORTH = {"strong": 1.0, "terse-but-good": 1.0, "second-language-but-good": 1.0, "partial": 0.5}
_COMMENT = "Your own case carries this. What would the other side say of it?"


class DemoError(Exception):
    """The class can't be made; the message says why, and what to do."""


def make_class(root: Path) -> list[HandedIn]:
    """Make the fictional class in a folder: exercises released, submissions handed in and graded.

    Args:
        root: a folder that is empty or not there yet.

    Returns:
        What was handed in.

    Raises:
        DemoError: the folder holds something, the course's sources are not here, or nbgrader failed.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise DemoError(f"{root} is not empty. Name a folder that is empty or not there yet.")
    root = root.resolve()
    try:
        copy_course(root)
    except FileNotFoundError as error:
        raise DemoError(
            "The demo is made from the folder solutions/ of the course's own checkout, and this copy of manyhats was "
            "installed without it. Install it with: python -m pip install -r requirements.txt"
        ) from error
    course = open_course(root, logging.ERROR)
    handed_in: list[HandedIn] = []
    for module, learners in zip(exercises(), _HANDED_IN, strict=True):
        _require(course.generate_assignment(module))
        handed_in += [hand_in(root, module, number) for number in range(learners)]
        _require(course.autograde(module, "*"))
    with Gradebook(course.coursedir.db_url, course.coursedir.course_id) as gradebook:
        _mark(gradebook, [one for one in handed_in if one.module == exercises()[0]][:_MARKED])
    return handed_in


def next_steps(root: Path, python: str) -> str:
    """What an instructor can do with the class, as text for a terminal.

    Args:
        root: the class's folder.
        python: the interpreter, as it is to be typed.
    """
    first = next(path.name for path in sorted((root / "solutions").iterdir()))
    return f"""\
What to do next, in that folder (cd {root}):

  Read what the grading met:      autograded/{first}.report.md
  See the class on one page:      {python} -m manyhats.grading report
  Look at answers, give points:   {python} -m jupyterlab      then Nbgrader, Formgrader, Manual Grading
  Make the learners' pages:       {python} -m nbgrader generate_feedback {first}
  Take the points out:            {python} -m nbgrader export
  Grade again, nothing is lost:   {python} -m nbgrader autograde {first} --force

The answers are samples, and so are the instructor's points on the first exercise of {_MARKED} learners.
Delete the folder when you have seen enough."""


def _require(result: dict[str, Any]) -> None:
    if not result["success"]:
        raise DemoError(f"nbgrader could not make the class:\n{result.get('log') or result.get('error')}")


def _mark(gradebook: Gradebook, handed_in: list[HandedIn]) -> None:
    """Points and comments of a made-up instructor, as formgrader stores them."""
    for one in handed_in:
        for prompt, kind in one.kinds.items():
            grade = gradebook.find_grade(f"{prompt}-check", one.module, one.module, one.student)
            grade.manual_score = _WORTH.get(kind, 0.0) * grade.max_score
            grade.needs_manual_grade = False
            if kind == "strong":
                comment = gradebook.find_comment(prompt, one.module, one.module, one.student)
                comment.manual_comment = _COMMENT
    gradebook.db.commit()
