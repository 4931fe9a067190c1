"""What strangers handed in, in a real browser: no script runs in formgrader, in its lists or in the feedback."""

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from playwright.sync_api import Page, expect

OWNED = "document.documentElement.dataset.owned"
IN_ANSWERS = ".mh-answer :is(script, img, a, svg, style, iframe, form, input, details, object, embed, [onload], .MathJax)"


@pytest.fixture
def students(hostile: Any) -> list[str]:
    """Everybody who was graded."""
    with hostile.classroom.gradebook() as gradebook:
        found = sorted(student.id for student in gradebook.students)
    assert len(found) >= 40
    return found


@pytest.fixture
def unharmed(page: Page) -> Iterator[Page]:
    """A page in which no dialog may open, and no script of a submission may have run at the end."""
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    yield page
    assert opened == []


def test_the_payloads_do_run_where_nothing_is_made_safe(page: Page, hostile: Any, allow_error: Any) -> None:
    allow_error("")
    payloads = [
        hostile.classroom.submitted_text(name, "same-title") for name in ("script", "event_handler", "svg")
    ]
    for payload in payloads:
        page.set_content(f"<div>{payload}</div>")
        page.wait_for_function(f"{OWNED} === '1'")


def test_no_script_runs_in_any_graded_submission(unharmed: Page, hostile: Any, students: list[str]) -> None:
    for student in students:
        hostile.open_submission(unharmed, student)
        assert unharmed.evaluate(OWNED) is None, student
        assert unharmed.locator(IN_ANSWERS).count() == 0, student
        expect(unharmed.locator("input.score").first).to_be_visible()


def test_no_script_runs_in_any_page_of_feedback(unharmed: Page, hostile: Any, students: list[str]) -> None:
    for student in students:
        feedback = hostile.classroom.root / "feedback" / student / hostile.module / f"{hostile.module}.html"
        unharmed.goto(feedback.as_uri())
        assert unharmed.evaluate(OWNED) is None, student
        assert unharmed.locator(IN_ANSWERS).count() == 0, student
        expect(unharmed.get_by_text(hostile.module).first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("gradebook/{module}/{module}/?view=notebook", "Submission #1"),
        ("manage_submissions/{module}", "honest"),
        ("manage_students", "honest"),
        ("manage_students/honest", "{module}"),
    ],
)
def test_no_script_runs_in_the_lists(unharmed: Page, hostile: Any, path: str, row: str) -> None:
    unharmed.goto(f"{hostile.url}/formgrader/{path.format(module=hostile.module)}")
    expect(unharmed.get_by_text(row.format(module=hostile.module)).first).to_be_visible()
    assert unharmed.evaluate(OWNED) is None
