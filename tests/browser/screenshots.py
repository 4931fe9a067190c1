"""Takes the pictures that the README and the guides show; pytest collects this file only when it is named.

    python -m pytest tests/browser/screenshots.py

Look at each picture before you commit it.
"""

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from manyhats.grading.cohort.write import write_reports
from manyhats.grading.course_folder import open_course
from manyhats.grading.demo import make_class
from playwright.sync_api import Error, Page, expect
from walk import walk

MODULE = "01-one-title-many-roles"
ANSWER = (
    "We have no page on the role. My manager told me in spring that it is about people, and then her own review "
    "named two release dates. Nobody has said who decides on architecture."
)


@pytest.fixture
def pictures(root: Path) -> Path:
    """Where the pictures are kept."""
    return root / "course" / "guides" / "pictures"


def test_the_role_decoder_as_an_app(open_page: Callable[..., Page], voila: Any, pictures: Path) -> None:
    """The app on a screen and on a phone."""
    for name, width, height, dark in (
        ("role-decoder", 1200, 1000, False),
        ("role-decoder-phone", 390, 844, True),
    ):
        page = open_page(width, height, dark)
        voila.open(page, "role-decoder")
        page.get_by_role("button", name="People").first.click()
        expect(page.get_by_text("You guessed")).to_have_count(1)
        page.get_by_role("button", name="People").first.click()
        expect(page.get_by_text("You guessed")).to_have_count(2)
        page.screenshot(path=pictures / f"{name}.png")


def test_the_apps_on_their_list(open_page: Callable[..., Page], voila: Any) -> None:
    """The small picture of each app; one that is not named here shows its first drawing, or how it opens."""
    for path in sorted(voila.apps.glob("*.ipynb")):
        page = open_page(480, 300)
        voila.open(page, path.stem)
        shown = page.locator(".mh").first
        if path.stem not in ("role-decoder", "scenario-room"):
            *_, _ = walk(page, 1)
            if path.stem == "quarter-simulator":
                page.locator(".mh-radio label").filter(has_text="All coaching").last.click()
                expect(page.locator(".mh svg").first).to_contain_text("All coaching")
            with suppress(Error):  # an app may have none
                page.locator(".mh svg").first.wait_for(timeout=3000)
                shown = page.locator(".mh svg").first
        if path.stem == "role-decoder":
            page.get_by_role("button", name="People").first.click()
            expect(page.get_by_text("You guessed")).to_have_count(1)
            page.get_by_role("button", name="People").first.click()
            shown = page.locator(".mh-mix")
        if path.stem == "scenario-room":
            page.get_by_role("button", name="Two offers, one title").click()
            page.get_by_role("button", name="Begin").click()
            page.get_by_role("button", name="Do A").click()
            for letter, hands in {
                "A": (2, 5, 3, 1),
                "B": (0, 3, 6, 2),
                "C": (4, 1, 2, 4),
                "D": (6, 3, 1, 1),
            }.items():
                for rating, count in enumerate(hands, 1):
                    page.get_by_label(re.compile(rf"^{letter}: {rating} ")).fill(str(count))
            page.keyboard.press("Tab")
            page.get_by_role("button", name="Show the split").click()
            shown = page.locator(".mh-card").filter(has_text="How the room rated")
        expect(shown).to_be_visible()
        shown.evaluate("(node) => node.scrollIntoView()")
        page.screenshot(path=voila.apps / "pictures" / f"{path.stem}.png")


def test_a_scenario_in_its_module(page: Page, lab: Any, pictures: Path) -> None:
    """The first scenario of module 01 in JupyterLab."""
    lab.open(page, f"course/{MODULE}.ipynb")
    lab.run_all(page)
    scenario = lab.cell(page, 8)
    lab.select(page, scenario)
    expect(scenario.get_by_role("heading", name="Two offers, one title")).to_be_visible()
    page.screenshot(path=pictures / "scenario.png")


def test_the_check_under_an_answer(page: Page, lab: Any, pictures: Path) -> None:
    """An answer in the exercise, and what the check found in it."""
    path = f"exercises/{MODULE}/{MODULE}.ipynb"
    lab.open(page, path)
    lab.run_all(page)
    answer, check = (lab.graded_cell(page, lab.root / path, one) for one in ("own-org", "own-org-check"))
    lab.write(page, answer, ANSWER)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    panel = check.get_by_role("region", name="Feedback on your answer")
    expect(panel.get_by_text("One thing to try next")).to_be_visible()
    panel.scroll_into_view_if_needed()
    page.screenshot(path=pictures / "check.png")


def test_a_graded_answer_in_formgrader(page: Page, grading: Any, pictures: Path) -> None:
    """What an instructor decides from."""
    grading.open_submission(page, "cleo")
    box = page.locator("input#same-title-check.score")
    box.evaluate("(node) => node.scrollIntoView({block: 'center'})")
    expect(page.get_by_text("What the check found").first).to_be_visible()
    page.screenshot(path=pictures / "formgrader.png")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional class, with its report and the feedback on the first exercise."""
    folder = tmp_path_factory.mktemp("demo") / "class"
    make_class(folder)
    course = open_course(folder, logging.ERROR)
    write_reports(course.coursedir, [MODULE])
    assert course.generate_feedback(MODULE)["success"]
    return folder


def test_the_class_report(page: Page, demo: Path, pictures: Path) -> None:
    """What waits, and how far each criterion of a prompt was found."""
    page.set_viewport_size({"width": 1200, "height": 1150})
    page.goto((demo / "autograded" / f"{MODULE}.report.html").as_uri())
    page.get_by_role("heading", name="What waits for you").evaluate("(node) => node.scrollIntoView()")
    page.screenshot(path=pictures / "class-report.png")


def test_the_returned_feedback_on_a_phone(open_page: Callable[..., Page], demo: Path, pictures: Path) -> None:
    """A learner's page: the answer, the instructor's comment, the panel."""
    page = open_page(390, 844, False)
    page.goto((demo / "feedback" / "learner-01" / MODULE / f"{MODULE}.html").as_uri())
    page.get_by_role("heading", name="Your instructor's comment").first.evaluate(
        "(node) => node.scrollIntoView({block: 'center'})"
    )
    page.screenshot(path=pictures / "feedback-phone.png")
