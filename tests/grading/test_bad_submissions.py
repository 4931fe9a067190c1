"""What strangers hand in: nothing of it runs, nobody is stopped by it, and the instructor is told in sentences."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from classroom import CHOICE, MODULE, OWN_ORG, SAME_TITLE, Classroom, cell_of
from conftest import copy_of

GOOD = {"same-title": SAME_TITLE, "own-org": OWN_ORG, "offer-choice": CHOICE}
Change = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Case:
    """A bad submission: how it is made, what the report says, and which checks wait for the instructor."""

    make: Callable[[Classroom, str], object]
    says: str
    waits: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()


ALL = ("same-title-check", "own-org-check", "offer-choice-check")
FIRST = ("same-title-check",)


def good_but(change: Change) -> Callable[[Classroom, str], object]:
    return lambda classroom, student: classroom.submit(student, GOOD, change)


def handing_in(text: str | bytes) -> Callable[[Classroom, str], object]:
    return lambda classroom, student: classroom.submit_text(student, text)


def deleted(nb: dict[str, Any]) -> None:
    nb["cells"].remove(cell_of(nb, "same-title"))


def moved_out(nb: dict[str, Any]) -> None:
    cell = cell_of(nb, "same-title")
    nb["cells"].append({"cell_type": "markdown", "id": "new", "metadata": {}, "source": cell["source"]})
    cell["source"] = ""


def duplicated(nb: dict[str, Any]) -> None:
    cell = cell_of(nb, "same-title")
    nb["cells"].insert(nb["cells"].index(cell) + 1, {**cell, "id": "copy"})


def split(nb: dict[str, Any]) -> None:
    cell = cell_of(nb, "same-title")
    first, second = cell["source"].split("\n\n", 1)
    cell["source"] = first
    nb["cells"].insert(nb["cells"].index(cell) + 1, {**cell, "id": "second", "source": second})


def turned(kind: str) -> Change:
    def change(nb: dict[str, Any]) -> None:
        cell = cell_of(nb, "same-title")
        cell["cell_type"] = kind
        if kind == "code":
            cell.update(outputs=[], execution_count=None)

    return change


def huge(nb: dict[str, Any]) -> None:
    cell_of(nb, "same-title")["source"] += "\n\n" + "And a further thing. " * 5000


def only_format(number: Any) -> Change:
    return lambda nb: nb.update(nbformat=number)


def cut_short(classroom: Classroom, student: str) -> None:
    path = classroom.submit(student, GOOD)
    path.write_bytes(path.read_bytes()[:1500])


def in_utf16(classroom: Classroom, student: str) -> None:
    path = classroom.submit(student, GOOD)
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))


def no_notebook(classroom: Classroom, student: str) -> None:
    (classroom.folder(student) / "essay.docx").write_text("all my words", encoding="utf-8")


def empty_folder(classroom: Classroom, student: str) -> None:
    classroom.folder(student)


def renamed(classroom: Classroom, student: str) -> None:
    path = classroom.submit(student, GOOD)
    path.rename(path.with_name("my exercise (2).ipynb"))


def linked(classroom: Classroom, student: str) -> None:
    target = classroom.root / "elsewhere.ipynb"
    target.write_text(classroom.submit(student, GOOD).read_text(encoding="utf-8"), encoding="utf-8")
    path = classroom.folder(student) / f"{MODULE}.ipynb"
    path.unlink()
    path.symlink_to(target)


def extra_files(classroom: Classroom, student: str) -> None:
    classroom.submit(student, GOOD)
    secret = classroom.root / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    (classroom.folder(student) / "notes.txt").symlink_to(secret)
    (classroom.folder(student) / "<img src=x>.png").write_text("x", encoding="utf-8")
    os.mkfifo(classroom.folder(student) / "pipe")


def bad_time(classroom: Classroom, student: str) -> None:
    classroom.submit(student, GOOD)
    (classroom.folder(student) / "timestamp.txt").write_text("yesterday, honest", encoding="utf-8")


def edited_check(nb: dict[str, Any]) -> None:
    cell_of(nb, "same-title-check")["source"] = "4.0"
    cell_of(nb, "same-title-check")["metadata"]["nbgrader"]["points"] = 400


def surrogates(nb: dict[str, Any]) -> None:
    cell_of(nb, "same-title")["source"] += " \ud800 \x00 \u202e"


CASES = {
    "deleted": Case(good_but(deleted), "The answer cell “same-title” is missing", FIRST, FIRST),
    "moved_out": Case(
        good_but(moved_out), "Text in a cell of its own after the answer “offer-choice”", (), FIRST
    ),
    "duplicated": Case(good_but(duplicated), "“same-title” is there 2 times; one text was taken", FIRST),
    "split": Case(good_but(split), "“same-title” is there 2 times; their texts were joined", FIRST),
    "raw": Case(good_but(turned("raw")), "“same-title” had become a raw cell; its text was taken as prose"),
    "code": Case(
        good_but(turned("code")), "“same-title” had become a code cell; its text was taken as prose"
    ),
    "huge": Case(good_but(huge), "the first 20,000 were taken", FIRST),
    "edited_check": Case(good_but(edited_check), "The locked cell “same-title-check” was changed"),
    "half_written": Case(cut_short, "it is not whole JSON", ALL, ALL),
    "not_json": Case(handing_in("Dear Sir or Madam"), "it is not whole JSON (line 1)", ALL, ALL),
    "nul_bytes": Case(handing_in(b"\0" * 4000), "it is not whole JSON", ALL, ALL),
    "empty_file": Case(handing_in(b""), "the file is empty", ALL, ALL),
    "utf16": Case(in_utf16, "it is not UTF-8 text", ALL, ALL),
    "other_json": Case(handing_in('{"hello": 1}'), "it is JSON, but not a notebook", ALL, ALL),
    "a_list": Case(handing_in("[1, 2]"), "it is JSON, but not a notebook", ALL, ALL),
    "no_cells": Case(handing_in('{"nbformat": 4, "cells": 7}'), "it has no cells", ALL, ALL),
    "deep": Case(handing_in("[" * 200_000 + "]" * 200_000), "nested too deeply", ALL, ALL),
    "too_old": Case(good_but(only_format(3)), "its format is older (3; this course uses 4)", ALL, ALL),
    "too_new": Case(good_but(only_format(5)), "its format is newer or unknown (5;", ALL, ALL),
    "odd_format": Case(good_but(only_format("<b>4</b>")), "its format is newer or unknown", ALL, ALL),
    "no_notebook": Case(no_notebook, "There is no notebook in this submission", ALL, ALL),
    "empty_folder": Case(empty_folder, "There is no notebook in this submission", ALL, ALL),
    "renamed": Case(renamed, "The notebook is called “my exercise (2).ipynb”"),
    "linked": Case(linked, "there is a link or something else that is not a file", ALL, ALL),
    "extra_files": Case(extra_files, "The submission has links beside the notebook, left alone: “notes.txt”"),
    "bad_time": Case(bad_time, "The time of handing in can't be read"),
    "surrogates": Case(good_but(surrogates), ""),
}


@pytest.fixture(scope="module")
def graded(released: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Classroom, str]:
    """One class with every bad submission and an honest one, graded in one batch."""
    classroom = copy_of(released, tmp_path_factory.mktemp("bad") / "class")
    classroom.submit("honest", GOOD)
    for name, case in CASES.items():
        case.make(classroom, name)
    result = classroom.autograde()
    assert result["success"], result["log"][-3000:]
    return classroom, result["log"]


def plain(text: str) -> str:
    return text.replace("\\", "")


@pytest.mark.parametrize("name", CASES)
def test_a_bad_submission_is_graded_as_far_as_it_can_be_and_reported(
    graded: tuple[Classroom, str], name: str
) -> None:
    classroom, log = graded
    case, honest = CASES[name], classroom.scores("honest")
    scores = classroom.scores(name)
    assert all(scores[check] <= honest[check] for check in honest), "no score above the honest twin's"
    for check in honest:
        assert (scores[check] == 0) == (check in case.zero), check
    waiting = {check for check, row in classroom.grades(name).items() if row["needs_manual_grade"]}
    assert waiting >= set(case.waits)
    sections = plain(classroom.report()).split("\n## ")
    (section,) = [part for part in sections if part.startswith(f"{name}\n")] or [""]
    assert case.says in section
    note = classroom.graded(name)["cells"][0]
    assert (note["id"] == "submission-notes") == bool(case.says)
    if case.says:
        assert f"{name}: " in log
    assert "Traceback" not in log


def test_an_honest_submission_has_nothing_to_tell(graded: tuple[Classroom, str]) -> None:
    classroom, _ = graded
    assert "## honest" not in classroom.report()
    assert not any(row["needs_manual_grade"] for row in classroom.grades("honest").values())


def test_prose_is_worth_the_same_in_a_raw_a_code_or_a_split_cell(graded: tuple[Classroom, str]) -> None:
    classroom, _ = graded
    for name in ("raw", "code", "split", "duplicated", "renamed", "extra_files", "edited_check", "bad_time"):
        assert classroom.scores(name) == classroom.scores("honest"), name


def test_nothing_but_the_graded_notebook_is_in_a_graded_folder(graded: tuple[Classroom, str]) -> None:
    classroom, _ = graded
    for name in CASES:
        folder = classroom.root / "autograded" / name / MODULE
        assert [path.name for path in folder.iterdir()] == [f"{MODULE}.ipynb"], name


def test_an_oversize_answer_is_cut(graded: tuple[Classroom, str]) -> None:
    classroom, _ = graded
    text = "".join(cell_of(classroom.graded("huge"), "same-title")["source"])
    assert "the first 20,000 were taken" in text
    assert len(text) < 40_000


def test_one_unreadable_student_is_graded_from_formgraders_button(graded: tuple[Classroom, str]) -> None:
    classroom, _ = graded
    result = classroom.autograde("half_written")
    assert result["success"], result["log"]


# Code of a student's


def canary(tag: Path) -> str:
    return f"import pathlib; pathlib.Path({str(tag)!r}).write_text('ran')"


def test_no_code_of_a_student_runs(
    classroom: Classroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = tmp_path / "canary"
    code = canary(tag)

    def hostile(nb: dict[str, Any]) -> None:
        for grade_id in ("import", "same-title-check"):
            cell_of(nb, grade_id)["source"] = code
        cell_of(nb, "same-title").update(cell_type="code", source=code, outputs=[], execution_count=None)
        cell_of(nb, "own-org")["metadata"]["nbgrader"].update(solution=False, locked=True)
        new = {
            "cell_type": "code",
            "metadata": {"tags": ["parameters"]},
            "outputs": [],
            "execution_count": None,
        }
        nb["cells"].insert(0, {**new, "id": "first", "source": code})
        nb["cells"].append(
            {**new, "id": "last", "source": f"get_ipython().input_transformers_post.append({code!r})"}
        )
        nb["cells"].append(
            {
                **new,
                "id": "id",
                "source": code,
                "metadata": {"nbgrader": {"grade_id": "x", "grade": True, "points": 9}},
            }
        )
        nb["metadata"]["kernelspec"] = {
            "name": "evil",
            "display_name": "evil",
            "argv": ["sh", "-c", f"touch {tag}"],
        }

    classroom.submit("mallory", GOOD, hostile)
    for name in ("manyhats.py", "nbformat.py", "ipykernel_launcher.py", "sitecustomize.py", "mistune.py"):
        (classroom.folder("mallory") / name).write_text(code, encoding="utf-8")
    package = classroom.folder("mallory") / "manyhats"
    package.mkdir()
    (package / "__init__.py").write_text(code, encoding="utf-8")
    monkeypatch.chdir(classroom.folder("mallory"))
    result = classroom.autograde()
    assert result["success"], result["log"]
    assert classroom.feedback()["success"]
    assert not tag.exists()
    assert set(classroom.grades("mallory")) == {c for p in GOOD for c in (p, f"{p}-check")}
    assert "3 code cells of the learner's own" in plain(classroom.report())
    text = json.dumps(classroom.graded("mallory"))
    assert "evil" not in text
    exec(code)  # the canary sings when it is run
    assert tag.exists()


# What a browser would show


MARKUP = """<script>document.title='owned'</script><img src=x onerror=alert(1)>
<svg onload=alert(1)><style>body{display:none}</style></svg>

