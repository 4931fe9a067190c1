"""What a learner gets back: the graded notebook as a page, without what is meant for the instructor alone."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearMarkScheme
from nbgrader.utils import is_locked
from traitlets import List


class HideMarkScheme(ClearMarkScheme):
    """For ``GenerateFeedback.preprocessors``: the mark scheme is there in formgrader, and not in the feedback."""

    display_data_priority = List(config=True)  # nbconvert's HTML exporter sets it for each of its steps

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Look at the course's own cells only: a learner may write the very words that mark a scheme."""
        if is_locked(cell):
            return super().preprocess_cell(cell, resources, cell_index)
        return cell, resources
