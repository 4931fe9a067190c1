"""The rules of the house that no single module can keep: floors, clean notebooks, lock files, nothing remote."""

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "course" / "manyhats"

# From the ground up: a module imports only from floors below its own, or from its own.
FLOORS = (
    "lazy",
    "files",
    "hats",
    "text",
    "content",
    "profile",
    "commitments",
    "roles",
    "compass",
    "scenarios",
    "handouts",
    "forecast",
    "bad_news",
    "quarter",
    "debt",
    "feed",
    "reflection",
    "notebook",
    "exercise",
    "progress",
    "journal",
    "record",
    "brief",
    "views",
    "grading",
    "serving",
)
OFF_THE_FLOORS = {
    "__init__": "the door: it loads what an exercise calls, on first use",
    "__main__": "the command line",
    "doctor": "imports nothing of the package, because the package may not be importable yet",
}
FRONT_ENDS = {"ipywidgets", "anywidget", "IPython"}


@cache
def committed() -> dict[str, bytes]:
    """Path to content of what git would commit; of the whole folder where there is no git.

    Not the files as they lie there: a learner's own copy holds outputs and answers, and that is no fault.
    """
    try:
        names = git("ls-files", "-z").decode().split("\0")[:-1]
        raw = git("cat-file", "--batch", standard_input="".join(f":{name}\n" for name in names).encode())
    except (OSError, subprocess.CalledProcessError):
        hidden = re.compile(r"(^|/)(\.(?!ci/|gitignore)|__pycache__|[^/]*\.egg-info|build|dist)")
        paths = (path for path in ROOT.rglob("*") if path.is_file())
        found = {path.relative_to(ROOT).as_posix(): path for path in paths}
        return {name: path.read_bytes() for name, path in found.items() if not hidden.search(name)}
    contents = {}
    for name in names:
        header, raw = raw.split(b"\n", 1)
        size = int(header.split()[2])
        contents[name], raw = raw[:size], raw[size + 1 :]
    return contents


def git(*arguments: str, standard_input: bytes = b"") -> bytes:
    command = ["git", "-c", f"safe.directory={ROOT}", *arguments]
    return subprocess.run(command, cwd=ROOT, input=standard_input, capture_output=True, check=True).stdout


def texts(*endings: str, under: str = "") -> dict[str, str]:
    """The committed texts whose names end so."""
    found = {}
    for name, content in committed().items():
        if name.startswith(under) and name.endswith(endings) and b"\0" not in content:
            found[name] = content.decode("utf-8", errors="replace")
    assert found, f"nothing ends in {endings} under {under!r}"
    return found


# Floors


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that a module imports, wherever it does so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, (
                f"line {node.lineno}: relative imports hide the floor, write the whole name"
            )
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def upward(name: str, source: str) -> list[str]:
    """The imports of a module that lead to a floor above its own."""
    floor = FLOORS.index(name)
    found = []
    for line, imported in imports(source):
        parts = imported.split(".")
        if parts[0] != "manyhats":
            continue
        target = parts[1] if len(parts) > 1 else ""
        if target not in FLOORS or FLOORS.index(target) > floor:
            found.append(f"line {line} imports {imported}")
    return found


