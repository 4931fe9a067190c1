"""Where the parts of the course lie, seen from one of its notebooks."""

from html import escape
from pathlib import Path
from urllib.parse import quote

from manyhats.content.modules import Module
from manyhats.progress import Play, exercise_path
from manyhats.scenarios import Scenario

COURSE = Path("..")  # the folder that holds the course and the exercises


def exercise_link(module: Module) -> str:
    """The address of a module's exercise, which is a path as well."""
    return f"../{exercise_path(module)}"


def module_link(module: Module) -> str:
    """A link to a module, by its number and title."""
    return f"<a href='{module.id}.ipynb'>Module {module.number}, {escape(module.title)}</a>"


def scenario_link(scenario: Scenario, further: str = "") -> str:
    """A link to the heading under which a scenario stands in its module.

    Args:
        scenario: which.
        further: what the link says after the scenario's title.
    """
    title = scenario.title.strip("“”")  # browsers encode them, and JupyterLab then finds no such heading
    heading = quote(title.replace(" ", "-"), safe="',")  # as JupyterLab names a heading
    return f"<a href='{scenario.module}.ipynb#{escape(heading, quote=True)}'>“{escape(title)}”{further}</a>"


def resume_link(play: Play) -> str:
    """A link to where a run stands open."""
    return f"resume {scenario_link(play.scenario, f' at decision {play.decision}')}"
