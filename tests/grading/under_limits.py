"""Grades a class and makes its feedback with limits, and writes down what the process tried: for the hostile corpus.

    python tests/grading/under_limits.py FOLDER REPORT.json

Memory, time and the size of files are limited by the system. A new process and a connection are refused by an audit
hook, as the limit on processes does not bind root. The hook also tells which code was compiled and which files of a
submission were opened.
"""

import json
import os
import resource
import sys
from pathlib import Path

from classroom import MODULE
from hostile_corpus import CANARY
from manyhats.grading.course_folder import open_course

MEMORY = 2_000_000_000  # bytes of address space; grading an honest class takes less than half
SECONDS = 120  # of processor time
FILE = 200_000_000  # bytes of any file that is written
PROCESSES = (
    "subprocess.Popen",
    "os.system",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.exec",
    "pty.spawn",
)
CONNECTIONS = ("socket.connect", "socket.sendto", "socket.bind")


class Refused(RuntimeError):
    """The process tried what grading has no need of."""


def watch(submitted: Path) -> dict[str, list[str]]:
    """Refuse and note, from now on to the end of the process."""
    seen: dict[str, list[str]] = {"refused": [], "compiled": [], "opened": []}
    inside = str(submitted)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in PROCESSES or event in CONNECTIONS:
            seen["refused"].append(f"{event} {arguments!r}"[:300])
            raise Refused(event)
        if event == "compile" and CANARY in str(arguments[0]):
            seen["compiled"].append(str(arguments[0])[:300])
        elif event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(inside):
            seen["opened"].append(os.path.relpath(arguments[0], inside))

    sys.addaudithook(hook)
    return seen


def main(folder: Path, report: Path) -> None:
    """Grade all, make the feedback of all, and write the report."""
    course = open_course(folder)
    seen = watch(folder / "submitted")
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, FILE),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (most, most))
    graded = course.autograde(MODULE, "*")
    feedback = course.generate_feedback(MODULE, "*")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report.write_text(
        json.dumps({"graded": graded, "feedback": feedback, "seen": seen, "peak_kb": peak}), encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
