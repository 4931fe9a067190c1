"""Writes an exercise's report as a page of its own, beside the graded submissions."""

from collections.abc import Sequence
from pathlib import Path

from jupyter_server.serverapp import list_running_servers
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from manyhats.files import replace
from manyhats.grading.cohort.gather import gather, overview, students
from manyhats.grading.cohort.page import Setting, page
from manyhats.grading.cohort.pseudonyms import Names
from manyhats.grading.overrides import note_overrides

_USUAL = "http://localhost:8888"


class ReportError(Exception):
    """There is nothing to report on; the message says what to do."""


def write_reports(
    course: CourseDirectory, wanted: Sequence[str] = (), show_names: bool = False, server: str | None = None
) -> tuple[list[Path], str]:
    """Write ``autograded/<exercise>.report.html`` for each exercise.

    Args:
        course: the class's folder, as nbgrader knows it.
        wanted: the exercises; all that were graded where it is empty.
        show_names: whether learners' ids stand in the pages.
        server: where JupyterLab answers, for the links; None takes the one that runs in this folder, or the usual.

    Returns:
        The pages, and a sentence on the audit log where it has damaged lines.

    Raises:
        ReportError: an exercise is not known, or nothing has been graded.
    """
    standings = overview(course)
    known = [one.assignment for one in standings]
    if not known:
        raise ReportError(
            "Nothing has been graded in this folder yet. Run: nbgrader autograde, then this again."
        )
    if unknown := [name for name in wanted if name not in known]:
        raise ReportError(
            f"No graded exercise is called {', '.join(unknown)}. There are: {', '.join(known)}."
        )
    setting = Setting(
        Names(students(course), show_names), f"{server or server_of(course.root)}/formgrader", standings
    )
    folder = Path(course.root, course.autograded_directory)
    pages = []
    for name in wanted or known:
        path = folder / f"{name}.report.html"
        replace(path, page(gather(course, name), setting).encode(), mode=0o640)
        pages.append(path)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        told = note_overrides(course, gradebook)
    return pages, told


def server_of(root: str) -> str:
    """The address of the JupyterLab that runs in a folder, without a slash at its end; else the usual one."""
    for server in list_running_servers():
        if Path(server.get("root_dir", "")).resolve() == Path(root).resolve():
            return str(server["url"]).rstrip("/")
    return _USUAL
