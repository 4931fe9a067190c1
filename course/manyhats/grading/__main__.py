"""``python -m manyhats.grading``: only what nbgrader has no command for."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from manyhats.grading.demo import DemoError, make_class, next_steps


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
    folder = parser.parse_args(arguments).folder
    try:
        handed_in = make_class(folder)
    except DemoError as error:
        print(error, file=sys.stderr)
        return 1
    learners = len({one.student for one in handed_in})
    print(f"{len(handed_in)} submissions of {learners} fictional learners are in {folder}, graded.\n")
    print(next_steps(folder, sys.executable))
    return 0


if __name__ == "__main__":
    sys.exit(main())
