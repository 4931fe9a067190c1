"""Takes the notebooks out of what a learning platform gives: archives of strangers, with strangers' archives in them.

Only notebooks are taken out. Links, paths that lead elsewhere and whatever grows too large are refused, each with
a sentence, and the rest of the archive is still taken. Other kinds of archive than zip are left alone: a tar file
can ask for any amount of memory before a byte of it has been checked.
"""

import contextlib
import os
import shutil
import stat
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import IO

from nbgrader.plugins import ExtractorPlugin
from traitlets import Integer

from manyhats.grading.reading import MAX_NOTEBOOK, is_plain_file
from manyhats.text import clean

MAX_DEPTH = 2  # an archive in an archive: a platform's download with what a learner zipped
_NOTEBOOK, _ARCHIVE = ".ipynb", ".zip"
_CHUNK = 1 << 20


class _TooMuch(Exception):
    """Something grew past its limit; the message is the end of a sentence."""


@dataclass
class _Allowance:
    """What may still come out of one archive: bytes in all, bytes of each file, and files."""

    total: int
    each: int
    entries: int

    def enter(self) -> None:
        """Count one more file."""
        self.entries -= 1
        if self.entries < 0:
            raise _TooMuch("holds too many files")

    def copy(self, stream: IO[bytes], file: IO[bytes]) -> None:
        """Copy, counting what really comes out: what an archive says of its sizes may be a lie."""
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            self.total -= len(chunk)
            if self.total < 0:
                raise _TooMuch("grows too large as a whole")
            if size > self.each:
                raise _TooMuch(f"grows past {self.each / 1e6:.0f} MB, too large for a notebook")
            file.write(chunk)


class CarefulExtractor(ExtractorPlugin):
    """For ``ZipCollectApp.extractor_plugin``: notebooks out of zip files, and those that lie there bare."""

    max_notebook = Integer(MAX_NOTEBOOK, help="Bytes of one notebook.").tag(config=True)
    max_total = Integer(2_000_000_000, help="Bytes that come out of one archive.").tag(config=True)
    max_entries = Integer(20_000, help="Files in one archive, with those in the archives in it.").tag(
        config=True
    )

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Copy or unpack every notebook.

        Args:
            archive_path: the folder with what was downloaded.
            extracted_path: where the notebooks go; the folders that they lay in are kept.
        """
        source, target = Path(archive_path), Path(extracted_path)
        for folder, _, names in os.walk(source):
            for file in (Path(folder, name) for name in sorted(names)):
                place = target / file.relative_to(source)
                ending = file.suffix.lower()
                if not is_plain_file(file):
                    self._leave(file.name, "is a link or no file")
                elif ending == _NOTEBOOK:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(file, place)
                elif ending == _ARCHIVE:
                    allowance = _Allowance(self.max_total, self.max_notebook, self.max_entries)
                    with file.open("rb") as stream:
                        self._unpack(stream, file.name, place.with_suffix(""), allowance, depth=1)
                else:
                    self._leave(file.name, "is neither a notebook nor a zip archive")

    def _unpack(self, stream: IO[bytes], name: str, target: Path, allowance: _Allowance, depth: int) -> None:
        """Take the notebooks out of one archive, as far as it can be read."""
        try:
            with zipfile.ZipFile(stream) as archive:
                for info in archive.infolist():
                    if not info.is_dir():
                        allowance.enter()
                        self._take(archive, info, name, target, allowance, depth)
        except _TooMuch as error:
            self._leave(name, f"{error}; what came before that was taken")
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
            self._leave(name, f"is damaged; what could be read was taken ({error})")

    def _take(
        self,
        archive: zipfile.ZipFile,
        info: zipfile.ZipInfo,
        name: str,
        target: Path,
        allowance: _Allowance,
        depth: int,
    ) -> None:
        """Take one notebook, or go into one more archive."""
        path = safe_path(info.filename)
        where = f"{info.filename}” in “{name}"
        if path is None:
            self._leave(where, "has a path that leads out of the folder")
        elif path.parts[0] == "__MACOSX" or path.name.startswith("."):
            return  # what a Mac adds to every archive
        elif problem := _problem(info, path, depth):
            self._leave(where, problem)
        else:
            try:
                with archive.open(info) as packed:
                    if path.suffix.lower() == _NOTEBOOK:
                        _write(packed, target / path, allowance, info.date_time)
                    else:
                        with TemporaryFile() as whole:
                            allowance.copy(packed, whole)
                            inner = target / path.with_suffix("")
                            self._unpack(whole, path.name, inner, allowance, depth + 1)
            except FileExistsError:
                self._leave(where, "has the name of another one")
            except _TooMuch as error:
                if allowance.total < 0:
                    raise
                self._leave(where, str(error))

    def _leave(self, name: str, why: str) -> None:
        self.log.warning("Left out: “%s” %s.", clean(name)[:200], why)


def _problem(info: zipfile.ZipInfo, path: PurePosixPath, depth: int) -> str:
    """Why an entry can't be taken; empty when it can."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "is a link or no file"
    if path.suffix.lower() not in (_NOTEBOOK, _ARCHIVE):
        return "is neither a notebook nor a zip archive"
    if path.suffix.lower() == _ARCHIVE and depth >= MAX_DEPTH:
        return "is an archive inside archives"
    if info.flag_bits & 1:
        return "is encrypted"
    # The other ways to pack can ask for any amount of memory.
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way that is not read here"
    return ""


def _write(
    packed: IO[bytes], place: Path, allowance: _Allowance, changed: tuple[int, int, int, int, int, int]
) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        try:
            allowance.copy(packed, file)
        except BaseException:
            place.unlink()  # a part of a notebook would pass for one
            raise
    with contextlib.suppress(
        ValueError, OverflowError
    ):  # an archive may hold any date; the newest file is taken
        year, month, day, hour, minute, second = changed
        when = time.mktime((year, month, day, hour, minute, second, 0, 0, -1))
        os.utime(place, (when, when))


def safe_path(name: str) -> PurePosixPath | None:
    """Where an entry goes below its archive's folder; None when it would not stay there."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or not path.parts or ".." in path.parts or "\0" in name or ":" in path.parts[0]:
        return None
    return path
