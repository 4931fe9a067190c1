"""An instructor in formgrader: reads the answer and the panel, gives a score, and it wins; then the feedback page."""

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from playwright.sync_api import Page, expect

ANSWER = """Harbour wants a manager who will "run weekly one-to-ones", while Brightline wants one who will "own the
delivery plan and report slips to executives". Harbour asks to "coach the team"; Brightline to "commit to dates".

> I would ask the hiring manager: who decides when a date slips?

<script>document.title = "owned"</script> <img src="https://evil.example/pixel.png" onerror="document.title='owned'">
[a link](javascript:alert(1)) $\\href{javascript:alert(1)}{x}$"""


@dataclass(frozen=True)
class Grading:
    """A class in a folder, and the address of its formgrader."""

    classroom: Any
    module: str
    url: str

    def open_submission(self, page: Page, student: str) -> None:
        """Open a student's graded notebook in formgrader."""
        with self.classroom.gradebook() as gradebook:
            found = gradebook.find_submission_notebook(self.module, self.module, student).id
        page.goto(f"{self.url}/formgrader/submissions/{found}/")
        page.locator(".nbgrader_cell").first.wait_for()


@pytest.fixture(scope="session")
def grading(browser, start_server, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Grading:  # noqa: ARG001
    """A graded class of two, served by JupyterLab as an instructor starts it."""
    spec = importlib.util.spec_from_file_location("classroom", root / "tests" / "grading" / "classroom.py")
    assert spec is not None
    assert spec.loader is not None
    classroom = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = classroom
    spec.loader.exec_module(classroom)

    course = classroom.Classroom(tmp_path_factory.mktemp("formgrader") / "class")
    assert course.release()["success"]
    course.submit(
        "ada", {"same-title": ANSWER, "own-org": classroom.OWN_ORG, "offer-choice": classroom.CHOICE}
    )
    course.submit_text("bob", "{")
    graded = course.autograde()
    assert graded["success"], graded["log"]
    arguments = ("--no-browser", "--allow-root", "--port={port}", "--ServerApp.ip=127.0.0.1")
    quiet = ("--ServerApp.port_retries=0", "--IdentityProvider.token=")
    server = start_server("-m", "jupyterlab", *arguments, *quiet, folder=course.root, ready="/api/status")
    return Grading(course, classroom.MODULE, server.url)


def test_answer_panel_and_score_box_are_on_the_page(page: Page, grading: Grading) -> None:
    grading.open_submission(page, "ada")
    expect(page.get_by_text("run weekly one-to-ones").first).to_be_visible()
    expect(page.locator("blockquote", has_text="who decides when a date slips").first).to_be_visible()
    expect(page.get_by_text("What the check found").first).to_be_visible()
    expect(page.locator("input#same-title-check.score")).to_be_visible()
    auto = grading.classroom.scores("ada")["same-title-check"]
    expect(page.locator("input#same-title-check.score")).to_have_attribute("placeholder", f"{auto:g}")
    expect(page.locator("textarea#same-title-comment")).to_be_visible()


def test_markup_in_an_answer_is_shown_as_text(page: Page, grading: Grading) -> None:
    grading.open_submission(page, "ada")
    expect(page.get_by_text('<script>document.title = "owned"</script>').first).to_be_visible()
    answer = page.locator(".mh-answer").first
    assert answer.locator("script, img, a, svg, style, iframe, .MathJax").count() == 0
    assert "owned" not in page.title()


def test_an_unreadable_submission_says_so_and_waits(page: Page, grading: Grading) -> None:
    grading.open_submission(page, "bob")
    expect(page.get_by_text("The notebook can't be read: it is not whole JSON")).to_be_visible()
    expect(page.locator("input#same-title-check.score")).to_have_class("score tabbable needs_manual_grade")


def test_a_score_given_here_wins(page: Page, grading: Grading) -> None:
    grading.open_submission(page, "ada")
    box = page.locator("input#same-title-check.score")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        box.fill("1.5")
        box.press("Tab")
    comment = page.locator("textarea#same-title-comment")
    with page.expect_response(
        lambda answer: "/api/comment/" in answer.url and answer.request.method == "PUT"
    ):
        comment.fill("Your question at the end is the one to ask.")
        comment.press("Tab")
    regraded = grading.classroom.autograde("ada")
    assert regraded["success"], regraded["log"]
    grading.open_submission(page, "ada")
    expect(page.locator("input#same-title-check.score")).to_have_value("1.5")
    with grading.classroom.gradebook() as gradebook:
        grade = gradebook.find_grade("same-title-check", grading.module, grading.module, "ada")
        assert (grade.score, grade.needs_manual_grade) == (1.5, False)


def test_the_feedback_page_is_readable_on_a_phone(open_page, grading: Grading) -> None:
    made = grading.classroom.feedback("ada")
    assert made["success"], made["log"]
    page = open_page(width=390)
    page.goto(
        (grading.classroom.root / "feedback" / "ada" / grading.module / f"{grading.module}.html").as_uri()
    )
    expect(page.get_by_text("What the check found").first).to_be_visible()
    expect(page.get_by_text("run weekly one-to-ones").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator('meta[name="viewport"]').count() == 1
