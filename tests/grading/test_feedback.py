"""What learners get back: their words, the panel and the comments, and nothing that was for the instructor alone."""

import json

from classroom import CHOICE, MODULE, OWN_ORG, SAME_TITLE, Classroom, Tags, cell_of

GOOD = {"same-title": SAME_TITLE, "own-org": OWN_ORG, "offer-choice": CHOICE}


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
    page = classroom.feedback_page("ada").read_text(encoding="utf-8")
    assert "What the check found" in page
    assert "A fine question at the end." in page
    found = Tags(classroom.feedback_page("ada")).found
    loads = [a.get(key) for tag, a in found if tag != "a" for key in ("src", "href", "data") if a.get(key)]
    assert [url for url in loads if url and "//" in url] == []


def test_a_mark_scheme_is_for_formgrader_and_not_for_the_feedback(classroom: Classroom) -> None:
    notebook = classroom.read_solution()
    scheme = "\n\n### BEGIN MARK SCHEME\nFour points for three quotes.\n### END MARK SCHEME"
    cell_of(notebook, "same-title-prompt")["source"] += scheme
    classroom.write_solution(notebook)
    assert classroom.release()["success"]
    classroom.submit("ada", {"same-title": "I write BEGIN MARK SCHEME in the middle of my own answer."})
    assert classroom.autograde()["success"]
    assert "Four points" in json.dumps(classroom.graded("ada"))
    result = classroom.feedback()
    assert result["success"], result["log"]
    page = classroom.feedback_page("ada").read_text(encoding="utf-8")
    assert "Four points" not in page
    assert "in the middle of my own answer" in page


def test_a_hidden_test_that_fails_is_not_quoted(classroom: Classroom) -> None:
    notebook = classroom.read_solution()
    check = cell_of(notebook, "same-title-check")
    hidden = "### BEGIN HIDDEN TESTS\nassert 'the expected word' == 'a word'\n### END HIDDEN TESTS\n"
    check["source"] = hidden + check["source"]
    classroom.write_solution(notebook)
    assert classroom.release()["success"]
    classroom.submit("ada", GOOD)
    assert classroom.autograde()["success"]
    assert classroom.grades("ada")["same-title-check"]["needs_manual_grade"]
    assert "the expected word" in json.dumps(classroom.graded("ada"))
    result = classroom.feedback()
    assert result["success"], result["log"]
    page = classroom.feedback_page("ada").read_text(encoding="utf-8")
    assert "the expected word" not in page
    assert "This check itself failed" in page
