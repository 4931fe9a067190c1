"""No barrier in any app or module: axe-core in every state that a walk comes to, in light and in dark.

With MANYHATS_PICTURES=FOLDER each of these states is kept as a picture there, to be looked at.

What a page of Voila holds is ours, but for the parts below. The modules are opened through Voila too, because there
all of a module's views stand in the page at once; JupyterLab attaches them as they come near.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
pytest.importorskip("axe_playwright_python", reason="axe is missing: pip install -r tests/requirements.txt")
from axe_playwright_python.base import AXE_FILE_PATH
from pictures import FOLDER, Pictures
from playwright.sync_api import Page, expect
from walk import walk

ROOT = Path(__file__).parents[2]
APPS = sorted(path.stem for path in (ROOT / "course" / "apps").glob("*.ipynb"))
MODULES = sorted(path.stem for path in (ROOT / "course").glob("[0-9]*.ipynb"))
STEPS = 6  # of a walk through an app
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
UPSTREAM: dict[str, str] = {}
"""Rules that a part which is not ours breaks, with the issue that knows of it."""


def barriers(page: Page) -> list[str]:
    """The serious and critical violations that axe finds in a page, each with the element."""
    if not page.evaluate("Boolean(window.axe)"):
        page.add_script_tag(content=AXE_FILE_PATH.read_text(encoding="utf-8"))
    # The page copies labels to what has none in the frame after a change.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found = page.evaluate(
        """async (tags) => (await axe.run(document, {runOnly: tags, resultTypes: ["violations"]})).violations
            .filter((violation) => ["serious", "critical"].includes(violation.impact))
            .flatMap((violation) => violation.nodes.map((node) =>
                [violation.id, node.html.slice(0, 200), node.failureSummary]))""",
        TAGS,
    )
    return [f"{rule}: {html}\n{summary}" for rule, html, summary in found if rule not in UPSTREAM]


@pytest.fixture(scope="session")
def modules(browser, start_server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001
    """The address of a Voila that shows the modules, with the settings that ship but no kernels in stock."""
    folder = tmp_path_factory.mktemp("modules")
    for name in MODULES:
        shutil.copy(ROOT / "course" / f"{name}.ipynb", folder)
    settings = json.loads((ROOT / "voila.json").read_text(encoding="utf-8"))
    settings["VoilaConfiguration"]["preheat_kernel"] = False
    home = tmp_path_factory.mktemp("voila-of-modules")
    (home / "voila.json").write_text(json.dumps(settings), encoding="utf-8")
    server = start_server("-m", "voila", str(folder), "--no-browser", "--port={port}", folder=home)
    return server.url


def open_notebook(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#loading").wait_for(state="detached", timeout=60_000)
    page.locator(".mh:visible").first.wait_for()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_list_of_apps(open_page: Callable[..., Page], voila, dark: bool) -> None:
    page = open_page(dark=dark)
    page.goto(voila.url)
    assert barriers(page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", APPS)
def test_an_app_in_every_state_of_a_walk(
    open_page: Callable[..., Page], voila, name: str, dark: bool
) -> None:
    page = open_page(width=390 if dark else 1200, dark=dark)
    voila.open(page, name)
    states, keep = 0, Pictures(page, f"{name}-{'dark' if dark else 'light'}")
    for state in walk(page, STEPS):
        assert barriers(page) == [], state
        keep(f"{states}-{state}")
        states += 1
    assert states > 2


@pytest.mark.parametrize("name", MODULES)
def test_a_module(open_page: Callable[..., Page], modules: str, name: str) -> None:
    page = open_page(
        dark=MODULES.index(name) % 2 == 1
    )  # half of them in dark: the views' colours are one theme
    open_notebook(page, f"{modules}/voila/render/{name}.ipynb")
    assert barriers(page) == []
    if (
        FOLDER
    ):  # a walk through its interactive is for the pictures alone: its view is no other than in the apps
        keep = Pictures(page, name)
        for number, state in enumerate(walk(page, STEPS, view=1)):  # after the progress
            keep(f"{number}-{state}")
        page.emulate_media(media="print")
        keep("print")


# By other ways than axe


@pytest.mark.parametrize("name", APPS)
def test_every_control_is_reached_by_keyboard_and_seen(page: Page, voila, name: str) -> None:
    voila.open(page, name)
    # One stop for a group of radio buttons: the arrow keys choose among them.
    controls = """[...document.querySelectorAll("a[href], button, input, textarea, select, summary")]
        .filter((element) => element.offsetParent && !element.disabled && element.tabIndex >= 0)
        .filter((element, place, all) => element.type !== "radio" || !element.name
            || all.findIndex((other) => other.name === element.name) === place)"""
    wanted = page.evaluate(f"{controls}.length")
    reached: set[int] = set()
    page.evaluate("document.body.focus()")
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        at = page.evaluate(f"{controls}.indexOf(document.activeElement)")
        if at >= 0:
            reached.add(at)
            assert page.evaluate(
                """() => { const look = getComputedStyle(document.activeElement);
                    return look.outlineStyle !== "none" || look.boxShadow !== "none"; }"""
            ), f"no focus is seen: {page.evaluate('document.activeElement.outerHTML.slice(0, 150)')}"
    assert len(reached) == wanted > 0


@pytest.mark.parametrize("name", APPS)
def test_an_app_at_twice_the_size(open_page: Callable[..., Page], voila, name: str) -> None:
    """A window of 1280 pixels at 200% has 640 to lay out; text of twice the size must not be cut off either."""
    page = open_page(width=640, height=450)
    voila.open(page, name)
    page.add_style_tag(content="html { font-size: 200% } .mh { font-size: 2em }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("name", APPS)
def test_nothing_moves_for_those_who_asked_for_rest(page: Page, voila, name: str) -> None:
    voila.open(page, name)  # the fixture's pages prefer reduced motion
    moving = page.evaluate(
        """() => [...document.querySelectorAll(".mh, .mh *, #rendered_cells")].filter((element) => {
            const look = getComputedStyle(element);
            const long = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
            return (look.animationName !== "none" && long(look.animationDuration)) || long(look.transitionDuration);
        }).map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert moving == []


def test_a_barrier_is_seen(page: Page) -> None:
    page.set_content("<main><button></button><img src='data:,'></main>")
    assert {found.split(":")[0] for found in barriers(page)} >= {"button-name", "image-alt"}


def test_what_is_not_ours_is_known() -> None:
    assert all(issue.startswith("https://github.com/") for issue in UPSTREAM.values())


def test_the_end_of_a_session_is_told_to_everybody(
    page: Page, voila, allow_error: Callable[[str], None]
) -> None:
    voila.open(page, APPS[0])
    allow_error("404 .*/api/(kernels|shutdown)/")
    kernel = page.evaluate('JSON.parse(document.getElementById("jupyter-config-data").textContent).kernelId')
    page.request.delete(f"{voila.url}/api/kernels/{kernel}")
    page.evaluate('window.dispatchEvent(new Event("focus"))')
    expect(page.get_by_role("button", name="Start again", exact=True)).to_be_visible()
    assert barriers(page) == []
