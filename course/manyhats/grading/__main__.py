"""``python -m manyhats.grading``: only what nbgrader has no command for."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after ``python -m manyhats.grading``; None takes them from the command line.

    Returns:
        The exit code: 0 when all is well, 1 when something has to be mended.
    """
    parser = argparse.ArgumentParser(
        prog="python -m manyhats.grading",
        description="For instructors. To grade a class, use nbgrader; course/guides/instructor.md has every step.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    demo = commands.add_parser("demo", help="make a fictional class of 40 graded submissions to look at")
    demo.add_argument("folder", type=Path, help="where to make it: a folder that is empty or not there yet")
    demo.set_defaults(run=_demo)
    report = commands.add_parser("report", help="write what the class handed in, and what waits, as a page")
    report.add_argument("exercises", nargs="*", metavar="EXERCISE", help="all that were graded, unless named")
    report.add_argument("--folder", type=Path, default=Path(), help="the class's folder; else this one")
    report.add_argument("--names", action="store_true", help="show who is who: else learners have numbers")
    report.add_argument("--server", help="where JupyterLab answers, for the links, as http://localhost:8888")
    report.set_defaults(run=_report)
    chosen = parser.parse_args(arguments)
    return int(chosen.run(chosen))


def _demo(chosen: argparse.Namespace) -> int:
    from manyhats.grading.demo import DemoError, make_class, next_steps

    try:
        handed_in = make_class(chosen.folder)
    except DemoError as error:
        print(error, file=sys.stderr)
        return 1
    learners = len({one.student for one in handed_in})
    print(f"{len(handed_in)} submissions of {learners} fictional learners are in {chosen.folder}, graded.\n")
    print(next_steps(chosen.folder, sys.executable))
    return 0


def _report(chosen: argparse.Namespace) -> int:
    from manyhats.grading.cohort.write import ReportError, write_reports
    from manyhats.grading.course_folder import find_course, open_course

    try:
        course = open_course(find_course(chosen.folder), logging.ERROR).coursedir
        server = chosen.server.rstrip("/") if chosen.server else None
        pages, told = write_reports(course, chosen.exercises, chosen.names, server)
    except (ReportError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    for path in pages:
        print(path)
    if told:
        print(told, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
