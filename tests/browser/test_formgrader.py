"""An instructor in formgrader: reads the answer and the panel, gives a score, and it wins; then the feedback page."""

from typing import Any

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from playwright.sync_api import Page, expect


def test_answer_panel_and_score_box_are_on_the_page(page: Page, grading: Any) -> None:
    grading.open_submission(page, "ada")
    expect(page.get_by_text("run weekly one-to-ones").first).to_be_visible()
    expect(page.locator("blockquote", has_text="who decides when a date slips").first).to_be_visible()
    expect(page.get_by_text("What the check found").first).to_be_visible()
    expect(page.locator("input#same-title-check.score")).to_be_visible()
    auto = grading.classroom.scores("ada")["same-title-check"]
    expect(page.locator("input#same-title-check.score")).to_have_attribute("placeholder", f"{auto:g}")
    expect(page.locator("textarea#same-title-comment")).to_be_visible()


def test_markup_in_an_answer_is_shown_as_text(page: Page, grading: Any) -> None:
    grading.open_submission(page, "ada")
    expect(page.get_by_text('<script>document.title = "owned"</script>').first).to_be_visible()
    answer = page.locator(".mh-answer").first
    assert answer.locator("script, img, a, svg, style, iframe, .MathJax").count() == 0
    assert "owned" not in page.title()


def test_an_unreadable_submission_says_so_and_waits(page: Page, grading: Any) -> None:
    grading.open_submission(page, "bob")
    expect(page.get_by_text("The notebook can't be read: it is not whole JSON")).to_be_visible()
    expect(page.locator("input#same-title-check.score")).to_have_class("score tabbable needs_manual_grade")


def test_a_score_given_here_wins(page: Page, grading: Any) -> None:
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


def test_the_feedback_page_is_readable_on_a_phone(open_page, grading: Any) -> None:
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
