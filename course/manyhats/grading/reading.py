"""Reads a handed-in notebook as plain data, whatever the file holds; nothing of it is run or followed."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from manyhats.notebook import grade_id, is_answer, source
from manyhats.text import clean

MAX_NOTEBOOK = 60_000_000  # bytes; an answer has 20,000 characters, the rest is outputs
MAX_PIECES = 3_000_000  # brackets and commas of the JSON: so many take at most 250 MB (measured)
SETTINGS = ("grade", "solution", "locked", "task", "points")
"""What nbgrader's metadata says of a cell, and a learner can change in the file."""

_LARGE = 5_000_000  # bytes from which the instructor is told: it may be an output that never ended
_KERNEL = {"name", "display_name", "language"}


@dataclass(frozen=True)
class SubmittedCell:
    """What is taken of a cell; ``kind`` is whatever the file says.

    Only ``source`` can earn anything. ``settings`` (those of nbgrader that are there), ``tags``, ``attached``
    (files inside the cell) and ``unshowable`` (characters that ``clean`` has replaced) are only told of.
    """

    kind: str
    source: str
    grade_id: str | None
    is_answer: bool
    settings: Mapping[str, object] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    attached: int = 0
    unshowable: bool = False


@dataclass(frozen=True)
class Submission:
    """A handed-in notebook.

    ``problem`` is a sentence when it could not be read, and then there are no cells; ``notes`` are sentences about
    the file as a whole, which change nothing.
    """

    cells: tuple[SubmittedCell, ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()


class _Unreadable(Exception):
    """The file can't be read; the message is a sentence."""


def read_submission(path: Path) -> Submission:
    """Read a notebook file; a file that is no notebook gives a submission with a problem, never an error.

    Args:
        path: the file; a link, a folder or a device in its place is not opened.
    """
    try:
        text = _read(path)
        found = _parse(text)
    except _Unreadable as problem:
        return Submission(problem=str(problem))
    cells = tuple(_cell(cell) for cell in found["cells"] if isinstance(cell, dict))
    return Submission(cells, notes=tuple(_notes(found, len(text))))


def fingerprint(path: Path) -> str:
    """What tells one state of a handed-in file from another; empty where there is no file that would be read."""
    try:
        if not is_plain_file(path):
            return ""
        size = path.stat().st_size
        if size > MAX_NOTEBOOK:
            return f"{size} bytes"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


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
    if sum(text.count(mark) for mark in "{[,") > MAX_PIECES:
        raise _Unreadable(
            f"The notebook was not read: it has more than {MAX_PIECES:,} parts, as no notebook of this course has."
        )
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise _Unreadable(
            f"The notebook can't be read: it is not whole JSON (line {error.lineno}). It may have been handed in "
            "while it was being saved, or been damaged on the way."
        ) from error
    except RecursionError as error:
        raise _Unreadable("The notebook can't be read: it is nested too deeply to be a notebook.") from error
    except ValueError as error:
        raise _Unreadable("The notebook can't be read: it holds a number of too many digits.") from error
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


def _notes(found: dict[str, Any], size: int) -> Iterator[str]:
    """What the file asks for beside its cells."""
    if size > _LARGE:
        yield f"The notebook is large ({size / 1e6:,.0f} MB); of it only the answers were taken."
    metadata = _mapping(found.get("metadata"))
    kernel = _mapping(metadata.get("kernelspec"))
    if not kernel.keys() <= _KERNEL or not re.fullmatch(r"[\w.+-]*", str(kernel.get("name", ""))):
        yield "The notebook brings a kernel of its own; it was not started."
    if "manyhats" in metadata:
        yield "The notebook says that it has been graded already; that was left out."


def _cell(cell: dict[str, Any]) -> SubmittedCell:
    known = grade_id(cell)
    metadata = _mapping(cell.get("metadata"))
    settings = _mapping(metadata.get("nbgrader")) if known is not None else {}
    tags = metadata.get("tags")
    raw = source(cell)
    shown = clean(raw)
    return SubmittedCell(
        kind=clean(str(cell.get("cell_type", "unknown")))[:20],
        source=shown,
        grade_id=known,
        is_answer=is_answer(cell),
        settings={name: settings[name] for name in SETTINGS if name in settings},
        tags=tuple(clean(str(tag))[:40] for tag in tags[:20]) if isinstance(tags, list) else (),
        attached=len(_mapping(cell.get("attachments"))),
        unshowable=shown != raw.replace("\r\n", "\n").replace("\r", "\n"),
    )


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
