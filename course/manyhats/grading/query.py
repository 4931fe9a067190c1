"""Asks the gradebook for what stands at the cells of a whole class, with whose it is and of which exercise."""

from typing import Any

from nbgrader.api import Assignment, Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook


def with_submission(gradebook: Gradebook, kind: type[Grade] | type[Comment], *columns: Any) -> Any:
    """A query of all grades or comments, each with its submitted notebook, its submission and its exercise.

    Args:
        gradebook: open.
        kind: what is asked for.
        columns: what each row holds.

    Returns:
        The query, to be joined and filtered further.
    """
    return (
        gradebook.db.query(*columns)
        .select_from(kind)
        .join(SubmittedNotebook, SubmittedNotebook.id == kind.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
    )
