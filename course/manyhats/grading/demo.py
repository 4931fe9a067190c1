"""A fictional class, graded, so that an instructor can look at everything before the first real one.

What its learners hand in are the sample answers of the rubrics. Nobody has written them about a real company, and
the points of the "instructor" are made up too: nothing in such a class says how good the check is.
"""

import copy
import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from manyhats.content.modules import modules
from manyhats.grading.course_folder import open_course
from manyhats.grading.files import replace
from manyhats.grading.release import without_answer
from manyhats.notebook import Notebook, grade_id, source
from manyhats.reflection import STUB
from manyhats.reflection.samples import SOLUTIONS, made, prose_rubrics, written

HANDED_IN = (16, 8, 5, 3, 2, 2, 2, 2)
"""How many learners have got as far as each exercise, from the first: 40 submissions."""

KINDS = (
    "strong partial terse-but-good strong second-language-but-good plausible-but-wrong strong partial boilerplate "
    "terse-but-good blank keyword-list second-language-but-good off-topic repeated-paragraph word-salad"
).split()
"""What the learners' answers to a prompt are, one after the other; see ``manyhats.reflection.samples``."""

_MARKED = 8  # learners whose first exercise the made-up instructor has read
_WORTH = {"strong": 1.0, "terse-but-good": 1.0, "second-language-but-good": 1.0, "partial": 0.5}
_COMMENT = "Your own case carries this. What would the other side say of it?"


class DemoError(Exception):
    """The class can't be made; the message says why, and what to do."""


@dataclass(frozen=True)
class HandedIn:
    """One fictional submission: whose, of which exercise, and the kind of each answer by prompt."""

    student: str
    module: str
    kinds: dict[str, str]


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
    config = SOLUTIONS.parent / "nbgrader_config.py"
    if not config.is_file():
        raise DemoError(
            "The demo is made from the folders solutions/ and course/ of the course's own checkout, and this copy of "
            "manyhats was installed without them. Install it with: python -m pip install -r requirements.txt"
        )
    root.mkdir(parents=True, exist_ok=True)
    root = root.resolve()
    shutil.copy(config, root)
    shutil.copytree(SOLUTIONS, root / "solutions", ignore=shutil.ignore_patterns(".*"))
    course = open_course(root, logging.ERROR)
    handed_in: list[HandedIn] = []
    exercises = [module for module in modules() if (SOLUTIONS / module).is_dir()]
    for module, learners in zip(exercises, HANDED_IN, strict=True):
        _require(course.generate_assignment(module))
        handed_in += [_hand_in(root, module, number) for number in range(learners)]
        _require(course.autograde(module, "*"))
    with Gradebook(course.coursedir.db_url, course.coursedir.course_id) as gradebook:
        _mark(gradebook, [one for one in handed_in if one.module == exercises[0]][:_MARKED])
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
  Look at answers, give points:   {python} -m jupyterlab      then Nbgrader, Formgrader, Manual Grading
  Make the learners' pages:       {python} -m nbgrader generate_feedback {first}
  Take the points out:            {python} -m nbgrader export
  Grade again, nothing is lost:   {python} -m nbgrader autograde {first} --force

The answers are samples, and so are the instructor's points on the first exercise of {_MARKED} learners.
Delete the folder when you have seen enough."""


def _require(result: dict[str, Any]) -> None:
    if not result["success"]:
        raise DemoError(f"nbgrader could not make the class:\n{result.get('log') or result.get('error')}")


def _hand_in(root: Path, module: str, learner: int) -> HandedIn:
    """Write one submission, as "Hand in" and a collector would leave it."""
    exercise = json.loads((root / "exercises" / module / f"{module}.ipynb").read_text(encoding="utf-8"))
    model = json.loads((root / "solutions" / module / f"{module}.ipynb").read_text(encoding="utf-8"))
    answers = {grade_id(cell): source(cell) for cell in model["cells"]}
    kinds = {}
    for place, cell in enumerate(_answer_cells(exercise)):
        prompt = str(grade_id(cell))
        kinds[prompt] = KINDS[(learner + 3 * place) % len(KINDS)]
        cell["source"] = _answer(prompt, kinds[prompt], learner, answers[prompt])
    student = f"learner-{learner + 1:02}"
    text = json.dumps(_with_mishap(exercise, module, learner), indent=1)
    if (module[:2], learner) == ("02", 7):
        text = text[: len(text) // 2]  # handed in while it was being saved
    replace(root / "submitted" / student / module / f"{module}.ipynb", text.encode())
    return HandedIn(student, module, kinds)


def _answer_cells(notebook: Notebook) -> Iterator[dict[str, Any]]:
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            yield cell


def _answer(prompt: str, kind: str, learner: int, model_answer: str) -> str:
    """A sample of this kind; of several, learners get different ones."""
    if prompt not in prose_rubrics():
        return _choice(kind, learner, model_answer)
    samples = [sample.text for sample in chain(written(prompt), made(prompt)) if sample.kind == kind]
    return samples[learner % len(samples)] or STUB


def _choice(kind: str, learner: int, model_answer: str) -> str:
    """A task list with one option ticked, and with a reason where the learner is one who gives any."""
    lines = without_answer(model_answer).removesuffix(STUB).rstrip().split("\n")
    if kind != "blank":
        ticked = learner % len(lines)
        lines[ticked] = lines[ticked].replace("[ ]", "[x]", 1)
    reason = model_answer.rpartition("\n\n")[2] if kind in _WORTH else STUB
    return "\n".join([*lines, "", reason])


def _with_mishap(exercise: Notebook, module: str, learner: int) -> Notebook:
    """What happens to notebooks: a cell that became code, words in the wrong place, a changed check."""
    notebook = copy.deepcopy(exercise)
    first = next(_answer_cells(notebook))
    match module[:2], learner:
        case "01", 4:
            first.update(cell_type="code", outputs=[], execution_count=None)
        case "01", 9:
            notebook["cells"].append(
                {"cell_type": "markdown", "id": "new", "metadata": {}, "source": first["source"]}
            )
            first["source"] = STUB
        case "01", 11:
            check = next(cell for cell in notebook["cells"] if grade_id(cell) == f"{grade_id(first)}-check")
            check["source"] = "4.0  # this should be enough"
    return notebook


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
