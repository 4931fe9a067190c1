"""``python -m manyhats``: only what jupyter, voila and nbgrader have no command for."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from manyhats import doctor


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after ``python -m manyhats``; None takes them from the command line.

    Returns:
        The exit code: 0 when all is well, 1 when something has to be mended.
    """
    parser = argparse.ArgumentParser(
        prog="python -m manyhats",
        description="Many Hats, an interactive course for software engineers who want to become "
        "Engineering Managers. To take the course, open JupyterLab; the README has the line.",
    )
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    commands.add_parser("doctor", help="check this environment and say how to mend what is wrong")
    of_update = commands.add_parser(
        "update", help="bring your answers from an older course folder into this one"
    )
    of_update.add_argument("folder", type=Path, metavar="FOLDER", help="the older course; it is only read")
    handouts = commands.add_parser("handouts", help="write the sheets to print for a workshop")
    handouts.add_argument(
        "folder", type=Path, metavar="FOLDER", help="where to write them; it is made if need be"
    )
    given = parser.parse_args(arguments)
    if given.command == "doctor":
        return doctor.main()
    if given.command == "update":
        return _update(given.folder)
    if given.command == "handouts":
        return _handouts(given.folder)
    parser.print_help()
    return 0


def _update(old: Path) -> int:
    # Late: the doctor has to run where the rest of the package can't be imported.
    from manyhats.exercise.update import UpdateProblem, sentences, update

    failed = False
    try:
        for done in update(old, _this_course()):
            failed = failed or bool(done.problem)
            print(f"{done.exercise}: {' '.join(sentences(done))}")
    except UpdateProblem as problem:
        print(problem)
        return 1
    print("The old folder is as it was. Your journal lies elsewhere and goes on by itself.")
    return int(failed)


def _this_course() -> Path:
    """The folder of the course that this package belongs to; where it was copied elsewhere, the working folder."""
    around = Path(__file__).resolve().parents[2]
    return around if (around / "exercises").is_dir() else Path.cwd()


def _handouts(folder: Path) -> int:
    from manyhats.content import ContentError
    from manyhats.handouts import write_handouts

    try:
        written = write_handouts(folder)
    except (ContentError, OSError) as error:
        print(f"The handouts could not be written: {error}", file=sys.stderr)
        return 1
    print("Open in a browser, and print:", *written, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
