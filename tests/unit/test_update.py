"""From an older course to a newer one: every word is still there, whatever has changed and whenever it was stopped."""

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from manyhats import files, journal
from manyhats.__main__ import main
from manyhats.exercise.update import Updated, UpdateProblem, sentences, update
from manyhats.reflection import STUB
from nbformat import from_dict
from nbgrader.utils import compute_checksum

ROOT = Path(__file__).parents[2]
FIRST, SECOND = "01-one-title", "02-another"
OPTIONS = "- [ ] A. Ask\n- [ ] B. Wait\n  a month\n\n" + STUB
OLD_STUB = "*Your answer, please.*"


def cell(grade_id: str, text: str, kind: str = "markdown", **settings: Any) -> dict[str, Any]:
    nbgrader = {
        "grade_id": grade_id,
        "grade": False,
        "solution": False,
        "locked": True,
        "task": False,
        **settings,
    }
    return {"cell_type": kind, "id": grade_id, "metadata": {"nbgrader": nbgrader}, "source": text}


def prompt(name: str, ask: str, points: int = 4, stub: str = STUB) -> list[dict[str, Any]]:
    """The three cells of a prompt, as a release has them."""
    answer = cell(name, stub, grade=True, solution=True, locked=False, points=0)
    answer["metadata"]["nbgrader"]["checksum"] = compute_checksum(from_dict(answer))
    check = cell(f"{name}-check", f'check("{name}", points={points})', "code", grade=True, points=points)
    return [
        cell(f"{name}-prompt", f"## {ask}\n\nSay why."),
        answer,
        {**check, "outputs": [], "execution_count": None},
    ]


def write(course: Path, exercise: str, cells: list[dict[str, Any]]) -> Path:
    path = course / "exercises" / exercise / f"{exercise}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    notebook = {
        "cells": [cell("intro", "# An exercise"), *cells],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")
    return path


def answers(path: Path) -> dict[str, str]:
    found = {}
    for one in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        settings = one["metadata"].get("nbgrader", {})
        if settings.get("solution"):
            found[settings["grade_id"]] = "".join(one["source"])
    return found


