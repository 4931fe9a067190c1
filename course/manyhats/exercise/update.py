"""Brings the answers of an older course folder into a newer one, and loses no word on the way.

The old folder is only read. Beside each new exercise a dated copy of the old one is kept before anything else is
done, and a file is written aside and then put in its place: whoever is stopped in between runs the update again.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from manyhats.exercise.answers import as_text, joined, prompt_titles, read_written
from manyhats.exercise.kept import is_untouched, keep, learners_cells
from manyhats.files import replace as put
from manyhats.notebook import (
    AnswerProblem,
    Notebook,
    grade_id,
    is_answer,
    is_kept_copy,
    read_notebook,
    source,
)

EXERCISES = "exercises"


class UpdateProblem(Exception):
    """There is nothing to update from or to; the message says what to do."""


@dataclass(frozen=True)
class Updated:
    """What was done for one exercise.

    Attributes:
        exercise: its id.
        brought: the prompts whose answers now stand in the new exercise.
        there: the prompts whose answers stood there already.
        aside: sentences about words that are only in the copy, and why.
        copy: the dated copy of the old file, or None where nothing was written in it.
        problem: a sentence about what went wrong, or empty.
    """

    exercise: str
    brought: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    copy: Path | None = None
    problem: str = ""


def update(old: Path, new: Path) -> Iterator[Updated]:
    """Bring the answers of every exercise over, one exercise after the other.

    Args:
        old: the folder of the older course, which is left as it is.
        new: the folder of the newer one.

    Raises:
        UpdateProblem: one of them is no folder of this course, or both are the same.
    """
    for folder in (old, new):
        if not (folder / EXERCISES).is_dir():
            raise UpdateProblem(
                f"The folder {folder} is no folder of this course: there is no “{EXERCISES}” in it. Name the one that "
                "holds the course's README."
            )
    if old.resolve() == new.resolve():
        raise UpdateProblem(
            f"The folder {old} is the newer course itself. Name the older one, from which your answers are to come."
        )
    names = {path.name for folder in (old, new) for path in (folder / EXERCISES).iterdir() if path.is_dir()}
    return (_of_exercise(name, old, new) for name in sorted(names) if not name.startswith("."))


def sentences(done: Updated) -> list[str]:
    """What was done for an exercise, to be read by the learner."""
    told = [done.problem] if done.problem else []
    for prompts, what in ((done.brought, "brought over"), (done.there, "there already")):
        if prompts:
            told.append(f"{what}: {', '.join(f'“{title}”' for title in prompts)}.")
    told += done.aside
    if done.copy:
        told.append(f"The old file is kept as {done.copy.name}, beside the new one.")
    return told or ["nothing to bring over."]


def _of_exercise(name: str, old: Path, new: Path) -> Updated:
    target = new / EXERCISES / name / f"{name}.ipynb"
    try:
        file, others = _old_files(old / EXERCISES / name)
        done = _bring(name, file, target) if file else Updated(name)
    except OSError as error:
        return Updated(
            name,
            problem=f"not done, because of {error.filename or target} ({error.strerror or error}). Mend that, and run "
            "the update again.",
        )
    if not others:
        return done
    names = ", ".join(path.name for path in others)
    return replace(done, aside=(*done.aside, f"Not read, and still in the old folder: {names}."))


def _old_files(folder: Path) -> tuple[Path | None, list[Path]]:
    """The exercise in an old folder, which the learner may have renamed, and the other notebooks there."""
    found = sorted(folder.glob("*.ipynb"))
    candidates = [path for path in found if not is_kept_copy(path)]
    expected = folder / f"{folder.name}.ipynb"
    file = expected if expected in found else candidates[0] if len(candidates) == 1 else None
    return file, [path for path in found if path != file]


def _bring(name: str, file: Path, target: Path) -> Updated:
    try:
        old = read_notebook(file)
    except AnswerProblem:
        content = file.read_bytes()
        if not content:
            return Updated(name)
        why = "nothing brought over: the old file can't be read as a notebook."
        return Updated(name, copy=keep(content, target), problem=why)
    try:
        new = read_notebook(target)
    except AnswerProblem:
        if not learners_cells(old, {"cells": []}):
            return Updated(name)
        why = "nothing brought over: this exercise is no longer in the course."
        if target.exists():
            why = "nothing brought over: the new file can't be read. Unpack the newer course again, and run the update again."
        return Updated(name, copy=keep(file.read_bytes(), target), problem=why)
    written = learners_cells(old, {"cells": [cell for cell in new["cells"] if not is_answer(cell)]})
    if not written:
        return Updated(name)
    plan = _plan(name, written, new, {**prompt_titles(old), **prompt_titles(new)})
    plan = replace(plan, copy=keep(_with_homeless(file, old, written, new), target))
    if plan.brought:
        text = json.dumps(new, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        put(target, text.encode("utf-8", "replace"))
    return plan


def _plan(name: str, written: list[Any], new: Notebook, titles: dict[str, str]) -> Updated:
    """Set the answers into the new notebook, in memory, and say what became of each."""
    places = {grade_id(cell): cell for cell in reversed(new["cells"]) if is_answer(cell)}
    answers: dict[str, list[str]] = {}
    own = 0
    for cell in written:
        if is_answer(cell):
            answers.setdefault(grade_id(cell) or "", []).append(source(cell))
        else:
            own += 1
    brought, there, aside = [], [], []
    for prompt_id, texts in answers.items():
        place, title = places.get(prompt_id), titles.get(prompt_id, prompt_id)
        if place is None:
            aside.append(
                f"“{title}” is no longer asked: your answer is only in the copy, and again at its end."
            )
            continue
        fitted, lost = _fitted(joined(texts), source(place))
        if is_untouched(place):
            place["source"] = fitted.splitlines(keepends=True)
            brought.append(title)
        elif source(place) == fitted:
            there.append(title)
        else:
            aside.append(
                f"“{title}”: you have written in the new exercise already, and that stays. The older answer is only in "
                "the copy."
            )
        aside += [f"“{title}”: “{option}” is no longer on offer, so choose again." for option in lost]
    if own:
        cells = "A cell" if own == 1 else f"{own} cells"
        aside.append(f"{cells} of your own, outside the answers: only in the copy.")
    return Updated(name, tuple(brought), tuple(there), tuple(aside))


def _fitted(answer: str, released: str) -> tuple[str, list[str]]:
    """An answer as it goes into the new cell, and the choices that can't be made there any more.

    Where the options of a list have changed, the new ones stand, with the ticks of the same options.
    """
    old, new = read_written(answer), read_written(released)
    if not new.options or [one.text for one in old.options] == [one.text for one in new.options]:
        return answer, []
    ticked = set(old.ticked)
    options = [option.with_tick(option.text in ticked) for option in new.options]
    lost = [text for text in old.ticked if text not in {option.text for option in new.options}]
    return as_text(options, old.own or (new.rest.strip() if new.has_stub else "")), lost


def _with_homeless(file: Path, old: Notebook, written: list[Any], new: Notebook) -> bytes:
    """The old file; answers whose prompt is gone stand again at its end, so that they are easily found."""
    homes = {grade_id(cell) for cell in new["cells"] if is_answer(cell)}
    homeless = [cell for cell in written if is_answer(cell) and grade_id(cell) not in homes]
    if not homeless:
        return file.read_bytes()
    titles = prompt_titles(old)
    parts = ["# Answers that found no place in the newer course"]
    for cell in homeless:
        parts += [f"## {titles.get(grade_id(cell) or '', grade_id(cell))}", source(cell)]
    cell = {"cell_type": "markdown", "id": "no-longer-asked", "metadata": {}, "source": "\n\n".join(parts)}
    whole = {**old, "cells": [*old["cells"], cell]}
    return (json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode("utf-8", "replace")
