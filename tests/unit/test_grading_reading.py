"""Files of strangers, read: whatever the bytes are, there is a submission or a sentence, and never an error."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from manyhats.grading.handed_in import take_timestamp
from manyhats.grading.reading import MAX_PIECES, fingerprint, read_submission
from manyhats.text import clean

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
KNOWN = ("nbformat", "cells", "metadata", "cell_type", "source", "nbgrader", "grade_id", "solution", "tags")
CELLS = st.fixed_dictionaries({}, optional=dict.fromkeys((*KNOWN, "attachments", "outputs"), VALUES))
NOTEBOOKS = st.fixed_dictionaries(
    {"nbformat": st.just(4) | VALUES, "cells": st.lists(CELLS | VALUES, max_size=4) | VALUES},
    optional={"metadata": VALUES | st.fixed_dictionaries({"kernelspec": VALUES, "manyhats": VALUES})},
)


def read(content: bytes) -> Any:
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.ipynb")
        path.write_bytes(content)
        found = read_submission(path)
        assert fingerprint(path) == fingerprint(path) != ""
    assert not (found.problem and found.cells)
    for cell in found.cells:
        assert isinstance(cell.kind, str)
        assert cell.source == clean(cell.source)
        cell.source.encode()
    return found


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    assert read(content).problem.endswith(".")


@settings(deadline=None, max_examples=300)
@given(NOTEBOOKS)
def test_any_json_in_the_form_of_a_notebook_is_read_or_refused(notebook: dict[str, Any]) -> None:
    found = read(json.dumps(notebook).encode())
    assert found.problem == "" or found.problem[-1] in ".)"


def test_the_limit_on_parts_is_one_that_no_notebook_of_the_course_reaches(root: Path) -> None:
    for path in (root / "solutions").glob("*/*.ipynb"):
        text = path.read_text(encoding="utf-8")
        assert sum(text.count(mark) for mark in "{[,") < MAX_PIECES / 1000


@settings(deadline=None)
@given(st.binary(max_size=60) | st.text(alphabet="0123456789-: +TZUC.", max_size=40).map(str.encode))
def test_any_timestamp_is_read_or_told_and_set_aside(content: bytes) -> None:
    with TemporaryDirectory() as parent:
        folder = Path(parent, "ada", "90-small")
        folder.mkdir(parents=True)
        (folder / "timestamp.txt").write_bytes(content)
        when, remarks = take_timestamp(folder)
        assert take_timestamp(folder) == (when, remarks)
        kept = [path for path in folder.iterdir() if path.read_bytes() == content]
        assert len(kept) == 1
        assert (kept[0].name == "timestamp.txt") == (when is not None)
    assert when is None or (when.tzinfo is None and not remarks)
    assert when is not None or remarks or not content.decode("utf-8", "replace").strip()


def test_a_link_in_place_of_the_time_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "ada" / "90-small"
    folder.mkdir(parents=True)
    (tmp_path / "other").write_text("2025-01-01 00:00:00 UTC", encoding="utf-8")
    (folder / "timestamp.txt").symlink_to(tmp_path / "other")
    when, (remark,) = take_timestamp(folder)
    assert when is None
    assert "The time of handing in can't be read (no file)" in remark.sentence
    assert (tmp_path / "other").exists()
