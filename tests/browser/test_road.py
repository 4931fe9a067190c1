"""A road that remembers, in JupyterLab: where a run was left, and what was meant to be done."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from playwright.sync_api import Page, expect

SIX, SEVEN = "06-business-partner", "07-wearing-all-the-hats"


def scroll_to(page: Page, lab: Any, module: str, cell_id: str) -> None:
    """JupyterLab attaches a cell's output when it comes near."""
    cells = json.loads((lab.root / "course" / f"{module}.ipynb").read_text(encoding="utf-8"))["cells"]
    index = next(place for place, cell in enumerate(cells) if cell["id"] == cell_id)
    lab.select(page, lab.cell(page, index))


def a_day_passes(journal: Path) -> None:
    """Date the commitments back by a day."""
    kept = json.loads(journal.read_text(encoding="utf-8"))
    for one in kept["entries"]["commitment"].values():
        one["on"] = (date.fromisoformat(one["on"]) - timedelta(days=1)).isoformat()
    journal.write_text(json.dumps(kept), encoding="utf-8")


def test_the_top_of_a_module_leads_to_where_a_run_was_left(page: Page, lab: Any) -> None:
    lab.open(page, f"course/{SIX}.ipynb")
    lab.run_all(page)
    scroll_to(page, lab, SIX, "scenario-round-you")
    run = page.locator(".mh-scenario").filter(has=page.get_by_role("heading", name="Your Kofi is an angel"))
    run.get_by_role("button", name="Begin").click()
    run.get_by_role("button", name=re.compile(r"^A\s")).click()
    expect(run).to_contain_text("Decision 2 of")
    scroll_to(page, lab, SIX, "progress")
    where = page.locator(".mh-where:visible")
    expect(where).to_contain_text("resume “Your Kofi is an angel” at decision 2")
    heading = page.locator("h3[data-jupyter-id=Your-Kofi-is-an-angel]")
    expect(heading).not_to_be_in_viewport()
    where.get_by_role("link", name="“Your Kofi is an angel” at decision 2").click()
    expect(heading).to_be_in_viewport()
    expect(run).to_contain_text("Decision 2 of")


def test_what_was_meant_to_be_done_is_asked_for_in_the_next_module_by_keyboard(page: Page, lab: Any) -> None:
    lab.open(page, f"course/{SIX}.ipynb")
    lab.run_all(page)
    scroll_to(page, lab, SIX, "commitment")
    field = page.get_by_label("Before the next module I will …")
    field.focus()
    page.keyboard.insert_text("Ask operations what the date is for.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(
        page.get_by_text("From tomorrow on, the next module that you open asks how it went.")
    ).to_be_visible()
    a_day_passes(lab.journal)
    lab.open(page, f"course/{SEVEN}.ipynb")
    lab.run_all(page)
    scroll_to(page, lab, SEVEN, "progress")
    expect(page.get_by_text("Ask operations what the date is for.")).to_be_visible()
    page.get_by_label("How did it go?").focus()
    page.keyboard.insert_text("It was for a fair, and the fair had moved.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".mh-place").filter(has_text="What happened can be evidence")).to_be_focused()
    lab.open(page, f"course/{SEVEN}.ipynb")
    lab.run_all(page)
    scroll_to(page, lab, SEVEN, "progress")
    expect(page.locator(".mh-where:visible")).to_be_visible()
    expect(page.get_by_label("How did it go?")).to_have_count(0)


def test_a_letter_pressed_on_a_control_changes_no_cell(page: Page, lab: Any) -> None:
    lab.open(page, f"course/{SIX}.ipynb")
    lab.run_all(page)
    cells = json.loads((lab.root / "course" / f"{SIX}.ipynb").read_text(encoding="utf-8"))["cells"]
    number = page.get_by_role("contentinfo").get_by_text(re.compile(r"^Cell \d+/\d+$"))
    expect(number).to_have_text(re.compile(f"/{len(cells)}$"))
    scroll_to(page, lab, SIX, "scenario-promised-feature")
    page.get_by_role("button", name="Begin").first.focus()
    for key in "babdd":
        page.keyboard.press(key)
    expect(number).to_have_text(re.compile(f"/{len(cells)}$"))
    lab.cell(page, 0).click()
    page.keyboard.press("b")  # on a cell it is a command
    expect(number).to_have_text(re.compile(f"/{len(cells) + 1}$"))
