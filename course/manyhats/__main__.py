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
    chosen = parser.parse_args(arguments)
    if chosen.command == "doctor":
        return doctor.main()
    if chosen.command == "update":
        return _update(chosen.folder)
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


if __name__ == "__main__":
    sys.exit(main())
