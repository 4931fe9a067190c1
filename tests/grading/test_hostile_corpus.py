"""What strangers hand in: nothing of it runs, nobody is stopped by it, and the instructor is told in sentences."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from classroom import MODULE, ROOT, Classroom, Tags, cell_of
from hostile_corpus import (
    CANARY,
    JAVASCRIPT,
    KINDS,
    SECRET,
    TWIN,
    canary,
    canary_path,
    make_class,
    student_of,
)
from manyhats.text import clean

pytest.importorskip(
    "resource", reason="limits on memory and time are the system's own, which this one has not"
)

GRADED = [name for name, kind in KINDS.items() if not kind.name]
LEFT_OUT = [name for name, kind in KINDS.items() if kind.name]
HERE = ROOT / "tests" / "grading"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Classroom, dict[str, Any]]:
    """One class with every kind and the honest twin, graded in one batch under limits, and what was seen."""
    classroom = Classroom(tmp_path_factory.mktemp("hostile") / "class")
    make_class(classroom)
    report = classroom.root / "seen.json"
    run = subprocess.run(
        [sys.executable, HERE / "under_limits.py", classroom.root, report],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    return classroom, json.loads(report.read_text(encoding="utf-8"))


def section_of(classroom: Classroom, student: str) -> str:
    """The part of the report that is about a student, without Markdown's escapes; empty when there is none."""
    name = " ".join(clean(student).split())
    sections = classroom.report().replace("\\", "").split("\n## ")[1:]
    return next((section for section in sections if section.split("\n")[0] == name), "")


def test_the_corpus_is_large() -> None:
    assert len(KINDS) >= 40


def test_the_batch_is_not_stopped(corpus: tuple[Classroom, dict[str, Any]]) -> None:
    classroom, report = corpus
    assert report["graded"]["success"], report["graded"]["log"][-3000:]
    assert report["feedback"]["success"], report["feedback"]["log"][-3000:]
    assert "Traceback" not in report["graded"]["log"]
    assert {path.name for path in (classroom.root / "feedback").iterdir()} == {"honest", *GRADED}


def test_the_twin_can_be_beaten_and_has_nothing_to_tell(corpus: tuple[Classroom, dict[str, Any]]) -> None:
    classroom, _ = corpus
    grades = {row["name"]: row for row in classroom.grades("honest").values() if row["max_score"]}
    assert len(grades) == len(TWIN)
    assert all(0 < row["auto_score"] < row["max_score"] for row in grades.values())
    assert not any(row["needs_manual_grade"] for row in grades.values())
    assert section_of(classroom, "honest") == ""


@pytest.mark.parametrize("name", GRADED)
def test_a_kind_is_graded_as_far_as_it_can_be_and_reported(
    corpus: tuple[Classroom, dict[str, Any]], name: str
) -> None:
    classroom, _ = corpus
    kind, twin, scores = KINDS[name], classroom.scores("honest"), classroom.scores(name)
    assert scores.keys() == twin.keys()
    for check, most in twin.items():
        assert scores[check] <= most, "no score above the honest twin's"
        assert (scores[check] == 0) == (check in kind.zero), check
        assert scores[check] == most or check in kind.zero or kind.less, "and no honest word is lost"
    grades = classroom.grades(name)
    assert {check for check, row in grades.items() if row["needs_manual_grade"]} >= set(kind.waits)
    assert grades.keys() == classroom.grades("honest").keys()
    assert [row["max_score"] for row in grades.values()] == [
        row["max_score"] for row in classroom.grades("honest").values()
    ]
    assert kind.says in section_of(classroom, name)
    assert classroom.graded(name)["cells"][0]["id"] == "submission-notes"
    assert not canary_path(classroom.root, name).exists(), "code of the submission has run"


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_name_that_pages_or_spreadsheets_would_run_is_left_out_and_reported(
    corpus: tuple[Classroom, dict[str, Any]], name: str
) -> None:
    classroom, _ = corpus
    assert KINDS[name].says in section_of(classroom, student_of(name))
    with classroom.gradebook() as gradebook:
        assert student_of(name) not in [student.id for student in gradebook.students]


def test_no_code_of_a_submission_was_even_compiled(corpus: tuple[Classroom, dict[str, Any]]) -> None:
    classroom, report = corpus
    assert report["seen"]["refused"] == []
    assert report["seen"]["compiled"] == []
    assert list((classroom.root / CANARY).iterdir()) == []


