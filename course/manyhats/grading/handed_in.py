"""What lies in the folder of a submission: the notebooks to read, when they came, and what is left alone."""

import os
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from manyhats.grading.reading import clean, is_plain_file
from manyhats.grading.remark import Remark

TIMESTAMP = "timestamp.txt"
_NAMED = 5  # files of a submission that a remark names
_LONGEST_TIME = 200  # bytes of a timestamp file


def read_timestamp(path: Path) -> tuple[datetime | None, list[Remark]]:
    """When a submission was handed in, in UTC, from the file that a collector writes; None when there is none."""
    if not is_plain_file(path) or path.stat().st_size > _LONGEST_TIME:
        return None, []
    text = path.read_bytes().decode("utf-8", "replace").strip()
    try:
        return (parse_utc(text) if text else None), []
    except (ValueError, OverflowError, TypeError, AttributeError):
        sentence = (
            f"The time of handing in can't be read (“{clean(text)[:40]}”); it counts as handed in on time."
        )
        return None, [Remark(sentence)]


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
    expected = {TIMESTAMP, *(f"{name}.ipynb" for name in names)}
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
