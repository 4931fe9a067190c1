"""Collecting what a learning platform gives: hostile archives are refused, and every honest notebook arrives."""

import io
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from classroom import MODULE, Classroom
from hypothesis import given, settings
from hypothesis import strategies as st
from manyhats.grading.extract import CarefulExtractor, safe_path

ADA = f"Ada Byron_4711_assignsubmission_file_/{MODULE}.ipynb"
NOTEBOOK = b'{"nbformat": 4, "cells": []}'
Fill = Callable[[zipfile.ZipFile], object]


def zipped(*fill: Fill) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in fill:
            one(archive)
    return file.getvalue()


def entry(name: str, content: bytes = NOTEBOOK, mode: int = 0, method: int | None = None) -> Fill:
    def write(archive: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo(name, (2025, 1, 2, 3, 4, 6))
        info.external_attr = mode << 16
        archive.writestr(info, content, compress_type=zipfile.ZIP_DEFLATED if method is None else method)

    return write


def encrypted(name: str) -> bytes:
    """A zip file whose entry says that it is encrypted."""
    raw = bytearray(zipped(entry(name)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    return bytes(raw)


SMALL = 1_000_000  # bytes in the place of the real limits, with which a test would write gigabytes
HOSTILE = {
    "climbs": (zipped(entry(f"../../{ADA}"), entry(f"a/../../{ADA}")), "leads out of the folder"),
    "absolute": (
        zipped(entry(f"/etc/{MODULE}.ipynb"), entry(f"C:\\{MODULE}.ipynb")),
        "leads out of the folder",
    ),
    "backslashes": (zipped(entry(f"..\\..\\{MODULE}.ipynb")), "leads out of the folder"),
    "link": (zipped(entry(ADA, b"/etc/passwd", mode=stat.S_IFLNK | 0o777)), "is a link or no file"),
    "device": (zipped(entry(ADA, b"", mode=stat.S_IFCHR | 0o666)), "is a link or no file"),
    "bomb": (zipped(entry(ADA, bytes(40 * SMALL))), "grows past 1 MB, too large for a notebook"),
    "bombs": (zipped(*(entry(f"{n}/{ADA}", bytes(SMALL)) for n in range(12))), "grows too large as a whole"),
    "many": (zipped(*(entry(f"{n}.txt", b"") for n in range(101))), "holds too many files"),
    "bomb_in_archive": (
        zipped(entry("in.zip", zipped(entry(ADA, bytes(40 * SMALL))))),
        "grows past 1 MB, too large for a notebook",
    ),
    "archive_that_is_a_bomb": (zipped(entry("in.zip", bytes(40 * SMALL))), "grows past 1 MB"),
    "archives_in_archives": (
        zipped(entry("a.zip", zipped(entry("b.zip", zipped(entry(ADA)))))),
        "is an archive inside archives",
    ),
    "encrypted": (encrypted(ADA), "is encrypted"),
    "lzma": (zipped(entry(ADA, method=zipfile.ZIP_LZMA)), "is packed in a way that is not read here"),
    "twice": (zipped(entry(ADA), entry(ADA, b"{}")), "has the name of another one"),
    "program": (
        zipped(entry("Ada_1_assignsubmission_file_/run.exe")),
        "is neither a notebook nor a zip archive",
    ),
    "cut": (zipped(entry(ADA))[:-30], "is damaged; what could be read was taken"),
    "no_zip": (b"hello", "is damaged; what could be read was taken"),
    "long_name": (zipped(entry("x" * 3000 + ".ipynb")), "is damaged; what could be read was taken"),
}


def unpack(archive: bytes, folder: Path, name: str = "download.zip") -> list[str]:
    (folder / "archive").mkdir()
    (folder / "archive" / name).write_bytes(archive)
    extractor = CarefulExtractor(max_notebook=SMALL, max_total=10 * SMALL, max_entries=100)
    extractor.extract(str(folder / "archive"), str(folder / "extracted"))
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir() and path.name != name
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_with_a_sentence(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    archive, says = HOSTILE[name]
    inside = tmp_path / "downloads" / "here"
    inside.mkdir(parents=True)
    found = unpack(archive, inside)
    assert says in caplog.text
    assert all(path.startswith("extracted/download/") for path in found), "nothing lies outside of its folder"
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.ipynb")) <= 10 * SMALL
    assert [path for path in tmp_path.iterdir() if path.name != "downloads"] == []
    assert not any(path.is_symlink() for path in tmp_path.rglob("*"))
    assert found == (["extracted/download/" + ADA] if name == "twice" else found if name == "bombs" else [])


def test_what_stands_beside_something_hostile_is_taken(tmp_path: Path) -> None:
    archive = zipped(
        entry("../evil.ipynb"),
        entry(ADA),
        entry("Bo_2_assignsubmission_file_/mine.zip", zipped(entry("x.ipynb"))),
    )
    assert unpack(archive, tmp_path) == [
        f"extracted/download/{ADA}",
        "extracted/download/Bo_2_assignsubmission_file_/mine/x.ipynb",
    ]


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(["..", ".", "/", "\\", "a", "C:", "x.ipynb", "\0"])).map("".join)
)
def test_no_path_of_an_archive_leads_out_of_its_folder(name: str) -> None:
    path = safe_path(name)
    assert path is None or Path(os.path.normpath(Path("/in/here") / path)).is_relative_to("/in/here")


def test_plain_files_are_copied_and_links_are_not(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "archive" / "deep").mkdir(parents=True)
    (tmp_path / "archive" / "deep" / "a.ipynb").write_bytes(NOTEBOOK)
    (tmp_path / "archive" / "b.ipynb").symlink_to(tmp_path / "archive" / "deep" / "a.ipynb")
    (tmp_path / "archive" / "essay.docx").write_bytes(b"words")
    CarefulExtractor().extract(str(tmp_path / "archive"), str(tmp_path / "extracted"))
    assert [path.name for path in (tmp_path / "extracted").rglob("*") if path.is_file()] == ["a.ipynb"]
    assert "“b.ipynb” is a link or no file" in caplog.text
    assert "“essay.docx” is neither a notebook nor a zip archive" in caplog.text


def test_the_command_collects_the_newest_of_each_learner_and_stops_for_nobody(classroom: Classroom) -> None:
    archive = classroom.root / "downloaded" / MODULE / "archive"
    archive.mkdir(parents=True)
    (archive / "moodle.zip").write_bytes(
        zipped(entry(ADA), entry("../../evil.ipynb"), entry("=cmd|calc!A0.ipynb"))
    )
    (archive / f"{MODULE}__=HYPERLINK(x).ipynb").write_bytes(NOTEBOOK)
    for name, when in (("bo", 1000), ("Bo (1)", 3000), ("BO", 2000)):
        file = archive / f"{MODULE}__{name}.ipynb"
        file.write_bytes(NOTEBOOK + f" {when}".encode())
        os.utime(file, (when, when))
    run = classroom.command("zip_collect", MODULE)
    assert run.returncode == 0, run.stderr
    submitted = classroom.root / "submitted"
    assert sorted(path.name for path in submitted.iterdir()) == ["ada-byron-4711", "bo", "hyperlink-x"]
    assert (submitted / "bo" / MODULE / f"{MODULE}.ipynb").read_bytes().endswith(b"3000")
    assert "bo handed in more than once" in run.stderr
    assert "Rename it to <module id>__<student>.ipynb" in run.stderr
