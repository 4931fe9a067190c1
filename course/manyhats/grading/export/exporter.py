"""What all exporters share: which learners and exercises, where to, and the audit log."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Bool

from manyhats.grading.export.results import Result, results
from manyhats.grading.export.table import Cell, write_table
from manyhats.grading.overrides import note_overrides


class ExportError(Exception):
    """The table can't be made; the message says what to do."""


class Exporter(ExportPlugin):
    """An exporter that writes one table; subclasses say which."""

    file = "grades.csv"
    """Where to, unless ``--to`` says so."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table, once the audit log knows what instructors decided."""
        course = getattr(self.parent, "coursedir", None)
        if course is not None and (damaged := note_overrides(course, gradebook)):
            self.log.warning(damaged)
        path = Path(self.to or self.file)
        try:
            head, rows = self.table(gradebook)
        except ExportError as error:
            self.log.error(str(error))
            raise SystemExit(1) from error
        self.log.info("Wrote %s lines to %s", write_table(path, head, rows), path)

    def table(self, gradebook: Gradebook) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
        """The names of the columns, and the lines."""
        raise NotImplementedError

    def results(self, gradebook: Gradebook) -> list[Result]:
        """The results that are asked for."""
        return results(gradebook, [str(one) for one in self.assignment], [str(one) for one in self.student])


class PlatformExporter(Exporter):
    """An exporter for a learning platform: what waits for the instructor is not sent unless it is asked for."""

    waiting = Bool(
        False, help="also export scores that still wait for the instructor, as the check proposes them"
    ).tag(config=True)

    def score(self, result: Result) -> float | None:
        """The points to send, or None for an empty cell: nothing handed in, or not decided yet."""
        if not result.handed_in or (result.waits and not self.waiting):
            return None
        return round(result.score, 2)

    def tell_waiting(self, found: Sequence[Result]) -> None:
        """Say how many were left out."""
        count = sum(one.waits for one in found)
        if count and not self.waiting:
            self.log.warning(
                "%s scores still wait for you and were left empty. To send what the check proposes: --%s.waiting=True",
                count,
                type(self).__name__,
            )
