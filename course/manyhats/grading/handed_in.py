"""What lies in the folder of a submission: the notebooks to read, when they came, and what is left alone."""

import contextlib
import os
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from manyhats.grading.reading import is_plain_file
from manyhats.grading.remark import Remark
from manyhats.text import clean

TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"
"""What nbgrader's exchange finds a learner's feedback by; its collecting writes it."""

_ASIDE = "timestamp.unreadable.txt"
_NAMED = 5  # files of a submission that a remark names
_LONGEST_TIME = 200  # bytes of a timestamp file
_LONGEST_SECRET = 2_000  # bytes; a submission's name in the exchange


def read_timestamp(path: Path) -> datetime | None:
    """When a submission was handed in, in UTC, from the file that a collector writes; None when there is none.

    Raises:
        ValueError: what is there is no time; the message is what it is instead.
    """
    if not os.path.lexists(path):
        return None
    if not is_plain_file(path):
        raise ValueError("no file")
    with path.open("rb") as file:
        text = file.read(_LONGEST_TIME).decode("utf-8", "replace").strip()
    try:
        return parse_utc(text) if text else None
    except (ValueError, OverflowError, TypeError, AttributeError) as error:
        raise ValueError(f"“{clean(text)[:40]}”") from error


def take_timestamp(folder: Path) -> tuple[datetime | None, list[Remark]]:
    """When the submission in a folder was handed in; a time that can't be read is set aside under another name.

    Formgrader reads these files too, and one that it can't read costs it the lists of the whole class.
    """
    if folder.is_symlink() or folder.parent.is_symlink():
        return None, []
    aside = folder / _ASIDE
    with contextlib.suppress(ValueError):
        if when := read_timestamp(folder / TIMESTAMP):
            return when, []
    if os.path.lexists(folder / TIMESTAMP):
        (folder / TIMESTAMP).replace(aside)
    try:
        read_timestamp(aside)
    except ValueError as error:
        sentence = (
            f"The time of handing in can't be read ({error}); it counts as handed in on time. "
            f"What was there is kept as {_ASIDE}."
        )
        return None, [Remark(sentence)]
    return None, []


def read_secret(folder: Path) -> bytes | None:
    """The exchange's secret of a submission; None where it wasn't collected from an exchange.

    It is only ever hashed, so whatever a learner may have put there in its place harms nobody.
    """
    path = folder / SECRET
    if folder.is_symlink() or folder.parent.is_symlink() or not is_plain_file(path):
        return None
    return path.read_bytes() if path.stat().st_size <= _LONGEST_SECRET else None


def find_notebook(expected: Path) -> tuple[Path, list[Remark]]:
    """The notebook to read: the expected one, or the only other one there is, under whatever name."""
    if expected.parent.is_symlink() or expected.parent.parent.is_symlink():
        return expected.parent, []  # a folder that is a link is no notebook, and says so when it is read
    others = sorted(path for path in expected.parent.glob("*.ipynb") if path != expected)
    if is_plain_file(expected) or len(others) != 1 or not is_plain_file(others[0]):
        return expected, []
    return others[0], [
        Remark(f"The notebook is called “{clean(others[0].name)[:80]}”; it was taken as {expected.name}.")
    ]


def other_files(folder: Path, names: list[str]) -> list[Remark]:
    """Tell of files that are not part of the assignment; they are neither copied nor opened.

    Args:
        folder: the submission's folder.
        names: the assignment's notebooks, without their ending.
    """
    expected = {TIMESTAMP, _ASIDE, SECRET, *(f"{name}.ipynb" for name in names)}
    try:
        entries = [entry for entry in os.scandir(folder) if entry.name not in expected]
    except OSError:
        return []
    remarks = []
    for what, are_links in (("links", True), ("other files", False)):
        found = sorted(entry.name for entry in entries if entry.is_symlink() == are_links)
        if found:
            shown = ", ".join(f"“{clean(name)[:60]}”" for name in found[:_NAMED])
            more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
            remarks.append(
                Remark(f"The submission has {what} beside the notebook, left alone: {shown}{more}.")
            )
    return remarks
