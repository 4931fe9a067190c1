"""A learner in JupyterLab: reads a module, writes an answer with the keyboard, checks it without saving."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from playwright.sync_api import Page, expect

EXERCISE = "01-one-title-many-roles"
PROMPT = "same-title"
ANSWER = (
    "Harbour's text says “hold weekly one-to-ones with seven engineers”, while Brightline asks to “own the "
    "delivery plan and report slips to the programme office”. Last spring Mina took a role like the second one and "
    "was surprised, because she had prepared for the first. I would ask the hiring manager on Monday which dates "
    "the team has promised, and who answers for them."
)


@pytest.fixture
def exercise(fresh_exercise: Callable[[str], Path]) -> Path:
    return fresh_exercise(EXERCISE)


def test_an_answer_is_checked_without_saving_by_hand(page: Page, lab, exercise: Path, until) -> None:
    lab.open(page, exercise.relative_to(lab.root).as_posix())
    lab.run_all(page)
    answer = lab.graded_cell(page, exercise, PROMPT)
    check = lab.graded_cell(page, exercise, f"{PROMPT}-check")

    lab.write(page, answer, ANSWER)
    lab.select(page, check)
    page.keyboard.press("ControlOrMeta+Enter")

    panel = check.get_by_role("region", name="Feedback on your answer")
    panel.wait_for()
    expect(panel).to_contain_text("Automatic and formative")
    # It read what is on the screen and not what was in the file: it quotes the new words.
    expect(
        panel.locator("blockquote").filter(has_text="one-to-ones with seven engineers").first
    ).to_be_visible()
    expect(panel.locator("li").first).to_contain_text(re.compile("Found|Partly found|Not found|Unsure"))
    # And the words are in the file.
    until(page, lambda: ANSWER in saved(exercise, PROMPT), "the answer in the saved notebook")


def saved(notebook: Path, grade_id: str) -> str:
    """The text of a cell in the file, or nothing while the file is being written."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except ValueError:
        return ""
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id:
            return "".join(cell["source"])
    return ""


def test_an_answer_that_became_code_gets_a_sentence_and_keeps_its_words(
    page: Page, lab, exercise: Path, until
) -> None:
    lab.open(page, exercise.relative_to(lab.root).as_posix())
    lab.run_all(page)
    answer = lab.graded_cell(page, exercise, PROMPT)
    check = lab.graded_cell(page, exercise, f"{PROMPT}-check")
    lab.select(page, answer)
    page.keyboard.press("y")  # one key in command mode turns a cell into code
    lab.select(page, check)
    page.keyboard.press("ControlOrMeta+Enter")
    expect(check.get_by_role("alert")).to_contain_text("has become a code cell")
    until(
        page, lambda: "Write your answer here" in saved(exercise, PROMPT), "the words in the saved notebook"
    )


def test_a_module_runs_from_top_to_bottom(page: Page, lab) -> None:
    lab.open(page, f"course/{EXERCISE}.ipynb")
    lab.run_all(page)
    shown = page.locator(".jp-NotebookPanel:visible")
    expect(shown.locator(".jupyter-widgets").first).to_be_visible()
    expect(shown.get_by_text("Error displaying widget")).to_have_count(0)


def test_the_learners_own_page_opens_a_module_in_a_tab_beside_it(page: Page, lab) -> None:
    lab.open(page, "course/00-start-here.ipynb")
    lab.run_all(page)
    page.locator(".mh-my-page").get_by_role("link", name="1 One title, many roles").click()
    for name in ("01-one-title-many-roles", "00-start-here"):
        expect(page.get_by_role("tab", name=re.compile(name))).to_be_visible()


def test_a_cell_that_goes_wrong_is_seen(page: Page, lab) -> None:
    cells = [new_code_cell("1 / 0"), new_code_cell("'never reached'")]
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=spec), lab.root / "broken.ipynb")
    lab.open(page, "broken.ipynb")
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        lab.run_all(page)
