"""``python -m manyhats.scenarios lint [file ...]``: one OK or FAIL line a scenario file."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from manyhats.content import ContentError
from manyhats.scenarios.files import FOLDER, read


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0 if every file is in order."""
    parser = argparse.ArgumentParser(
        prog="python -m manyhats.scenarios", description="For authors of scenarios."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    lint_ = commands.add_parser("lint", help="check scenario files (all of the course's, if none is named)")
    lint_.add_argument("files", nargs="*", type=Path)
    return lint(parser.parse_args(arguments).files or sorted(FOLDER.glob("*.yaml")))


def lint(files: Sequence[Path]) -> int:
    """Print OK or FAIL for each file, with what is wrong; returns 1 if anything is, or if there is no file."""
    if not files:
        print(f"FAIL {FOLDER}: there is no scenario file.")
    failed = not files
    for path in files:
        try:
            scenario = read(path)
        except ContentError as error:
            failed = True
            print(f"FAIL {path.name}", *str(error).splitlines(), sep="\n     ")
        else:
            print(f"OK   {path.name}: {len(scenario.nodes)} nodes, {len(scenario.endings)} endings")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
