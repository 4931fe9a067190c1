"""What a learner gets back: the graded notebook as a page, without what is meant for the instructor alone."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
from nbgrader.utils import is_locked
from traitlets import List

FOR_LEARNERS = "FOR LEARNERS"
"""The heading inside a mark scheme from which on it is shown to learners, with their feedback."""

_SHOWN = "**What the mark scheme looks for**"


class HideMarkScheme(ClearMarkScheme):
    """For ``GenerateFeedback.preprocessors``: of the mark scheme only what is meant for learners is in the feedback.

    An author writes that part at the scheme's end, under a line ``### FOR LEARNERS``. Formgrader shows it all.
    """

    display_data_priority = List(config=True)  # nbconvert's HTML exporter sets it for each of its steps

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Look at the course's own cells only: a learner may write the very words that mark a scheme."""
        if not is_locked(cell):
            return cell, resources
        shown = self._for_learners(cell.source)
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if shown:
            cell.source = f"{cell.source.rstrip()}\n\n{_SHOWN}\n\n{shown}\n"
        return cell, resources

    def _for_learners(self, source: str) -> str:
        """What stands between the heading for learners and the end of its mark scheme; usually one such part."""
        parts: list[str] = []
        inside = shown = False
        for line in source.split("\n"):
            if self.begin_mark_scheme_delimeter in line:
                inside = True
            elif self.end_mark_scheme_delimeter in line:
                inside = shown = False
            elif inside and line.strip().lstrip("#").strip() == FOR_LEARNERS:
                shown = True
            elif shown:
                parts.append(line)
        return "\n".join(parts).strip()


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
