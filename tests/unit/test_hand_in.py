"""Hand in: the name, what the file holds, where it goes, and what the learner is told."""

import json
import os
import re
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from typing import Any

import hypothesis
import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from hypothesis import given
from hypothesis import strategies as st
from manyhats import hand_in, journal
from manyhats.exercise.answers import read_written, without_answer
from manyhats.exercise.file_name import MOST, NameProblem, file_name, plain_name
from manyhats.exercise.handing_in import folder_for, put
from manyhats.exercise.pack import pack
from manyhats.grading.collect import HandInCollector, student_id
from manyhats.notebook import AnswerProblem, graded_notebook
from manyhats.reflection import STUB
from manyhats.views.hand_in import HandIn

ROOT = Path(__file__).parents[2]
MODULE = "01-one-title-many-roles"
RECORD_MODULE = "08-throw-your-hat-in"
SHIPPED = sorted(path.parent.name for path in ROOT.glob("solutions/*/*.ipynb"))

# Names


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Ada Byron", "ada-byron"),
        ("  ../../etc/passwd ", "etc-passwd"),
        ("a\\b:c*d?e", "a-b-c-d-e"),
        ("s1234567@uni.example", "s1234567@uni.example"),
        ("ada (2)", "ada-2"),
        ("ada__late", "ada-late"),
        ("李小龍", "李小龍"),
        ("प्रिया", "प्रिया"),
        ("Zoe\u0308", "zoë"),
        ("=cmd|x", "cmd-x"),
    ],
)
def test_a_name_becomes_one_that_a_path_can_hold(name: str, plain: str) -> None:
    assert plain_name(name) == plain
    assert file_name(MODULE, name) == f"{MODULE}__{plain}.ipynb"


@pytest.mark.parametrize("name", ["", "   ", "///", "...", "🙂", "\0"])
def test_a_name_without_letter_or_digit_is_refused(name: str) -> None:
    with pytest.raises(NameProblem, match="Write your name"):
        plain_name(name)


@pytest.mark.parametrize("name", ["x" * 200, "龍" * 60])
def test_a_name_that_no_file_can_bear_is_refused(name: str) -> None:
    with pytest.raises(NameProblem, match="too many for a file's name"):
        plain_name(name)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Z"]), max_size=40), st.integers(0, 12))
def test_collecting_reads_what_handing_in_wrote(name: str, number: int) -> None:
    try:
        made = file_name(MODULE, name, number)
    except NameProblem:
        return
    assert "/" not in made
    assert len(made.encode()) <= 255
    found = HandInCollector().collect(f"/x/{made}")
    assert found == {"student_id": student_id(plain_name(name)), "file_id": MODULE}


@given(st.text(max_size=250))
def test_any_name_gives_one_that_fits_or_a_sentence(name: str) -> None:
    with suppress(NameProblem):
        plain = plain_name(name)
        assert plain == plain_name(plain)
        assert 0 < len(plain.encode("utf-8")) <= MOST


# What an answer holds


@pytest.mark.parametrize(
    ("text", "words", "ticked"),
    [
        ("", 0, ()),
        (STUB, 0, ()),
        ("Two words.", 2, ()),
        (f"{STUB}\n\nIn 2026 we — all — shipped", 5, ()),
        ("- [ ] A. one\n- [x] B. two\n  and more\n\nBecause of Mina", 3, ("B. two and more",)),
        ("1. [X] first\r\n2. [ ] second", 0, ("first",)),
        ("- an item\n- [link](x)", 3, ()),
    ],
)
def test_words_and_choices_of_an_answer(text: str, words: int, ticked: tuple[str, ...]) -> None:
    found = read_written(text)
    assert (found.words, found.ticked) == (words, ticked)


# The file


def exercise(module: str = MODULE) -> dict[str, Any]:
    return json.loads((ROOT / "exercises" / module / f"{module}.ipynb").read_text(encoding="utf-8"))


def cell(notebook: dict[str, Any], grade_id: str) -> dict[str, Any]:
    return next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def own_cell(text: str, kind: str = "markdown") -> dict[str, Any]:
    return {"cell_type": kind, "id": "own", "metadata": {}, "source": text}


