"""A class in a folder: a small solution, submissions of every kind, and nbgrader run in this process."""

import copy
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from manyhats.grading.course_folder import open_course
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

ROOT = Path(__file__).parents[2]
MODULE = "90-small"

SAME_TITLE = """I compared the two offers for Engineering Manager, Harbour and Brightline.

First, Harbour says "you will run weekly one-to-ones and grow six engineers", while Brightline says "you own the
roadmap and report progress to executives". Second, Harbour asks to "coach the team through conflict", whereas
Brightline asks to "commit to quarterly delivery dates". Third, Brightline expects "hands-on architecture reviews";
Harbour never mentions code at all.

I would ask the hiring manager at Brightline: who decides when a date slips, and what happened last time? I would
ask Harbour how they measure whether a manager has done well after six months."""
OWN_ORG = """At my company the role is described in a ladder of two pages. It says that managers coach their
engineers and hold a one-to-one with each of them every week. It also says that they answer for the team's release
dates. My manager Priya told me that in practice half of her week goes to those dates, because sales had promised two
of them without asking her. The ladder is silent about technical direction: nobody knows who decides on architecture,
and last spring that cost us three weeks. I will ask our director Tom before the end of the month who owns it."""
CHOICE = """- [ ] A. Take the first offer, since the title is the same
- [x] B. Ask both companies what a manager there is measured by
- [ ] C. Wait for a third offer

Because the title says nothing, and only the measures tell which hats they expect me to wear every week."""
STOCK = """
from nbgrader.converters import Autograde
c.Autograde.exporter_class = "nbconvert.exporters.NotebookExporter"
c.Autograde.sanitize_preprocessors = Autograde.sanitize_preprocessors.default()
c.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default()
"""
"""A configuration that puts nbgrader's own steps of grading back in their place."""


def solution(prompts: dict[str, str] | None = None) -> Any:
    """A solution notebook with a prompt, an answer and a check for each prompt."""
    answers = prompts or {"same-title": SAME_TITLE, "own-org": OWN_ORG, "offer-choice": CHOICE}
    cells = [
        new_markdown_cell("# A small exercise", id="title"),
        new_code_cell("from manyhats import check", id="import", metadata=_nbgrader("import", locked=True)),
    ]
    for prompt, answer in answers.items():
        cells += [
            new_markdown_cell(
                f"Prompt: {prompt}",
                id=f"{prompt}-prompt",
                metadata=_nbgrader(f"{prompt}-prompt", locked=True),
            ),
            new_markdown_cell(
                answer, id=prompt, metadata=_nbgrader(prompt, grade=True, solution=True, points=0)
            ),
            new_code_cell(
                f'check("{prompt}", points=4)',
                id=f"{prompt}-check",
                metadata=_nbgrader(f"{prompt}-check", grade=True, locked=True, points=4),
            ),
        ]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


def _nbgrader(grade_id: str, **settings: Any) -> dict[str, Any]:
    kind = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": {**kind, "grade_id": grade_id, **settings}}


class Classroom:
    """A course folder with the shipped configuration, driven through nbgrader's own API.

    A folder that is a class already stays as it is.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        if not (root / "nbgrader_config.py").exists():
            root.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
            self.write_solution(solution())

    @property
    def _solution(self) -> Path:
        return self.root / "solutions" / MODULE / f"{MODULE}.ipynb"

    def read_solution(self) -> dict[str, Any]:
        return dict(json.loads(self._solution.read_text(encoding="utf-8")))

    def write_solution(self, notebook: Any) -> None:
        self._solution.parent.mkdir(parents=True, exist_ok=True)
        self._solution.write_text(json.dumps(notebook, indent=1), encoding="utf-8")

    def add_config(self, text: str) -> None:
        """Append to the class's configuration."""
        with (self.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
            file.write(text)

    @property
    def exercise(self) -> Path:
        return self.root / "exercises" / MODULE / f"{MODULE}.ipynb"

    def api(self) -> NbGraderAPI:
        return open_course(self.root)

    def release(self, force: bool = True) -> dict[str, Any]:
        return dict(self.api().generate_assignment(MODULE, force=force))

    def autograde(self, student: str = "*", force: bool = True) -> dict[str, Any]:
        return dict(self.api().autograde(MODULE, student, force=force))

    def feedback(self, student: str = "*") -> dict[str, Any]:
        return dict(self.api().generate_feedback(MODULE, student))

    def command(self, *arguments: str, **settings: Any) -> subprocess.CompletedProcess[str]:
        """Run nbgrader's own command in the class's folder, as an instructor does."""
        return nbgrader(self.root, *arguments, **settings)

    def feedback_page(self, student: str) -> Path:
        """The page that a learner gets."""
        return self.root / "feedback" / student / MODULE / f"{MODULE}.html"

    def folder(self, student: str) -> Path:
        path = self.root / "submitted" / student / MODULE
        path.mkdir(parents=True, exist_ok=True)
        return path

    def submit(
        self,
        student: str,
        answers: dict[str, str] | None = None,
        change: Callable[[dict[str, Any]], None] | None = None,
    ) -> Path:
        """Hand in the released exercise with these answers, and with whatever ``change`` does to its JSON."""
        notebook = copy.deepcopy(json.loads(self.exercise.read_text(encoding="utf-8")))
        for prompt, text in (answers or {}).items():
            cell_of(notebook, prompt)["source"] = text
        if change:
            change(notebook)
        return self.submit_text(student, json.dumps(notebook))

    def submit_text(self, student: str, text: str | bytes) -> Path:
        path = self.folder(student) / f"{MODULE}.ipynb"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def submitted_text(self, student: str, prompt: str) -> str:
        """An answer as it was handed in."""
        notebook = json.loads((self.folder(student) / f"{MODULE}.ipynb").read_text(encoding="utf-8"))
        return "".join(cell_of(notebook, prompt)["source"])

    def graded(self, student: str) -> dict[str, Any]:
        path = self.root / "autograded" / student / MODULE / f"{MODULE}.ipynb"
        return dict(json.loads(path.read_text(encoding="utf-8")))

    def report(self) -> str:
        return (self.root / "autograded" / f"{MODULE}.report.md").read_text(encoding="utf-8")

    def gradebook(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.root / 'gradebook.db'}", "manyhats")

    def grades(self, student: str) -> dict[str, dict[str, Any]]:
        """Each graded cell's row of the gradebook."""
        with self.gradebook() as gradebook:
            found = gradebook.find_submission_notebook(MODULE, MODULE, student)
            return {grade.name: grade.to_dict() for grade in found.grades}

    def scores(self, student: str) -> dict[str, float]:
        return {name: row["auto_score"] for name, row in self.grades(student).items() if row["max_score"]}


def nbgrader(folder: Path, *arguments: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    """Run nbgrader's own command in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        **settings,
    )


class Tags(HTMLParser):
    """Every tag of a page with its attributes, as ``found``."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def cell_of(notebook: dict[str, Any], grade_id: str) -> dict[str, Any]:
    """The cell with a grade_id."""
    found = [c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id]
    assert found, f"no cell {grade_id}"
    first: dict[str, Any] = found[0]
    return first


def copy_of(released: Path, root: Path) -> Classroom:
    """A class that starts as the released one."""
    shutil.copytree(released, root)
    return Classroom(root)
