"""A real Chromium, and real JupyterLab and Voilà servers on copies of the course.

Fixtures for a test::

    page         a page at 1200 x 900; at its end the test fails if it asked another host for anything,
                 or if the console held an error that is not listed below with its reason
    open_page    makes such pages: ``open_page(width=390, dark=True)``
    lab          a JupyterLab server: ``.url``, ``.root`` (a copy of the course), ``.open(page, path)``,
                 ``.run_all(page)``, ``.write(page, cell, text)``; one for the whole run
    fresh_exercise  ``fresh_exercise(module)``: an exercise of that server, as it was released
    voila        a Voilà server, as ``voila course/apps`` starts it: ``.url``, ``.apps``, ``.open(page, name)``
    allow_error  lets a console error pass that a test provokes itself
    grading      a graded class of three in formgrader: ``.url``, ``.classroom``, ``.open_submission(page, student)``
    hostile      the same for the class of hostile submissions, with the feedback made
    start_server starts any other server on a free port and ends it with its children

Wait for a condition with Playwright's ``expect`` or ``page.wait_for_function``; for one outside the page
use ``until``, which lets the page's events pass.
"""

import contextlib
import http.client
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psutil
import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for walk.py, which the tests of this folder share

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright, Request

FLAGS = (
    "--no-sandbox",  # a container's root user has no other way to start it
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Every browser test runs with the network blocked, but for this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
COMMANDS = ("chromium", "chromium-browser", "google-chrome")
OWN_HOSTS = {"127.0.0.1", "localhost", ""}  # data: and blob: addresses have no host
SECONDS = 60  # until a server answers or a page is ready, on a machine that has much else to do

ALLOWED_ERRORS = (
    # (pattern, why it is not ours)
    (r"Failed to load resource: .* 404 .*\.map$", "source maps are not shipped by the front ends"),
    (
        r"Failed to load resource.*(api/metadata_template|formgrader|nbgrader_version)",
        "no course is set up here",
    ),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything below this folder, so that ``-m "not browser"`` leaves it out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


# The browser


@pytest.fixture(scope="session")
def playwright() -> Iterator["Playwright"]:
    """Playwright's driver."""
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        no_browser("Playwright is not installed: python -m pip install -r tests/requirements.txt")
    expect.set_options(timeout=SECONDS * 1000)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: "Playwright") -> Iterator["Browser"]:
    """A headless Chromium for the whole run."""
    program = find_chromium(playwright.chromium.executable_path)
    if program is None:
        no_browser(
            "No Chromium was found. Install your system's chromium, name one in MANYHATS_CHROMIUM, "
            "or run: python -m playwright install chromium"
        )
    chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
    yield chromium
    chromium.close()


def find_chromium(playwrights_own: str) -> str | None:
    """The program to start: the one that is named, else the system's, else Playwright's own."""
    named = os.environ.get("MANYHATS_CHROMIUM")
    if named:
        return named
    found = (shutil.which(command) for command in COMMANDS)
    own = playwrights_own if Path(playwrights_own).is_file() else None
    return next((program for program in found if program), own)


def no_browser(reason: str) -> None:
    """Skip, unless a browser is demanded."""
    if os.environ.get("MANYHATS_REQUIRE_BROWSER") == "1":
        pytest.fail(f"MANYHATS_REQUIRE_BROWSER is set, but: {reason}", pytrace=False)
    pytest.skip(reason)


@dataclass
class Watch:
    """What a page did that it must not do."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=lambda: [pattern for pattern, _ in ALLOWED_ERRORS])

    def request(self, request: "Request") -> None:
        """Note a request to another host."""
        if (urlsplit(request.url).hostname or "") not in OWN_HOSTS:
            self.foreign.append(request.url)

    def console(self, message: "ConsoleMessage") -> None:
        """Note an error in the console."""
        if message.type == "error":
            self.error(f"{message.text} {message.location.get('url', '')}".strip())

    def error(self, text: str) -> None:
        """Note an error, unless it is one of those that are not ours."""
        if not any(re.search(pattern, text) for pattern in self.allowed):
            self.errors.append(text)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the pages of this test did; judged when they are closed."""
    watch = Watch()
    yield watch
    assert not watch.foreign, f"asked another host: {watch.foreign}"
    assert not watch.errors, "errors in the browser's console:\n" + "\n".join(watch.errors)


@pytest.fixture
def allow_error(watch: Watch) -> Callable[[str], None]:
    """Let errors that match a pattern pass in this test: those that it provokes itself."""
    return watch.allowed.append


@pytest.fixture
def open_page(browser: "Browser", watch: Watch) -> Iterator[Callable[..., "Page"]]:
    """Makes pages of a width, light or dark, that are watched until the test ends."""
    contexts = []

    def make(width: int = 1200, height: int = 900, dark: bool = False) -> "Page":
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            has_touch=width < 600,
        )
        contexts.append(context)
        context.set_default_timeout(SECONDS * 1000)
        context.on("request", watch.request)
        context.on("console", watch.console)
        context.on("weberror", lambda found: watch.error(str(found.error)))
        return context.new_page()

    yield make
    for context in contexts:
        for page in context.pages:
            page.close(run_before_unload=True)
        context.close()


