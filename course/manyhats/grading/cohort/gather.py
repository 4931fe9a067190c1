"""Reads what the report speaks of: the gradebook in a few queries, and each graded notebook once."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.coursedir import CourseDirectory

from manyhats.grading.cells import CHECK_SUFFIX
from manyhats.grading.cohort.plain import plain
from manyhats.grading.cohort.records import Cohort, HandedIn, Marked, Prompt
from manyhats.grading.query import with_submission
from manyhats.reflection import STUB, Level, load_rubric

RECORD = "my-record"
"""The optional answer that holds a learner's own record."""

_NOTED = "noted above"
_STUB = STUB.strip("*")  # as it is shown
_LEVELS = {str(level): level for level in Level}


@dataclass(frozen=True)
class Standing:
    """How many submissions of an exercise are graded, and in how many something waits for the instructor."""

    assignment: str
    graded: int
    waiting: int


def overview(course: CourseDirectory) -> list[Standing]:
    """Where each exercise of the class stands."""
    with _gradebook(course) as gradebook:
        rows = (
            gradebook.db.query(Assignment.name, SubmittedAssignment.needs_manual_grade)
            .join(SubmittedAssignment, SubmittedAssignment.assignment_id == Assignment.id)
            .all()
        )
    graded, waiting = Counter(name for name, _ in rows), Counter(name for name, waits in rows if waits)
    return [Standing(name, graded[name], waiting[name]) for name in sorted(graded)]


def students(course: CourseDirectory) -> list[str]:
    """The ids of all learners that the gradebook knows."""
    with _gradebook(course) as gradebook:
        return sorted(name for (name,) in gradebook.db.query(Student.id))


def gather(course: CourseDirectory, assignment: str) -> Cohort:
    """Everything that is known of one exercise of a class.

    Args:
        course: the class's folder, as nbgrader knows it.
        assignment: the exercise's name.
    """
    folders = _Folders(course, assignment)
    with _gradebook(course) as gradebook:
        learners = gradebook.db.query(Student.id).count()
        submissions = {row.student_id: row for row in _submissions(gradebook, assignment)}
        grades = _grades(gradebook, assignment)
    handed_in: list[HandedIn] = []
    marked: list[Marked] = []
    order: dict[str, None] = {}
    for student, row in submissions.items():
        its_grades = grades.get(student, {})
        notebooks = [_read(folders.graded(student, name)) for name in its_grades]
        cells = {name: cell for notebook in notebooks for name, cell in _cells(notebook)}
        told = [_told(notebook) for notebook in notebooks]
        handed_in.append(_handed_in(row, told, cells, folders.is_returned(student)))
        waiting = {name: why for one in told for name, why in one.get("waiting", {}).items()}
        for grade in (grade for found in its_grades.values() for grade in found):
            why = _reasons(waiting.get(grade.name, []), grade.name, handed_in[-1].remarks)
            marked.append(_marked(student, grade, cells, why))
        order.update(dict.fromkeys(name.removesuffix(CHECK_SUFFIX) for name in cells))
    scored = {one.prompt for one in marked}
    in_order = dict.fromkeys([*(name for name in order if name in scored), *sorted(scored)])
    return Cohort(
        assignment,
        learners,
        ungraded=folders.ungraded(submissions),
        handed_in=tuple(handed_in),
        marked=tuple(marked),
        prompts=tuple(_prompt(prompt) for prompt in in_order),
    )


class _Folders:
    """Where the files of one exercise lie."""

    def __init__(self, course: CourseDirectory, assignment: str) -> None:
        self._course, self._assignment = course, assignment

    def _of(self, kind: str, student: str) -> Path:
        return Path(self._course.format_path(kind, student, self._assignment))

    def graded(self, student: str, notebook: str) -> Path:
        return self._of(self._course.autograded_directory, student) / f"{notebook}.ipynb"

    def is_returned(self, student: str) -> bool:
        """Whether there is a feedback page that is newer than the grading."""
        graded = self._of(self._course.autograded_directory, student)
        pages = list(self._of(self._course.feedback_directory, student).glob("*.html"))
        newest = max((path.stat().st_mtime for path in graded.glob("*.ipynb")), default=0.0)
        return bool(pages) and min(page.stat().st_mtime for page in pages) >= newest

    def ungraded(self, graded: Mapping[str, Any]) -> int:
        """How many folders of submissions the gradebook knows nothing of."""
        pattern = self._of(self._course.submitted_directory, "*")
        found = Path(self._course.root).glob(str(pattern.relative_to(self._course.root)))
        return sum(path.is_dir() and path.parent.name not in graded for path in found)


