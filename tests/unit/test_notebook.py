"""Finding an answer in a notebook's file, whatever a learner has done to it."""

import contextlib
import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats import check
from manyhats.notebook import AnswerProblem, find_answer, read_answer, read_notebook

WORDS = "We have no ladder."


def cell(grade_id: str, source: str | list[str] = WORDS, kind: str = "markdown") -> dict[str, Any]:
    return {"cell_type": kind, "source": source, "metadata": {"nbgrader": {"grade_id": grade_id}}}


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    return {"cells": [*cells, cell("own-org-check", "check('own-org', 4)", "code")], "nbformat": 4}


def write(folder: Path, found: Any, name: str = "exercise.ipynb") -> Path:
    path = folder / name
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return tmp_path


def test_the_answer_is_read_from_the_one_notebook_that_knows_the_prompt(here: Path) -> None:
    write(here, notebook(cell("own-org", ["We have ", "no ladder."])))
    write(here, notebook(cell("other")) | {"cells": [cell("other")]}, "another.ipynb")
    answer = read_answer("own-org")
    assert answer.text == WORDS
    assert answer.saved_at is not None


def test_a_stale_session_name_does_not_mislead(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, notebook(cell("own-org")))
    monkeypatch.setattr("manyhats.notebook.SAVE_WAIT", 0.0)
    monkeypatch.setenv("JPY_SESSION_NAME", str(here / "renamed-since.ipynb"))
    assert read_answer("own-org").text == WORDS


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ([], "not in this notebook: it was deleted"),
        ([cell("own-org"), cell("own-org")], "There are 2 answer cells"),
        ([cell("own-org", kind="raw")], "has become a raw cell"),
        ([cell("own-org", kind="code")], "has become a code cell"),
    ],
    ids=["deleted", "copied or split", "raw", "code"],
)
def test_a_cell_that_was_changed_gives_a_sentence_and_no_credit(
    here: Path, cells: list[dict[str, Any]], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(here, notebook(*cells))
    with pytest.raises(AnswerProblem, match=sentence):
        read_answer("own-org")
    assert check("own-org", points=4) == 0.0
    assert capsys.readouterr().err == ""


def test_a_copy_of_the_notebook_beside_it_is_named(here: Path) -> None:
    write(here, notebook(cell("own-org")))
    write(here, notebook(cell("own-org")), "exercise-Copy1.ipynb")
    with pytest.raises(AnswerProblem, match=r"exercise-Copy1\.ipynb, exercise\.ipynb"):
        read_answer("own-org")


@pytest.mark.usefixtures("here")
def test_no_notebook_at_all_says_to_save() -> None:
    with pytest.raises(AnswerProblem, match="Save this notebook"):
        read_answer("own-org")


@pytest.mark.parametrize("text", ["", "{", '{"cells": 3}', "[]", "null", "[" * 100_000], ids=range(6))
def test_a_file_that_is_no_notebook_gives_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "exercise.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AnswerProblem, match=r"exercise\.ipynb is not a"):
        read_notebook(path)


def test_a_notebook_that_is_being_written_is_read_once_it_is_whole(tmp_path: Path) -> None:
    whole = json.dumps(notebook(cell("own-org")))
    path = tmp_path / "exercise.ipynb"
    path.write_text(whole[:40], encoding="utf-8")
    (other := tmp_path / "whole").write_text(whole, encoding="utf-8")
    writer = threading.Timer(0.1, os.replace, (other, path))
    writer.start()
    assert find_answer(read_notebook(path), "own-org") == WORDS
    writer.join()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["cell_type", "source", "metadata", "nbgrader", "grade_id", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(json_values, max_size=6))
def test_any_cells_give_a_text_or_a_sentence(cells: list[Any]) -> None:
    with contextlib.suppress(AnswerProblem):
        assert isinstance(find_answer({"cells": cells}, "x"), str)


def test_check_gives_a_plain_float_and_shows_the_panel(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, str]] = []
    monkeypatch.setattr("manyhats.views.check.display", lambda bundle, **_: shown.append(bundle))
    write(here, notebook(cell("own-org", f"{WORDS} <script>alert(1)</script> My manager told me.")))
    credit = check("own-org", points=4)
    assert type(credit) is float
    assert 0 < credit < 4
    assert "<script>" not in shown[0]["text/html"]
    assert "My manager told me." in shown[0]["text/plain"]
