"""From a solution to the exercise that a learner opens: the same input gives the same bytes."""

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import ClearSolutions, SaveCells
from nbgrader.utils import is_solution
from traitlets.config import Config, Configurable
from traitlets.utils.importstring import import_item

from manyhats.exercise.answers import without_answer

_CELL_METADATA = frozenset({"nbgrader", "deletable", "editable", "tags"})


class ClearAnswers(ClearSolutions):
    """Takes the model answers out, and leaves the options of a task list standing, unticked."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace what an author wrote as the answer; other cells are left alone."""
        if (
            cell.cell_type == "markdown"
            and is_solution(cell)
            and self.begin_solution_delimeter not in cell.source
        ):
            cell.source = without_answer(cell.source)
            return cell, resources
        return super().preprocess_cell(cell, resources, cell_index)


class Tidy(Preprocessor):
    """Drops what differs from one author's machine to another: only the course's own metadata is released."""

    enabled = True

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Keep the kernel's name, the language, and of each cell what nbgrader and JupyterLab act on.

        Raises:
            ValueError: the solution has no cell ids, so each release would get new ones.
        """
        if nb.nbformat_minor < 5 or not all("id" in cell for cell in nb.cells):
            raise ValueError(
                "This solution is in an old notebook format without cell ids, so its exercise would change with "
                "every release. Open it in JupyterLab, save it, and generate again."
            )
        nb.metadata = NotebookNode(
            kernelspec={"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            language_info={"name": "python"},
        )
        for cell in nb.cells:
            cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k in _CELL_METADATA})
            cell.pop("attachments", None)
        return nb, resources


def derive(solution: Path, config: Config, parent: Configurable | None = None) -> NotebookNode:
    """The released notebook of a solution, made in memory; neither ``exercises/`` nor the gradebook is touched.

    Args:
        solution: the solution's notebook file.
        config: nbgrader's configuration, which names the steps (``GenerateAssignment.preprocessors``).
        parent: whose log the steps write to.

    Raises:
        OSError, ValueError, RuntimeError: the solution is missing or can't be released.
    """
    notebook = nbformat.read(solution, as_version=4)
    resources: dict[str, Any] = {"nbgrader": {"notebook": solution.stem, "assignment": solution.parent.name}}
    for step in GenerateAssignment(config=config).preprocessors:
        kind = import_item(step) if isinstance(step, str) else step
        if not issubclass(kind, SaveCells):
            notebook, resources = kind(config=config, parent=parent)(notebook, resources)
    return notebook


def to_text(notebook: NotebookNode) -> str:
    """A notebook as it is written to a file, with its last newline."""
    return str(nbformat.writes(notebook, version=4)).rstrip("\n") + "\n"
