"""What an instructor sees on a terminal while a class is graded, and in a file."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from classroom import MODULE, SAME_TITLE, Classroom
from manyhats.grading.tally import Tally

pty = pytest.importorskip("pty", reason="a terminal is pretended here as Unix does it")
termios = pytest.importorskip("termios")

COMMAND = [sys.executable, "-m", "nbgrader", "autograde", MODULE]


@pytest.fixture
def submitted(classroom: Classroom) -> Classroom:
    for number in range(3):
        classroom.submit(f"student-{number}", {"same-title": SAME_TITLE})
    classroom.submit_text("student-3", "{")
    return classroom


def on_a_terminal(folder: Path) -> str:
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 120))
    with subprocess.Popen(COMMAND, cwd=folder, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL) as run:
        os.close(theirs)
        parts = []
        while part := _read(ours):
            parts.append(part)
        os.close(ours)
    assert run.returncode == 0
    return b"".join(parts).decode("utf-8", "replace")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that nobody holds the other end any more
        return b""


def test_a_terminal_shows_the_bar_the_warnings_and_the_summary(submitted: Classroom) -> None:
    shown = on_a_terminal(submitted.root)
    assert re.search(r"Grading:.*/4 \[\d\d:\d\d<", shown), "how many of all, and the time that is left"
    assert "student-3: The notebook can't be read" in shown
    assert f"{MODULE}: Graded 4 submissions in" in shown
    assert "Report for the instructor:" in shown
    assert "DEBUG" not in shown


def test_a_file_gets_no_bar(submitted: Classroom) -> None:
    run = submitted.command("autograde", MODULE)
    assert "Grading:" not in run.stderr
    assert f"{MODULE}: Graded 4 submissions in" in run.stderr


def test_the_summary_tells_what_happened_to_everybody() -> None:
    tally = Tally(graded=2, as_before=3, left_out={"=x": "why"}, failed={"ada": "why"})
    assert re.fullmatch(
        r"Graded 2 submissions in \d+\.\d s \(\d+\.\d\d s each\)\. 3 had not changed since \(--force grades them "
        r"again\)\. 1 left out: the report says why\. 1 met an error of the course's own: see the log above\.",
        tally.summary(),
    )
    assert Tally(graded=1).summary().startswith("Graded 1 submission in")
