"""What a class costs to grade, beside stock nbgrader in the same run: ``python tests/benchmarks/cohort.py 100``.

A class hands in all the exercises of the course; the number of learners is the argument. Cost of a submission =
(time for all - time for one learner's) / the submissions of the others, the same for both ways, so that what a run
costs once does not count. Processor time, with that of the kernels, stands beside the time on the clock: what else
the machine does counts less there. Each run is a process of its own, which grades one exercise after the other through
nbgrader's API and tells its time and its peak of memory. Stock grades a few learners only, since each takes it long;
their scores must be equal.
"""

import argparse
import contextlib
import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from manyhats.grading.course_folder import open_course
from manyhats.grading.fictional import copy_course, exercises, hand_in

sys.path.insert(0, str(Path(__file__).parents[1] / "grading"))

from classroom import STOCK
from nbgrader.api import Gradebook

LEARNERS = 20
SAMPLE = 3  # learners whose work stock grades too
TIMES = 2
AIM = 30

Scores = dict[tuple[str, str, str], float | None]


@dataclass(frozen=True)
class Run:
    """A graded class: learners, seconds on the clock and of the processor, and the peak of memory in MB."""

    learners: int
    seconds: float
    processor: float
    peak: float
    scores: Scores


def cost(one: Run, many: Run, clock: str = "seconds") -> float:
    """Seconds for each further submission, by either clock."""
    more = len(exercises()) * (many.learners - one.learners)
    return float(getattr(many, clock) - getattr(one, clock)) / more


def grade(folder: Path, learners: int, config: str = "") -> Run:
    """Make a class of so many, and grade it in a process of its own.

    Raises:
        subprocess.CalledProcessError: it could not be graded.
    """
    copy_course(folder)
    course = open_course(folder, logging.ERROR)
    for module in exercises():
        released = course.generate_assignment(module)
        assert released["success"], released["log"]
        for learner in range(learners):
            hand_in(folder, module, learner, mishaps=False)
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(config)
    command = [sys.executable, __file__, "--grade", str(folder)]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return Run(learners, told["seconds"], told["processor"], told["peak"], scores(course.coursedir.db_url))


def best(folder: Path, learners: int, config: str = "") -> Run:
    """The least that it took of several times: what else the machine does only ever adds."""
    runs = [grade(folder / f"{learners}-{time}", learners, config) for time in range(TIMES)]
    assert all(run.scores == runs[0].scores for run in runs), "the same class has other scores"
    seconds, processor, peak = (
        min(getattr(run, what) for run in runs) for what in ("seconds", "processor", "peak")
    )
    return Run(learners, seconds, processor, peak, runs[0].scores)


def scores(db_url: str) -> Scores:
    """What the check gave, for each exercise, learner and prompt."""
    found: Scores = {}
    with Gradebook(db_url, "manyhats") as gradebook:
        for module in exercises():
            for submission in gradebook.assignment_submissions(module):
                for one in submission.notebooks[0].grades:
                    if one.max_score:
                        found[module, submission.student.id, one.name] = one.auto_score
    return found


def child(folder: Path) -> None:
    """Grade everything in a folder, and print what it took."""
    course = open_course(folder, logging.CRITICAL)
    with _without_the_kernels_warnings():
        start = time.perf_counter()
        for module in exercises():
            graded = course.autograde(module, "*")
            assert graded["success"], graded["log"][-3000:]
        seconds = time.perf_counter() - start
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(one.ru_utime + one.ru_stime for one in used)
    print(json.dumps({"seconds": seconds, "processor": processor, "peak": used[0].ru_maxrss / 1000}))


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


def main(learners: int = LEARNERS, sample: int = SAMPLE) -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = [best(folder / "ours", n) for n in (1, max(2, learners // 2), learners)]
        stock = [best(folder / "stock", n, STOCK) for n in (1, sample)]
    known = stock[-1].scores
    assert known == {key: ours[-1].scores[key] for key in known}, "the scores differ"
    assert len(set(known.values())) > 3, "the comparison would be empty"
    one, half, every = ours
    number = len(exercises())
    print(f"Autograding {number} exercises; {len(known)} scores of {sample} learners equal to stock's")
    print(f"{'':16}{'learners':>9}{'submissions':>12}{'seconds':>10}{'processor':>11}{'peak':>9}")
    for way, run in [*(("stock nbgrader", run) for run in stock), *(("Many Hats", run) for run in ours)]:
        times = f"{run.seconds:>10.2f}{run.processor:>11.2f}"
        print(f"{way:16}{run.learners:>9}{number * run.learners:>12}{times}{run.peak:>6.0f} MB")
    for clock, name in (("seconds", "on the clock"), ("processor", "of the processor")):
        stocks, each = cost(*stock, clock), cost(one, every, clock)
        print(
            f"each further submission, {name}: stock {stocks:.3f} s, Many Hats {each:.4f} s, "
            f"{stocks / each:.0f} times cheaper (aim: {AIM} or more)"
        )
    growth = cost(half, every, "processor") / cost(one, half, "processor")
    print(f"time: a submission of the second half costs {growth:.2f} times one of the first (linear: 1)")
    print(f"memory: {every.peak - half.peak:+.1f} MB for {every.learners - half.learners} more learners")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("learners", type=int, nargs="?", default=LEARNERS)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="learners whose work stock grades too")
    parser.add_argument("--grade", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.grade:
        child(arguments.grade)
    else:
        main(arguments.learners, arguments.sample)
