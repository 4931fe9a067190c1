"""The grading worksheet that Moodle's assignment takes back (View all submissions, Upload grading worksheet).

What Moodle asks of it stands in its source, mod/assign/feedback/offline/importgradeslib.php: the columns Identifier
("Participant" and the number that its download puts into the file names), Grade, and Last modified (grade); Feedback
comments is taken where that kind of feedback is on. The site's language must be English, since it looks for these
words.
"""

import re
from collections.abc import Iterable, Sequence

from nbgrader.api import Assignment, Comment, Gradebook, SubmittedAssignment

from manyhats.grading.export.exporter import ExportError, PlatformExporter
from manyhats.grading.export.table import Cell
from manyhats.grading.query import with_submission

_HEAD = ("Identifier", "Full name", "Grade", "Maximum grade", "Last modified (grade)", "Feedback comments")
_COLLECTED = re.compile(r".+-([1-9]\d*)")


class Moodle(PlatformExporter):
    """One line for each learner who was collected from Moodle, of one exercise."""

    file = "moodle.csv"

    def table(self, gradebook: Gradebook) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
        """The worksheet of the one exercise that ``--assignment`` names.

        Raises:
            ExportError: it names none, or several.
        """
        found = self.results(gradebook)
        names = {one.assignment for one in found}
        if len(names) != 1:
            raise ExportError(
                "Moodle takes one worksheet for each assignment: name one exercise of the gradebook with --assignment."
            )
        self.tell_waiting(found)
        comments = _comments(gradebook, names.pop())
        rows: list[Sequence[Cell]] = []
        left_out = 0
        for one in found:
            number = _COLLECTED.fullmatch(one.learner.id)
            if number is None:
                left_out += 1
                continue
            told = "\n\n".join(comments.get(one.learner.id, []))
            rows.append((f"Participant {number[1]}", one.learner.name, self.score(one), one.most, None, told))
        if left_out:
            self.log.warning(
                "%s learners have no number of Moodle's at the end of their id and were left out.", left_out
            )
        return _HEAD, rows


def _comments(gradebook: Gradebook, assignment: str) -> dict[str, list[str]]:
    rows = with_submission(gradebook, Comment, SubmittedAssignment.student_id, Comment.manual_comment).filter(
        Assignment.name == assignment, Comment.manual_comment.isnot(None)
    )
    found: dict[str, list[str]] = {}
    for student, comment in rows:
        found.setdefault(student, []).append(comment)
    return found
