"""What the gradebook holds of one handed-in notebook, by the names of its cells."""

from dataclasses import dataclass

from nbgrader.api import BaseCell, Comment, Grade, Gradebook, SubmittedNotebook


@dataclass(frozen=True)
class Rows:
    """A submitted notebook's row, and those of its grades and comments."""

    notebook: SubmittedNotebook
    grades: dict[str, Grade]
    comments: dict[str, Comment]


def find_rows(gradebook: Gradebook, notebook: str, assignment: str, student: str) -> Rows:
    """Find them in three queries; nbgrader's own properties would ask for each cell.

    Raises:
        MissingEntry: there is no such submission.
    """
    found = gradebook.find_submission_notebook(notebook, assignment, student)
    grades, comments = (
        {
            name: row
            for row, name in gradebook.db.query(kind, BaseCell.name)
            .join(BaseCell, BaseCell.id == kind.cell_id)
            .filter(kind.notebook_id == found.id)
        }
        for kind in (Grade, Comment)
    )
    return Rows(found, grades, comments)
