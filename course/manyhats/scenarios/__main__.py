"""For authors: ``python -m manyhats.scenarios lint`` and ``python -m manyhats.scenarios draw two-offers``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from manyhats.content import ContentError
from manyhats.scenarios.draw import outline, svg
from manyhats.scenarios.files import FOLDER, load
from manyhats.scenarios.lint import lint
from manyhats.scenarios.model import Scenario
from manyhats.scenarios.policies import MOST_GAIN, gains


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0 if all is in order."""
    parser = argparse.ArgumentParser(
        prog="python -m manyhats.scenarios", description="For authors of scenarios."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    lint_ = commands.add_parser(
        "lint",
        help="check scenario files; without names all of the course's, and what fixed habits of play earn over them",
    )
    lint_.add_argument("files", nargs="*", type=Path)
    draw_ = commands.add_parser("draw", help="print a scenario's graph as text, or write it as a picture")
    draw_.add_argument("scenario", help="its id, such as two-offers")
    draw_.add_argument("--svg", type=Path, metavar="FILE", help="write a picture to this file instead")
    asked = parser.parse_args(arguments)
    if asked.command == "draw":
        return draw(asked.scenario, asked.svg)
    files = asked.files or sorted(FOLDER.glob("*.yaml"))
    sound = check(files)
    return 0 if len(sound) == len(files) and (asked.files or habits(sound)) else 1


def check(files: Sequence[Path]) -> list[Scenario]:
    """Print OK or FAIL for each file, with what is wrong; returns the scenarios that are in order."""
    if not files:
        print(f"FAIL {FOLDER}: there is no scenario file.")
    sound = []
    for path in files:
        try:
            scenario = lint(path)
        except ContentError as error:
            print(f"FAIL {path.name}", *str(error).splitlines(), sep="\n     ")
        else:
            sound.append(scenario)
            print(f"OK   {path.name}: {len(scenario.nodes)} nodes, {len(scenario.endings)} endings")
    return sound


def habits(scenarios: Sequence[Scenario]) -> bool:
    """Print what fixed habits of play gain over chance; whether none of them gains too much."""
    if not scenarios:
        return False
    print(
        f"\nOf what can be gained over random play, a habit may gain {MOST_GAIN:.0%} at most, over all scenarios:"
    )
    fair = True
    for gain in gains(scenarios):
        ok = max(gain.worth, gain.credit) <= MOST_GAIN
        fair &= ok
        print(
            f"{'OK  ' if ok else 'FAIL'} {gain.policy.name:24} endings {gain.worth:5.0%}   ratings {gain.credit:5.0%}"
        )
    if not fair:
        print(
            "     A habit that wins would be found by learners. Let it fail for an honest reason somewhere."
        )
    return fair


def draw(scenario_id: str, picture: Path | None) -> int:
    """Print a scenario's graph, or write it as SVG."""
    try:
        scenario = load(scenario_id)
    except ContentError as error:
        print(f"FAIL {error}")
        return 1
    if picture is None:
        print(outline(scenario))
        return 0
    try:
        picture.write_text(svg(scenario), encoding="utf-8")
    except OSError as error:
        print(
            f"FAIL {picture}: can't be written ({error.strerror}). Name a file in a folder that you may write to."
        )
        return 1
    print(f"OK   {picture}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
