"""``nbgrader generate_assignment`` that never costs a learner a word."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.converters import GenerateAssignment

from manyhats.exercise.kept import keep_answers
from manyhats.files import replace
from manyhats.grading.adopt import AdoptingExporter


class CarefulGenerateAssignment(GenerateAssignment):
    """Generates into a folder aside, then puts each file in its place.

    nbgrader empties the release folder first, and once more when a solution can't be released. Here an
    exercise that holds answers is kept beside the new one, under a name with the date.
    """

    @property
    def _output_directory(self) -> str:
        return self._aside

    def convert_notebooks(self) -> None:
        """Convert all notebooks; see the class."""
        with TemporaryDirectory() as aside:
            self._aside = aside
            super().convert_notebooks()

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Whether to generate: always with ``--force``, else only where there is no exercise yet."""
        released = self._released(assignment_id, student_id)
        if released.exists() and not self.force:
            self.log.info("Skipping existing assignment: %s. Use --force to generate it again.", released)
            return False
        return True

    def set_permissions(self, assignment_id: str, student_id: str) -> None:
        """The last step of an assignment: what was generated is whole, so it takes its place now."""
        super().set_permissions(assignment_id, student_id)
        made = Path(self._format_dest(assignment_id, student_id))
        released = self._released(assignment_id, student_id)
        for file in sorted(path for path in made.rglob("*") if path.is_file()):
            place = released / file.relative_to(made)
            kept = keep_answers(place, file)
            if kept:
                self.log.warning(
                    "%s holds answers: they are kept in %s, beside the new exercise.", place.name, kept
                )
            replace(place, file.read_bytes(), mode=file.stat().st_mode)

    def _released(self, assignment_id: str, student_id: str) -> Path:
        folder = self.coursedir.format_path(self.coursedir.release_directory, student_id, assignment_id)
        return Path(os.path.normpath(folder))


class ReleaseExporter(AdoptingExporter):
    """For ``GenerateAssignment.exporter_class``."""

    converter_class = CarefulGenerateAssignment
