"""A class from submission to score: honest work, manual scores, resubmissions, and stock nbgrader beside."""

import json
import os
import sys
from pathlib import Path

import pytest
from classroom import CHOICE, MODULE, OWN_ORG, SAME_TITLE, STOCK, Classroom, cell_of, copy_of
from IPython.core.interactiveshell import InteractiveShell
from manyhats.grading import autograde

GOOD = {"same-title": SAME_TITLE, "own-org": OWN_ORG, "offer-choice": CHOICE}
WEAK = {
    "same-title": "They are different because one is about people.",
    "own-org": "We have no ladder here at all.",
}


def set_score(classroom: Classroom, student: str, cell: str, score: float) -> None:
    """Give a score as formgrader does."""
    with classroom.gradebook() as gradebook:
        grade = gradebook.find_grade(cell, MODULE, MODULE, student)
        grade.manual_score = score
        grade.needs_manual_grade = False
        gradebook.db.commit()


def test_a_class_is_graded_by_the_command(classroom: Classroom) -> None:
    classroom.submit("ada", GOOD)
    classroom.submit("bob")
    run = classroom.command("autograde", MODULE, env={**os.environ, "PATH": "/usr/bin:/bin"})
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    ada, bob = classroom.scores("ada"), classroom.scores("bob")
    assert set(ada) == {f"{prompt}-check" for prompt in GOOD}
    assert all(score > 2 for score in ada.values())
    assert set(bob.values()) == {0.0}
    assert not any(row["needs_manual_grade"] for row in classroom.grades("bob").values())
    assert "2 graded submissions, 0 with something to tell" in classroom.report()


def test_stock_nbgrader_gives_honest_work_the_same_scores(released, tmp_path) -> None:
    ours = copy_of(released, tmp_path / "ours")
    stock = copy_of(released, tmp_path / "stock")
    stock.add_config(STOCK)
    answers = {
        "good": GOOD,
        "weak": WEAK,
        "empty": {},
        "partly": {"own-org": OWN_ORG, "same-title": "*Write your answer here, in place of this line.*"},
        "copied": {"same-title": "Prompt: same-title " * 8},
        "repeated": {"same-title": f"{SAME_TITLE}\n\n{SAME_TITLE}", "own-org": "ladder " * 80},
        "markdown": {
            "same-title": f"## My answer\n\n> {SAME_TITLE}",
            "own-org": f"{OWN_ORG} It's 5 < 6 & <3 *so*.",
        },
    }
    for classroom in (ours, stock):
        for student, texts in answers.items():
            classroom.submit(student, texts)
        result = classroom.autograde()
        assert result["success"], result["log"]
    for student in answers:
        assert ours.scores(student) == stock.scores(student), student
    assert ours.scores("good") != ours.scores("weak"), "the comparison would be empty"


def test_outputs_have_the_form_that_a_kernel_gives(classroom: Classroom) -> None:
    classroom.submit("ada", GOOD)
    assert classroom.autograde()["success"]
    panel, result = cell_of(classroom.graded("ada"), "same-title-check")["outputs"]
    assert panel["output_type"] == "display_data"
    assert {"text/html", "text/plain"} == set(panel["data"])
    assert result["output_type"] == "execute_result"
    assert float("".join(result["data"]["text/plain"])) == classroom.scores("ada")["same-title-check"]


def test_only_what_the_check_holds_waits_for_the_instructor(classroom: Classroom) -> None:
    classroom.submit("ada", {**GOOD, "own-org": "ladder manager delivery people roadmap stakeholders " * 15})
    classroom.submit("bob", {"same-title": SAME_TITLE})
    assert classroom.autograde()["success"]
    waiting = {name for name, row in classroom.grades("ada").items() if row["needs_manual_grade"]}
    assert waiting == {"own-org-check"}
    assert not any(row["needs_manual_grade"] for row in classroom.grades("bob").values())
    assert "`own-org-check` waits for your score" in classroom.report()


def test_a_score_given_by_hand_survives_and_a_changed_answer_is_flagged(classroom: Classroom) -> None:
    classroom.submit("ada", GOOD)
    assert classroom.autograde()["success"]
    set_score(classroom, "ada", "same-title-check", 1.5)
    set_score(classroom, "ada", "own-org-check", 4)
    assert classroom.autograde()["success"]
    assert not any(row["needs_manual_grade"] for row in classroom.grades("ada").values())

    classroom.submit("ada", {**GOOD, "same-title": SAME_TITLE + " I have thought again."})
    assert classroom.autograde()["success"]
    grades = classroom.grades("ada")
    assert grades["same-title-check"]["manual_score"] == 1.5
    assert grades["same-title-check"]["needs_manual_grade"]
    assert grades["own-org-check"]["manual_score"] == 4
    assert not grades["own-org-check"]["needs_manual_grade"]
    with classroom.gradebook() as gradebook:
        assert gradebook.find_grade("same-title-check", MODULE, MODULE, "ada").score == 1.5


def test_an_unreadable_resubmission_keeps_the_earlier_answer_and_score(classroom: Classroom) -> None:
    classroom.submit("ada", GOOD)
    assert classroom.autograde()["success"]
    before = classroom.scores("ada")
    for damage in ("{", '{"cells": ['):
        classroom.submit_text("ada", damage)
        result = classroom.autograde()
        assert result["success"], result["log"]
        assert "Traceback" not in result["log"]
        assert classroom.scores("ada") == before
        assert classroom.grades("ada")["same-title-check"]["needs_manual_grade"]
        text = json.dumps(classroom.graded("ada"))
        assert "Brightline" in text
        assert (
            text.count("A later version was handed in that could not be graded") == 2
        )  # the cell, the record
    classroom.submit("ada", GOOD)
    assert classroom.autograde()["success"]
    assert not classroom.grades("ada")["same-title-check"]["needs_manual_grade"]
    assert "A later version" not in json.dumps(classroom.graded("ada"))


