"""Puts the file to hand in where the learner finds it: one for each exercise, the newest under the plain name."""

import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from manyhats.exercise.file_name import file_name
from manyhats.files import replace

FOLDER, EARLIER = "handed-in", "earlier"


@dataclass(frozen=True)
class HandedIn:
    """``path`` is the file; ``earlier`` is where the one before it lies now, or None; ``same`` says that nothing has
    changed since.
    """

    path: Path
    earlier: Path | None = None
    same: bool = False


def folder_for(notebook: Path) -> Path:
    """Where files to hand in go: beside the course's ``exercises`` folder, never inside it.

    A notebook that lies elsewhere has them beside its own folder.
    """
    inside = next((folder for folder in notebook.absolute().parents if folder.name == "exercises"), None)
    return (inside or notebook.absolute().parent).parent / FOLDER


def put(content: bytes, exercise: str, name: str, folder: Path) -> HandedIn:
    """Write the file; one that lies there already and differs is kept in a folder of earlier ones.

    Args:
        content: the file's.
        exercise: the exercise's id.
        name: who hands in.
        folder: where to.

    Raises:
        NameProblem: the name can't be used.
        OSError: the folder can't be written to.
    """
    path = folder / file_name(exercise, name)
    if not path.exists():
        replace(path, content)
        return HandedIn(path)
    if path.read_bytes() == content:
        return HandedIn(path, same=True)
    aside = folder / EARLIER
    aside.mkdir(exist_ok=True)
    kept = next(
        place for number in count(1) if not (place := aside / file_name(exercise, name, number)).exists()
    )
    replace(kept, path.read_bytes())
    when = path.stat().st_mtime
    os.utime(kept, (when, when))  # collecting takes the newest
    replace(path, content)
    return HandedIn(path, earlier=kept)
