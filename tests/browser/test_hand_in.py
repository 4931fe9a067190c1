"""The whole way of an answer: written in JupyterLab, handed in, collected, graded, and returned to the learner."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: pip install -r tests/requirements.txt")
from playwright.sync_api import Page, expect

EXERCISE = "05-technical-direction"
PROMPT = "direction"
ANSWER = (
    "Last March our nightly import failed three times, and Mina asked whether we should rewrite it. I would bring the "
    "team two options: keep the old parser and add checks, or move to the queue that Tom's team runs. The first costs a "
    "week to take back, the second a quarter. I'd change my mind if the queue lost a message in our trial. On Monday "
    "I will ask Tom for his numbers."
)
COMMENT = "Your trial is the right next step: say who reads its result."


@pytest.fixture
def exercise(lab, fresh_exercise: Callable[[str], Path]) -> Path:
    """The exercise, which nobody has handed in."""
    shutil.rmtree(lab.root / "handed-in", ignore_errors=True)
    return fresh_exercise(EXERCISE)


def write_and_hand_in(page: Page, lab, exercise: Path) -> Path:
    """By keyboard alone: write the answer, then name, button and the sentence that tells where the file lies."""
    lab.open(page, exercise.relative_to(lab.root).as_posix())
    lab.run_all(page)
    last = lab.graded_cell(page, exercise, f"hand-in-{EXERCISE}")
    lab.write(page, lab.graded_cell(page, exercise, PROMPT), ANSWER)
    lab.select(page, last)

    name = last.get_by_label("Your name, or the id that your class uses")
    name.focus()
    page.keyboard.insert_text("Ada Byron")
    page.keyboard.press("Tab")
    expect(last.get_by_role("button", name="Make the file to hand in")).to_be_focused()
    page.keyboard.press("Enter")

    file = lab.root / "handed-in" / f"{EXERCISE}__ada-byron.ipynb"
    expect(last.get_by_role("status")).to_contain_text(f"The file is made. It lies at {file}")
    expect(last.get_by_role("listitem").first).to_contain_text(f": {len(ANSWER.split())} words.")
    with page.expect_download() as download:
        last.get_by_role("link", name=f"Download {file.name}").click()
    assert download.value.suggested_filename == file.name
    assert Path(download.value.path()).read_bytes() == file.read_bytes()
    return file


def nbgrader(folder: Path, environ: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "nbgrader", *arguments]
    run = subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=180
    )
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr


def comment_on(classroom: Path, student: str) -> None:
    """Comment as formgrader does."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{classroom / 'gradebook.db'}", "manyhats") as gradebook:
        gradebook.find_comment(PROMPT, EXERCISE, EXERCISE, student).manual_comment = COMMENT
        gradebook.db.commit()


def test_an_answer_goes_all_the_way_and_comes_back(
    page: Page, open_page, lab, exercise: Path, root: Path, tmp_path: Path, environ: dict[str, str]
) -> None:
    file = write_and_hand_in(page, lab, exercise)

    classroom = tmp_path / "class"
    shutil.copytree(root / "solutions" / EXERCISE, classroom / "solutions" / EXERCISE)
    shutil.copy(root / "nbgrader_config.py", classroom)
    downloaded = classroom / "downloaded" / EXERCISE / "archive"
    downloaded.mkdir(parents=True)
    shutil.copy2(file, downloaded)
    nbgrader(classroom, environ, "generate_assignment", EXERCISE)
    nbgrader(classroom, environ, "zip_collect", EXERCISE)
    nbgrader(classroom, environ, "autograde", EXERCISE)
    comment_on(classroom, "ada-byron")
    nbgrader(classroom, environ, "generate_feedback", EXERCISE)

    returned = open_page(width=390)
    returned.goto((classroom / "feedback" / "ada-byron" / EXERCISE / f"{EXERCISE}.html").as_uri())
    expect(returned.get_by_text("our nightly import failed three times").first).to_be_visible()
    panel = returned.get_by_role("region", name="Feedback on your answer")
    expect(panel).to_contain_text("What the check found")
    expect(panel.locator("blockquote").first).to_be_visible()
    expect(returned.get_by_text(COMMENT)).to_be_visible()
    expect(returned.get_by_text(re.compile(r"Points given: [1-4](\.\d+)? of 4")).first).to_be_visible()
