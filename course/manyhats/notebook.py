"""Finds a learner's prose in a notebook file, and asks JupyterLab to save that file first.

An answer is a Markdown cell whose nbgrader metadata carries the prompt's id. The learner may have deleted,
copied, split or converted it; each of these is met with a sentence, never with a traceback.
"""

import json
import os
import time
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]

SAVE_WAIT = 1.0  # seconds; JupyterLab needs about 0.15
_POLL = 0.02
KEPT = ".answers-"  # in the name of a dated copy of an exercise

graded_notebook: ContextVar[Notebook | None] = ContextVar("graded_notebook", default=None)
"""The notebook that is being graded in this process; the grader sets it, a learner's kernel never."""


class AnswerProblem(Exception):
    """There is no answer that could be read; the message says what happened and what to do."""


@dataclass(frozen=True)
class Answer:
    """An answer as it stands in the file.

    ``notebook`` is that file, or None when the notebook is being graded in memory.
    ``saved_at`` is when the file was written, or None when JupyterLab saved it for this very check.
    """

    text: str
    notebook: Path | None
    saved_at: datetime | None


def read_answer(prompt_id: str) -> Answer:
    """The text of the answer to a prompt, as new as it can be had.

    In JupyterLab the notebook is saved first; elsewhere the answer says when its file was saved.

    Raises:
        AnswerProblem: no notebook or no single Markdown cell holds the answer.
    """
    graded = graded_notebook.get()
    if graded is not None:
        return Answer(find_answer(graded, prompt_id), None, None)
    path, saved_at = newest(prompt_id)
    return Answer(find_answer(read_notebook(path), prompt_id), path, saved_at)


def newest(known: str) -> tuple[Path, datetime | None]:
    """The notebook that a learner has open, as new as it can be had.

    Args:
        known: the id of a prompt, or the grade_id of another cell, by which the notebook is known.

    Returns:
        The file, and when it was written: None when JupyterLab saved it just now.

    Raises:
        AnswerProblem: no notebook, or more than one, is known by it.
    """
    path, in_jupyterlab = _locate(known)
    saved = in_jupyterlab and _save_in_jupyterlab(path)
    return path, None if saved else datetime.fromtimestamp(path.stat().st_mtime)


def is_graded() -> bool:
    """Whether this is nbgrader at work, in this process or in a kernel that it started, and no learner."""
    return graded_notebook.get() is not None or "NBGRADER_EXECUTION" in os.environ


def read_notebook(path: Path) -> Notebook:
    """Read a notebook file.

    A file that is being written at this moment is read again until it is whole or half a second is over.

    Raises:
        AnswerProblem: the file is missing, or it is not a notebook.
    """
    deadline = time.monotonic() + 0.5
    while True:
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            break
        except OSError as error:
            raise AnswerProblem(f"The notebook {path.name} can't be read: {error.strerror}.") from error
        except (ValueError, RecursionError) as error:
            if time.monotonic() > deadline:
                raise AnswerProblem(
                    f"The file {path.name} is not a whole notebook: it may be damaged, or half saved. Save it again "
                    "(Ctrl+S) and run this cell again."
                ) from error
            time.sleep(_POLL)
    if not isinstance(found, dict) or not isinstance(found.get("cells"), list):
        raise AnswerProblem(
            f"The file {path.name} is not a notebook of this course: it has no list of cells."
        )
    return found


def find_answer(notebook: Notebook, prompt_id: str) -> str:
    """The source of the one Markdown cell that holds the answer to a prompt.

    Raises:
        AnswerProblem: the cell is missing, stands there twice, or is no longer Markdown.
    """
    cells = [cell for cell in notebook["cells"] if grade_id(cell) == prompt_id]
    if not cells:
        raise AnswerProblem(
            f"The answer cell of “{prompt_id}” is not in this notebook: it was deleted, or its metadata was. Undo the "
            "deletion (Edit, Undo Cell Operation), or take a fresh copy of this exercise and paste your text into it."
        )
    if len(cells) > 1:
        raise AnswerProblem(
            f"There are {len(cells)} answer cells for “{prompt_id}”: one was copied or split. Put your whole answer into "
            "the first of them, delete the others, and run this cell again."
        )
    kind = cells[0].get("cell_type")
    if kind != "markdown":
        raise AnswerProblem(
            f"The answer cell of “{prompt_id}” has become a {kind} cell. Click on it, press Esc and then M to make it "
            "Markdown again, and run this cell again. Your words are still there."
        )
    return source(cells[0])


def grade_id(cell: Any) -> str | None:
    """The id that nbgrader gives to a cell, or None for a cell that it does not know."""
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    found = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return found if isinstance(found, str) else None


def is_answer(cell: Any) -> bool:
    """Whether a learner writes in this cell, whatever it was turned into; by nbgrader's rule, which locks no solution."""
    return grade_id(cell) is not None and bool(cell["metadata"]["nbgrader"].get("solution"))


def source(cell: dict[str, Any]) -> str:
    """The text of a cell, which a file may hold as one string or as a list of lines."""
    held = cell.get("source", "")
    if isinstance(held, list):
        return "".join(part for part in held if isinstance(part, str))
    return held if isinstance(held, str) else ""


def is_kept_copy(path: Path) -> bool:
    """Whether a file is a dated copy, kept when a new exercise took the old one's place."""
    return KEPT in path.name


def _locate(prompt_id: str) -> tuple[Path, bool]:
    """The notebook that holds the prompt, and whether JupyterLab has it open.

    JupyterLab names the notebook in JPY_SESSION_NAME, which goes stale after a rename; then, and outside
    JupyterLab, it is the one notebook in the working folder that knows the prompt.
    """
    in_jupyterlab = "JPY_SESSION_NAME" in os.environ
    named = Path(os.environ.get("JPY_SESSION_NAME", ""))
    if named.suffix == ".ipynb" and named.is_file() and _knows(named, prompt_id):
        return named, True
    here = sorted(path for path in Path.cwd().glob("*.ipynb") if not is_kept_copy(path))
    found = [path for path in here if _knows(path, prompt_id)]
    if len(found) == 1:
        return found[0], in_jupyterlab
    if found:
        names = ", ".join(path.name for path in found)
        raise AnswerProblem(
            f"More than one notebook in this folder holds “{prompt_id}”: {names}. Move the copies into another folder, "
            "close and open this notebook, and run this cell again."
        )
    raise AnswerProblem(
        f"No saved notebook in the folder {Path.cwd().name} holds “{prompt_id}”. Save this notebook (Ctrl+S) and run "
        "this cell again; if you have renamed it, close and open it first."
    )


def _knows(path: Path, prompt_id: str) -> bool:
    try:
        cells = read_notebook(path)["cells"]
    except AnswerProblem:
        return False
    return any(grade_id(cell) in (prompt_id, f"{prompt_id}-check") for cell in cells)


def _save_in_jupyterlab(path: Path) -> bool:
    """Ask JupyterLab to save, and wait until the file has changed; False when it did not in time."""
    from ipylab import JupyterFrontEnd  # late: only here, and only in JupyterLab

    before = path.stat().st_mtime_ns
    JupyterFrontEnd().commands.execute("docmanager:save")
    deadline = time.monotonic() + SAVE_WAIT
    while time.monotonic() < deadline:
        time.sleep(_POLL)
        if path.stat().st_mtime_ns != before:
            return True
    return False
