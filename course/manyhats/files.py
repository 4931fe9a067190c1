"""Writes files whole or not at all."""

import glob
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def replace(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Put content into a file: whoever reads it finds the old content or the new, never a part.

    Args:
        path: the file; its folder is made if need be.
        content: all of it.
        mode: the file's permissions.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent, glob.escape(path.name))
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.chmod(mode & 0o777)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def beside(path: Path, content: bytes) -> Iterator[Path]:
    """Put content on the disk in a file of its own, readable to its owner alone, that may then take a place.

    Args:
        path: the place, in whose folder it lies.
        content: all of it.

    Yields:
        The file. Where it has not taken a place by the end, it is removed.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        with suppress(OSError):
            Path(name).unlink()


def sweep(folder: Path, name: str = "*") -> None:
    """Remove the parts of files that a process has left which was killed while it wrote.

    Args:
        folder: where to look, and below; it may be missing.
        name: a pattern for the names of the whole files.
    """
    for left in folder.rglob(f".{name}.*.part"):
        left.unlink(missing_ok=True)
