"""What the cells of the course's own notebooks are."""

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_solution

CHECK_SUFFIX = "-check"


def is_answer(cell: NotebookNode) -> bool:
    """Whether a learner writes in this cell."""
    return cell.cell_type == "markdown" and is_solution(cell) and not is_locked(cell)


def is_check(cell: NotebookNode) -> bool:
    """Whether this cell earns points by being run."""
    return cell.cell_type == "code" and is_grade(cell)


def prompt_of(cell: NotebookNode) -> str:
    """The prompt that an answer cell or its check cell belongs to."""
    return str(cell.metadata.nbgrader.grade_id).removesuffix(CHECK_SUFFIX)
