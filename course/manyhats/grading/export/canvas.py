"""The gradebook file that Canvas imports (Grades, Import).

What Canvas asks of it stands in its source, lib/gradebook_importer.rb: the first columns are Student, ID, SIS User ID,
SIS Login ID and Section; a row may begin with "Points Possible"; every further column is an assignment, found by its
title, and one with a title that it doesn't know is made on import. A learner is found by ID, then by the SIS ids, then
by name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from nbgrader.api import Gradebook

from manyhats.grading.export.exporter import PlatformExporter
from manyhats.grading.export.results import Learner, Result
from manyhats.grading.export.table import Cell

_HEAD = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_COLLECTED = re.compile(r".+-([1-9]\d*)")  # the id that a collected Canvas download gives a learner


class Canvas(PlatformExporter):
    """One line for each learner, one column for each exercise."""

    file = "canvas.csv"

    def table(self, gradebook: Gradebook) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
        """The head, the points possible, and the learners."""
        found = self.results(gradebook)
        self.tell_waiting(found)
        most = {one.assignment: one.most for one in found}
        return [*_HEAD, *most], self._rows(found, most)

    def _rows(self, found: list[Result], most: dict[str, float]) -> Iterator[Sequence[Cell]]:
        yield ["    Points Possible", None, None, None, None, *most.values()]
        by_learner: dict[Learner, dict[str, Result]] = {}
        for one in found:
            by_learner.setdefault(one.learner, {})[one.assignment] = one
        for learner, its in by_learner.items():
            number = canvas_id(learner)
            login = None if number else learner.id
            yield [learner.name, number, None, login, None, *(self.score(its[name]) for name in most)]


def canvas_id(learner: Learner) -> str | None:
    """Canvas's number of a learner: the gradebook's ``lms_user_id``, or the end of an id that was collected."""
    if learner.platform_id:
        return learner.platform_id
    collected = _COLLECTED.fullmatch(learner.id)
    return collected[1] if collected else None
