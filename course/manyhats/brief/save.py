"""Writes the files of a brief into a folder: whole or not at all, and nothing that stands there is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from manyhats.files import beside


@dataclass(frozen=True)
class Saved:
    """What was done: the files that stand there now, the older ones that were kept under dated names, or a problem.

    ``problem`` is a sentence for the learner, or empty.
    """

    files: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    problem: str = ""


def save(texts: Mapping[str, str], folder: Path) -> Saved:
    """Write text files, each in one step; one of the same name and other content is kept under a dated name.

    Args:
        texts: for each file's name what is to stand in it.
        folder: where; it is made if it is not there yet.
    """
    files: list[Path] = []
    kept: list[Path] = []
    try:
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            older = _write(folder / name, text.encode("utf-8"))
            kept += [older] if older else []
            files.append(folder / name)
    except OSError as error:
        problem = (
            f"The brief can't be written to {folder} ({error.strerror or error}). Free some space or allow writing "
            "there, or use the two links above."
        )
        return Saved(tuple(files), tuple(kept), problem)
    return Saved(tuple(files), tuple(kept))


def _write(file: Path, content: bytes) -> Path | None:
    """Put a file into its place once it is whole; the older one's new name if one had to make room."""
    with beside(file, content) as whole:
        older = _keep(file) if file.exists() and file.read_bytes() != content else None
        whole.replace(file)
    return older


def _keep(file: Path) -> Path:
    """Give a file the name of the moment at which it was written, and a number where that name is taken."""
    stamp = f"{datetime.fromtimestamp(file.stat().st_mtime):%Y-%m-%d-%H%M%S}"
    dated = file.with_name(f"{file.stem}-{stamp}{file.suffix}")
    number = 2
    while dated.exists():
        dated = file.with_name(f"{file.stem}-{stamp}-{number}{file.suffix}")
        number += 1
    return file.rename(dated)
