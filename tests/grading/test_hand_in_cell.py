"""The cells that hand in and show the record cost a grader nothing, in this course's grading and in stock nbgrader."""

import json
import shutil
from pathlib import Path

import pytest
from classroom import ROOT, STOCK, Classroom, cell_of

EXERCISE = "08-throw-your-hat-in"
SHOWN = ("my-record-show", f"hand-in-{EXERCISE}")


@pytest.mark.parametrize("stock", [False, True], ids=["ours", "stock"])
def test_they_show_nothing_and_every_score_is_the_one_of_the_checks(tmp_path: Path, stock: bool) -> None:
    classroom = Classroom(tmp_path / "class")
    shutil.rmtree(classroom.root / "solutions")
    for name in ("solutions", "submitted/ada"):
        shutil.copytree(ROOT / "solutions" / EXERCISE, classroom.root / name / EXERCISE)
    if stock:
        classroom.add_config(STOCK)
    api = classroom.api()
    released = api.generate_assignment(EXERCISE)
    assert released["success"], released["log"]
    graded = api.autograde(EXERCISE, "ada")
    assert graded["success"], graded["log"]
    path = classroom.root / "autograded" / "ada" / EXERCISE / f"{EXERCISE}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for name in SHOWN:
        assert cell_of(notebook, name)["outputs"] == [], name
    with classroom.gradebook() as gradebook:
        grades = gradebook.find_submission_notebook(EXERCISE, EXERCISE, "ada").grades
        assert {grade.name: grade.auto_score for grade in grades if grade.max_score} == {
            "fit-check": 4,
            "commitment-check": 4,
        }
        assert {grade.name for grade in grades if not grade.max_score} == {"fit", "commitment", "my-record"}
