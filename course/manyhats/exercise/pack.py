"""Packs an exercise for handing in: the course's cells with the learner's answers, and nothing else."""

import json
from dataclasses import dataclass
from typing import Any

from manyhats.exercise.answers import (
    Written,
    answer_texts,
    joined,
    own_cells,
    prompt_titles,
    read_written,
)
from manyhats.notebook import AnswerProblem, Notebook, grade_id, is_answer, source

_CELL_METADATA = ("nbgrader", "deletable", "editable")
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_OPENING = 60  # characters of an own cell by which the learner knows it again


@dataclass(frozen=True)
class PackedAnswer:
    """One answer in the packed file.

    ``title`` is the prompt's heading; ``text`` and ``written`` are None where its cell is missing; ``note`` is a
    sentence about what was met on the way, or empty.
    """

    prompt_id: str
    title: str
    text: str | None
    written: Written | None
    note: str = ""


@dataclass(frozen=True)
class Packed:
    """``content`` is the file; ``left_behind`` are sentences about what of the learner's is not in it."""

    content: bytes
    answers: tuple[PackedAnswer, ...]
    left_behind: tuple[str, ...]


def pack(notebook: Notebook) -> Packed:
    """Pack an exercise.

    Args:
        notebook: the exercise as it was read from the learner's file.

    Raises:
        AnswerProblem: it has no answer cell of the course's, or is in a format that can't be handed in.
    """
    if notebook.get("nbformat") != 4:
        raise AnswerProblem(
            "This notebook is in another format than the course's (4), so it can't be handed in. Open it in JupyterLab, "
            "save it, and press the button again."
        )
    texts = answer_texts(notebook)
    if not texts:
        raise AnswerProblem(
            "None of this exercise's answer cells is left in the notebook, so there is nothing to hand in. Undo the "
            "deletion (Edit, Undo Cell Operation), or take a fresh copy of this exercise and paste your text into it."
        )
    titles = prompt_titles(notebook)
    answers = tuple(_answer(notebook, prompt_id, title, texts) for prompt_id, title in titles.items())
    cells: dict[str, Any] = {}
    for cell in notebook["cells"]:
        name = grade_id(cell)
        if name is not None and name not in cells:
            cells[name] = _bare(cell, joined(texts[name]) if is_answer(cell) else source(cell))
    minor = notebook.get("nbformat_minor")
    packed = {
        "cells": list(cells.values()),
        "metadata": _METADATA,
        "nbformat": 4,
        "nbformat_minor": minor if type(minor) is int else 5,
    }
    text = json.dumps(packed, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return Packed(text.encode("utf-8", "replace"), answers, tuple(_left_behind(notebook, titles)))


def _answer(notebook: Notebook, prompt_id: str, title: str, texts: dict[str, list[str]]) -> PackedAnswer:
    if prompt_id not in texts:
        note = (
            "Its answer cell is missing: it was deleted. Undo the deletion (Edit, Undo Cell Operation), or take a fresh "
            "copy of this exercise and paste your text into it."
        )
        return PackedAnswer(prompt_id, title, None, None, note)
    text = joined(texts[prompt_id])
    notes = []
    if len(texts[prompt_id]) > 1:
        notes.append(f"It stood in {len(texts[prompt_id])} cells; the file has their texts in one.")
    for cell in notebook["cells"]:
        kind = cell.get("cell_type") if grade_id(cell) == prompt_id else "markdown"
        if kind != "markdown":
            notes.append(f"Its cell had become a {kind} cell; in the file it is Markdown again.")
        if grade_id(cell) == prompt_id and cell.get("attachments"):
            notes.append("A picture in it can't go along: say in words what it shows.")
    return PackedAnswer(prompt_id, title, text, read_written(text), " ".join(dict.fromkeys(notes)))


def _bare(cell: dict[str, Any], text: str) -> dict[str, Any]:
    """A cell as the course gave it, with this text: no output, no attachment, no metadata of others."""
    metadata = {name: cell["metadata"][name] for name in _CELL_METADATA if name in cell["metadata"]}
    bare: dict[str, Any] = {
        "cell_type": "markdown" if is_answer(cell) else cell.get("cell_type", "markdown"),
        **({"id": cell["id"]} if "id" in cell else {}),
        "metadata": metadata,
        "source": text.splitlines(keepends=True),
    }
    if bare["cell_type"] == "code":
        bare |= {"execution_count": None, "outputs": []}
    return bare


def _left_behind(notebook: Notebook, titles: dict[str, str]) -> list[str]:
    found, code = [], 0
    for after, cell in own_cells(notebook):
        if cell.get("cell_type") == "code":
            code += 1
            continue
        opening = " ".join(source(cell).split())
        shown = opening if len(opening) <= _OPENING else f"{opening[:_OPENING].rstrip()} …"
        where = f"after “{titles.get(after, after)}”" if after else "at the top"
        found.append(
            f"The words in a cell of your own, {where}: “{shown}”. If they belong to an answer, move them into its cell."
        )
    if code:
        found.append("A code cell of your own." if code == 1 else f"{code} code cells of your own.")
    return found