def _gradebook(course: CourseDirectory) -> Gradebook:
    return Gradebook(course.db_url, course.course_id)


def _submissions(gradebook: Gradebook, assignment: str) -> list[Any]:
    return list(
        gradebook.db.query(SubmittedAssignment.student_id, SubmittedAssignment.timestamp, Assignment.duedate)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == assignment)
        .order_by(SubmittedAssignment.student_id)
    )


def _grades(gradebook: Gradebook, assignment: str) -> dict[str, dict[str, list[Any]]]:
    """By student and notebook, the grades of cells that are worth something."""
    rows = (
        with_submission(
            gradebook,
            Grade,
            SubmittedAssignment.student_id,
            Notebook.name.label("notebook"),
            SubmittedNotebook.id.label("page"),
            GradeCell.name,
            GradeCell.max_score.label("most"),
            Grade.auto_score,
            Grade.manual_score,
            Grade.needs_manual_grade,
        )
        .join(GradeCell, GradeCell.id == Grade.cell_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .filter(Assignment.name == assignment, GradeCell.max_score > 0)
    )
    found: dict[str, dict[str, list[Any]]] = {}
    for row in rows:
        found.setdefault(row.student_id, {}).setdefault(row.notebook, []).append(row)
    return found


def _read(path: Path) -> dict[str, Any]:
    """A graded notebook, which the course wrote itself; empty where it is missing or damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return found if isinstance(found, dict) and isinstance(found.get("cells"), list) else {}
    except (OSError, ValueError):
        return {}


def _told(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """What the grader wrote down of a notebook."""
    return dict(notebook.get("metadata", {}).get("manyhats", {})) if notebook else {"readable": False}


def _cells(notebook: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for cell in notebook.get("cells", []):
        name = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
        if name:
            yield name, cell


def _handed_in(
    row: Any, told: list[dict[str, Any]], cells: Mapping[str, dict[str, Any]], returned: bool
) -> HandedIn:
    return HandedIn(
        row.student_id,
        when=row.timestamp,
        late=bool(row.timestamp and row.duedate and row.timestamp > row.duedate),
        readable=all(one.get("readable", True) for one in told),
        returned=returned,
        remarks=tuple(str(remark) for one in told for remark in one.get("remarks", [])),
        record=_answer(cells, RECORD),
    )


def _reasons(waiting: list[str], check: str, remarks: tuple[str, ...]) -> list[str]:
    """Why an answer waits; "noted above" means the notes on top of the graded notebook, which are not above here."""
    if _NOTED not in waiting:
        return waiting
    named = f"“{check.removesuffix(CHECK_SUFFIX)}”"
    notes = [remark for remark in remarks if named in remark] or list(remarks)
    return [*notes[:1], *(reason for reason in waiting if reason != _NOTED)]


def _answer(cells: Mapping[str, dict[str, Any]], prompt: str) -> str:
    text = plain("".join(cells[prompt]["source"])) if prompt in cells else ""
    return "\n".join(line for line in text.splitlines() if line != _STUB)


def _marked(student: str, grade: Any, cells: Mapping[str, dict[str, Any]], reasons: list[str]) -> Marked:
    prompt = grade.name.removesuffix(CHECK_SUFFIX)
    told = _check_told(cells.get(grade.name, {}))
    criteria = told.get("criteria", {})
    return Marked(
        student,
        prompt,
        grade.most,
        grade.auto_score,
        grade.manual_score,
        waits=bool(grade.needs_manual_grade),
        reasons=tuple(reasons) if grade.needs_manual_grade else (),
        flags=tuple(told.get("flags", [])),
        levels={name: _LEVELS[one["level"]] for name, one in criteria.items() if one.get("level") in _LEVELS},
        sentences={name: tuple(one.get("sentences", [])) for name, one in criteria.items()},
        answer=_answer(cells, prompt),
        page=grade.page,
    )


def _check_told(cell: Mapping[str, Any]) -> dict[str, Any]:
    """What ``check`` wrote into its output for the grader."""
    for output in cell.get("outputs", []):
        if found := output.get("metadata", {}).get("manyhats"):
            return dict(found)
    return {}


def _prompt(prompt: str) -> Prompt:
    """Its rubric's words; a prompt of an instructor's own, without rubric, has none."""
    try:
        rubric = load_rubric(prompt)
    except KeyError:
        return Prompt(prompt, prompt, {})
    return Prompt(prompt, rubric.title, {one.id: one.label for one in rubric.criteria})
