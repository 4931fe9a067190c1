"""The Role Brief as a reader has it: its pages on paper, on a phone, and made in JupyterLab by keyboard."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def full_record() -> Any:
    """A learner's whole record, from the unit tests."""
    sys.path.insert(0, str(ROOT / "tests" / "unit"))
    import full_record

    return full_record


@pytest.fixture
def whole(full_record: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The HTML of the brief of a whole record, as a file."""
    from manyhats import journal
    from manyhats.brief import build, read_exercises
    from manyhats.views.role_brief_html import to_html

    for name in ("SERVER_SOFTWARE", "VOILA_REQUEST_URL", "VOILA_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    full_record.keep(tmp_path)
    kinds = {
        "self_ratings": "self-rating",
        "compass": "compass",
        "scenarios": "scenario",
        "picks": "brief",
        "explanations": "explanation",
    }
    entries = {name: journal.read(kind).entries for name, kind in kinds.items()}
    path = tmp_path / "role-brief.html"
    path.write_text(to_html(build(DAY, **entries, exercises=read_exercises(tmp_path))), encoding="utf-8")
    return path


def pages(page: Page) -> int:
    """How many sheets of A4 the page prints on."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_the_brief_itself_prints_on_two_or_three_pages(page: Page, whole: Path) -> None:
    page.goto(whole.as_uri())
    with_appendix = pages(page)
    appendix = page.locator(".appendix")
    appendix.evaluate("node => node.remove()")
    brief = pages(page)
    assert brief in (2, 3)
    assert with_appendix > brief


def test_the_appendix_begins_on_a_page_of_its_own(page: Page, whole: Path) -> None:
    """Left with little before it, it still takes a page more."""
    page.goto(whole.as_uri())
    page.evaluate(
        """() => {
            document.querySelectorAll("main > section:not(.appendix)").forEach((section) => section.remove());
            document.querySelectorAll(".appendix > section:not(:first-of-type)").forEach((section) => section.remove());
        }"""
    )
    assert pages(page) == 2
    page.locator(".appendix").evaluate("node => node.remove()")
    assert pages(page) == 1


@pytest.mark.parametrize("width", [390, 1200])
def test_it_fits_a_phone_and_a_desk_and_asks_for_nothing(
    open_page: Callable[..., Page], whole: Path, width: int
) -> None:
    page = open_page(width=width, dark=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(whole.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [whole.as_uri()]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_text(
        "Role Brief: Harbour Logistics"
    )
    expect(page.get_by_role("img", name=re.compile("Radar of the four hats"))).to_have_count(2)
    expect(page.get_by_role("region", name="For the next 30 days")).to_contain_text("For thirty days")


@pytest.fixture
def written(lab: Any, full_record: Any) -> Iterator[str]:
    """A notebook with the brief alone, in a course in which one answer is written; afterwards all is as it was."""
    module, prompt = "05-technical-direction", "direction"
    exercise = lab.root / "exercises" / module / f"{module}.ipynb"
    before = exercise.read_bytes()
    full_record.write(lab.root, module, {prompt: full_record.model_answers()[module][prompt]})
    notebook = lab.root / "course" / "brief.ipynb"
    write_notebook(notebook)
    yield "course/brief.ipynb"
    exercise.write_bytes(before)
    notebook.unlink()
    shutil.rmtree(lab.root / "role-brief", ignore_errors=True)


def test_it_is_made_in_jupyterlab_by_keyboard(
    page: Page, lab: Any, written: str, until: Callable[..., None]
) -> None:
    lab.open(page, written)
    lab.run_all(page)
    opener = page.get_by_role("button", name="Pick from “A decision that you would bring to the team”")
    opener.focus()
    page.keyboard.press("Space")
    boxes = page.get_by_role("checkbox")
    boxes.nth(2).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(boxes.nth(0)).not_to_be_checked()
    expect(page.frame_locator(".mh-brief-sheet").locator("#reflections + figure")).not_to_contain_text(
        "Our nightly reports"
    )
    page.get_by_role("button", name="Save both beside my exercises").focus()
    page.keyboard.press("Enter")
    saved = lab.root / "role-brief" / "role-brief.html"
    until(page, saved.is_file, "the saved brief")
    with page.expect_download() as started:
        page.get_by_role("link", name="Save a copy as role-brief.html").click()
    assert started.value.path().read_bytes() == saved.read_bytes()


def write_notebook(path: Path) -> None:
    """A notebook with the brief alone."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_notebook

    cell = new_code_cell("from manyhats.views import RoleBrief\nRoleBrief()")
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=[cell], metadata=metadata), path)