def modules() -> list[tuple[str, Path]]:
    """Floor and path of every module of the package."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return [(path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path) for path in paths]


def test_every_module_is_on_a_floor() -> None:
    assert {name for name, _ in modules()} <= {*FLOORS, *OFF_THE_FLOORS}


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_lead_down(floor: str) -> None:
    for name, path in modules():
        if name == floor:
            assert upward(floor, path.read_text(encoding="utf-8")) == [], path


def test_an_upward_import_is_seen() -> None:
    assert upward("roles", "def late():\n    from manyhats.views import theme") == [
        "line 2 imports manyhats.views.theme"
    ]
    assert upward("roles", "import manyhats.views") == ["line 1 imports manyhats.views"]
    assert upward("views", "from manyhats import check") == ["line 1 imports manyhats.check"]
    assert upward("views", "from manyhats.hats import Hat\nimport json") == []


def test_models_know_no_widgets() -> None:
    for name, path in modules():
        if name in FLOORS and name not in ("views", "grading", "notebook"):
            used = {imported.split(".")[0] for _, imported in imports(path.read_text(encoding="utf-8"))}
            assert not used & FRONT_ENDS, path


# Notebooks


def test_committed_notebooks_are_clean() -> None:
    for name, text in texts(".ipynb").items():
        notebook = json.loads(text)
        assert (notebook["nbformat"], notebook["nbformat_minor"] >= 5) == (4, True), f"{name}: cells need ids"
        assert "widgets" not in notebook["metadata"], f"{name}: holds saved widget state"
        assert notebook["metadata"]["kernelspec"]["name"] == "python3", name
        ids = [cell.get("id") for cell in notebook["cells"]]
        assert all(ids), f"{name}: a cell without an id"
        assert len(set(ids)) == len(ids), f"{name}: two cells with one id"
        for cell in notebook["cells"]:
            assert not cell.get("outputs"), f"{name}: cell {cell['id']} holds outputs, clear them"
            assert cell.get("execution_count") is None, f"{name}: cell {cell['id']} holds an execution count"


# Lock files


def pins(text: str) -> dict[str, set[str]]:
    """Name to the pins of it, one for each marker, of a lock file."""
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith(("#", "-e .")):
            pin = re.fullmatch(r"([a-z0-9.-]+)==([0-9][^\s;]*)( ; .+)?", line)
            assert pin, f"not a plain pin: {line!r}"
            found.setdefault(pin[1], set()).add(pin[2])
    return found


def test_lock_files_are_plain_pins() -> None:
    course, tests = (texts(name)[name] for name in ("requirements.txt", "tests/requirements.txt"))
    assert "-e ." in course.splitlines()
    assert "-e ." not in tests.splitlines()
    assert len(pins(course)) > 50
    assert len(pins(tests)) > 10


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "-e /elsewhere",
        "a @ file:///a.whl",
        "a>=1",
        "--find-links x",
    ],
)
def test_another_line_in_a_lock_file_is_seen(line: str) -> None:
    with pytest.raises(AssertionError, match="not a plain pin"):
        pins(line)


def test_lock_files_agree_and_hold_what_pyproject_asks_for() -> None:
    course = pins(texts("requirements.txt")["requirements.txt"])
    tests = pins(texts("requirements.txt")["tests/requirements.txt"])
    assert {
        name: versions for name, versions in tests.items() if name in course and versions != course[name]
    } == {}
    asked = tomllib.loads(texts("pyproject.toml")["pyproject.toml"])
    for wanted, locked in (
        (asked["project"]["dependencies"], course),
        (asked["dependency-groups"]["tests"], {**course, **tests}),
    ):
        names = {re.match(r"[A-Za-z0-9._-]+", line)[0].lower().replace("_", "-") for line in wanted}
        assert names <= locked.keys()


# Nothing from another host, and nothing of this machine

REMOTE = re.compile(
    r"""
      \b(?:src|srcset|poster)\s*=\s*\\?["']?\s*(?:https?:)?//     # images, scripts, frames
    | <link\b[^>]*\bhref\s*=\s*\\?["']?\s*(?:https?:)?//          # style sheets, fonts
    | \burl\(\s*\\?["']?\s*(?:https?:)?//                         # in style sheets
    | @import\s+\\?["'](?:https?:)?//
    | !\[[^\]]*\]\(\s*(?:https?:)?//                              # images of Markdown
    | \b(?:import|from)\s*\(?\s*\\?["'](?:https?:)?//             # modules of JavaScript
    | \b(?:fetch|WebSocket|EventSource)\(\s*\\?["'`](?:https?|wss?)://
    """,
    re.VERBOSE | re.IGNORECASE,
)


def test_nothing_that_is_shown_comes_from_another_host() -> None:
    shown = texts(".py", ".css", ".html", ".j2", ".js", ".ipynb", ".yaml", ".md", under="course/")
    shown |= texts(".ipynb") | texts("README.md")
    assert [name for name, text in shown.items() if REMOTE.search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        '<img src="https://example.org/a.png">',
        '<script src=\\"//example.org/a.js\\">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        "background: url('https://example.org/a.png')",
        "@import 'https://example.org/a.css'",
        "![a picture](https://example.org/a.png)",
        'import x from "https://example.org/a.js"',
        'fetch("https://example.org")',
    ],
)
def test_a_remote_asset_is_seen(text: str) -> None:
    assert REMOTE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "[read it](https://example.org)",
        '<a href="https://example.org">',
        "xmlns='http://www.w3.org/2000/svg'",
    ],
)
def test_a_link_to_read_is_allowed(text: str) -> None:
    assert not REMOTE.search(text)


MACHINE = re.compile(r"(?<![\w.~/:})-])/(?:tmp|root|home|work|Users|private|mnt|opt)/\w|\b[A-Z]:\\\\?Users\\")


def test_committed_files_name_no_path_of_a_machine() -> None:
    found = [
        f"{name}: {match[0]}"
        for name, content in committed().items()
        if b"\0" not in content
        for match in MACHINE.finditer(content.decode("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("path", ["/" + "tmp/x", "'/" + "home/mina/x'", "C:" + "\\Users\\mina"])
def test_a_path_of_a_machine_is_seen(path: str) -> None:
    assert MACHINE.search(path)


# The README's lines


def readme_lines(*words: str) -> list[str]:
    """The lines of the README's code blocks that hold all of these words."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", texts("README.md")["README.md"], re.DOTALL | re.MULTILINE)
    return [
        line.strip() for block in blocks for line in block.splitlines() if all(word in line for word in words)
    ]


@pytest.mark.parametrize("python", [".venv/bin/python", r".venv\Scripts\python"], ids=["POSIX", "PowerShell"])
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("-m venv .venv", "-r requirements.txt", "00-start-here.ipynb"), id="start"),
        pytest.param(
            ("-m venv .venv", "-r requirements.txt", "-r tests/requirements.txt", "-m pytest"), id="test"
        ),
    ],
)
def test_the_readme_has_each_line_for_each_shell(words: tuple[str, ...], python: str) -> None:
    lines = readme_lines(python, *words)
    assert len(lines) == 1
    assert not re.search(r"\b(make|uv|activate|Activate)\b", lines[0])
