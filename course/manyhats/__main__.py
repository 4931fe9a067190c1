"""``python -m manyhats``: only what jupyter, voila and nbgrader have no command for."""

import argparse
import sys
from collections.abc import Sequence

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
    if parser.parse_args(arguments).command == "doctor":
        return doctor.main()
    parser.print_help()
    return 0


if __name__ == "__main__":
    sys.exit(main())