@pytest.fixture
def page(open_page: Callable[..., "Page"]) -> "Page":
    """A watched page at 1200 x 900 in light colours."""
    return open_page()


@pytest.fixture
def until() -> Callable[..., None]:
    """Wait for a condition outside the page, such as a file, while the page's events pass."""

    def wait(page: "Page", condition: Callable[[], object], what: str, seconds: float = SECONDS) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"after {seconds} seconds there was still not: {what}"
            page.wait_for_timeout(50)

    return wait


# The servers


class Server:
    """A server process, and all that it started."""

    def __init__(
        self, url: str, command: Sequence[str], folder: Path, env: dict[str, str], log: Path
    ) -> None:
        self.url = url
        self.log = log
        with log.open("wb") as output:
            self.process = psutil.Popen(
                command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )

    def wait_for(self, path: str) -> None:
        """Ask for this path until it answers."""
        end = time.monotonic() + SECONDS
        while True:
            with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                urllib.request.urlopen(self.url + path, timeout=5).close()
                return
            if self.process.poll() is not None or time.monotonic() > end:
                pytest.fail(
                    f"The server did not answer at {self.url}{path}:\n{self.said()[-3000:]}", pytrace=False
                )
            time.sleep(0.1)

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        """Ask for a path as it is written; every proper client would resolve ``..`` before sending it."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", errors="replace")
        connection.close()
        return answer.status, dict(answer.getheaders()), body

    def said(self) -> str:
        """Its log so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kernels(self) -> set[str]:
        """The ids of the kernels whose processes run now."""
        commands = []
        for child in self.process.children(recursive=True):
            with contextlib.suppress(psutil.Error):
                commands.append(" ".join(child.cmdline()))
        return {
            found[1] for command in commands if (found := re.search(r"kernel-([0-9a-f-]{36})\.json", command))
        }

    def stop(self) -> None:
        """End it and its children, gently first."""
        with contextlib.suppress(psutil.NoSuchProcess):
            family = [*self.process.children(recursive=True), self.process]
            self.process.terminate()
            psutil.wait_procs([self.process], timeout=10)
            for member in family:
                with contextlib.suppress(psutil.NoSuchProcess):
                    member.kill()
            psutil.wait_procs(family, timeout=5)


def visit(page: "Page", address: str, server: Server) -> None:
    """Go to a page as a visitor does, who tries once more when nothing has come for a minute.

    A page that had to be asked for twice is told at the end of the run, with the server's own words.
    """
    from playwright.sync_api import TimeoutError as TooSlow

    try:
        page.goto(address)
    except TooSlow:
        warnings.warn(f"{address} did not come at first:\n{server.said()[-3000:]}", stacklevel=2)
        page.goto(address)


StartServer = Callable[..., Server]


