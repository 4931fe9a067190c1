"""The class report in a real browser, and its notebook where visitors of the apps can't have it."""

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from manyhats.grading.cohort.write import write_reports
from manyhats.grading.course_folder import open_course
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    "path", ["/voila/render/cohort.ipynb", "/voila/render/instructor/cohort.ipynb", "/voila/tree/instructor"]
)
def test_the_apps_answer_404_for_the_instructors_notebook(voila: Any, path: str) -> None:
    assert (voila.apps.parent / "instructor" / "cohort.ipynb").is_file()
    status, _, body = voila.server.get(path)
    assert status == 404
    assert "CohortReport" not in body


@pytest.mark.parametrize(("width", "dark"), [(1200, False), (390, True)])
def test_the_page_fits_and_its_links_lead_to_the_answer(
    open_page: Callable[..., Page], grading: Any, width: int, dark: bool
) -> None:
    course = open_course(grading.classroom.root, logging.ERROR).coursedir
    (written,), _ = write_reports(course, [grading.module], server=grading.url)
    page = open_page(width=width, dark=dark)
    page.goto(written.as_uri())
    expect(page.get_by_role("heading", name=re.compile("Class report"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("script").count() == 0
    expect(page.get_by_text("bob", exact=True)).to_have_count(0)
    with page.expect_popup() as opened:
        page.locator("a[href*='/formgrader/submissions/']").first.click()
    opened.value.locator("input.score").first.wait_for()
    assert opened.value.evaluate("window.scrollY") > 0, "not at the answer"


def test_a_keyboard_alone_shows_the_names(page: Page, grading: Any, start_server: Any, root: Any) -> None:
    folder = grading.classroom.root / "course" / "instructor"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cohort.ipynb").write_bytes((root / "course" / "instructor" / "cohort.ipynb").read_bytes())
    (grading.classroom.root / "voila.json").write_bytes((root / "voila.json").read_bytes())
    server = start_server(
        "-m", "voila", "course/instructor/cohort.ipynb", "--no-browser", "--port={port}", "--token=a-secret",
        folder=grading.classroom.root,
    )  # fmt: skip
    page.goto(f"{server.url}/")
    expect(page.get_by_text("Class report")).to_have_count(0)
    page.goto(f"{server.url}/?token=a-secret")
    names = page.get_by_role("button", name="Show names")
    names.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Names are shown.")
    expect(page.locator(".mh-cohort a", has_text="bob").first).to_be_visible()