def answer(path: Path, change: Callable[[list[dict[str, Any]]], None] | None = None, **texts: str) -> None:
    """Write answers into an exercise, and whatever ``change`` does to its cells."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for one in notebook["cells"]:
        name = one["metadata"].get("nbgrader", {}).get("grade_id")
        one["source"] = texts.get(name, one["source"])
    if change:
        change(notebook["cells"])
    path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")


class Courses:
    """An older course with its exercises, and the newer one: a prompt reworded and worth more, one gone, one new, and
    a list of options with one gone and one new.
    """

    def __init__(self, root: Path) -> None:
        self.old, self.new = root / "old", root / "new"
        self.before = write(
            self.old,
            FIRST,
            [
                *prompt("offers", "1. Two offers", stub=OLD_STUB),
                *prompt("gone", "2. No longer asked"),
                *prompt("list", "3. A list", stub=OPTIONS),
            ],
        )
        self.after = write(
            self.new,
            FIRST,
            [
                *prompt("offers", "1. Two offers, read side by side", points=6),
                *prompt("list", "2. A list", stub=OPTIONS.replace("- [ ] A. Ask\n", "- [ ] A. Ask both\n")),
                *prompt("fresh", "3. Asked anew"),
            ],
        )
        self.released = self.after.read_bytes()
        write(self.old, SECOND, prompt("second", "1. Second"))
        self.second = write(self.new, SECOND, prompt("second", "1. Second"))

    def update(self) -> dict[str, Updated]:
        return {done.exercise: done for done in update(self.old, self.new)}

    @property
    def copies(self) -> list[Path]:
        return sorted(self.after.parent.glob("*.answers-*.ipynb"))


@pytest.fixture
def courses(tmp_path: Path) -> Courses:
    return Courses(tmp_path)


def every_word_is_there(courses: Courses) -> None:
    whole = "".join(path.read_text(encoding="utf-8") for path in courses.after.parent.glob("*.ipynb"))
    for one in json.loads(courses.before.read_text(encoding="utf-8"))["cells"]:
        for word in "".join(one["source"]).split():
            assert json.dumps(word)[1:-1] in whole or word in whole, word


def fill(courses: Courses) -> None:
    answer(
        courses.before,
        lambda cells: cells.append(
            {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "Aside: Priyä."}
        ),
        offers='Harbour says «dates».\n\nBrightline says "people".',
        gone="What was asked before.",
        list=OPTIONS.replace("[ ] B", "[x] B").replace("[ ] A", "[x] A").replace(STUB, "Since Tom is away."),
    )


def test_every_answer_comes_over_or_is_kept_and_named(courses: Courses) -> None:
    fill(courses)
    before = courses.before.read_bytes()
    done = courses.update()[FIRST]
    assert answers(courses.after) == {
        "offers": 'Harbour says «dates».\n\nBrightline says "people".',
        "list": "- [ ] A. Ask both\n- [x] B. Wait\n  a month\n\nSince Tom is away.",
        "fresh": STUB,
    }
    assert done.brought == ("Two offers, read side by side", "A list")
    told = " ".join(sentences(done))
    assert "“No longer asked” is no longer asked" in told
    assert "“A. Ask” is no longer on offer, so choose again" in told
    assert "A cell of your own, outside the answers" in told
    assert courses.before.read_bytes() == before, "the old folder is only read"
    every_word_is_there(courses)


def test_the_shipped_exercises_take_over_every_model_answer(tmp_path: Path) -> None:
    for name in ("old", "new"):
        shutil.copytree(ROOT / "exercises", tmp_path / name / "exercises")
    for path in sorted((tmp_path / "old").rglob("*.ipynb")):
        answer(path, **answers(ROOT / "solutions" / path.parent.name / path.name))
    for done in update(tmp_path / "old", tmp_path / "new"):
        place = Path("exercises", done.exercise, f"{done.exercise}.ipynb")
        assert answers(tmp_path / "new" / place) == answers(ROOT / "solutions" / done.exercise / place.name)
        assert (done.problem, done.aside, done.there) == ("", (), ())
        assert len(done.brought) == len(answers(ROOT / place))


def test_the_new_exercise_has_only_its_answers_changed(courses: Courses) -> None:
    fill(courses)
    courses.update()
    now, released = json.loads(courses.after.read_text(encoding="utf-8")), json.loads(courses.released)
    for one in (*now["cells"], *released["cells"]):
        if one["metadata"]["nbgrader"]["solution"]:
            one["source"] = ""
    assert now == released


def test_the_copy_holds_the_old_file_and_the_homeless_answers_at_its_end(courses: Courses) -> None:
    fill(courses)
    done = courses.update()[FIRST]
    assert courses.copies == [done.copy]
    kept = json.loads(courses.copies[0].read_text(encoding="utf-8"))["cells"]
    old = json.loads(courses.before.read_text(encoding="utf-8"))["cells"]
    assert kept[:-1] == old
    assert kept[-1]["source"].split("\n\n")[1:] == ["## No longer asked", "What was asked before."]


def test_updating_again_changes_nothing_and_says_that_all_is_there(courses: Courses) -> None:
    fill(courses)
    courses.update()
    state = {path: path.read_bytes() for path in courses.new.rglob("*.ipynb")}
    again = courses.update()[FIRST]
    assert {path: path.read_bytes() for path in courses.new.rglob("*.ipynb")} == state
    assert (again.brought, again.there) == ((), ("Two offers, read side by side", "A list"))


def test_what_nobody_wrote_is_not_brought_though_the_grey_line_was_another(courses: Courses) -> None:
    done = courses.update()
    assert set(done) == {FIRST, SECOND}
    assert all(sentences(one) == ["nothing to bring over."] for one in done.values())
    assert courses.after.read_bytes() == courses.released
    assert courses.copies == []


def test_what_is_begun_in_the_new_course_stays(courses: Courses) -> None:
    answer(courses.before, offers="The older words.", list=OPTIONS.replace("[ ] B", "[x] B"))
    answer(courses.after, offers="The newer words.")
    done = courses.update()[FIRST]
    assert answers(courses.after)["offers"] == "The newer words."
    assert "[x] B. Wait" in answers(courses.after)["list"]
    assert any("you have written in the new exercise already" in one for one in done.aside)
    every_word_is_there(courses)


def test_a_split_or_converted_answer_comes_over_whole(courses: Courses) -> None:
    def split(cells: list[dict[str, Any]]) -> None:
        (first,) = (one for one in cells if one["id"] == "offers")
        first["cell_type"] = "raw"
        cells.append({**copy.deepcopy(first), "id": "copied", "source": "Second half."})

    answer(courses.before, split, offers="First half.")
    courses.update()
    assert answers(courses.after)["offers"] == "First half.\n\nSecond half."


def test_a_renamed_old_file_is_read_and_other_notebooks_are_named(courses: Courses) -> None:
    fill(courses)
    aside = courses.before.with_name(f"{FIRST}.answers-2026-01-01-101010.ipynb")
    aside.write_bytes(courses.before.read_bytes())
    courses.before = courses.before.rename(courses.before.with_name("mine.ipynb"))
    done = courses.update()[FIRST]
    assert answers(courses.after)["list"].endswith("Since Tom is away.")
    assert f"Not read, and still in the old folder: {aside.name}." in done.aside
    assert all("Not read" not in one for one in courses.update()[SECOND].aside)


def test_a_damaged_old_file_is_kept_as_it_is(courses: Courses) -> None:
    courses.before.write_bytes(b'{"cells": [{"source": "my only copy')
    done = courses.update()[FIRST]
    assert "nothing brought over" in done.problem
    assert [path.read_bytes() for path in courses.copies] == [b'{"cells": [{"source": "my only copy']
    assert courses.after.read_bytes() == courses.released


def test_answers_of_an_exercise_that_is_gone_are_kept(courses: Courses) -> None:
    fill(courses)
    courses.after.unlink()
    done = courses.update()[FIRST]
    assert "this exercise is no longer in the course." in done.problem
    assert done.copy
    assert done.copy.read_bytes() == courses.before.read_bytes()


def test_a_new_file_that_can_not_be_read_is_left_and_the_old_answers_are_kept(courses: Courses) -> None:
    fill(courses)
    courses.after.write_text("{", encoding="utf-8")
    assert "Unpack the newer course again" in courses.update()[FIRST].problem
    assert courses.after.read_text(encoding="utf-8") == "{"
    assert [path.read_bytes() for path in courses.copies] == [courses.before.read_bytes()]


@pytest.mark.parametrize("stopped_at", range(2))
@pytest.mark.parametrize("written_first", [False, True], ids=["before", "after"])
def test_stopped_at_any_moment_and_run_again_it_ends_the_same(
    courses: Courses, monkeypatch: pytest.MonkeyPatch, stopped_at: int, written_first: bool
) -> None:
    fill(courses)
    done, replace = [], Path.replace

    def stop(path: Path, target: Path) -> Path:
        if len(done) == stopped_at and not written_first:
            raise KeyboardInterrupt
        done.append(replace(path, target))
        if len(done) == stopped_at + 1:
            raise KeyboardInterrupt
        return done[-1]

    with monkeypatch.context() as patch:
        patch.setattr(files.Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            courses.update()
    for path in courses.new.rglob("*.ipynb"):
        json.loads(path.read_text(encoding="utf-8"))
    courses.update()
    assert answers(courses.after)["list"].endswith("Since Tom is away.")
    assert len(courses.copies) == 1
    assert not list(courses.new.rglob("*.part"))
    every_word_is_there(courses)


def test_a_disk_that_can_not_be_written_is_told_and_the_others_go_on(
    courses: Courses, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(courses)
    answer(courses.old / "exercises" / SECOND / f"{SECOND}.ipynb", second="More words.")
    write_bytes = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if FIRST in path.name:
            raise OSError(28, "No space left on device", str(path))
        return write_bytes(path, content)

    monkeypatch.setattr(files.Path, "write_bytes", full)
    done = courses.update()
    assert "No space left on device" in done[FIRST].problem
    assert courses.after.read_bytes() == courses.released
    assert answers(courses.second) == {"second": "More words."}


@pytest.mark.parametrize("which", ["nowhere", "empty", "itself"])
def test_a_folder_to_update_from_that_is_none_gets_a_sentence(
    courses: Courses, tmp_path: Path, which: str
) -> None:
    (tmp_path / "empty").mkdir()
    folder = courses.new / "exercises" / ".." if which == "itself" else tmp_path / which
    with pytest.raises(
        UpdateProblem, match="newer course itself" if which == "itself" else "no folder of this course"
    ):
        update(folder, courses.new)


def test_the_command_says_what_it_did_and_leaves_the_journal_alone(
    courses: Courses, own_journal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(courses)
    journal.record("scenario", "two-offers", {"kept": True})
    before = (own_journal / "journal.json").read_bytes()
    monkeypatch.setattr("manyhats.__main__._this_course", lambda: courses.new)
    assert main(["update", str(courses.old)]) == 0
    said = capsys.readouterr().out
    assert f"{FIRST}: brought over: “Two offers, read side by side”, “A list”." in said
    assert f"{SECOND}: nothing to bring over." in said
    assert (own_journal / "journal.json").read_bytes() == before
    assert main(["update", str(courses.old / "exercises")]) == 1
    assert "no folder of this course" in capsys.readouterr().out
    courses.before.write_text("{", encoding="utf-8")
    assert main(["update", str(courses.old)]) == 1
