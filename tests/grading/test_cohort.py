"""The class report, the exports and the audit log on small classes, through nbgrader's own gradebook."""

import csv
import json
import logging
import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from classroom import CHOICE, MODULE, OWN_ORG, SAME_TITLE, Classroom
from manyhats.grading.__main__ import main
from manyhats.grading.audit import FILE, AuditLog, known_scores
from manyhats.grading.cohort.gather import gather, overview, students
from manyhats.grading.cohort.progress import progress
from manyhats.grading.cohort.view import CohortReport
from manyhats.grading.cohort.write import ReportError, write_reports
from manyhats.grading.course_folder import open_course
from manyhats.grading.overrides import note_overrides
from manyhats.reflection import Level

GOOD = {"same-title": SAME_TITLE, "own-org": OWN_ORG, "offer-choice": CHOICE}
LIST = {
    **GOOD,
    "own-org": "delivery, people, coaching, roadmap, stakeholders, vision, strategy, growth, quality",
}
COLLECTED = "ada-byron-4711"


@pytest.fixture
def graded(classroom: Classroom) -> Classroom:
    """Four learners, one of them unreadable; the instructor has scored one answer."""
    classroom.submit(COLLECTED, GOOD)
    classroom.submit_text("bob", "{")
    classroom.submit("cleo", LIST)
    classroom.submit("dora", {})
    assert classroom.autograde()["success"]
    score(classroom, COLLECTED, "own-org", 3.0, "A fine case.\nWhat next?")
    return classroom


