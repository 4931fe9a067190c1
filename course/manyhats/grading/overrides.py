"""The instructor's points in the gradebook, for the audit log."""

from pathlib import Path

from nbgrader.api import Assignment, BaseCell, Grade, Gradebook, SubmittedAssignment
from nbgrader.coursedir import CourseDirectory

from manyhats.grading.audit import FILE, AuditLog, Scores, known_scores
from manyhats.grading.query import with_submission


def audit_log(course: CourseDirectory) -> AuditLog:
    """The log of the class in a folder."""
    return AuditLog(Path(course.root, FILE))


def manual_scores(gradebook: Gradebook, known: Scores) -> Scores:
    """The points that instructors gave, extra credit included; of those in ``known`` also the ones taken back."""
    rows = (
        with_submission(
            gradebook,
            Grade,
            Assignment.name,
            SubmittedAssignment.student_id,
            BaseCell.name,
            Grade.manual_score,
            Grade.extra_credit,
        )
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .filter((Grade.manual_score.isnot(None)) | (Grade.extra_credit.isnot(None)))
    )
    given = {
        (assignment, student, check): (score or 0.0) + (extra or 0.0)
        for assignment, student, check, score, extra in rows
    }
    return {**dict.fromkeys(known), **given}


def note_overrides(course: CourseDirectory, gradebook: Gradebook) -> str:
    """Bring the log up to what the gradebook holds.

    Returns:
        A sentence where the log has damaged lines, or nothing.
    """
    log = audit_log(course)
    found = log.read()
    known = known_scores(found.entries)
    log.note_overrides(manual_scores(gradebook, known), known)
    return found.told()
