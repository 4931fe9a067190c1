"""Reads the course's YAML content files and holds them against their schema.

The schema of a file is a ``msgspec.Struct``. An error names the file, the line and what to do, because
its reader is an author who edits YAML and need not know Python.

As Python keeps the bytecode of a module, the parsed value of a file is kept in ``__pycache__`` beside it, until
the file changes: parsing YAML is most of what a view would cost a visitor's kernel.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from manyhats.content.errors import ContentError

T = TypeVar("T")

CONTENT = Path(__file__).parent


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every content schema: immutable, and a key that it does not know is an error."""


def load(path: Path, schema: type[T]) -> T:
    """Read one YAML file and return it as its schema.

    Args:
        path: the file, in UTF-8.
        schema: a ``Content`` class, or any type that msgspec can convert to.

    Raises:
        ContentError: the file can't be read, is not YAML, repeats a key, or does not fit the schema.
    """
    kept = _kept_value(path)
    if kept is not None:
        with contextlib.suppress(msgspec.ValidationError):  # the source knows the line of what is wrong
            return msgspec.convert(kept, schema)
    from manyhats.content.source import parse

    stamp = _stamp(path)  # before it is read: a change in between must not be taken for what was read
    source = parse(path)
    try:
        content = msgspec.convert(source.value, schema)
    except msgspec.ValidationError as error:
        raise ContentError(source.sentence(error, schema)) from error
    _keep_value(path, stamp, source.value)
    return content


def load_with_lines(path: Path, schema: type[T]) -> tuple[T, Callable[[str], int]]:
    """Like ``load``, for checks that go beyond the schema: also tells on which line a value stands.

    Returns:
        The content, and a function from a place such as ``$.nodes[0].text`` to its line in the file
        (as far as the place exists).
    """

    def line(at: str) -> int:
        from manyhats.content.source import parse

        return parse(path).line(at)

    return load(path, schema), line


def _kept_file(path: Path) -> Path:
    return path.parent / "__pycache__" / f"{path.name}.msgpack"


def _stamp(path: Path) -> list[int]:
    """What tells one state of a file from another; empty where there is no file to be read."""
    try:
        found = path.stat()
    except OSError:
        return []
    return [found.st_mtime_ns, found.st_size]


def _kept_value(path: Path) -> Any:
    """The parsed value that was kept when the file was as it is now, or None."""
    try:
        stamp, value = msgspec.msgpack.decode(_kept_file(path).read_bytes(), type=tuple[list[int], Any])
        return value if stamp == _stamp(path) else None
    except (OSError, msgspec.DecodeError):
        return None


def _keep_value(path: Path, stamp: list[int], value: Any) -> None:
    """Keep a value for the next kernel; a folder that can't be written to, or a number that is too large, only
    costs time.
    """
    kept = _kept_file(path)
    with contextlib.suppress(OSError, OverflowError):
        data = msgspec.msgpack.encode((stamp, value))
        kept.parent.mkdir(exist_ok=True)
        new = kept.with_suffix(f".{os.getpid()}")
        new.write_bytes(data)
        new.replace(kept)
