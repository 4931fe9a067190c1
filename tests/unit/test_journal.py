"""The learner's own record: what is kept survives, what can't be kept is said."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manyhats import journal


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MANYHATS_HOME", str(tmp_path))
    for name in ("SERVER_SOFTWARE", "VOILA_REQUEST_URL", "VOILA_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_what_is_recorded_is_read_and_kinds_stay_apart():
    assert journal.read("scenario") == journal.Reading({}, "")
    assert journal.record("scenario", "one", {"a": [1, "ü"]}) == ""
    assert journal.record("scenario", "two", 2) == ""
    assert journal.record("rating", "one", 3) == ""
    assert journal.record("scenario", "two", 4) == ""
    assert journal.read("scenario").entries == {"one": {"a": [1, "ü"]}, "two": 4}
    assert journal.read("rating").entries == {"one": 3}


def test_without_manyhats_home_it_lies_in_jupyters_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("MANYHATS_HOME")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    assert journal.path() == tmp_path / "data" / "manyhats" / "journal.json"


@pytest.mark.parametrize("variable", ["VOILA_REQUEST_URL", "VOILA_BASE_URL", "SERVER_SOFTWARE"])
def test_under_voila_nothing_is_kept(monkeypatch, home, variable):
    journal.record("scenario", "mine", 1)
    before = sorted(home.iterdir())
    monkeypatch.setenv(variable, "voila/0.5.13")
    assert not journal.is_kept()
    assert journal.record("scenario", "theirs", 2) == ""
    assert journal.read("scenario") == journal.Reading({}, "")
    assert sorted(home.iterdir()) == before


@settings(max_examples=60)
@given(st.binary(max_size=200) | st.text().map(str.encode) | st.integers().map(lambda n: str(n).encode()))
def test_a_damaged_file_is_kept_aside_and_said_so(tmp_path_factory, damage):
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MANYHATS_HOME", str(home))
        (home / "journal.json").write_bytes(damage)
        reading = journal.read("scenario")
        aside = list(home.glob("journal-damaged-*.json"))
        assert reading.entries == {}
        assert len(aside) == 1
        assert aside[0].read_bytes() == damage
        assert str(aside[0]) in reading.notice
        assert journal.record("scenario", "one", 1) == ""
        assert journal.read("scenario") == journal.Reading({"one": 1}, "")


@pytest.mark.parametrize("entries", [[], 3, None, {"scenario": []}])
def test_a_file_of_the_wrong_shape_is_damaged(home, entries):
    (home / "journal.json").write_text(
        json.dumps({"format": journal.FORMAT, "version": 1, "entries": entries})
    )
    notice = journal.record("scenario", "one", 1)
    assert "kept aside" in notice
    assert journal.read("scenario").entries == {"one": 1}


def test_a_newer_versions_file_is_left_untouched_and_said_so(home):
    newer = json.dumps({"format": journal.FORMAT, "version": journal.VERSION + 1, "other": "shape"})
    (home / "journal.json").write_text(newer)
    assert "newer version" in journal.read("scenario").notice
    assert "newer version" in journal.record("scenario", "one", 1)
    assert (home / "journal.json").read_text() == newer


def test_a_place_that_cannot_be_written_gives_a_sentence(monkeypatch, home):
    (home / "file").write_text("in the way")
    monkeypatch.setenv("MANYHATS_HOME", str(home / "file" / "under"))
    for notice in (journal.record("scenario", "one", 1), journal.read("scenario").notice):
        assert notice.endswith(".")
        assert "file" in notice


def test_a_full_disk_leaves_the_old_record_and_no_litter(monkeypatch, home):
    journal.record("scenario", "one", 1)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left on device" in journal.record("scenario", "one", 2)
    monkeypatch.undo()
    monkeypatch.setenv("MANYHATS_HOME", str(home))
    assert journal.read("scenario").entries == {"one": 1}
    assert not list(home.glob(".journal-*"))


WRITER = """
import sys
from manyhats import journal
print("ready", flush=True)
n = 0
while True:
    n += 1
    journal.record(sys.argv[1], "n", {"n": n, "long": "x" * 20000})