@pytest.mark.parametrize("module", SHIPPED)
def test_an_exercise_that_nobody_touched_packs_as_it_is(module: str) -> None:
    packed = pack(exercise(module))
    assert json.loads(packed.content) == exercise(module)
    assert packed.content == (ROOT / "exercises" / module / f"{module}.ipynb").read_bytes()
    assert packed.left_behind == ()
    assert all(answer.written and not answer.written.words and not answer.note for answer in packed.answers)


def test_nothing_but_the_answers_of_a_used_notebook_is_packed() -> None:
    used = exercise()
    clean = json.loads(json.dumps(used))
    for notebook in (used, clean):
        cell(notebook, "own-org")["source"] = ["We have no ladder.\n", "Ünïcode <b> &."]
    cell(used, "own-org")["attachments"] = {"secret.png": {"image/png": "AAAA"}}
    cell(used, "own-org")["metadata"]["tags"] = ["skip-execution"]
    check = cell(used, "own-org-check")
    check["outputs"], check["execution_count"] = [{"output_type": "stream", "text": "secret"}], 7
    used["metadata"]["widgets"] = {"state": "secret"}
    used["cells"].insert(3, own_cell("secret words of mine"))
    used["cells"].append(own_cell("print('secret')", "code"))
    packed = pack(used)
    assert json.loads(packed.content) == clean
    assert b"secret" not in packed.content
    assert "“secret words of mine”" in packed.left_behind[0]
    assert "after “Two descriptions, one title”" in packed.left_behind[0]
    assert packed.left_behind[1] == "A code cell of your own."
    note = next(answer.note for answer in packed.answers if answer.prompt_id == "own-org")
    assert "picture" in note


def test_a_split_and_converted_answer_goes_in_whole() -> None:
    used = exercise()
    first = cell(used, "own-org")
    first["source"], first["cell_type"], first["outputs"] = "First half.", "code", []
    used["cells"].append({**json.loads(json.dumps(first)), "source": "Second half."})
    packed = pack(used)
    kept = cell(json.loads(packed.content), "own-org")
    assert "".join(kept["source"]) == "First half.\n\nSecond half."
    assert (kept["cell_type"], "outputs" in kept) == ("markdown", False)
    answer = next(answer for answer in packed.answers if answer.prompt_id == "own-org")
    assert "It stood in 2 cells" in answer.note
    assert "had become a code cell" in answer.note


def test_a_missing_answer_is_told_and_the_others_go_in() -> None:
    used = exercise()
    used["cells"].remove(cell(used, "own-org"))
    packed = pack(used)
    answer = next(answer for answer in packed.answers if answer.prompt_id == "own-org")
    assert answer.written is None
    assert "Its answer cell is missing" in answer.note
    assert cell(json.loads(packed.content), "same-title")


def test_a_notebook_without_answers_or_of_another_format_is_refused() -> None:
    with pytest.raises(AnswerProblem, match="None of this exercise's answer cells"):
        pack({"nbformat": 4, "cells": [own_cell("x")]})
    with pytest.raises(AnswerProblem, match="another format"):
        pack({**exercise(), "nbformat": 3})


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "cell_type source metadata nbgrader grade_id solution locked attachments id".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@given(st.lists(odd, max_size=5), odd)
@hypothesis.example([{"metadata": {"nbgrader": {"grade_id": "x", "solution": True}}}], "\ud800")
def test_any_cells_give_a_file_or_a_sentence(cells: list[Any], text: Any) -> None:
    used = exercise()
    cell(used, "same-title")["source"] = text
    json.loads(pack({**used, "cells": used["cells"] + cells}).content.decode("utf-8"))
    with suppress(AnswerProblem):
        json.loads(pack({"nbformat": 4, "cells": cells}).content.decode("utf-8"))


# Where it goes


