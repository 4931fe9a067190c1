"""From solutions/ to exercises/: byte for byte, and without losing a learner's words."""

import json
import shutil
from pathlib import Path

import pytest
from classroom import CHOICE, MODULE, ROOT, SAME_TITLE, Classroom, cell_of, solution
from hypothesis import given
from hypothesis import strategies as st
from manyhats.exercise.answers import without_answer
from manyhats.reflection import STUB

MODULES = sorted(path.name for path in (ROOT / "solutions").iterdir() if path.is_dir())


def test_there_are_exercises_to_compare() -> None:
    assert "01-one-title-many-roles" in MODULES


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """The shipped solutions, released in a folder of their own."""
    classroom = Classroom(tmp_path_factory.mktemp("sync") / "class")
    shutil.rmtree(classroom.root / "solutions")
    shutil.copytree(ROOT / "solutions", classroom.root / "solutions")
    for module in MODULES:
        result = classroom.api().generate_assignment(module)
        assert result["success"], result["log"]
    return classroom


@pytest.mark.parametrize("module", MODULES)
def test_the_committed_exercise_is_what_its_solution_gives(regenerated: Classroom, module: str) -> None:
    fresh = regenerated.root / "exercises" / module
    assert sorted(p.name for p in fresh.iterdir()) == [f"{module}.ipynb"]
    committed = (ROOT / "exercises" / module / f"{module}.ipynb").read_bytes()
    assert (fresh / f"{module}.ipynb").read_bytes() == committed, (
        f"exercises/{module} is not what solutions/{module} gives. Run: nbgrader generate_assignment {module} --force"
    )


@pytest.mark.parametrize("module", MODULES)
def test_a_solution_passes_its_checks_and_its_exercise_does_not(regenerated: Classroom, module: str) -> None:
    for student, folder in (("author", "solutions"), ("nobody", "exercises")):
        handed_in = regenerated.root / "submitted" / student / module
        shutil.rmtree(handed_in, ignore_errors=True)
        shutil.copytree(regenerated.root / folder / module, handed_in)
    result = regenerated.api().autograde(module, "*")
    assert result["success"], result["log"]
    with regenerated.gradebook() as gradebook:
        for student in ("author", "nobody"):
            grades = gradebook.find_submission_notebook(module, module, student).grades
            checks = {g.name: (g.auto_score, g.max_score) for g in grades if g.max_score > 0}
            assert checks
            for name, (score, most) in checks.items():
                assert score == (most if student == "author" else 0), name


def test_releasing_twice_gives_the_same_bytes_and_no_copy(classroom: Classroom) -> None:
    before = classroom.exercise.read_bytes()
    assert classroom.release()["success"]
    assert classroom.exercise.read_bytes() == before
    assert before.endswith(b"}\n")
    assert [p.name for p in classroom.exercise.parent.iterdir()] == [f"{MODULE}.ipynb"]


def test_an_exercise_holds_the_stub_the_unticked_options_and_no_answer(classroom: Classroom) -> None:
    notebook = json.loads(classroom.exercise.read_text(encoding="utf-8"))
    assert "".join(cell_of(notebook, "same-title")["source"]) == STUB
    choice = "".join(cell_of(notebook, "offer-choice")["source"])
    assert choice == "\n".join(
        [
            "- [ ] A. Take the first offer, since the title is the same",
            "- [ ] B. Ask both companies what a manager there is measured by",
            "- [ ] C. Wait for a third offer",
            "",
            STUB,
        ]
    )
    text = classroom.exercise.read_text(encoding="utf-8")
    assert "Brightline" not in text
    assert "[x]" not in text


def test_another_authors_machine_leaves_no_trace(classroom: Classroom) -> None:
    before = classroom.exercise.read_bytes()
    notebook = solution()
    notebook.metadata["kernelspec"] = {"name": "my-env", "display_name": "My env", "language": "python"}
    notebook.metadata["language_info"] = {"name": "python", "version": "3.13.1"}
    notebook.cells[0].metadata["execution"] = {"iopub.execute_input": "2024-01-01T00:00:00Z"}
    notebook.cells[1]["execution_count"] = 7
    classroom.write_solution(notebook)
    assert classroom.release()["success"]
    assert classroom.exercise.read_bytes() == before


