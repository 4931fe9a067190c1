"""What a learner gets back: the graded notebook as a page, without what is meant for the instructor alone."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
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


class HideTests(ClearHiddenTests):
    """For ``GenerateFeedback.preprocessors``: no line of a hidden test, neither in a cell nor in what it said.

    A failing test is quoted by its traceback, so an error is told without one.
    """

    display_data_priority = List(config=True)
    enforce_metadata = False  # a hidden test may stand in any locked cell

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Take hidden tests out of the course's own cells."""
        if not is_locked(cell):
            return cell, resources
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                output.update(ename="Error", evalue=_FAILED, traceback=[_FAILED])
        return super().preprocess_cell(cell, resources, cell_index)


_FAILED = "This check itself failed. That costs you nothing by itself: your instructor sees it and decides."