def test_it_goes_beside_the_exercises_and_never_inside() -> None:
    course = Path("/course")
    for place in (f"exercises/{MODULE}/x.ipynb", "exercises/x.ipynb", f"exercises/{MODULE}/deep/er/x.ipynb"):
        assert folder_for(course / place) == course / "handed-in"
    assert folder_for(Path("/elsewhere/folder/x.ipynb")) == Path("/elsewhere/handed-in")


def test_the_newest_has_the_plain_name_and_the_earlier_ones_are_kept(tmp_path: Path) -> None:
    first = put(b"1", MODULE, "Ada", tmp_path)
    os.utime(first.path, (1_000_000_000, 1_000_000_000))
    assert put(b"1", MODULE, "ada", tmp_path).same
    second, third = put(b"2", MODULE, "Ada", tmp_path), put(b"3", MODULE, "Ada", tmp_path)
    assert {first.path, second.path, third.path} == {tmp_path / f"{MODULE}__ada.ipynb"}
    assert third.path.read_bytes() == b"3"
    assert [second.earlier, third.earlier] == [
        tmp_path / "earlier" / f"{MODULE}__ada ({number}).ipynb" for number in (1, 2)
    ]
    assert [path.read_bytes() for path in (second.earlier, third.earlier) if path] == [b"1", b"2"]
    assert second.earlier
    assert second.earlier.stat().st_mtime == 1_000_000_000, "collecting takes the newest"
    assert put(b"x", MODULE, "Bob", tmp_path).earlier is None


