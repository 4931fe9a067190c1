"""What leaves the gradebook, as exporters of ``nbgrader export``: each is named by ``--exporter``."""

from manyhats.grading.export.canvas import Canvas
from manyhats.grading.export.criteria import Criteria
from manyhats.grading.export.grades import Grades
from manyhats.grading.export.moodle import Moodle

__all__ = ["Canvas", "Criteria", "Grades", "Moodle"]
