"""The front door of the apps: what the list says, which address the room is told, and what an address asks for."""

import ast
import json
import re
import socket
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.roles.decoder import MAX_CHARACTERS
from manyhats.roles.library import role_ids
from manyhats.scenarios import ids
from manyhats.serving import address
from manyhats.serving.address import is_loopback, room_address
from manyhats.serving.apps import read_apps
from manyhats.serving.qr import qr_svg
from manyhats.views import RoleDecoder, ScenarioRoom, asked

APPS = Path(__file__).parents[2] / "course" / "apps"
PROCESS = (
    "VOILA_PREHEAT",
    "VOILA_BASE_URL",
    "VOILA_SERVER_URL",
    "VOILA_KERNEL_ID",
    "VOILA_APP_PORT",
    "QUERY_STRING",
)


@pytest.fixture(autouse=True)
def no_voila(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROCESS:
        monkeypatch.delenv(name, raising=False)


# The list of apps


@pytest.mark.parametrize("app", read_apps(APPS), ids=lambda app: app.file)
def test_every_app_says_what_it_is(app) -> None:
    assert app.title
    assert app.line.endswith(".")
    assert 5 <= app.minutes <= 45
    assert app.picture == f"pictures/{app.file.removesuffix('.ipynb')}.png"


def test_a_notebook_that_says_nothing_or_nonsense_is_still_an_app(tmp_path: Path) -> None:
    metadata = {"title": 7, "minutes": "soon", "picture": "../../etc/passwd.png"}
    (tmp_path / "b-two.ipynb").write_text(json.dumps({"metadata": metadata}))
    (tmp_path / "a-one.ipynb").write_text("{}")
    (tmp_path / "broken.ipynb").write_text("{")
    (tmp_path / "list.ipynb").write_text("[]")
    found = read_apps(tmp_path)
    assert [(app.file, app.title) for app in found] == [("b-two.ipynb", "7"), ("a-one.ipynb", "A One")]
    assert {(app.line, app.minutes, app.picture) for app in found} == {("", 0, "")}


# The address


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "app.localhost"])
def test_loopback_is_nobody_elses(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "machine_address", lambda: "192.0.2.5")
    assert is_loopback(host)
    assert room_address("http", f"{host}:8866", "127.0.0.1", "/") is None
    assert room_address("http", f"{host}:8866", "0.0.0.0", "/") == "http://192.0.2.5:8866/"
    monkeypatch.setattr(address, "machine_address", lambda: None)
    assert room_address("http", f"{host}:8866", "0.0.0.0", "/") is None


def test_an_address_that_others_use_is_told_as_it_is() -> None:
    assert (
        room_address("https", "apps.example.org", "127.0.0.1", "/hats/") == "https://apps.example.org/hats/"
    )


@given(st.text())
def test_no_host_that_a_browser_sends_becomes_markup(host: str) -> None:
    told = room_address("http", host, "127.0.0.1", "/")
    assert told is None or not set(told) & set("<>\"'& \n")


def test_the_machines_address_is_no_loopback() -> None:
    own = address.machine_address()
    assert own is None or not is_loopback(own)


def test_a_code_is_a_picture_with_a_name() -> None:
    drawn = qr_svg("http://192.0.2.5:8866/role-decoder", "QR code: Role <Decoder>")
    assert drawn.startswith('<svg role="img" ')
    assert "<title>QR code: Role &lt;Decoder&gt;</title>" in drawn
    assert drawn != qr_svg("http://192.0.2.5:8866/scenario-room", "QR code: Role <Decoder>")


# What an address asks for


def ask(monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    monkeypatch.setenv("QUERY_STRING", query)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["harbour", "brightline"]),
        ("theme=dark", ["harbour", "brightline"]),
        ("role=", ["harbour", "brightline"]),
        ("role=tallow", ["tallow"]),
        ("role=tallow,%20fenwick&theme=dark", ["tallow", "fenwick"]),
        ("role=a,b,c,d", ["a", "b"]),
        ("role=" + "x" * 1500, ["x" * 500]),
        ("role=" + "x" * 3000, ["x" * 500]),
        ("&" * 500 + "role=tallow", ["harbour", "brightline"]),
    ],
)
def test_what_is_asked(monkeypatch: pytest.MonkeyPatch, query: str, found: list[str]) -> None:
    ask(monkeypatch, query)
    assert asked("role", "harbour", "brightline") == found


def test_outside_voila_the_notebook_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUERY_STRING", "role=tallow")
    assert asked("role", "harbour") == ["harbour"]


