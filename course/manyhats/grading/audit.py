"""The audit log: one line of JSON for every grading and every score that an instructor set, never changed.

It lies beside the gradebook. A line is written at once and brought to the disk before grading goes on, after the
gradebook has the scores and before the graded notebook says so; whoever is killed in between grades again and writes
the line again. So a line can stand twice, and none is missing.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from manyhats.grading.cells import CHECK_SUFFIX
from manyhats.reflection.rubric import rubric_path

FORMAT = 1
FILE = "gradebook.audit.jsonl"
Scores = dict[tuple[str, str, str], float | None]
"""The instructor's points by (exercise, student, check); None where there are none."""


@dataclass(frozen=True)
class Audit:
    """What a log holds: its entries in order, and the numbers of the lines that can't be read."""

    entries: tuple[dict[str, Any], ...] = ()
    damaged: tuple[int, ...] = ()

    def told(self) -> str:
        """A sentence on damaged lines, or nothing."""
        if not self.damaged:
            return ""
        where = ", ".join(str(number) for number in self.damaged[:5])
        return (
            f"Of the audit log {len(self.damaged)} line{'s' if len(self.damaged) > 1 else ''} can't be read "
            f"({where}): a process was killed while it wrote. All other lines are whole."
        )


@dataclass
class AuditLog:
    """The log of one class, open for lines to be added."""

    path: Path

    def add(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Append entries, each in one write, and wait until the disk has them.

        Args:
            entries: plain values; the time, the format and the course's version are put in front.

        Raises:
            OSError: the log can't be written.
        """
        lines = [_line(entry) for entry in entries]
        if not lines:
            return
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o640)
        try:
            if _is_torn(handle):
                lines[0] = b"\n" + lines[0]  # so that the torn line costs itself alone
            for line in lines:
                if os.write(handle, line) != len(line):
                    raise OSError(f"{self.path} could not take a whole line: is the disk full?")
            os.fsync(handle)
        finally:
            os.close(handle)

    def read(self) -> Audit:
        """All that can be read; a log that isn't there is empty."""
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return Audit()
        entries, damaged = [], []
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            entry = _entry(line)
            if entry is None:
                damaged.append(number)
            else:
                entries.append(entry)
        return Audit(tuple(entries), tuple(damaged))

    def note_overrides(self, now: Scores, known: Scores) -> int:
        """Add a line for every score of an instructor's that differs from what the log knew.

        Formgrader writes into the gradebook without telling anybody, so a score is noted when grading, the report or
        an export next looks; if it was changed twice in between, only the last is seen.

        Args:
            now: the gradebook's scores; None for one that was taken back.
            known: those of the log, from ``known_scores``.

        Returns:
            How many were added.
        """
        changed = [
            {
                "event": "override",
                "assignment": assignment,
                "student": student,
                "check": check,
                "before": known.get((assignment, student, check)),
                "after": score,
            }
            for (assignment, student, check), score in sorted(now.items())
            if score != known.get((assignment, student, check))
        ]
        self.add(changed)
        return len(changed)


def known_scores(entries: Iterable[Mapping[str, Any]]) -> Scores:
    """The instructor's points as the log last knew them."""
    return {
        (entry["assignment"], entry["student"], entry["check"]): entry["after"]
        for entry in entries
        if entry.get("event") == "override" and {"assignment", "student", "check", "after"} <= entry.keys()
    }


def graded_entry(
    assignment: str,
    student: str,
    notebook: Mapping[str, Any],
    grades: Mapping[str, Any],
    penalty: float | None,
) -> dict[str, Any]:
    """What the log says of one graded notebook.

    Args:
        assignment: the exercise.
        student: the learner's id.
        notebook: the graded notebook, with what grading wrote into its metadata and outputs.
        grades: the gradebook's rows by the name of the check.
        penalty: points off for lateness.
    """
    told = notebook["metadata"]["manyhats"]
    checks = {
        name: {
            "answer": told["answers"].get(name.removesuffix(CHECK_SUFFIX)),
            "rubric": _rubric(name.removesuffix(CHECK_SUFFIX)),
            "auto": row.auto_score,
            "manual": row.manual_score,
            "waits": list(told.get("waiting", {}).get(name, [])),
            "levels": levels,
        }
        for name, levels in _levels(notebook)
        if (row := grades.get(name)) is not None
    }
    return {
        "event": "graded",
        "assignment": assignment,
        "student": student,
        "file": told["handed_in"],
        "late_penalty": penalty or 0.0,
        "checks": checks,
    }


def _levels(notebook: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Name and criterion levels of each check cell."""
    for cell in notebook["cells"]:
        settings = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and settings.get("grade"):
            told = [one.get("metadata", {}).get("manyhats", {}) for one in cell.get("outputs", [])]
            criteria: dict[str, dict[str, str]] = next(
                (one["criteria"] for one in told if "criteria" in one), {}
            )
            yield settings["grade_id"], {name: found["level"] for name, found in criteria.items()}


def _line(entry: Mapping[str, Any]) -> bytes:
    when = datetime.now(UTC).isoformat(timespec="milliseconds")
    whole = {"format": FORMAT, "when": when, "version": _version(), **entry}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _is_torn(handle: int) -> bool:
    """Whether the file ends in the middle of a line."""
    size = os.lseek(handle, 0, os.SEEK_END)
    if size == 0:
        return False
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) != b"\n"


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


@cache
def _rubric(prompt: str) -> str | None:
    """A short fingerprint of the prompt's rubric, which an author may change without a new version."""
    try:
        return hashlib.sha256(rubric_path(prompt).read_bytes()).hexdigest()[:16]
    except OSError:
        return None


@cache
def _version() -> str:
    try:
        return version("manyhats")
    except PackageNotFoundError:
        return "unknown"
