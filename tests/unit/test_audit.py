"""The audit log: every line whole, nothing ever changed, and a torn line costs only itself."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from manyhats.grading.audit import AuditLog, known_scores


def test_lines_are_added_and_read_back(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "log.jsonl")
    assert log.read().entries == ()
    log.add([{"event": "graded", "student": "ada"}])
    before = log.path.read_bytes()
    log.add([{"event": "graded", "student": "bób\n"}, {"event": "graded", "student": "cleo"}])
    assert log.path.read_bytes().startswith(before)
    assert [one["student"] for one in log.read().entries] == ["ada", "bób\n", "cleo"]
    assert all({"format", "when", "version"} <= one.keys() for one in log.read().entries)
    assert log.read().told() == ""


@settings(deadline=None, max_examples=25)  # it waits for the disk
@given(st.integers(0, 10_000))
def test_a_torn_last_line_is_told_and_costs_only_itself(tmp_path_factory, cut: int) -> None:
    log = AuditLog(tmp_path_factory.mktemp("log") / "log.jsonl")
    log.add([{"student": "ada"}, {"student": "bob"}])
    whole = log.path.read_bytes()
    first = whole.index(b"\n") + 1
    log.path.write_bytes(whole[: first + cut % (len(whole) - first)])
    log.add([{"student": "cleo"}])
    found = log.read()
    students = [one["student"] for one in found.entries]
    assert students[0] == "ada"
    assert students[-1] == "cleo"
    torn = log.path.read_bytes().count(b"\n") - len(students)
    assert len(found.damaged) == torn
    assert bool(found.told()) is bool(torn)


def test_a_line_that_is_no_record_is_counted_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b'[1]\n\xff\xfe\n{"event": "override"}\n\n')
    found = AuditLog(path).read()
    assert found.damaged == (1, 2)
    assert known_scores(found.entries) == {}


def test_an_override_is_noted_once_and_also_when_it_is_taken_back(tmp_path: Path) -> None:
    log, key = AuditLog(tmp_path / "log.jsonl"), ("01", "ada", "own-org-check")

    def note(score: float | None) -> int:
        return log.note_overrides({key: score}, known_scores(log.read().entries))

    assert [note(score) for score in (3.0, 3.0, 1.5, None, None)] == [1, 0, 1, 1, 0]
    noted = [json.loads(line) for line in log.path.read_text(encoding="utf-8").splitlines()]
    assert [(one["before"], one["after"]) for one in noted] == [(None, 3.0), (3.0, 1.5), (1.5, None)]
