"""The instructor's list after grading: what was met in which submission, and what waits for a person."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from manyhats.files import replace
from manyhats.text import clean


def write_report(autograded: Path, assignment_id: str, not_graded: Mapping[str, str]) -> Path:
    """Write ``<assignment>.report.md`` beside the graded submissions, from what they say themselves.

    Args:
        autograded: the folder of graded submissions (student / assignment / notebook).
        assignment_id: the assignment.
        not_graded: a sentence for each student whose submission could not be graded in this run.

    Returns:
        The report's path.
    """
    told: dict[str, list[str]] = {student: [_plain(sentence)] for student, sentence in not_graded.items()}
    total = 0
    for notebook in autograded.glob(f"*/{assignment_id}/*.ipynb"):
        total += 1
        found = _found(notebook)
        lines = [_plain(sentence) for sentence in found.get("remarks", [])]
        for check, reasons in found.get("waiting", {}).items():
            lines.append(f"`{_plain(check)}` waits for your score: {_plain(', '.join(reasons))}.")
        if lines:
            told.setdefault(notebook.parent.parent.name, []).extend(lines)
    head = (
        f"# Report: {assignment_id}\n\n{total} graded submission{'s' if total != 1 else ''}, {len(told)} with "
        "something to tell. Scores are in formgrader; this file is written anew by each `nbgrader autograde`."
    )
    sections = [
        f"## {_plain(student)}\n\n" + "\n".join(f"- {line}" for line in told[student])
        for student in sorted(told)
    ]
    report = autograded / f"{assignment_id}.report.md"
    replace(report, ("\n\n".join([head, *sections]) + "\n").encode())
    return report


def _found(notebook: Path) -> dict[str, Any]:
    try:
        found = json.loads(notebook.read_text(encoding="utf-8"))["metadata"].get("manyhats", {})
    except (OSError, ValueError, KeyError, AttributeError):
        return {"remarks": ["The graded notebook can't be read: grade this submission again."]}
    return dict(found)


def _plain(text: str) -> str:
    """A text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|!&$" else c for c in " ".join(clean(text).split()))
