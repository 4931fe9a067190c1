"""The page that a learner gets back: what is on it, in whose words, and what is left out."""

from classroom import CHOICE, MODULE, OWN_ORG, SAME_TITLE, Classroom, cell_of

GOOD = {"same-title": SAME_TITLE, "own-org": OWN_ORG, "offer-choice": CHOICE}


def page_of(classroom: Classroom, student: str) -> str:
    assert classroom.feedback()["success"]
    return (classroom.root / "feedback" / student / MODULE / f"{MODULE}.html").read_text(encoding="utf-8")


def test_points_and_the_instructors_words_are_there_and_the_call_of_the_check_is_not(
    classroom: Classroom,
) -> None:
    classroom.submit("ada", GOOD)
    assert classroom.autograde()["success"]
    with classroom.gradebook() as gradebook:
        gradebook.find_grade("same-title-check", MODULE, MODULE, "ada").manual_score = 2.5
        gradebook.find_comment("own-org", MODULE, MODULE, "ada").manual_comment = "Who *decides* in the end?"
        gradebook.db.commit()
    page = page_of(classroom, "ada")
    assert "Points given: 2.5 of 4</p>" in page
    assert f"Points given: {classroom.scores('ada')['own-org-check']:g} of 4</p>" in page
    assert "Your instructor's comment</h3>" in page
    assert "Who <em>decides</em> in the end?" in page
    assert "check(&quot;" not in page
    assert 'check("' not in page
    assert "<script" not in page


def test_a_late_penalty_is_said(classroom: Classroom) -> None:
    classroom.add_config('c.LateSubmissionPlugin.penalty_method = "zero"\n')
    classroom.submit("ada", GOOD)
    (classroom.folder("ada") / "timestamp.txt").write_text("2026-03-05 10:00:00 UTC", encoding="utf-8")
    with classroom.gradebook() as gradebook:
        gradebook.update_or_create_assignment(MODULE, duedate="2026-03-04 10:00:00 UTC")
    assert classroom.autograde()["success"]
    assert "of them are taken off because it came late" in page_of(classroom, "ada")


def test_the_part_of_the_mark_scheme_that_is_for_learners_reaches_them(classroom: Classroom) -> None:
    notebook = classroom.read_solution()
    scheme = (
        "\n\n### BEGIN MARK SCHEME\nFour points for three quotes.\n\n### FOR LEARNERS\nFull points go to *three* lines."
        "\n### END MARK SCHEME\n\nAfter the scheme."
    )
    cell_of(notebook, "same-title-prompt")["source"] += scheme
    classroom.write_solution(notebook)
    assert classroom.release()["success"]
    assert "Full points" not in classroom.exercise.read_text(encoding="utf-8"), "not before they have written"
    classroom.submit(
        "ada", {"same-title": "### BEGIN MARK SCHEME\n### FOR LEARNERS\nGive me all.\n### END MARK SCHEME"}
    )
    assert classroom.autograde()["success"]
    page = page_of(classroom, "ada")
    assert "Full points go to <em>three</em> lines." in page
    assert page.count("What the mark scheme looks for") == 1
    assert "After the scheme." in page
    assert "Four points" not in page
