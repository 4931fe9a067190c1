"""The fictional class: complete, of all qualities, graded, and never made over something that is there."""

import subprocess
import sys
from pathlib import Path

import pytest
from manyhats.grading.__main__ import main
from manyhats.grading.demo import make_class, next_steps
from manyhats.grading.fictional import KINDS, HandedIn
from manyhats.reflection.samples import ATTACKS, GENUINE, WEAK
from nbgrader.api import Gradebook


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[HandedIn]]:
    folder = tmp_path_factory.mktemp("demo") / "class"
    return folder, make_class(folder)


def test_forty_submissions_of_all_qualities_are_graded(demo: tuple[Path, list[HandedIn]]) -> None:
    folder, handed_in = demo
    assert len(handed_in) == 40
    kinds = {kind for one in handed_in for kind in one.kinds.values()}
    assert kinds == set(KINDS)
    assert kinds >= {*GENUINE, *WEAK}
    assert kinds & set(ATTACKS)
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "manyhats") as gradebook:
        assert len(gradebook.assignments) == 8
        for one in handed_in:
            graded = gradebook.find_submission_notebook(one.module, one.module, one.student)
            assert all(grade.auto_score is not None for grade in graded.grades if grade.max_score)
        scores = [gradebook.find_submission(one.module, one.student).score for one in handed_in]
        marked = gradebook.find_submission(handed_in[0].module, "learner-01").notebooks
        assert all(g.manual_score is not None for nb in marked for g in nb.grades if g.max_score)
    assert len(set(scores)) > 10, "the qualities differ in their scores"


def test_the_reports_tell_of_what_happens_to_notebooks(demo: tuple[Path, list[HandedIn]]) -> None:
    folder, _ = demo
    told = "".join(path.read_text(encoding="utf-8") for path in (folder / "autograded").glob("*.report.md"))
    told = told.replace("\\", "")
    for sentence in (
        "it is not whole JSON",
        "had become a code cell",
        "Text in a cell of its own",
        "was changed",
    ):
        assert sentence in told


def test_what_to_do_next_names_files_that_are_there_and_commands_that_work(
    demo: tuple[Path, list[HandedIn]],
) -> None:
    folder, _ = demo
    steps = next_steps(folder, sys.executable)
    assert "autograded/01-one-title-many-roles.report.md" in steps
    assert (folder / "autograded" / "01-one-title-many-roles.report.md").is_file()
    commands = [line.split(f"{sys.executable} ")[1] for line in steps.splitlines() if " -m nbgrader " in line]
    assert len(commands) == 3
    for command in commands:
        run = subprocess.run(
            [sys.executable, *command.split()],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert run.returncode == 0, f"{command}: {run.stderr[-2000:]}"
    assert (folder / "grades.csv").is_file()
    assert len(list((folder / "feedback").glob("*/*/*.html"))) == 16


def test_a_folder_that_holds_something_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    assert main(["demo", str(tmp_path)]) == 1
    assert "is not empty. Name a folder that is empty or not there yet." in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
