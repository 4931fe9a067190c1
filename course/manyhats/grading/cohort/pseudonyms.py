"""Who is who in a report that may stand on a projector: names are hidden unless they are asked for."""

import hashlib
from collections.abc import Iterable


class Names:
    """Gives every learner a number, in an order that tells nothing of the alphabet.

    Hidden, not secret: who knows the class's ids can find the numbers out.
    """

    def __init__(self, students: Iterable[str], shown: bool = False) -> None:
        """Number the learners.

        Args:
            students: all of the class, so that a number means the same person in every exercise of this state.
            shown: whether ``of`` answers with the id itself.
        """
        ordered = sorted(set(students), key=lambda one: hashlib.sha256(one.encode()).digest())
        width = len(str(len(ordered)))
        self._shown = shown
        self._numbers = {
            student: f"Learner {place:0{width}}" for place, student in enumerate(ordered, start=1)
        }

    def of(self, student: str) -> str:
        """What to call a learner."""
        return student if self._shown else self._numbers.get(student, "A learner")
