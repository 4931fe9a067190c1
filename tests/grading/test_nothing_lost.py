"""Killed at any moment and started again, a class ends with the same gradebook; and grades can always be exported.

A child process grades the class and counts what it does: SQL statements, files, and in other runs every call of a
function. At a drawn count it is killed, as a power cut would. The draws are seeded, so a failure can be met again.
"""

import csv
import gc
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy
from classroom import CHOICE, MODULE, OWN_ORG, SAME_TITLE, Classroom, cell_of, copy_of
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy.engine import Engine

if not hasattr(os, "fork"):
    pytest.skip("a process is killed here as Unix does it", allow_module_level=True)

GOOD = {"same-title": SAME_TITLE, "own-org": OWN_ORG, "offer-choice": CHOICE}
STUDENTS = ("ada", "bob", "cleo", "dora", "eve", "finn", "gil")
FILES = ("os.rename", "os.remove", "os.mkdir", "os.chmod", "shutil.rmtree")
TABLES = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")


@pytest.fixture(scope="module")
def begun(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class that was graded once, that an instructor has worked on, and to which more was handed in since."""
    classroom = copy_of(released, tmp_path_factory.mktemp("begun") / "class")
    classroom.add_config("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    with classroom.gradebook() as gradebook:
        gradebook.update_or_create_assignment(MODULE, duedate="2025-01-01 00:00:00 UTC")
    for student in ("ada", "bob", "cleo", "dora", "gil"):
        classroom.submit(student, GOOD)
        at(classroom, student, "2024-12-31 10:00:00 UTC")
    assert classroom.autograde()["success"]
    with classroom.gradebook() as gradebook:
        for student, check, score in (("ada", "same-title-check", 1.5), ("bob", "own-org-check", 4.0)):
            grade = gradebook.find_grade(check, MODULE, MODULE, student)
            grade.manual_score, grade.needs_manual_grade = score, False
        gradebook.find_comment("own-org", MODULE, MODULE, "cleo").manual_comment = "Who decides?"
        gradebook.find_grade("offer-choice-check", MODULE, MODULE, "dora").extra_credit = 0.5
        gradebook.db.commit()
    classroom.submit("ada", {**GOOD, "same-title": f"{SAME_TITLE} I have thought again."})
    at(classroom, "bob", "2025-01-02 10:00:00 UTC")  # the same words, and now late
    classroom.submit("cleo", {**GOOD, "own-org": OWN_ORG[:300]})
    classroom.submit_text("dora", "{")
    classroom.submit("eve", GOOD)
    classroom.submit("finn", GOOD, lambda nb: nb["cells"].remove(cell_of(nb, "same-title")))
    return classroom.root


def at(classroom: Classroom, student: str, when: str) -> None:
    (classroom.folder(student) / "timestamp.txt").write_text(when, encoding="utf-8")


# The child that is stopped


@dataclass(frozen=True)
class Stop:
    """Where a run is stopped, and how: at the n-th of its deeds, or of its calls."""

    at: int
    what: str = "deeds"
    how: signal.Signals = signal.SIGKILL


def counting(root: Path, what: str, reached: Callable[[], None]) -> None:
    """Call ``reached`` at each deed (in the class's folder and gradebook) or call of this process from now on."""
    if what == "calls":
        sys.setprofile(lambda *_: reached())
        return
    for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
        sqlalchemy.event.listen(Engine, moment, lambda *_: reached())

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event in FILES or (event == "open" and arguments[1] not in ("r", "rb", None))
        if writes and str(arguments[0]).startswith(str(root)):
            reached()

    sys.addaudithook(hook)


def start(classroom: Classroom, stop: Stop, force: bool) -> tuple[int, int]:
    """Grade in a child process; the child's id, and a pipe on which it sends its count when it gets to the end."""
    api = classroom.api()
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    # As in a process of its own: nothing of the tests that ran before is cleared away in it, where an interrupt
    # would be swallowed, and Ctrl-C means what it means.
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        count = 0

        def reached() -> None:
            nonlocal count
            count += 1
            if count == stop.at:
                os.kill(os.getpid(), stop.how)

        counting(classroom.root, stop.what, reached)
        result = api.autograde(MODULE, "*", force=force)
        sys.setprofile(None)
        os.write(writing, f"{count} {result['success']}".encode())
    finally:
        os._exit(0)


def finish(child: int, reading: int) -> tuple[int, str]:
    """Wait for a child: the signal that ended it, and what it sent."""
    with os.fdopen(reading, "rb") as pipe:
        sent = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return (os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0), sent


@pytest.fixture(scope="module")
def length(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bool], int]:
    """How many deeds or calls a whole run has; calls are fewer once all patterns have been compiled."""
    known: dict[tuple[str, bool], int] = {}

    def of(what: str, force: bool) -> int:
        if (what, force) not in known:
            classroom = copy_of(begun, tmp_path_factory.mktemp("length") / "class")
            signalled, sent = finish(*start(classroom, Stop(0, what), force))
            assert (signalled, sent.split()[1]) == (0, "True")
            known[what, force] = int(sent.split()[0]) * (9 if what == "calls" else 10) // 10
        return known[what, force]

    return of


# What must be the same


def state(classroom: Classroom) -> dict[str, Any]:
    """All that the gradebook and the graded folder hold, without the random keys of rows."""
    found: dict[str, Any] = {}
    with classroom.gradebook() as gradebook:
        for submission in gradebook.assignment_submissions(MODULE):
            (notebook,) = submission.notebooks
            found[submission.student.id] = {
                "timestamp": submission.timestamp,
                "penalty": notebook.late_submission_penalty,
                "grades": {
                    g.name: (g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade)
                    for g in notebook.grades
                },
                "comments": {c.name: (c.auto_comment, c.manual_comment) for c in notebook.comments},
            }
    with sqlite3.connect(classroom.root / "gradebook.db") as rows:
        found["rows"] = {table: rows.execute(f"select count(*) from {table}").fetchone() for table in TABLES}
    rows.close()
    graded = classroom.root / "autograded"
    found["files"] = {
        path.relative_to(graded).as_posix(): path.read_bytes() for path in graded.rglob("*") if path.is_file()
    }
    return found


@pytest.fixture(scope="module")
def undisturbed(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[bool, Any]]:
    """How the class ends when nothing happens, with and without ``--force``."""
    ends = {}
    for force in (False, True):
        classroom = copy_of(begun, tmp_path_factory.mktemp("undisturbed") / "class")
        assert classroom.autograde(force=force)["success"]
        ends[force] = state(classroom)
    assert ends[False] == ends[True], "nothing of this class depends on it"
    return ends


def export(classroom: Classroom) -> dict[str, float]:
    """Stock nbgrader's export: the score of each student."""
    file = classroom.root / "grades.csv"
    with classroom.gradebook() as gradebook:
        CsvExportPlugin(to=str(file)).export(gradebook)
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(rows)}