def test_of_a_submission_only_notebook_and_time_are_opened_and_no_link(
    corpus: tuple[Classroom, dict[str, Any]],
) -> None:
    _, report = corpus
    opened = {Path(path) for path in report["seen"]["opened"]}
    assert {path.suffix for path in opened} == {".ipynb", ".txt"}
    assert {path.name for path in opened if path.suffix == ".txt"} <= {
        "timestamp.txt",
        "timestamp.unreadable.txt",
    }
    assert not {path.parts[0] for path in opened} & {"linked", "linked_folder", "pipe", "no_notebook"}


def test_nothing_but_the_graded_notebook_is_in_a_graded_folder(
    corpus: tuple[Classroom, dict[str, Any]],
) -> None:
    classroom, _ = corpus
    for name in GRADED:
        folder = classroom.root / "autograded" / name / MODULE
        assert [path.name for path in folder.iterdir()] == [f"{MODULE}.ipynb"], name
    assert sorted(path.name for path in classroom.root.iterdir() if not path.name.startswith(".")) == [
        CANARY,
        *"autograded elsewhere exercises feedback gradebook.audit.jsonl gradebook.db nbgrader_config.py seen.json solutions submitted".split(),
    ]


def test_an_oversize_answer_is_cut(corpus: tuple[Classroom, dict[str, Any]]) -> None:
    classroom, _ = corpus
    text = "".join(cell_of(classroom.graded("huge_answer"), "same-title")["source"])
    assert "the first 20,000 were taken" in text
    assert len(text) < 40_000


# What a browser would be given; tests/browser/test_hostile_pages.py shows it to one


@pytest.mark.parametrize("name", GRADED)
def test_markup_is_text_and_tests_are_hidden_in_the_feedback(
    corpus: tuple[Classroom, dict[str, Any]], name: str
) -> None:
    classroom, _ = corpus
    page = classroom.feedback_page(name)
    ours, honest = Tags(page).found, Tags(classroom.feedback_page("honest")).found
    for tag in "script img svg style iframe form input object embed link meta base".split():
        assert [one for one in ours if one[0] == tag] == [one for one in honest if one[0] == tag], tag
    for _, attributes in ours:
        assert not any(key.startswith("on") for key in attributes)
        assert "javascript:" not in json.dumps(attributes)
        assert JAVASCRIPT not in json.dumps(attributes)
    assert SECRET not in page.read_text(encoding="utf-8"), "a hidden test or the mark scheme"


def test_the_instructor_still_sees_what_was_written_and_the_hidden_tests(
    corpus: tuple[Classroom, dict[str, Any]],
) -> None:
    classroom, _ = corpus
    page = classroom.feedback_page("script").read_text(encoding="utf-8")
    assert f"&lt;script&gt;{JAVASCRIPT}" in page
    assert "<blockquote>" in page
    graded = classroom.graded("script")
    assert SECRET in "".join(cell_of(graded, "same-title-check")["source"])
    assert SECRET in "".join(cell_of(graded, "same-title-prompt")["source"])


# The proofs themselves


def test_a_canary_sings_when_it_is_run(tmp_path: Path) -> None:
    (tmp_path / CANARY).mkdir()
    exec(canary(tmp_path, "here"))
    assert canary_path(tmp_path, "here").read_text(encoding="utf-8") == "ran"


@pytest.mark.parametrize(
    ("attempt", "seen"),
    [
        ("subprocess.run(['true'])", "refused"),
        ("os.system('true')", "refused"),
        ("os.fork()", "refused"),
        ("socket.create_connection(('127.0.0.1', 9))", "refused"),
        ("compile('a_canary_of_a_stranger', 'x', 'exec')", "compiled"),
        ("open('submitted/x.py')", "opened"),
    ],
)
def test_the_watch_sees(attempt: str, seen: str, tmp_path: Path) -> None:
    program = f"""
import contextlib, os, pathlib, socket, subprocess, sys
sys.path.insert(0, {str(HERE)!r})
from under_limits import watch
seen = watch(pathlib.Path("submitted"))
with contextlib.suppress(Exception):
    {attempt}
print([name for name, found in seen.items() if found])
"""
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    assert run.stdout.strip() == f"['{seen}']"
