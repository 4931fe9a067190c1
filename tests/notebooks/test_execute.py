"""Every notebook of the course runs from top to bottom in a fresh kernel, without an error or a warning."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

COURSE = Path(__file__).parents[2] / "course"
NOTEBOOKS = sorted([*COURSE.glob("*.ipynb"), *COURSE.glob("apps/*.ipynb")])


def run(notebook: nbformat.NotebookNode, folder: Path) -> list[str]:
    """Run all cells, and return what went wrong."""
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        allow_errors=True,
        resources={"metadata": {"path": folder}},
    )
    client.execute()
    wrong = []
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                wrong.append(f"cell {index}: {output.ename}: {output.evalue}")
            elif output.output_type == "stream" and output.name == "stderr":
                wrong.append(f"cell {index} wrote to stderr: {output.text}")
            elif output.output_type == "stream":  # the doctor's, on the start page
                wrong += [
                    f"cell {index}: {line}" for line in output.text.splitlines() if line.startswith("FAIL")
                ]
    return wrong


def test_there_are_notebooks() -> None:
    names = {path.relative_to(COURSE).as_posix() for path in NOTEBOOKS}
    assert {"00-start-here.ipynb", "01-one-title-many-roles.ipynb", "apps/role-decoder.ipynb"} <= names


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.relative_to(COURSE).as_posix())
def test_a_notebook_runs_from_top_to_bottom(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert run(notebook, path.parent) == []
    assert any(cell.get("outputs") for cell in notebook.cells), "it shows nothing"


def test_what_goes_wrong_is_seen(tmp_path: Path) -> None:
    new = nbformat.v4
    cells = [new.new_code_cell("import warnings; warnings.warn('old')"), new.new_code_cell("1 / 0")]
    wrong = run(new.new_notebook(cells=cells), tmp_path)
    assert [sentence.split(" (")[0].split(":")[0] for sentence in wrong] == [
        "cell 0 wrote to stderr",
        "cell 1",
    ]