"""


def test_a_kill_at_any_moment_leaves_a_whole_record_and_two_writers_lose_nothing(home):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, kind], stdout=subprocess.PIPE) for kind in ("a", "b")
    ]
    for writer in writers:
        writer.stdout.readline()
    deadline = time.monotonic() + 20
    while not (journal.read("a").entries and journal.read("b").entries):
        assert time.monotonic() < deadline
    for writer in writers:
        writer.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        writer.wait()
        writer.stdout.close()
        for kind in ("a", "b"):
            reading = journal.read(kind)
            assert reading.notice == ""
            assert reading.entries["n"]["long"] == "x" * 20000
    assert journal.record("c", "n", 1) == ""
    assert sorted(path.name for path in Path(home).iterdir()) == ["journal.json", "journal.lock"]


def test_what_was_recorded_last_stands_last():
    for entry in ("one", "two", "one"):
        journal.record("scenario", entry, 1)
    assert list(journal.read("scenario").entries) == ["two", "one"]


def test_the_kinds_are_those_of_which_there_is_anything(home):
    assert journal.kinds() == ()
    journal.record("scenario", "one", 1)
    journal.record("weather", "one", 1)
    assert journal.kinds() == ("scenario", "weather")
    (home / "journal.json").write_text(json.dumps({"format": journal.FORMAT, "version": 99}))
    assert journal.kinds() == ()


# Export and delete


def test_an_export_is_the_file_as_it_is(home):
    assert journal.export() == journal.Export(b"", "")
    journal.record("scenario", "one", {"a": "ü"})
    assert journal.export() == journal.Export((home / "journal.json").read_bytes(), "")
    assert json.loads(journal.export().data)["entries"] == {"scenario": {"one": {"a": "ü"}}}


@pytest.mark.parametrize("content", [b"damaged \xff", b'{"format": "manyhats journal", "version": 99}'])
def test_what_this_version_can_not_read_is_exported_and_deleted_all_the_same(home, content):
    (home / "journal.json").write_bytes(content)
    assert journal.export().data == content
    assert (home / "journal.json").read_bytes() == content
    assert journal.delete() == ""
    assert journal.export().data == b""


def test_deleting_leaves_nothing_of_the_learner_and_a_new_record_can_begin(home):
    (home / "journal.json").write_bytes(b"damaged")
    assert "kept aside" in journal.read("scenario").notice
    journal.record("scenario", "one", "mine")
    (home / ".journal-killed.tmp").write_text("mine")
    (home / "notes.txt").write_text("somebody else's")
    assert journal.delete() == ""
    assert sorted(path.name for path in home.iterdir()) == ["journal.lock", "notes.txt"]
    assert (home / "journal.lock").read_bytes() == b""
    assert journal.record("scenario", "two", 2) == ""
    assert journal.read("scenario") == journal.Reading({"two": 2}, "")


def test_deleting_where_there_is_nothing_makes_nothing(monkeypatch, home):
    monkeypatch.setenv("MANYHATS_HOME", str(home / "never"))
    assert journal.delete() == ""
    assert not (home / "never").exists()


def test_what_can_not_be_deleted_or_read_is_told(monkeypatch):
    journal.record("scenario", "one", 1)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        assert "Permission denied" in journal.delete()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        assert "Permission denied" in journal.export().notice
    assert journal.read("scenario").entries == {"one": 1}


def test_under_voila_nothing_is_exported_or_deleted(monkeypatch, home):
    journal.record("scenario", "mine", 1)
    before = sorted(home.iterdir())
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    assert journal.export() == journal.Export()
    assert journal.delete() == ""
    assert sorted(home.iterdir()) == before
