"""The course's own notebook, ready to take a learner's answers; made from the solution, once for the class."""

import pickle
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from traitlets.config import Config, Configurable

from manyhats.grading.release import derive


class SkeletonError(Exception):
    """The exercise can't be graded as the gradebook and ``solutions/`` are; the message says what to do."""


@dataclass(frozen=True)
class Skeleton:
    """A released notebook, and the source of its locked cells with mark scheme and hidden tests."""

    pickled: bytes
    locked: dict[str, str]

    def fresh(self) -> NotebookNode:
        """The released notebook, for one submission to be set into; ``deepcopy`` takes ten times as long."""
        return pickle.loads(self.pickled)


def make_skeletons(
    gradebook: Gradebook, assignment_id: str, solutions: Path, config: Config, parent: Configurable
) -> dict[str, Skeleton]:
    """The skeletons of an assignment's notebooks, by the notebook's name.

    Args:
        gradebook: which knows the cells that were released, and their points.
        assignment_id: the assignment.
        solutions: the folder of its solutions.
        config: nbgrader's configuration, which names the steps of releasing.
        parent: whose log the steps write to.

    Raises:
        SkeletonError: the assignment was not released, or its cells are no longer those that were.
    """
    again = f"Run: nbgrader generate_assignment {assignment_id} --force"
    try:
        notebooks = gradebook.find_assignment(assignment_id).notebooks
    except MissingEntry:
        notebooks = []
    if not notebooks:
        raise SkeletonError(
            f"{assignment_id} has not been released from this folder, so its points are not known. {again}"
        )
    skeletons = {}
    for notebook in notebooks:
        solution = (solutions / f"{notebook.name}.ipynb").resolve()
        skeleton = derive(solution, config, parent)
        released = {cell.name: cell for cell in notebook.source_cells}
        ours = {c.metadata.nbgrader.grade_id: c for c in skeleton.cells if "nbgrader" in c.metadata}
        if ours.keys() != released.keys():
            changed = ", ".join(sorted(ours.keys() ^ released.keys()))
            raise SkeletonError(
                f"{solution.name} has gained or lost cells since it was released: {changed}. {again}"
            )
        for name, cell in ours.items():
            cell.metadata.nbgrader.checksum = released[name].checksum
        skeletons[notebook.name] = Skeleton(
            pickle.dumps(skeleton), {name: c.source for name, c in released.items()}
        )
    return skeletons