# The view


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course whose exercise 1 is open in a kernel."""
    root = tmp_path / "course"
    place = root / "exercises" / MODULE
    place.mkdir(parents=True)
    (place / f"{MODULE}.ipynb").write_text(json.dumps(exercise()), encoding="utf-8")
    monkeypatch.chdir(place)
    for name in ("JPY_SESSION_NAME", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return root


def write(course: Path, **answers: str) -> Path:
    path = course / "exercises" / MODULE / f"{MODULE}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for prompt_id, text in answers.items():
        cell(notebook, prompt_id.replace("_", "-"))["source"] = text
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def make(view: HandIn, name: str) -> str:
    every(view, widgets.Text)[0].value = name
    press(view, "Make the file")
    return text_of(view)


def test_one_press_makes_one_file_and_says_what_is_in_it(course: Path) -> None:
    choice = "".join(cell(exercise(), "offer-choice")["source"]).replace("[ ]", "[x]", 1)
    write(course, same_title="Harbour says <i>dates</i>.", offer_choice=choice)
    view = HandIn(MODULE)
    said = make(view, "Ada Byron")
    (file,) = (course / "handed-in").iterdir()
    assert file.name == f"{MODULE}__ada-byron.ipynb"
    assert str(file) in said
    assert "Two descriptions, one title: 3 words." in said
    assert "How your own organisation sees the role: still the line in italics" in said
    assert "Before you say yes: you chose “A. " in said
    assert "Your journal: what you rated, predicted, decided and explained in the modules." in said
    assert "that was saved at" in said
    link = re.search(
        r"download='([^']+)' href='data:[^,]+;base64,([^']+)'", every(view, widgets.HTML)[-1].value
    )
    assert link
    assert (link[1], b64decode(link[2])) == (file.name, file.read_bytes())


def test_the_name_is_known_in_the_next_exercise(course: Path) -> None:  # noqa: ARG001
    make(HandIn(MODULE), " Ada Byron ")
    assert every(HandIn(RECORD_MODULE), widgets.Text)[0].value == "Ada Byron"


@pytest.mark.parametrize("stored", [3, None, ["Ada"], {"a": 1}])
def test_a_damaged_name_in_the_journal_is_no_name(stored: object) -> None:
    journal.record("hand-in", "name", stored)
    assert every(HandIn(MODULE), widgets.Text)[0].value == ""


def test_handing_in_again_says_what_became_of_the_file_before(course: Path) -> None:
    view = HandIn(MODULE)
    assert "None of its answers is begun yet" in make(view, "Ada")
    assert "Nothing has changed" in make(view, "Ada")
    write(course, same_title="More.")
    said = make(view, "Ada")
    assert f"kept as {course / 'handed-in' / 'earlier' / f'{MODULE}__ada (1).ipynb'}" in said
    assert "None of its answers" not in said


@pytest.mark.parametrize("name", ["", "///", "x" * 200])
def test_a_name_that_can_not_be_used_makes_nothing(course: Path, name: str) -> None:
    view = HandIn(MODULE)
    assert "name" in make(view, name)
    assert not (course / "handed-in").exists()
    assert "data:" not in shown(view)


def test_a_renamed_exercise_is_found(course: Path) -> None:
    path = write(course, same_title="Found.")
    path.rename(path.with_name("mine.ipynb"))
    make(HandIn(MODULE), "Ada")
    assert "Found." in (course / "handed-in" / f"{MODULE}__ada.ipynb").read_text(encoding="utf-8")


def test_a_dated_copy_beside_the_exercise_does_not_mislead(course: Path) -> None:
    path = write(course, same_title="New.")
    path.with_name(f"{MODULE}.answers-2026-01-01-101010.ipynb").write_bytes(path.read_bytes())
    make(HandIn(MODULE), "Ada")
    assert (course / "handed-in" / f"{MODULE}__ada.ipynb").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "No saved notebook"),
        (b"", "No saved notebook"),
        (b"{", "No saved notebook"),
        (b"\xff", "No saved"),
    ],
    ids=["missing", "empty", "damaged", "not text"],
)
def test_a_notebook_that_can_not_be_read_gives_a_sentence(
    course: Path, content: bytes | None, sentence: str
) -> None:
    path = write(course)
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert sentence in make(HandIn(MODULE), "Ada")
    assert not (course / "handed-in").exists()


def test_a_folder_that_can_not_be_written_still_gives_the_file(course: Path) -> None:
    (course / "handed-in").write_text("a file where the folder should be", encoding="utf-8")
    view = HandIn(MODULE)
    said = make(view, "Ada")
    assert "can't be written to" in said
    assert f"Download {MODULE}__ada.ipynb" in said


def test_a_pasted_record_is_told_and_a_broken_one_too(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from manyhats.record import MyRecord, RatedOptions, write_record

    place = course / "exercises" / RECORD_MODULE
    place.mkdir()
    monkeypatch.chdir(place)
    notebook = exercise(RECORD_MODULE)
    answers = {
        STUB: "My record (optional, no points): not pasted, which is fine.",
        write_record(
            MyRecord((RatedOptions("two-offers", {"a": 1}, 50),))
        ): "your ratings of 1 scenario, and 0",
        "Many Hats record, version 1": "it goes in as it stands, but it can't be read as a record.",
    }
    for text, sentence in answers.items():
        cell(notebook, "my-record")["source"] = text
        (place / f"{RECORD_MODULE}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        said = make(HandIn(RECORD_MODULE), "Ada")
        assert sentence in said
        assert ("but for the record that you pasted" in said) == (text != STUB)
        assert "None of its answers is begun yet" in said, "a record alone answers nothing"


def test_a_grader_is_shown_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[object] = []
    monkeypatch.setattr("manyhats.views.hand_in.display", seen.append)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    token = graded_notebook.set(exercise())
    hand_in(MODULE)
    graded_notebook.reset(token)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    hand_in(MODULE)
    assert seen == []
    monkeypatch.delenv("NBGRADER_EXECUTION")
    hand_in(MODULE)
    assert len(seen) == 1
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("module", SHIPPED)
def test_every_exercise_ends_in_the_cell_that_hands_it_in(module: str) -> None:
    last = exercise(module)["cells"][-1]
    assert last["metadata"]["nbgrader"]["grade_id"] == f"hand-in-{module}"
    assert "".join(last["source"]) == f'from manyhats import hand_in\n\nhand_in("{module}")'


@given(st.text("-*[] xX1.\n abc", max_size=60))
def test_without_answer_never_keeps_a_word_of_the_answer(text: str) -> None:
    bare = read_written(without_answer(text))
    assert (bare.own, bare.ticked) == ("", ())
