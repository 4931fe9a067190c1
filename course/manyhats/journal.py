"""A learner's own record, such as scenario runs: one JSON file on the learner's own machine.

It lies in Jupyter's user data folder (``MANYHATS_HOME`` names another). A write goes to a temporary
file that then takes the place of the old one, so a kill at any moment leaves the old or the new record,
whole. Under Voila nothing is kept: its visitors share one machine.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from manyhats.files import beside

VERSION = 1
FORMAT = "manyhats journal"
_DAMAGED = "journal-damaged-{}.json"


Entries = dict[str, Any]  # id to data


@dataclass(frozen=True)
class Reading:
    """The entries of one kind; ``notice`` is a sentence for the learner, or empty."""

    entries: Entries = field(default_factory=dict)
    notice: str = ""


class _Refused(Exception):
    """The journal can't be used; the message is a sentence for the learner."""


def is_kept() -> bool:
    """Whether anything is kept at all: not in a kernel that Voila started."""
    return not (
        os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")
        or "VOILA_REQUEST_URL" in os.environ
        or "VOILA_BASE_URL" in os.environ
    )


def path() -> Path:
    """Where the record lies, whether or not it exists yet."""
    home = os.environ.get("MANYHATS_HOME")
    if home:
        return Path(home) / "journal.json"
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir()) / "manyhats" / "journal.json"


def read(kind: str) -> Reading:
    """Everything of one kind, such as ``"scenario"``, what was recorded last at the end.

    A damaged file is set aside under a dated name, and the notice says so; a file of a newer version
    of the course is left as it is, and the notice says so.
    """
    entries, notice = read_all(kind)
    return Reading(entries[kind], notice)


def read_all(*kinds: str) -> tuple[dict[str, Entries], str]:
    """Everything of several kinds, as of one moment.

    Returns:
        For each of the kinds its entries, and the one notice as ``read`` gives it.
    """
    everything: dict[str, Entries] = {}
    notice = ""
    if is_kept():
        try:
            everything, notice = _load()
        except _Refused as refusal:
            notice = str(refusal)
    return {kind: everything.get(kind, {}) for kind in kinds}, notice


def kinds() -> tuple[str, ...]:
    """The kinds of which there is anything; none where the record can't be read."""
    try:
        return tuple(kind for kind, entries in _load()[0].items() if entries) if is_kept() else ()
    except _Refused:
        return ()


_watchers: dict[str, Callable[[str], object]] = {}


def watch(name: str, changed: Callable[[str], object]) -> None:
    """Have something called after each entry that this kernel records.

    Args:
        name: who watches; a watcher of the same name, such as of a cell that is run again, takes the earlier one's place.
        changed: called with the kind of the entry.
    """
    _watchers[name] = changed


def record(kind: str, entry_id: str, data: Any) -> str:
    """Keep ``data`` (plain JSON values) as the entry of this kind and id, in place of an older one.

    Returns:
        A sentence for the learner if it could not be kept or something else is to be known, else "".
    """
    if not is_kept():
        return ""
    try:
        with _locked():
            for leftover in path().parent.glob(".journal-*.tmp"):  # of a write that was killed
                leftover.unlink()
            everything, notice = _load()
            entries = everything.setdefault(kind, {})
            entries.pop(entry_id, None)
            entries[entry_id] = data  # the last, so that the order is that of the last change
            _write(everything)
    except _Refused as refusal:
        return str(refusal)
    except OSError as error:
        return (
            f"Your record can't be written to {path().parent} ({error.strerror or error}), so it lasts only "
            "while this notebook is open. Free some space or allow writing there, and go on."
        )
    for changed in tuple(_watchers.values()):
        changed(kind)
    return notice


@dataclass(frozen=True)
class Export:
    """``data`` is the whole record as it lies in its file, empty where there is none; ``notice`` is a
    sentence for the learner, or empty.
    """

    data: bytes = b""
    notice: str = ""


def export() -> Export:
    """The whole record, byte for byte, whatever version wrote it."""
    if not is_kept():
        return Export()
    try:
        return Export(path().read_bytes())
    except FileNotFoundError:
        return Export()
    except OSError as error:
        return Export(notice=f"Your record {path()} can't be read ({error.strerror or error}).")


def delete() -> str:
    """Delete the record for good, and with it the copies of it that were set aside as damaged.

    The record goes in one step, before the copies; it goes whatever version of the course wrote it.

    Returns:
        A sentence for the learner if something could not be deleted, else "".
    """
    if not is_kept() or not path().parent.is_dir():
        return ""
    try:
        with _locked():
            for pattern in (path().name, _DAMAGED.format("*"), ".journal-*.tmp"):
                for file in path().parent.glob(pattern):
                    file.unlink()
        return ""
    except OSError as error:
        return (
            f"Not all of your record in {path().parent} could be deleted ({error.strerror or error}). "
            "Allow writing there and try again, or delete the files by hand."
        )


def _load() -> tuple[dict[str, dict[str, Any]], str]:
    """All entries by kind, and a notice."""
    file = path()
    try:
        text = file.read_bytes()
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        raise _Refused(f"Your record {file} can't be read ({error.strerror or error}).") from error
    try:
        data = json.loads(text)
        if data["format"] != FORMAT or not isinstance(data["version"], int):
            raise ValueError("not a journal")
        newer = data["version"] > VERSION
        entries = {} if newer else data["entries"]
        if not all(isinstance(entry, dict) for entry in (entries, *entries.values())):
            raise ValueError("not a journal")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, _set_aside(file)
    if newer:
        raise _Refused(
            f"Your record {file} was written by a newer version of the course. It is left as it is, and "
            "nothing is added to it. Update the course to go on with it."
        )
    return entries, ""


def _set_aside(file: Path) -> str:
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S-%f")
    aside = file.with_name(_DAMAGED.format(stamp))
    try:
        file.replace(aside)
    except OSError as error:
        raise _Refused(
            f"Your record {file} is damaged and can't be set aside ({error.strerror or error}). "
            "Move it elsewhere by hand; until then nothing is kept."
        ) from error
    return f"Your record was damaged. It is kept aside as {aside}, and a new one is begun."


def _write(everything: dict[str, dict[str, Any]]) -> None:
    file = path()
    text = json.dumps({"format": FORMAT, "version": VERSION, "entries": everything}, ensure_ascii=False)
    with beside(file, text.encode("utf-8")) as whole:
        whole.replace(file)


@contextmanager
def _locked() -> Iterator[None]:
    """One writer at a time, so that two open notebooks lose nothing of each other's.

    The system lets go of the lock when a process dies.
    """
    folder = path().parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "journal.lock").open("a+b") as lock:
        try:
            import fcntl
        except ImportError:  # Windows
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