def score(
    classroom: Classroom, student: str, prompt: str, points: float | None, comment: str | None = None
) -> None:
    """Give points and a comment, as formgrader stores them."""
    with classroom.gradebook() as gradebook:
        grade = gradebook.find_grade(f"{prompt}-check", MODULE, MODULE, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.find_comment(prompt, MODULE, MODULE, student).manual_comment = comment
        gradebook.db.commit()


def points_of(classroom: Classroom, student: str) -> str:
    """All points of a learner, as they are written."""
    grades = classroom.grades(student).values()
    points = [row["auto_score"] if row["manual_score"] is None else row["manual_score"] for row in grades]
    return f"{sum(points):g}"


def course(classroom: Classroom):
    return open_course(classroom.root, logging.ERROR).coursedir


def export(classroom: Classroom, exporter: str, *more: str) -> tuple[list[dict[str, str]], str]:
    """Run nbgrader's own command; the table and what was said."""
    run = classroom.command("export", f"--exporter=manyhats.grading.export.{exporter}", "--to=out.csv", *more)
    assert run.returncode == 0, run.stderr
    with (classroom.root / "out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)), run.stderr


# What is gathered


def test_answers_come_with_levels_sentences_and_text(graded: Classroom) -> None:
    cohort = gather(course(graded), MODULE)
    assert [one.id for one in cohort.prompts] == ["same-title", "own-org", "offer-choice"], (
        "in the exercise's order"
    )
    ada = next(one for one in cohort.of("own-org") if one.student == COLLECTED)
    assert (ada.most, ada.given) == (4.0, 3.0)
    assert ada.levels["next-step"] is Level.MET
    assert "I will ask our director Tom" in ada.sentences["next-step"][0]
    assert ada.answer.startswith("At my company the role is described in a ladder of two pages.")
    dora = next(one for one in cohort.of("own-org") if one.student == "dora")
    assert (dora.answer, dora.flags) == ("", ("empty",))


def test_progress_and_reasons_follow_the_gradebook(graded: Classroom) -> None:
    graded.submit("late-comer", GOOD)
    cohort = gather(course(graded), MODULE)
    found = progress(cohort)
    assert (found.handed_in, found.ungraded, found.learners, found.unreadable) == (5, 1, 4, 1)
    assert found.answers_scored == 1
    cleo = next(one for one in cohort.of("own-org") if one.student == "cleo")
    assert cleo.waits
    assert "off topic" in cleo.reasons
    bob = next(one for one in cohort.of("own-org") if one.student == "bob")
    assert "not whole JSON" in bob.reasons[0]
    score(graded, "cleo", "own-org", 1.0)
    cleo = next(one for one in gather(course(graded), MODULE).of("own-org") if one.student == "cleo")
    assert (cleo.waits, cleo.reasons) == (False, ())


def test_feedback_counts_as_made_until_the_submission_is_graded_again(graded: Classroom) -> None:
    assert graded.feedback()["success"]
    assert progress(gather(course(graded), MODULE)).returned == 4
    folder = graded.root / "autograded" / COLLECTED / MODULE / f"{MODULE}.ipynb"
    later = time.time() + 60
    os.utime(folder, (later, later))
    assert progress(gather(course(graded), MODULE)).returned == 3


def test_lateness_is_that_of_the_due_date(classroom: Classroom) -> None:
    for student, day in (("ada", 1), ("bob", 3)):
        classroom.submit(student, GOOD)
        (classroom.folder(student) / "timestamp.txt").write_text(
            f"2026-03-0{day} 10:00:00 UTC", encoding="utf-8"
        )
    with classroom.gradebook() as gradebook:
        gradebook.find_assignment(MODULE).duedate = datetime(2026, 3, 2)
        gradebook.db.commit()
    assert classroom.autograde()["success"]
    assert [one.late for one in gather(course(classroom), MODULE).handed_in] == [False, True]


def test_a_damaged_graded_notebook_costs_its_own_figures_alone(graded: Classroom) -> None:
    path = graded.root / "autograded" / "cleo" / MODULE / f"{MODULE}.ipynb"
    path.chmod(0o644)
    for text in ("{", "[]", '{"cells": 3}'):
        path.write_text(text, encoding="utf-8")
        cohort = gather(course(graded), MODULE)
        assert len(cohort.handed_in) == 4
        assert next(one for one in cohort.of("own-org") if one.student == "cleo").levels == {}


# The page


def test_the_page_hides_names_until_they_are_asked_for(graded: Classroom) -> None:
    folder = course(graded)
    (page,), told = write_reports(folder, [MODULE])
    text = page.read_text(encoding="utf-8")
    assert told == ""
    for student in students(folder):
        assert f">{student}<" not in text
    assert 'href="http://localhost:8888/formgrader/submissions/' in text
    (page,), _ = write_reports(folder, [MODULE], show_names=True, server="http://127.0.0.1:9")
    text = page.read_text(encoding="utf-8")
    assert ">cleo</a>" in text
    assert 'href="http://127.0.0.1:9/formgrader/submissions/' in text


def test_what_cannot_be_reported_is_said_with_what_to_do(classroom: Classroom, capsys) -> None:
    with pytest.raises(ReportError, match="Nothing has been graded"):
        write_reports(course(classroom))
    classroom.submit("ada", GOOD)
    assert classroom.autograde()["success"]
    assert main(["report", "nowhere", "--folder", str(classroom.root)]) == 1
    assert f"There are: {MODULE}." in capsys.readouterr().err
    assert main(["report", "--folder", str(classroom.root)]) == 0
    assert capsys.readouterr().out.strip().endswith(f"{MODULE}.report.html")
    assert main(["report", "--folder", "/"]) == 1
    assert "there is no nbgrader_config.py" in capsys.readouterr().err


def test_the_view_shows_hides_and_saves(graded: Classroom) -> None:
    from ipywidgets import HTML, Button

    view = CohortReport(graded.root / "solutions")

    def found(kind: type, box=view.widget) -> list:
        return [
            one
            for child in getattr(box, "children", ())
            for one in ([child] if isinstance(child, kind) else found(kind, child))
        ]

    def press(name: str) -> None:
        next(one for one in found(Button) if one.description == name).click()

    def shown() -> str:
        return "".join(one.value for one in found(HTML))

    assert "Class report" in shown()
    assert ">cleo</a>" not in shown()
    press("Show names")
    assert ">cleo</a>" in shown()
    press("Hide names")
    assert ">cleo</a>" not in shown()
    press("Save as a page")
    assert (graded.root / "autograded" / f"{MODULE}.report.html").is_file()
    assert f"Saved as autograded/{MODULE}.report.html" in shown()
    graded.submit("eve", GOOD)
    assert graded.autograde("eve")["success"]
    press("Read the gradebook again")
    assert f"{MODULE}: 5 submissions." in shown()


def test_the_view_of_a_class_without_grades_says_what_to_do(classroom: Classroom) -> None:
    view = CohortReport(classroom.root)
    assert any("Nothing has been graded" in getattr(child, "value", "") for child in view.widget.children)


# Exports


def test_the_table_of_grades_survives_a_spreadsheet(graded: Classroom) -> None:
    with graded.gradebook() as gradebook:
        gradebook.update_or_create_student(
            "cleo", last_name='=HYPERLINK("http://x")', first_name='Cleo, "C"\n', email="@cleo"
        )
    rows, _ = export(graded, "Grades")
    assert len(rows) == 4
    cleo = next(row for row in rows if row["student_id"] == "cleo")
    assert cleo["last_name"] == '\'=HYPERLINK("http://x")'
    assert cleo["first_name"] == 'Cleo, "C"\n'
    assert cleo["email"] == "'@cleo"
    assert cleo["waiting"] == "1"
    ada = next(row for row in rows if row["student_id"] == COLLECTED)
    assert (ada["score"], ada["max_score"]) == (points_of(graded, COLLECTED), "12")


def test_the_configured_exporter_is_the_courses_own(graded: Classroom) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", "export"],
        cwd=graded.root,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0
    head = (graded.root / "grades.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head.startswith("assignment,duedate,timestamp,student_id")
    assert head.endswith(",waiting")


def test_canvas_gets_its_columns_and_no_score_that_waits(graded: Classroom) -> None:
    rows, said = export(graded, "Canvas")
    head = (graded.root / "out.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head == f"Student,ID,SIS User ID,SIS Login ID,Section,{MODULE}"
    assert (rows[0]["Student"], rows[0][MODULE]) == ("    Points Possible", "12")
    by_name = {row["Student"]: row for row in rows[1:]}
    assert (by_name[COLLECTED]["ID"], by_name[COLLECTED][MODULE]) == ("4711", points_of(graded, COLLECTED))
    assert (by_name["cleo"]["SIS Login ID"], by_name["cleo"][MODULE]) == ("cleo", "")
    assert by_name["dora"][MODULE] == "0"
    assert "2 scores still wait for you" in said
    rows, _ = export(graded, "Canvas", "--Canvas.waiting=True")
    assert next(row for row in rows if row["Student"] == "cleo")[MODULE] != ""


def test_moodle_gets_a_worksheet_of_one_exercise(graded: Classroom) -> None:
    rows, said = export(graded, "Moodle", f"--assignment={MODULE}")
    assert [row["Identifier"] for row in rows] == ["Participant 4711"]
    assert (rows[0]["Grade"], rows[0]["Maximum grade"]) == (points_of(graded, COLLECTED), "12")
    assert rows[0]["Feedback comments"] == "A fine case.\nWhat next?"
    assert "3 learners have no number of Moodle's" in said


def test_each_criterion_of_each_answer_has_its_line(graded: Classroom) -> None:
    rows, _ = export(graded, "Criteria")
    ada = [row for row in rows if row["student_id"] == COLLECTED and row["prompt"] == "own-org"]
    assert {row["criterion"]: row["level"] for row in ada}["next-step"] == "met"
    assert {row["given_points"] for row in ada} == {"3"}
    levels = {row["level"] for row in rows}
    assert levels <= {"met", "partly", "not_found", "unsure", ""}


# The audit log


def log_of(classroom: Classroom) -> AuditLog:
    return AuditLog(classroom.root / FILE)


def test_each_grading_is_written_down_with_answer_score_and_levels(graded: Classroom) -> None:
    entries = [one for one in log_of(graded).read().entries if one["event"] == "graded"]
    assert [one["student"] for one in entries] == [COLLECTED, "bob", "cleo", "dora"]
    check = entries[0]["checks"]["own-org-check"]
    notebook = graded.graded(COLLECTED)
    assert check["answer"] == notebook["metadata"]["manyhats"]["answers"]["own-org"]
    assert check["auto"] == graded.scores(COLLECTED)["own-org-check"]
    assert (check["manual"], check["waits"], check["levels"]["next-step"]) == (None, [], "met")
    assert len(check["rubric"]) == 16
    assert entries[2]["checks"]["own-org-check"]["waits"]


def test_regrading_adds_and_notes_the_instructors_points(graded: Classroom) -> None:
    before = log_of(graded).path.read_bytes()
    assert graded.autograde()["success"]
    assert log_of(graded).path.read_bytes().startswith(before)
    added = log_of(graded).read().entries[4:]
    assert [one["event"] for one in added] == ["override", *["graded"] * 4]
    assert (added[0]["student"], added[0]["before"], added[0]["after"]) == (COLLECTED, None, 3.0)
    assert added[1]["checks"]["own-org-check"]["manual"] == 3.0


def test_a_score_that_was_taken_back_is_noted(graded: Classroom) -> None:
    def note() -> list[float | None]:
        with graded.gradebook() as gradebook:
            note_overrides(course(graded), gradebook)
        return list(known_scores(log_of(graded).read().entries).values())

    assert note() == [3.0]
    score(graded, COLLECTED, "own-org", None)
    assert note() == [None]


def test_a_torn_line_is_told_and_grading_goes_on(graded: Classroom) -> None:
    with log_of(graded).path.open("ab") as file:
        file.write(b'{"event": "grad')
    result = graded.autograde()
    assert result["success"]
    assert "Of the audit log 1 line can't be read (5)" in result["log"]
    assert sum(one["event"] == "graded" for one in log_of(graded).read().entries) == 8


def test_whoever_is_killed_has_a_line_for_every_score_in_the_gradebook(classroom: Classroom) -> None:
    for place in range(12):
        classroom.submit(f"s{place:02}", GOOD)
    run = subprocess.Popen(
        [sys.executable, "-m", "nbgrader", "autograde", MODULE],
        cwd=classroom.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    end = time.monotonic() + 120
    while run.poll() is None and len(log_of(classroom).read().entries) < 3 and time.monotonic() < end:
        os.sched_yield()
    os.killpg(run.pid, signal.SIGKILL)
    run.wait(timeout=30)
    written = {one["student"] for one in log_of(classroom).read().entries}
    assert len(written) >= 3
    whole = {path.parent.parent.name for path in (classroom.root / "autograded").glob(f"*/{MODULE}/*.ipynb")}
    assert whole <= written, "a graded notebook without its line"
    assert classroom.autograde(force=False)["success"]
    assert {one["student"] for one in log_of(classroom).read().entries} == {
        f"s{place:02}" for place in range(12)
    }
    assert overview(course(classroom))[0].graded == 12


def test_the_log_holds_no_word_of_a_learner(graded: Classroom) -> None:
    text = Path(log_of(graded).path).read_text(encoding="utf-8")
    assert "At my company" not in text
    assert "director" not in text
    for line in text.splitlines():
        json.loads(line)