[a link](javascript:alert(1)) ![pixel](https://evil.example/p.png) <https://evil.example> https://evil.example/x

[ref]: javascript:alert(1)
[ref] <a href="javascript:alert(1)" onclick="x()">x</a> <iframe src=https://evil.example></iframe>

$\\href{javascript:alert(1)}{x}$ $$\\unicode{x}$$ \\begin{equation}\\style{x}{y}\\end{equation}

</div></pre></textarea><!-- <h1> ]]> ```
"""


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_markup_in_an_answer_is_text_in_the_feedback(classroom: Classroom) -> None:
    answers = {**GOOD, "same-title": f"{SAME_TITLE}\n\n{MARKUP}\n\n> quoted\n\n- one\n- **two**"}
    classroom.submit("honest", GOOD)
    classroom.submit("mallory", answers)
    assert classroom.autograde()["success"]
    result = classroom.feedback()
    assert result["success"], result["log"]

    def tags(student: str) -> list[tuple[str, dict[str, str | None]]]:
        page = classroom.root / "feedback" / student / MODULE / f"{MODULE}.html"
        parser = Tags()
        parser.feed(page.read_text(encoding="utf-8"))
        return parser.found

    dangerous = ("script", "img", "svg", "style", "iframe", "a", "h1", "object", "link", "meta")
    for name in dangerous:
        assert [t for t in tags("mallory") if t[0] == name] == [t for t in tags("honest") if t[0] == name], (
            name
        )
    for _, attributes in tags("mallory"):
        assert not any(key.startswith("on") for key in attributes)
        assert "evil.example" not in json.dumps(attributes)
        assert "javascript" not in json.dumps(attributes)
    page = (classroom.root / "feedback" / "mallory" / MODULE / f"{MODULE}.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;document.title" in page, "the instructor still sees what was written"
    assert "<blockquote>" in page


def test_the_raw_words_are_what_is_scored(classroom: Classroom) -> None:
    angled = SAME_TITLE.replace("“", '"').replace("Harbour says", "Harbour says <b>clearly</b> &")
    classroom.submit("ada", {"same-title": angled})
    assert classroom.autograde()["success"]
    panel = cell_of(classroom.graded("ada"), "same-title-check")["outputs"][0]["data"]["text/plain"]
    assert "&lt;" not in "".join(panel)


def test_feedback_holds_the_panel_and_loads_nothing_from_another_host(classroom: Classroom) -> None:
    classroom.submit("ada", GOOD)
    assert classroom.autograde()["success"]
    with classroom.gradebook() as gradebook:
        gradebook.find_comment(
            "same-title", MODULE, MODULE, "ada"
        ).manual_comment = "A fine question at the end."
        gradebook.db.commit()
    assert classroom.feedback()["success"]
    page = (classroom.root / "feedback" / "ada" / MODULE / f"{MODULE}.html").read_text(encoding="utf-8")
    assert "What the check found" in page
    assert "A fine question at the end." in page
    parser = Tags()
    parser.feed(page)
    loads = [
        a.get(key) for tag, a in parser.found if tag != "a" for key in ("src", "href", "data") if a.get(key)
    ]
    assert [url for url in loads if url and "//" in url] == []


def test_a_mark_scheme_is_for_formgrader_and_not_for_the_feedback(classroom: Classroom) -> None:
    path = classroom.root / "solutions" / MODULE / f"{MODULE}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    scheme = "\n\n### BEGIN MARK SCHEME\nFour points for three quotes.\n### END MARK SCHEME"
    cell_of(notebook, "same-title-prompt")["source"] += scheme
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert classroom.release()["success"]
    classroom.submit("ada", {"same-title": "I write BEGIN MARK SCHEME in the middle of my own answer."})
    assert classroom.autograde()["success"]
    assert "Four points" in json.dumps(classroom.graded("ada"))
    result = classroom.feedback()
    assert result["success"], result["log"]
    page = (classroom.root / "feedback" / "ada" / MODULE / f"{MODULE}.html").read_text(encoding="utf-8")
    assert "Four points" not in page
    assert "in the middle of my own answer" in page
