"""What the cells of the course's own notebooks are."""

from nbformat import NotebookNode
from nbgrader.utils import is_grade

from manyhats.notebook import is_answer

CHECK_SUFFIX = "-check"


def is_prose_answer(cell: NotebookNode) -> bool:
    """Whether a learner writes prose in this cell; no code is ever taken from a learner."""
    return cell.cell_type == "markdown" and is_answer(cell)


def is_check(cell: NotebookNode) -> bool:
    """Whether this cell earns points by being run."""
    return cell.cell_type == "code" and is_grade(cell)


def prompt_of(cell: NotebookNode) -> str:
    """The prompt that an answer cell or its check cell belongs to."""
    return str(cell.metadata.nbgrader.grade_id).removesuffix(CHECK_SUFFIX)