@pytest.fixture(scope="session")
def start_server(environ: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """Starts ``sys.executable`` with arguments, in which ``{port}`` stands for a free port, in a folder.

    ``ready`` is the path that answers once it is up; further keywords are environment variables.
    """
    running: list[Server] = []

    def start(*arguments: str, folder: Path, ready: str = "/", **env: str) -> Server:
        port = free_port()
        command = [sys.executable, *(argument.replace("{port}", str(port)) for argument in arguments)]
        log = tmp_path_factory.mktemp("log") / "server.log"
        server = Server(f"http://127.0.0.1:{port}", command, folder, {**environ, **env}, log)
        running.append(server)
        server.wait_for(ready)
        return server

    yield start
    for server in running:
        server.stop()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


# JupyterLab


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab on a copy of the course."""

    url: str
    root: Path
    server: Server
    journal: Path

    def open(self, page: "Page", path: str) -> None:
        """Open a notebook as a reader does, and wait until it is shown and its kernel is ready.

        Args:
            page: a watched page.
            path: the notebook, from the course's folder, with slashes.
        """
        visit(page, f"{self.url}/lab/tree/{path}?reset", self.server)
        page.locator(".jp-NotebookPanel:visible .jp-Notebook .jp-Cell").first.wait_for()
        self.wait_until_idle(page)

    def run_all(self, page: "Page") -> None:
        """Run all cells from the menu, wait until the last one is done, and fail on a cell that went wrong."""
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
        shown = ".jp-NotebookPanel:not(.lm-mod-hidden)"
        wrong = f'{shown} [data-mime-type="application/vnd.jupyter.stderr"]'
        page.wait_for_function(
            """([prompts, wrong]) => document.querySelector(wrong)
                || [...document.querySelectorAll(prompts)].every((prompt) => /\\d/.test(prompt.textContent))""",
            arg=[f"{shown} .jp-CodeCell .jp-InputPrompt", wrong],
        )
        self.wait_until_idle(page)
        assert page.locator(wrong).all_inner_texts() == []

    def cell(self, page: "Page", index: int) -> "Locator":
        """The cell of this index, which stands in the page however far away it is scrolled."""
        return page.locator(f'.jp-NotebookPanel:visible .jp-Cell[data-windowed-list-index="{index}"]')

    def select(self, page: "Page", cell: "Locator") -> None:
        """Go to a cell with the arrow keys of command mode, as far as it takes."""
        notebook = page.locator(".jp-NotebookPanel:visible .jp-Notebook")
        if not notebook.evaluate("(node) => node.contains(document.activeElement)"):
            notebook.locator(".jp-Cell.jp-mod-active").focus()
        wanted = int(cell.get_attribute("data-windowed-list-index") or 0)
        active = notebook.locator(".jp-Cell.jp-mod-active")
        while (at := int(active.get_attribute("data-windowed-list-index") or 0)) != wanted:
            step = 1 if wanted > at else -1
            page.keyboard.press("ArrowDown" if step > 0 else "ArrowUp")
            notebook.locator(f'.jp-Cell.jp-mod-active[data-windowed-list-index="{at + step}"]').wait_for()

    def graded_cell(self, page: "Page", notebook: Path, grade_id: str) -> "Locator":
        """The cell of an open notebook that nbgrader knows by this id."""
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in cells]
        return self.cell(page, ids.index(grade_id))

    def write(self, page: "Page", cell: "Locator", text: str) -> None:
        """By keyboard alone: into a cell, write in the place of what is there, and leave it."""
        self.select(page, cell)
        page.keyboard.press("Enter")
        cell.locator(".cm-content:focus").wait_for()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(text)
        page.keyboard.press("Escape")

    def wait_until_idle(self, page: "Page") -> None:
        """Wait until the kernel has nothing to do."""
        # The status bar knows; the dot beside the kernel's name says "idle" before there is a kernel.
        page.get_by_role("contentinfo").get_by_text(re.compile(r"\| Idle$")).wait_for()


@pytest.fixture(scope="session")
def lab(
    browser: "Browser",  # noqa: ARG001, no server is started where there is no browser
    start_server: StartServer,
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Lab:
    """One JupyterLab for the whole run, without token, on a copy of what a learner gets."""
    folder = tmp_path_factory.mktemp("lab") / "course-copy"
    folder.mkdir()
    for name in ("course", "exercises", "solutions"):
        shutil.copytree(
            root / name,
            folder / name,
            ignore=shutil.ignore_patterns("manyhats", ".ipynb_checkpoints", "__pycache__"),
        )
    shutil.copy(root / "nbgrader_config.py", folder)
    settings, home = tmp_path_factory.mktemp("lab-settings"), tmp_path_factory.mktemp("lab-journal")
    quiet = settings / "lab/user-settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    quiet.parent.mkdir(parents=True)
    quiet.write_text('{"fetchNews": "false", "checkForUpdates": false}', encoding="utf-8")
    server = start_server(
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1",
        "--IdentityProvider.token=",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        folder=folder,
        ready="/api/status",
        JUPYTER_CONFIG_DIR=str(settings),
        MANYHATS_HOME=str(home),
    )
    return Lab(server.url, folder, server, home / "journal.json")


@pytest.fixture
def fresh_exercise(lab: Lab, root: Path) -> Callable[[str], Path]:
    """Puts an exercise as it was released into the server's copy of the course, and says where it lies."""

    def renew(module: str) -> Path:
        path = Path("exercises", module, f"{module}.ipynb")
        return Path(shutil.copy(root / path, lab.root / path))

    return renew


# Voilà


@dataclass(frozen=True)
class Apps:
    """A running Voilà."""

    url: str
    apps: Path
    server: Server

    def open(self, page: "Page", name: str, query: str = "") -> None:
        """Open an app and wait until its widgets are shown.

        Args:
            page: a watched page.
            name: the notebook's name without its ending.
            query: such as ``?theme=dark``.
        """
        visit(page, f"{self.url}/voila/render/{name}.ipynb{query}", self.server)
        page.locator("#loading").wait_for(state="detached")
        page.locator(".jupyter-widgets").first.wait_for()


@pytest.fixture(scope="session")
def voila(
    browser: "Browser",  # noqa: ARG001, no server is started where there is no browser
    start_server: StartServer,
    root: Path,
) -> Apps:
    """One Voilà for the whole run, started in the checkout's root as the README says."""
    arguments = ("-m", "voila", "course/apps", "--no-browser", "--port={port}", "--Voila.port_retries=0")
    server = start_server(*arguments, folder=root)
    return Apps(server.url, root / "course" / "apps", server)


# Formgrader

GRADED_ANSWER = """Harbour wants a manager who will "run weekly one-to-ones", while Brightline wants one who will "own the
delivery plan and report slips to executives". Harbour asks to "coach the team"; Brightline to "commit to dates".

> I would ask the hiring manager: who decides when a date slips?

<script>document.title = "owned"</script> <img src="https://evil.example/pixel.png" onerror="document.title='owned'">
[a link](javascript:alert(1)) $\\href{javascript:alert(1)}{x}$"""


@dataclass(frozen=True)
class Grading:
    """A class in a folder, and the address of its formgrader."""

    classroom: Any
    module: str
    url: str

    def open_submission(self, page: "Page", student: str) -> None:
        """Open a student's graded notebook in formgrader."""
        with self.classroom.gradebook() as gradebook:
            found = gradebook.find_submission_notebook(self.module, self.module, student).id
        page.goto(f"{self.url}/formgrader/submissions/{found}/")
        page.locator(".nbgrader_cell").first.wait_for()


def from_grading(root: Path, name: str) -> Any:
    """A module of tests/grading, which is no package."""
    spec = importlib.util.spec_from_file_location(name, root / "tests" / "grading" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def formgrader(start_server: StartServer, course: Any, module: str) -> Grading:
    """A graded class, served by JupyterLab as an instructor starts it."""
    graded = course.autograde()
    assert graded["success"], graded["log"]
    arguments = ("--no-browser", "--allow-root", "--port={port}", "--ServerApp.ip=127.0.0.1")
    quiet = ("--ServerApp.port_retries=0", "--IdentityProvider.token=")
    server = start_server("-m", "jupyterlab", *arguments, *quiet, folder=course.root, ready="/api/status")
    return Grading(course, module, server.url)


@pytest.fixture(scope="session")
def grading(browser, start_server, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Grading:  # noqa: ARG001
    """A graded class of three."""
    classroom = from_grading(root, "classroom")
    course = classroom.Classroom(tmp_path_factory.mktemp("formgrader") / "class")
    assert course.release()["success"]
    good = {"own-org": classroom.OWN_ORG, "offer-choice": classroom.CHOICE}
    course.submit("ada", {"same-title": GRADED_ANSWER, **good})
    course.submit_text("bob", "{")
    course.submit("cleo", {"same-title": classroom.SAME_TITLE, **good})
    return formgrader(start_server, course, classroom.MODULE)


@pytest.fixture(scope="session")
def hostile(browser, start_server, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Grading:  # noqa: ARG001
    """A graded class of all kinds of hostile submissions."""
    classroom = from_grading(root, "classroom")
    corpus = from_grading(root, "hostile_corpus")
    course = classroom.Classroom(tmp_path_factory.mktemp("hostile") / "class")
    corpus.make_class(course)
    served = formgrader(start_server, course, classroom.MODULE)
    made = course.feedback()
    assert made["success"], made["log"]
    return served