def draw(seed: int, most: int) -> int:
    return Random(seed).randint(1, most)


@pytest.fixture
def course(begun: Path, tmp_path: Path) -> Classroom:
    """The class, for one test."""
    return copy_of(begun, tmp_path / "class")


def test_the_class_has_what_can_be_lost(undisturbed: dict[bool, Any]) -> None:
    end = undisturbed[False]
    assert set(end) == {*STUDENTS, "rows", "files"}
    grades = {student: end[student]["grades"] for student in STUDENTS}
    assert grades["ada"]["same-title-check"][1:] == (1.5, None, True), (
        "kept, and flagged: the answer has changed"
    )
    assert grades["bob"]["own-org-check"][1:] == (4.0, None, False), "kept, and the answer is the same"
    assert grades["cleo"]["own-org-check"][3], "commented, and the answer has changed"
    assert end["cleo"]["comments"]["own-org"][1] == "Who decides?"
    assert grades["dora"]["offer-choice-check"][2] == 0.5
    assert grades["dora"]["same-title-check"][0] > 0, "unreadable now; the earlier score stands"
    assert end["bob"]["penalty"] > 0
    assert end["rows"]["submitted_assignment"] == (len(STUDENTS),)


@pytest.mark.parametrize("force", [False, True], ids=["", "force"])
@pytest.mark.parametrize(
    ("what", "seed"), [*(("deeds", n) for n in range(6)), *(("calls", n) for n in range(3))]
)
def test_killed_and_started_again_the_class_is_the_same(
    course: Classroom, length: Any, undisturbed: dict[bool, Any], seed: int, what: str, force: bool
) -> None:
    point = draw(seed, length(what, force))
    signalled, _ = finish(*start(course, Stop(point, what), force))
    assert signalled == signal.SIGKILL
    assert set(export(course)) >= {"ada", "bob", "cleo", "dora"}
    assert course.autograde(force=force)["success"]
    assert state(course) == undisturbed[force]


