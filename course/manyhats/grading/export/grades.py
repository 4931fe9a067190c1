"""nbgrader's own table of grades, with the quoting that it lacks."""

from collections.abc import Iterable, Sequence

from nbgrader.api import Gradebook

from manyhats.grading.export.exporter import Exporter
from manyhats.grading.export.table import Cell

_HEAD = (
    "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,"
    "max_score,waiting"
).split(",")


class Grades(Exporter):
    """The columns of ``nbgrader export`` in their order, and ``waiting`` (1 or 0) at the end.

    Who has handed in nothing has 0 points and no timestamp, as in nbgrader's.
    """

    def table(self, gradebook: Gradebook) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
        """One line for each exercise and learner."""
        rows = (
            (
                one.assignment,
                str(one.due or ""),
                str(one.when or ""),
                one.learner.id,
                one.learner.last_name,
                one.learner.first_name,
                one.learner.email,
                one.raw,
                one.penalty,
                one.score,
                one.most,
                int(one.waits),
            )
            for one in self.results(gradebook)
        )
        return _HEAD, rows
