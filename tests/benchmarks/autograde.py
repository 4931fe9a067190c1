"""What a submission costs to grade, beside stock nbgrader in the same run.

Cost of a submission = (time for 31 - time for 1) / 30, the same for both, so that what a run costs once does not
count. Both run in this process through nbgrader's own API, after one submission that is not counted: the time
that Python takes to start is as large as all that ours takes, and it varies. Scores must be equal.
"""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "grading"))

from classroom import CHOICE, MODULE, OWN_ORG, SAME_TITLE, STOCK, Classroom

MANY = 31
AIM = 15


@dataclass(frozen=True)
class Row:
    """One way of grading: seconds for one and for many submissions."""

    name: str
    one: float
    many: float

    @property
    def cost(self) -> float:
        """Seconds for each further submission."""
        return (self.many - self.one) / (MANY - 1)


def measure() -> tuple[Row, Row]:
    """Grade the same class with stock nbgrader and with the course's steps.

    Returns:
        Stock's row and ours.

    Raises:
        AssertionError: a run failed, or a score differs.
    """
    with tempfile.TemporaryDirectory() as folder:
        scores, rows = [], []
        for name, config in (("stock nbgrader", STOCK), ("Many Hats", "")):
            _seconds(_class(Path(folder) / f"{name}-warm", 1, config))
            one = _seconds(_class(Path(folder) / f"{name}-one", 1, config))
            classroom = _class(Path(folder) / f"{name}-many", MANY, config)
            rows.append(Row(name, one, _seconds(classroom)))
            scores.append([classroom.scores(f"student-{n:02}") for n in range(MANY)])
    assert scores[0] == scores[1], "the scores differ"
    assert any(sum(student.values()) > 0 for student in scores[0]), "nothing was scored"
    return rows[0], rows[1]


def _class(root: Path, number: int, config: str) -> Classroom:
    classroom = Classroom(root)
    released = classroom.release()
    assert released["success"], released["log"]
    classroom.add_config(config)
    for n in range(number):
        words = " ".join(["And then there is more to say."] * (n % 5))
        answers = {
            "same-title": f"{SAME_TITLE} {words}",
            "own-org": OWN_ORG[: 200 + 20 * n],
            "offer-choice": CHOICE,
        }
        classroom.submit(f"student-{n:02}", answers)
    return classroom


@contextlib.contextmanager
def _without_the_kernels_warnings() -> Iterator[None]:
    """Stock starts a kernel a notebook, and each warns of its TCP port on standard error."""
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _seconds(classroom: Classroom) -> float:
    api = classroom.api()
    with _without_the_kernels_warnings():
        start = time.perf_counter()
        graded = api.autograde(MODULE, "*")
        seconds = time.perf_counter() - start
    assert graded["success"], graded["log"][-3000:]
    return seconds


def main() -> None:
    """Measure and print a table."""
    stock, ours = measure()
    print(f"Autograding, {MANY} submissions of 3 answers; scores equal")
    print(f"{'':16}{'1 submission':>14}{f'{MANY} in all':>12}{'each further':>14}")
    for row in (stock, ours):
        print(f"{row.name:16}{row.one:>12.2f} s{row.many:>10.2f} s{row.cost:>12.3f} s")
    print(f"{stock.cost / ours.cost:.0f} times cheaper a submission (aim: {AIM} or more)")


if __name__ == "__main__":
    main()