@pytest.mark.parametrize("seed", range(100, 102))
def test_killed_again_and_again_the_class_is_the_same(
    course: Classroom, length: Any, undisturbed: dict[bool, Any], seed: int
) -> None:
    draws = Random(seed)
    for _ in range(4):
        finish(*start(course, Stop(draws.randint(1, length("deeds", True) // 2)), force=draws.random() < 0.5))
        export(course)
    assert course.autograde(force=False)["success"]
    assert state(course) == undisturbed[False]


@pytest.mark.parametrize("seed", range(200, 202))
def test_stopped_by_ctrl_c_the_class_is_the_same(
    course: Classroom, length: Any, undisturbed: dict[bool, Any], seed: int
) -> None:
    point = draw(seed, length("calls", True))
    _, sent = finish(*start(course, Stop(point, "calls", signal.SIGINT), force=True))
    assert not sent.endswith("True")
    with course.gradebook() as gradebook:
        for submission in gradebook.assignment_submissions(MODULE):
            for grade in submission.notebooks[0].grades:
                assert grade.auto_score != 0 or submission.student.id == "finn" or not grade.max_score
    assert course.autograde(force=False)["success"]
    assert state(course) == undisturbed[False]


@pytest.mark.parametrize("seed", range(300, 303))
def test_grades_can_be_exported_while_the_class_is_graded(
    course: Classroom, length: Any, undisturbed: dict[bool, Any], seed: int
) -> None:
    child, reading = start(course, Stop(draw(seed, length("deeds", True)), how=signal.SIGSTOP), force=True)
    os.waitpid(child, os.WUNTRACED)
    try:
        scores = export(course)
    finally:
        os.kill(child, signal.SIGCONT)
    signalled, sent = finish(child, reading)
    assert (signalled, sent.split()[1]) == (0, "True")
    assert scores["ada"] > 0
    assert state(course) == undisturbed[True]


def test_the_export_command_works_on_a_class_that_was_killed(course: Classroom, length: Any) -> None:
    finish(*start(course, Stop(length("deeds", False) // 2), force=False))
    run = course.command("export")
    assert run.returncode == 0, run.stderr
    assert (course.root / "grades.csv").read_text(encoding="utf-8").count(MODULE) >= 4


def test_a_part_of_a_file_is_never_left_in_place_of_it(course: Classroom, length: Any) -> None:
    for seed in range(400, 403):
        finish(*start(course, Stop(draw(seed, length("deeds", True))), force=True))
        for path in (course.root / "autograded").glob(f"*/{MODULE}/{MODULE}.ipynb"):
            assert path.read_bytes().endswith(b"}\n")
    shutil.rmtree(course.root / "autograded" / "ada")
    assert course.autograde(force=False)["success"]
    assert course.graded("ada")
