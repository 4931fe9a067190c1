"""The results of a class, read in two queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import Assignment, Gradebook, Student, SubmittedAssignment


@dataclass(frozen=True)
class Learner:
    """One learner as the gradebook has it."""

    id: str
    last_name: str
    first_name: str
    email: str
    platform_id: str

    @property
    def name(self) -> str:
        """Last name, first name; the id where there is no name."""
        return ", ".join(part for part in (self.last_name, self.first_name) if part) or self.id


@dataclass(frozen=True)
class Result:
    """One exercise of one learner; ``handed_in`` is False where there is nothing, and then all points are 0.

    ``waits`` says that something in it still waits for the instructor.
    """

    learner: Learner
    assignment: str
    due: datetime | None
    most: float
    handed_in: bool = False
    when: datetime | None = None
    raw: float = 0.0
    penalty: float = 0.0
    waits: bool = False

    @property
    def score(self) -> float:
        """The points after the penalty for lateness, never below 0."""
        return max(0.0, self.raw - self.penalty)


def results(gradebook: Gradebook, assignments: Sequence[str], students: Sequence[str]) -> list[Result]:
    """Every learner's result in every exercise, by exercise and then by learner.

    Args:
        gradebook: open.
        assignments: only these; all where it is empty.
        students: only these; all where it is empty.
    """
    rows = gradebook.db.query(
        SubmittedAssignment.assignment_id,
        SubmittedAssignment.student_id,
        SubmittedAssignment.timestamp,
        SubmittedAssignment.score,
        SubmittedAssignment.late_submission_penalty,
        SubmittedAssignment.needs_manual_grade,
    )
    handed_in = {(assignment, student): rest for assignment, student, *rest in rows}
    learners = [
        Learner(
            one.id, one.last_name or "", one.first_name or "", one.email or "", str(one.lms_user_id or "")
        )
        for one in gradebook.db.query(Student).order_by(Student.last_name, Student.first_name, Student.id)
        if not students or one.id in students
    ]
    found = []
    for name, its_id, due, most in gradebook.db.query(
        Assignment.name, Assignment.id, Assignment.duedate, Assignment.max_score
    ).order_by(Assignment.name):
        if assignments and name not in assignments:
            continue
        for learner in learners:
            when, raw, penalty, waits = handed_in.get((its_id, learner.id), (None, 0.0, 0.0, False))
            is_in = (its_id, learner.id) in handed_in
            found.append(
                Result(learner, name, due, most, is_in, when, raw or 0.0, penalty or 0.0, bool(waits))
            )
    return found
