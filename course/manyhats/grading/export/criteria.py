"""Criterion by criterion, in long form: one line for each criterion of each answer."""

from collections.abc import Iterable, Iterator, Sequence

from nbgrader.api import Gradebook

from manyhats.grading.cohort.gather import gather, overview
from manyhats.grading.export.exporter import Exporter
from manyhats.grading.export.table import Cell

_HEAD = "assignment,student_id,prompt,criterion,level,proposed_points,given_points,max_points,waiting,flags".split(
    ","
)


class Criteria(Exporter):
    """For a statistician: ``level`` is met, partly, not_found or unsure; an answer without criteria has one line."""

    file = "criteria.csv"

    def table(self, gradebook: Gradebook) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:  # noqa: ARG002
        """The lines of all exercises that are asked for."""
        return _HEAD, self._rows()

    def _rows(self) -> Iterator[Sequence[Cell]]:
        course = self.parent.coursedir
        for standing in overview(course):
            if self.assignment and standing.assignment not in self.assignment:
                continue
            for one in gather(course, standing.assignment).marked:
                if self.student and one.student not in self.student:
                    continue
                for criterion, level in one.levels.items() or (("", ""),):
                    yield (
                        standing.assignment,
                        one.student,
                        one.prompt,
                        criterion,
                        str(level),
                        one.proposed,
                        one.given,
                        one.most,
                        int(one.waits),
                        " ".join(one.flags),
                    )
