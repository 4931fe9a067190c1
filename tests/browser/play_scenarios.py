"""Plays every scenario in a browser to each of its endings; pytest collects this file only when it is named.

    MANYHATS_PICTURES=FOLDER python -m pytest tests/browser/play_scenarios.py

With MANYHATS_PICTURES every state is also kept as a picture there, to be looked at. The first ending of each scenario
is played by keyboard only, the others by pointer; widths and themes take turns.
"""

import json
import re
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from manyhats.scenarios import Run, ids, load
from nbformat.v4 import new_code_cell, new_notebook

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from pictures import Pictures
from playwright.sync_api import Locator, Page, expect

LOOKS = ((1200, 900, False), (390, 844, True), (390, 844, False), (1200, 900, True))
LETTERS = "ABCDEFGH"
Name = str | re.Pattern[str]


@pytest.fixture(scope="session")
def pages(start_server: Any, root: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a server with a page for each scenario."""
    folder = tmp_path_factory.mktemp("scenarios")
    settings = json.loads((root / "voila.json").read_text(encoding="utf-8"))
    settings["VoilaConfiguration"]["preheat_kernel"] = (
        False  # else every scenario would have kernels in stock
    )
    (folder / "voila.json").write_text(json.dumps(settings), encoding="utf-8")
    for scenario_id in ids():
        code = f"from manyhats.views import ScenarioView\n\nScenarioView({json.dumps(scenario_id)})"
        metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(
            new_notebook(cells=[new_code_cell(code)], metadata=metadata), folder / f"{scenario_id}.ipynb"
        )
    server = start_server(
        "-m", "voila", ".", "--no-browser", "--port={port}", "--Voila.port_retries=0", folder=folder
    )
    return str(server.url)


def shortest_ways(scenario_id: str) -> dict[str, list[str]]:
    """For each ending the letters of a shortest way there."""
    scenario = load(scenario_id)
    found: dict[str, list[str]] = {}
    todo: deque[tuple[Run, list[str]]] = deque([(Run(scenario), [])])
    while todo and len(found) < len(scenario.endings):
        run, letters = todo.popleft()
        if run.scene.ending is not None:
            found.setdefault(run.scene.ending.id, letters)
            continue
        if run.must_rate:
            run = run.rate({option.id: 3 for option in run.options}, 0.5)
        todo.extend((run.choose(option.id), [*letters, LETTERS[i]]) for i, option in enumerate(run.options))
    return found


def cases() -> list[Any]:
    """Scenario, ending and the way there, numbered for the looks."""
    ways = [(one, ending, way) for one in ids() for ending, way in shortest_ways(one).items()]
    return [pytest.param(n, *case, id=f"{case[0]}-{case[1]}") for n, case in enumerate(ways)]


@pytest.mark.parametrize(("number", "scenario_id", "ending", "way"), cases())
def test_it_plays_to_this_ending(
    open_page: Callable[..., Page], pages: str, number: int, scenario_id: str, ending: str, way: list[str]
) -> None:
    """From the opening to the debrief, with nothing clipped on the way."""
    page = open_page(*LOOKS[number % len(LOOKS)])
    press = by_keyboard if next(iter(shortest_ways(scenario_id))) == ending else by_pointer
    keep = Pictures(page, f"{scenario_id}-{ending}")
    page.goto(f"{pages}/voila/render/{scenario_id}.ipynb")
    keep("begin")
    press(page, "Begin")
    for step, letter in enumerate(way, 1):
        expect(page.locator(".mh-place")).to_contain_text(f"Decision {step} of")
        expect(page.locator(".mh-place")).to_be_focused()
        if page.get_by_role("button", name="Keep these ratings").count():
            keep(f"{step}-rate")
            rate(page, press)
            expect(page.get_by_role("button", name="Keep these ratings")).to_have_count(0)
        fits(page)
        keep(f"{step}")
        press(page, re.compile(rf"^{letter}\s"))
    titled = load(scenario_id).ending(ending)
    assert titled is not None
    expect(page.get_by_role("heading", name=f"How it ends: {titled.title}")).to_be_visible()
    expect(page.get_by_role("heading", name="Debrief")).to_be_visible()
    fits(page)
    keep("end")


def by_pointer(page: Page, name: Name) -> None:
    """Click a button."""
    page.get_by_role("button", name=name).first.click()


def by_keyboard(page: Page, name: Name) -> None:
    """Go to a button with Tab alone, and press it."""
    wanted = page.get_by_role("button", name=name).first
    wanted.wait_for()
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus."""
    for _ in range(60):
        if wanted.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not come to {wanted}")


def rate(page: Page, press: Callable[[Page, Name], None]) -> None:
    """Rate each option, with Tab, Space and the arrow keys or by pointer, and say how sure one is."""
    groups = page.locator(".mh-radio")
    for index in range(groups.count()):
        choices, place = groups.nth(index).locator("input"), (index * 2 + 1) % 4
        if press is by_keyboard:
            tab_to(page, choices.first)
            page.keyboard.press("Space")
            for _ in range(place):
                page.keyboard.press("ArrowDown")
        else:
            choices.nth(place).check(force=True)
    press(page, "Keep these ratings")


def fits(page: Page) -> None:
    """Nothing sticks out of the page, and no button hides a part of its words."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    clipped = page.evaluate(
        """() => [...document.querySelectorAll(".mh button")].filter((button) =>
            button.scrollWidth > button.clientWidth + 1 || button.scrollHeight > button.clientHeight + 1
        ).map((button) => button.textContent)"""
    )
    assert clipped == []
