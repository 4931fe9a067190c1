"""Dated copies of an exercise that holds answers, so that putting a new one in its place costs no word."""

import glob
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from manyhats.exercise.answers import without_answer
from manyhats.files import replace
from manyhats.notebook import (
    KEPT,
    AnswerProblem,
    Notebook,
    grade_id,
    is_answer,
    is_kept_copy,
    read_notebook,
    source,
)
from manyhats.reflection.stub import STUB


def keep_answers(exercise: Path, new: Path) -> Path | None:
    """Copy an exercise that holds answers to a dated file beside it.

    Args:
        exercise: the file that is about to be replaced; it may be missing.
        new: the file that will replace it.

    Returns:
        The copy, or None when there is nothing to lose.
    """
    if exercise.suffix != ".ipynb" or not exercise.exists() or exercise.read_bytes() == new.read_bytes():
        return None
    try:
        old = read_notebook(exercise)
    except AnswerProblem:
        holds = exercise.stat().st_size > 0  # what can't be read may be somebody's words
    else:
        holds = bool(learners_cells(old, read_notebook(new)))
    return keep(exercise.read_bytes(), exercise) if holds else None


def keep(content: bytes, exercise: Path) -> Path:
    """Keep a content beside an exercise, under a name with the date; what is kept there already isn't kept twice.

    Returns:
        The copy.
    """
    for copy in sorted(exercise.parent.glob("*.ipynb")):
        if is_kept_copy(copy) and copy.read_bytes() == content:
            return copy
    for left in exercise.parent.glob(f".{glob.escape(exercise.stem)}{KEPT}*.part"):
        left.unlink(missing_ok=True)  # of a process that was killed
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    copy, number = exercise.with_name(f"{exercise.stem}{KEPT}{stamp}.ipynb"), 1
    while copy.exists():
        number += 1
        copy = exercise.with_name(f"{exercise.stem}{KEPT}{stamp}-{number}.ipynb")
    replace(copy, content)
    return copy


def learners_cells(old: Notebook, fresh: Notebook) -> list[Any]:
    """The cells of an exercise that hold words which the course did not write.

    Args:
        old: what may hold answers.
        fresh: an exercise of the course, of this release or another one.
    """
    own = {source(cell).strip() for cell in _dicts(fresh)}
    answers = {None, *(grade_id(cell) for cell in _dicts(fresh) if is_answer(cell))}
    return [
        cell
        for cell in _dicts(old)
        if (grade_id(cell) in answers or is_answer(cell))
        and source(cell).strip() not in own
        and not is_untouched(cell)
    ]


def is_untouched(cell: Any) -> bool:
    """Whether a cell is as some release of the course gave it: the stub, a list without ticks, or its checksum."""
    text = source(cell).replace("\r\n", "\n").strip()
    return text in ("", STUB) or without_answer(text) == text or (is_answer(cell) and _has_checksum(cell))


def _has_checksum(cell: Any) -> bool:
    """Whether the text is the one that nbgrader released, which an older course may have worded otherwise."""
    from nbformat import from_dict  # late: a learner's kernel has no use for them
    from nbgrader.utils import compute_checksum

    with suppress(KeyError, TypeError, ValueError, AttributeError):
        released = from_dict({**cell, "source": source(cell)})
        return bool(compute_checksum(released) == cell["metadata"]["nbgrader"]["checksum"])
    return False


def _dicts(notebook: Notebook) -> Iterable[Any]:
    return (cell for cell in notebook["cells"] if isinstance(cell, dict))
