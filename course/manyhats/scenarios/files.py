"""Reads scenario files: one at a time, when it is asked for."""

from pathlib import Path

from manyhats.content import CONTENT, ContentError, load_with_lines
from manyhats.content.modules import modules
from manyhats.scenarios.cast import cast
from manyhats.scenarios.check import problems
from manyhats.scenarios.model import Scenario

FOLDER = CONTENT / "scenarios"


def ids() -> list[str]:
    """The ids of every scenario of the course, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def load(scenario_id: str) -> Scenario:
    """The scenario of this id, read and checked.

    Raises:
        ContentError: there is none of this id, or its file is not in order.
    """
    known = ids()
    if scenario_id not in known:
        raise ContentError(f"There is no scenario “{scenario_id}”. There are: {', '.join(known) or 'none'}.")
    return read(FOLDER / f"{scenario_id}.yaml")


def read(path: Path) -> Scenario:
    """The scenario in this file, checked.

    Raises:
        ContentError: one line for each thing that is wrong, with file, line and what to do.
    """
    scenario, line_of = load_with_lines(path, Scenario)
    taught = {module.id: module.claims for module in modules().values()}
    found = [(line_of(at), sentence) for at, sentence in problems(scenario, cast(), taught)]
    if scenario.id != path.stem:
        found.append((line_of("$.id"), f"the id is “{scenario.id}”, the file is {path.name}. Make them one."))
    if found:
        raise ContentError("\n".join(f"{path}:{line}: {sentence}" for line, sentence in sorted(found)))
    return scenario