def test_a_solution_without_cell_ids_is_refused_with_a_sentence(classroom: Classroom) -> None:
    notebook = solution()
    notebook["nbformat_minor"] = 4
    for cell in notebook.cells:
        del cell["id"]
    classroom.write_solution(notebook)
    before = classroom.exercise.read_bytes()
    result = classroom.release()
    assert not result["success"]
    assert "Open it in JupyterLab, save it, and generate again" in result["log"]
    assert classroom.exercise.read_bytes() == before


def kept(classroom: Classroom) -> list[Path]:
    return sorted(classroom.exercise.parent.glob("*.answers-*.ipynb"))


def write_answer(classroom: Classroom, prompt: str, text: str) -> bytes:
    notebook = json.loads(classroom.exercise.read_text(encoding="utf-8"))
    cell_of(notebook, prompt)["source"] = text
    classroom.exercise.write_text(json.dumps(notebook), encoding="utf-8")
    return classroom.exercise.read_bytes()


@pytest.mark.parametrize(("prompt", "text"), [("same-title", SAME_TITLE), ("offer-choice", CHOICE)])
def test_generating_over_answers_keeps_them_beside_and_says_so(
    classroom: Classroom, prompt: str, text: str
) -> None:
    fresh = classroom.exercise.read_bytes()
    written = write_answer(classroom, prompt, text)
    result = classroom.release(force=True)
    assert result["success"]
    assert classroom.exercise.read_bytes() == fresh
    (copy,) = kept(classroom)
    assert copy.read_bytes() == written
    assert f"holds answers: they are kept in {copy}" in result["log"]
    assert classroom.release(force=True)["success"]
    assert kept(classroom) == [copy], "a copy outlives the next release, and a clean exercise needs none"


def test_without_force_answers_are_not_touched(classroom: Classroom) -> None:
    written = write_answer(classroom, "same-title", SAME_TITLE)
    result = classroom.release(force=False)
    assert classroom.exercise.read_bytes() == written
    assert "Skipping" in result["log"]


def test_a_damaged_exercise_is_kept_too(classroom: Classroom) -> None:
    classroom.exercise.write_text('{"cells": [{"source": "my only copy', encoding="utf-8")
    assert classroom.release()["success"]
    assert [copy.read_text(encoding="utf-8") for copy in kept(classroom)] == [
        '{"cells": [{"source": "my only copy'
    ]


def test_a_solution_that_fails_leaves_the_learners_exercise(classroom: Classroom) -> None:
    written = write_answer(classroom, "same-title", SAME_TITLE)
    (classroom.root / "solutions" / MODULE / f"{MODULE}.ipynb").write_text("{", encoding="utf-8")
    assert not classroom.release()["success"]
    assert classroom.exercise.read_bytes() == written


def test_the_learners_other_files_stay(classroom: Classroom) -> None:
    notes = classroom.exercise.with_name("notes.txt")
    notes.write_text("mine", encoding="utf-8")
    assert classroom.release(force=True)["success"]
    assert notes.read_text(encoding="utf-8") == "mine"


def test_a_mark_scheme_stays_out_of_the_exercise(classroom: Classroom) -> None:
    notebook = solution()
    notebook.cells[
        2
    ].source += "\n\n### BEGIN MARK SCHEME\nFour points for three quotes.\n### END MARK SCHEME"
    classroom.write_solution(notebook)
    assert classroom.release()["success"]
    assert "Four points" not in classroom.exercise.read_text(encoding="utf-8")


@given(
    st.lists(
        st.tuples(
            st.sampled_from("- * + 1. 2)".split()), st.sampled_from(" xX"), st.text("abc [] x", max_size=20)
        )
    )
)
def test_unticking_keeps_every_option_and_is_stable(options: list[tuple[str, str, str]]) -> None:
    source = "\n".join(f"{mark} [{tick}] {text}".rstrip() + " end" for mark, tick, text in options)
    found = without_answer(source)
    if not options:
        assert found == STUB
        return
    assert without_answer(found) == found
    assert len(found.split("\n")) == len(options)
    assert all("[ ] " in line for line in found.split("\n"))
