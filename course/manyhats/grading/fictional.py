"""A course folder with fictional submissions, for the demo and for measurements.

What its learners hand in are the sample answers of the rubrics, which nobody has written about a real company.
"""

import copy
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from manyhats.content.modules import modules
from manyhats.exercise.answers import without_answer
from manyhats.files import replace
from manyhats.notebook import Notebook, grade_id, is_answer, source
from manyhats.reflection import STUB
from manyhats.reflection.samples import GENUINE, SOLUTIONS, made, prose_rubrics, written

KINDS = (
    "strong partial terse-but-good strong second-language-but-good plausible-but-wrong strong partial boilerplate "
    "terse-but-good blank keyword-list second-language-but-good off-topic repeated-paragraph word-salad"
).split()
"""What the learners' answers to a prompt are, one after the other; see ``manyhats.reflection.samples``."""


@dataclass(frozen=True)
class HandedIn:
    """One fictional submission: whose, of which exercise, and the kind of each answer by prompt."""

    student: str
    module: str
    kinds: dict[str, str]


def exercises() -> list[str]:
    """The modules that have an exercise, in the order of the course."""
    return [module for module in modules() if (SOLUTIONS / module).is_dir()]


def copy_course(root: Path) -> None:
    """Make a course folder: the shipped configuration and solutions, nothing released yet.

    Raises:
        FileNotFoundError: this copy of the package was installed without the checkout's folders.
    """
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(SOLUTIONS.parent / "nbgrader_config.py", root)
    shutil.copytree(SOLUTIONS, root / "solutions", ignore=shutil.ignore_patterns(".*"))


def hand_in(root: Path, module: str, learner: int, mishaps: bool = True) -> HandedIn:
    """Write one submission, as "Hand in" and a collector would leave it.

    Args:
        root: the course's folder; the exercise is released in it.
        module: the exercise.
        learner: which learner, from 0; the same one always hands in the same.
        mishaps: whether a few learners' notebooks are damaged or changed, as happens to real ones.
    """
    exercise = json.loads((root / "exercises" / module / f"{module}.ipynb").read_text(encoding="utf-8"))
    model = json.loads((root / "solutions" / module / f"{module}.ipynb").read_text(encoding="utf-8"))
    answers = {grade_id(cell): source(cell) for cell in model["cells"]}
    kinds = {}
    for place, cell in enumerate(_answer_cells(exercise)):
        prompt = str(grade_id(cell))
        kinds[prompt] = KINDS[(learner + 3 * place) % len(KINDS)]
        cell["source"] = _answer(prompt, kinds[prompt], learner, answers[prompt])
    student = f"learner-{learner + 1:02}"
    text = json.dumps(_with_mishap(exercise, module, learner) if mishaps else exercise, indent=1)
    if mishaps and (module[:2], learner) == ("02", 7):
        text = text[: len(text) // 2]  # handed in while it was being saved
    replace(root / "submitted" / student / module / f"{module}.ipynb", text.encode())
    return HandedIn(student, module, kinds)


def _answer_cells(notebook: Notebook) -> Iterator[dict[str, Any]]:
    for cell in notebook["cells"]:
        if is_answer(cell):
            yield cell


def _answer(prompt: str, kind: str, learner: int, model_answer: str) -> str:
    """A sample of this kind; of several, learners get different ones."""
    if prompt not in prose_rubrics():
        return _choice(kind, learner, model_answer)
    samples = _samples(prompt, kind)
    return samples[learner % len(samples)] or STUB


@cache
def _samples(prompt: str, kind: str) -> list[str]:
    return [sample.text for sample in chain(written(prompt), made(prompt)) if sample.kind == kind]


def _choice(kind: str, learner: int, model_answer: str) -> str:
    """A task list with one option ticked, and with a reason where the learner is one who gives any."""
    lines = without_answer(model_answer).removesuffix(STUB).rstrip().split("\n")
    if kind != "blank":
        ticked = learner % len(lines)
        lines[ticked] = lines[ticked].replace("[ ]", "[x]", 1)
    reason = model_answer.rpartition("\n\n")[2] if kind in GENUINE else STUB
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