@given(st.text(max_size=300).filter(lambda text: "\0" not in text and text.isprintable()))
def test_no_query_is_an_error(query: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        ask(patch, query)
        assert 1 <= len(asked("role", "harbour", "brightline")) <= 2


def test_a_pre_heated_app_waits_for_its_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    from websockets.sync.server import serve

    def tell(connection) -> None:
        assert connection.request.path == "/voila/query/kernel-7"
        connection.send(json.dumps({"QUERY_STRING": "role=tallow", "PATH": "/elsewhere"}))

    with serve(tell, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("VOILA_PREHEAT", "True")
        monkeypatch.setenv("VOILA_BASE_URL", "/")
        monkeypatch.setenv("VOILA_KERNEL_ID", "kernel-7")
        monkeypatch.setenv("VOILA_APP_PORT", str(server.socket.getsockname()[1]))
        assert asked("role", "harbour") == ["tallow"]
        assert asked("second", "none") == ["none"]
        server.shutdown()


def test_a_pre_heated_app_without_a_server_opens_as_the_notebook_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("VOILA_PREHEAT", "True")
        monkeypatch.setenv("VOILA_BASE_URL", "/")
        monkeypatch.setenv("VOILA_APP_PORT", str(closed.getsockname()[1]))
        assert asked("role", "harbour") == ["harbour"]


@pytest.mark.parametrize("name", ["nowhere", "<b>x</b>", "../harbour", "harbour.yaml", "x" * 200])
def test_what_is_not_there_is_told_and_something_is_shown(name: str) -> None:
    for view in (RoleDecoder(name), RoleDecoder("harbour", name), ScenarioRoom(name)):
        shown = "".join(str(getattr(widget, "value", "")) for widget in descendants(view.widget))
        assert "There is no " in shown
        assert "<b>x</b>" not in shown


def descendants(widget) -> list:
    return [widget, *(found for child in getattr(widget, "children", ()) for found in descendants(child))]


# No input becomes code: what an app's kernel may run uses nothing that runs text

RUNS_TEXT = {"eval", "exec", "compile", "system", "popen", "__import__", "Popen", "check_output"}
RUNS_PROGRAMS = {"subprocess", "pickle", "shelve", "ctypes", "marshal", "runpy", "code"}
PACKAGE = APPS.parent / "manyhats"
OF_AUTHORS_AND_INSTRUCTORS = {"doctor.py", "grading"}


def runs_text(source: str) -> list[str]:
    """The calls and imports of a module that could turn text into something that runs."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            function = node.func
            plain = isinstance(function, ast.Name) and function.id in RUNS_TEXT
            of_os = isinstance(function, ast.Attribute) and function.attr in RUNS_TEXT - {"compile"}
            found += [f"line {node.lineno}"] if plain or of_os else []
        elif isinstance(node, ast.Import):
            found += [f"line {node.lineno}" for alias in node.names if alias.name in RUNS_PROGRAMS]
        elif isinstance(node, ast.ImportFrom) and node.module in RUNS_PROGRAMS:
            found.append(f"line {node.lineno}")
    return found


def test_no_text_of_a_visitor_can_run() -> None:
    looked_at = 0
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] not in OF_AUTHORS_AND_INSTRUCTORS:
            assert runs_text(path.read_text(encoding="utf-8")) == [], path
            looked_at += 1
    assert looked_at > 50


@pytest.mark.parametrize(
    "source",
    ["eval(x)", "import os; os.system(x)", "import subprocess", "from pickle import loads", "exec(x)"],
)
def test_text_that_can_run_is_seen(source: str) -> None:
    assert runs_text(source)


# What the facilitator's guide promises


GUIDE = (APPS.parent / "guides" / "facilitator.md").read_text(encoding="utf-8")


def test_the_links_of_the_guide_lead_to_what_is_there() -> None:
    links = re.findall(r"`/([a-z-]+)\?([a-z]+)=([a-z,-]+)`", GUIDE)
    assert {name for name, _, _ in links} == {"role-decoder", "scenario-room", "fit-compass"}
    known = {"role": role_ids(), "scenario": ids()}
    for app, name, values in links:
        assert (APPS / f"{app}.ipynb").is_file()
        assert set(values.split(",")) <= set(known[name])


def test_the_limits_of_the_guide_are_those_that_ship() -> None:
    settings = json.loads((APPS.parents[1] / "voila.json").read_text(encoding="utf-8"))
    assert f"| {settings['Door']['most_sessions']}, then" in GUIDE
    assert f"| {settings['Door']['most_bytes'] // 1024} kB |" in GUIDE
    assert f"| {settings['Voila']['tornado_settings']['websocket_max_message_size'] // 1024} kB |" in GUIDE
    assert f"| {settings['MappingKernelManager']['cull_idle_timeout'] // 60} minutes |" in GUIDE
    assert f"| {MAX_CHARACTERS:,} characters, then" in GUIDE
    page = (APPS.parent / "manyhats/voila_template/static/page.js").read_text(encoding="utf-8")
    assert f"MOST_CHARACTERS = {MAX_CHARACTERS};" in page
