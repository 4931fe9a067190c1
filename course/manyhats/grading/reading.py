"""Reads a handed-in notebook as plain data, whatever the file holds; nothing of it is run or followed."""

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from manyhats.notebook import grade_id, source
from manyhats.text import clean

MAX_NOTEBOOK = 100_000_000  # bytes; nbgrader's own limit for collected files (CourseDirectory.max_file_size)


@dataclass(frozen=True)
class SubmittedCell:
    """What is taken of a cell; ``kind`` is whatever the file says."""

    kind: str
    source: str
    grade_id: str | None
    is_answer: bool


@dataclass(frozen=True)
class Submission:
    """A handed-in notebook; ``problem`` is a sentence when it could not be read, and then there are no cells."""

    cells: tuple[SubmittedCell, ...] = ()
    problem: str = ""


class _Unreadable(Exception):
    """The file can't be read; the message is a sentence."""


def read_submission(path: Path) -> Submission:
    """Read a notebook file; a file that is no notebook gives a submission with a problem, never an error.

    Args:
        path: the file; a link, a folder or a device in its place is not opened.
    """
    try:
        found = _parse(_read(path))
    except _Unreadable as problem:
        return Submission(problem=str(problem))
    return Submission(tuple(_cell(cell) for cell in found["cells"] if isinstance(cell, dict)))


def is_plain_file(path: Path) -> bool:
    """Whether a path is a file of its own: not missing, and no link, folder, pipe or device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _read(path: Path) -> str:
    if not os.path.lexists(path):
        raise _Unreadable("There is no notebook in this submission.")
    if not is_plain_file(path):
        raise _Unreadable(
            "In place of the notebook there is a link or something else that is not a file; it was not opened."
        )
    size = path.stat().st_size
    if size == 0:
        raise _Unreadable("The notebook can't be read: the file is empty.")
    if size > MAX_NOTEBOOK:
        raise _Unreadable(
            f"The notebook was not read: it has {size / 1e6:,.0f} MB, and {MAX_NOTEBOOK / 1e6:,.0f} MB are allowed."
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Unreadable(
            f"The notebook can't be read: it is not UTF-8 text (byte {error.start + 1} is not)."
        ) from error
    except OSError as error:
        raise _Unreadable(f"The notebook can't be read: {error.strerror}.") from error


def _parse(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise _Unreadable(
            f"The notebook can't be read: it is not whole JSON (line {error.lineno}). It may have been handed in "
            "while it was being saved, or been damaged on the way."
        ) from error
    except (RecursionError, ValueError) as error:
        raise _Unreadable("The notebook can't be read: it is nested too deeply to be a notebook.") from error
    if not isinstance(found, dict) or "nbformat" not in found:
        raise _Unreadable("The file can't be graded: it is JSON, but not a notebook.")
    version = found["nbformat"]
    if version != 4:
        age = "older" if isinstance(version, int) and version < 4 else "newer or unknown"
        raise _Unreadable(
            f"The notebook can't be graded: its format is {age} ({clean(str(version))[:20]}; this course uses 4). "
            "Open it in JupyterLab, save it, and hand it in again."
        )
    if not isinstance(found.get("cells"), list):
        raise _Unreadable("The file can't be graded: it says that it is a notebook, but it has no cells.")
    return found


def _cell(cell: dict[str, Any]) -> SubmittedCell:
    known = grade_id(cell)
    return SubmittedCell(
        kind=clean(str(cell.get("cell_type", "unknown")))[:20],
        source=clean(source(cell)),
        grade_id=known,
        is_answer=known is not None and bool(cell["metadata"]["nbgrader"].get("solution")),
    )