def test_an_unreadable_resubmission_keeps_the_score_even_without_the_graded_file(
    classroom: Classroom,
) -> None:
    classroom.submit("ada", GOOD)
    assert classroom.autograde()["success"]
    before = classroom.scores("ada")
    (classroom.root / "autograded" / "ada" / MODULE / f"{MODULE}.ipynb").unlink()
    classroom.submit_text("ada", "{")
    assert classroom.autograde()["success"]
    assert classroom.scores("ada") == before
    assert classroom.grades("ada")["same-title-check"]["needs_manual_grade"]


def test_without_force_what_is_new_or_changed_is_graded_and_what_is_older_is_not(
    classroom: Classroom,
) -> None:
    def hand_in(when: str, answers: dict[str, str]) -> None:
        classroom.submit("ada", answers)
        (classroom.folder("ada") / "timestamp.txt").write_text(when, encoding="utf-8")
        assert classroom.autograde(force=False)["success"]

    hand_in("2025-01-02 10:00:00 UTC", {})
    hand_in("2025-01-01 10:00:00 UTC", GOOD)
    assert set(classroom.scores("ada").values()) == {0.0}
    for when, answers in (("2025-01-03 10:00:00 UTC", GOOD), ("2025-01-03 10:00:00 UTC", WEAK)):
        before = classroom.scores("ada")
        hand_in(when, answers)
        assert classroom.scores("ada") != before
    graded = classroom.root / "autograded" / "ada" / MODULE / f"{MODULE}.ipynb"
    written = graded.stat().st_mtime_ns
    hand_in("2025-01-03 10:00:00 UTC", WEAK)
    assert graded.stat().st_mtime_ns == written


def test_an_assignment_that_was_not_released_is_refused_with_what_to_do(tmp_path) -> None:
    classroom = Classroom(tmp_path / "class")
    classroom.submit_text("ada", "{}")
    result = classroom.autograde()
    assert not result["success"]
    assert f"Run: nbgrader generate_assignment {MODULE} --force" in result["log"]


def test_a_solution_that_has_changed_since_is_refused_with_what_to_do(classroom: Classroom) -> None:
    classroom.submit("ada", GOOD)
    notebook = classroom.read_solution()
    notebook["cells"] = [c for c in notebook["cells"] if not c["id"].startswith("own-org")]
    classroom.write_solution(notebook)
    result = classroom.autograde()
    assert not result["success"]
    assert "has gained or lost cells since it was released: own-org" in result["log"]


def test_the_skeleton_never_comes_from_exercises(classroom: Classroom) -> None:
    classroom.submit("ada", GOOD)
    expected = None
    for spoiled in (None, "{", None):
        if spoiled is not None:
            classroom.exercise.write_text(spoiled, encoding="utf-8")
        assert classroom.autograde()["success"]
        expected = expected or classroom.scores("ada")
        assert classroom.scores("ada") == expected


def test_a_late_submission_gets_nbgraders_penalty(classroom: Classroom) -> None:
    classroom.add_config("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    with classroom.gradebook() as gradebook:
        gradebook.update_or_create_assignment(MODULE, duedate="2025-01-01 00:00:00 UTC")
    classroom.submit("ada", GOOD)
    (classroom.folder("ada") / "timestamp.txt").write_text("2025-01-02 00:00:00 UTC", encoding="utf-8")
    classroom.submit("bob", GOOD)
    (classroom.folder("bob") / "timestamp.txt").write_text("2024-12-31 00:00:00 UTC", encoding="utf-8")
    assert classroom.autograde()["success"]
    with classroom.gradebook() as gradebook:
        ada = gradebook.find_submission_notebook(MODULE, MODULE, "ada")
        assert ada.late_submission_penalty == pytest.approx(ada.score)
        assert gradebook.find_submission_notebook(MODULE, MODULE, "bob").late_submission_penalty is None


def test_grading_leaves_no_trace_in_the_process(classroom: Classroom) -> None:
    def state() -> list[object]:
        return [Path.cwd(), sys.stdout, sys.displayhook, InteractiveShell._instance, sys.modules["__main__"]]

    classroom.submit("ada", GOOD)
    api, before, path = classroom.api(), state(), list(sys.path)
    assert api.autograde(MODULE, "*")["success"]
    assert state() == before
    assert sys.path == path


def test_an_error_of_the_courses_own_stops_nobody_else_and_costs_nothing_that_was_graded(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in ("ada", "bob", "cleo"):
        classroom.submit(student, GOOD)
    assert classroom.autograde()["success"]
    before, graded = classroom.scores("bob"), classroom.graded("bob")
    for student in ("ada", "bob", "cleo"):
        classroom.submit(student, WEAK)
    read = autograde.read_submission

    def fails_for_bob(path: Path) -> object:
        if "bob" in path.parts:
            raise RuntimeError("a mistake of ours")
        return read(path)

    monkeypatch.setattr(autograde, "read_submission", fails_for_bob)
    result = classroom.autograde(force=False)
    assert not result["success"], "it is said, and the command fails"
    assert "a mistake of ours" in result["log"]
    assert "bob" in classroom.report()
    assert "because of an error of the course's own (RuntimeError)" in classroom.report()
    assert (classroom.scores("bob"), classroom.graded("bob")) == (before, graded)
    assert classroom.scores("cleo") == classroom.scores("ada") != before
    monkeypatch.undo()
    assert classroom.autograde(force=False)["success"]
    assert classroom.scores("bob") == classroom.scores("ada")
