"""The Role Brief by its real widgets: what is there and missing, passages, links, and files."""

import json
import re
import shutil
from base64 import b64decode
from datetime import date
from html import unescape
from pathlib import Path

import full_record
import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal, profile
from manyhats.brief import MOST_SENTENCES
from manyhats.views import RoleBrief

DIRECTION = "Pick from “A decision that you would bring to the team”"


@pytest.fixture(autouse=True)
def course(tmp_path, monkeypatch):
    """A folder with the course's own, the working folder in it; and no Voila."""
    for name in ("SERVER_SOFTWARE", "VOILA_REQUEST_URL", "VOILA_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "course").mkdir()
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path


@pytest.fixture
def whole(course):
    full_record.keep(course)
    return course


@pytest.fixture
def nothing(course):
    full_record.exercises(course)
    return course


def content(view):
    """The HTML of the part that JupyterLab draws itself."""
    (output,) = every(view, widgets.Output)
    return output.outputs[0]["data"]["text/html"]


def page(view):
    """The document in the preview."""
    (found,) = (w.value for w in every(view, widgets.HTML) if "<iframe" in w.value)
    return unescape(re.search(r"srcdoc='([^']*)'", found)[1])


def files(view):
    """What the links would save, by name."""
    (links,) = (w.value for w in every(view, widgets.HTML) if "download=" in w.value)
    pattern = r"download='([^']+)' href='data:[\w/]+;base64,([\w+/=]+)'"
    return {name: b64decode(data).decode() for name, data in re.findall(pattern, links)}


def boxes(view):
    return every(view, widgets.Checkbox)


@pytest.mark.usefixtures("whole")
def test_a_whole_record_is_there_with_nothing_missing():
    view = RoleBrief()
    assert "Nothing is missing." in content(view)
    assert "href=" not in content(view)
    assert "<h1>Role Brief: Harbour Logistics</h1>" in page(view)
    saved = files(view)
    assert saved["role-brief.html"] == page(view)
    assert saved["role-brief.md"].startswith("# Role Brief: Harbour Logistics\n")


def test_what_is_missing_is_linked_to_where_it_is_made(nothing):
    view = RoleBrief()
    links = dict(re.findall(r"<a href='([^']+)'>([^<]+)</a>", content(view)))
    assert links["../course/00-start-here.ipynb"] == "Start here"
    assert links["../course/08-throw-your-hat-in.ipynb"] == "module 8, Throw your hat in"
    exercises = {path: name for path, name in links.items() if "/exercises/" in path}
    assert sorted(exercises.values()) == [f"exercise {number}" for number in range(1, 9)]
    assert all((nothing / "course" / path).resolve().is_file() for path in exercises)
    assert boxes(view) == []
    assert "You haven't rated yourself yet" in unescape(page(view))


def test_look_again_reads_what_was_written_since(nothing):
    view = RoleBrief()
    full_record.write(nothing, "05-technical-direction", {"direction": "We chose a queue. It held."})
    assert "We chose a queue." not in page(view)
    press(view, "Look again")
    assert "We chose a queue. It held." in page(view)
    assert DIRECTION in [button.description for button in every(view, widgets.Button)]


@pytest.mark.usefixtures("whole")
def test_a_passage_is_picked_shown_and_kept():
    view = RoleBrief()
    press(view, DIRECTION)
    ticked = [box.value for box in boxes(view)]
    assert ticked[:3] == [True, True, False]
    assert not any(ticked[3:])
    boxes(view)[0].value = False
    boxes(view)[4].value = True
    passage = f"{boxes(view)[1].description} … {boxes(view)[4].description}"
    assert passage in text_of(view)
    assert passage in unescape(page(view))
    assert passage in files(view)["role-brief.md"]
    assert journal.read("brief").entries["direction"] == [boxes(view)[n].description for n in (1, 4)]
    assert passage in text_of(RoleBrief())


@pytest.mark.usefixtures("whole")
def test_the_most_and_the_least_of_a_passage():
    view = RoleBrief()
    press(view, DIRECTION)
    boxes(view)[2].value = True
    assert sum(box.value for box in boxes(view)) == MOST_SENTENCES
    assert all(box.disabled != box.value for box in boxes(view))
    for box in boxes(view):
        box.value = False
    assert not any(box.disabled for box in boxes(view))
    assert "Not in the brief, in the appendix alone." in text_of(view)
    assert page(view).count("A decision that you would bring to the team") == 1
    press(view, "Start again with the first two sentences")
    assert [box.value for box in boxes(view)][:3] == [True, True, False]
    press(view, "Done with")
    assert boxes(view) == []


@pytest.mark.usefixtures("whole")
def test_what_changes_is_announced():
    view = RoleBrief()
    press(view, DIRECTION)
    boxes(view)[1].value = False
    assert f"1 of {MOST_SENTENCES} sentences are in your brief." in text_of(view)


# Files


def test_both_files_are_saved_beside_the_exercises_and_older_ones_kept(whole):
    view = RoleBrief()
    press(view, "Save both beside my exercises")
    folder = whole / "role-brief"
    assert {path.name: path.read_text() for path in folder.iterdir()} == files(view)
    assert "Saved, both of them." in text_of(view)
    assert str(folder / "role-brief.html") in text_of(view)
    before = files(view)["role-brief.html"]
    press(view, DIRECTION)
    boxes(view)[0].value = False
    press(view, "Save both beside my exercises")
    (kept,) = folder.glob("role-brief-2*.html")
    assert kept.read_text() == before
    assert kept.name in text_of(view)
    assert (folder / "role-brief.html").read_text() == files(view)["role-brief.html"]


def test_where_there_is_no_place_it_is_told(whole):
    view = RoleBrief()
    (whole / "role-brief").write_text("in the way")
    press(view, "Save both beside my exercises")
    assert "can't be written" in text_of(view)
    shutil.rmtree(whole / "exercises")
    press(view, "Save both beside my exercises")
    assert "no place to save to" in text_of(view)


# Damage, and a learner's words


@pytest.mark.parametrize("entry", [None, 3, [], "x", {"version": 1}])
@pytest.mark.usefixtures("nothing")
def test_damaged_entries_give_sentences_and_no_traceback(entry):
    for kind, entry_id in (("self-rating", "baseline"), ("compass", "current"), ("scenario", "two-offers")):
        journal.record(kind, entry_id, entry)
    view = RoleBrief()
    said = text_of(view)
    for told in (
        "A self-rating that was kept can't be read",
        "Fit Compass",
        "One scenario run isn't counted",
    ):
        assert told in said


@pytest.mark.usefixtures("nothing")
def test_a_damaged_journal_is_told_once(own_journal):
    own_journal.mkdir()
    (own_journal / "journal.json").write_text("<b>damaged")
    assert text_of(RoleBrief()).count("kept aside as") == 1


def test_a_learners_words_are_escaped_in_the_view(nothing):
    payload = "<img src=x onerror=alert(1)> 'quoted' \"twice\". \ud800 Second."
    full_record.write(nothing, "05-technical-direction", {"direction": payload})
    view = RoleBrief()
    press(view, DIRECTION)
    html = [widget.value for widget in every(view, widgets.HTML)]
    assert not any("<img" in value for value in html)
    assert "&lt;img src=x" in "".join(html)
    assert boxes(view)[0].description.startswith("<img"), "a box's label is shown as text"
    assert not boxes(view)[0].description_allow_html
    assert "<img" not in page(view)
    shown(view).encode()
    json.dumps(page(view)).encode()


def test_under_voila_it_says_that_there_is_nothing(monkeypatch, whole):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    view = RoleBrief()
    assert "Nothing of that is kept here" in text_of(view)
    assert every(view, widgets.Button) == []
    assert "Harbour" not in shown(view)
    assert not Path(whole / "role-brief").exists()


def test_what_is_saved_is_what_stands_now_and_not_what_stood_when_it_was_opened(nothing):
    view = RoleBrief()
    assert "rated yourself yet" in content(view)
    rating = full_record.rating((4, 3, 2, 1), (3, 3, 3, 3), date(2026, 11, 1))
    journal.record(profile.KIND, profile.BASELINE, rating.to_json())
    assert "rated yourself yet" not in content(view), "it follows the notebook that it stands in"
    full_record.write(
        nothing, "05-technical-direction", {"direction": "I would bring the queue to the team."}
    )
    press(view, "Save both")
    saved = (nothing / "role-brief" / "role-brief.md").read_text(encoding="utf-8")
    assert "I would bring the queue to the team." in saved
    assert "Saved, both of them." in text_of(view)
    press(view, "Look again")
    assert "Saved, both of them." not in text_of(view)


@pytest.mark.usefixtures("whole")
def test_picking_a_sentence_leaves_the_sentences_as_they_are():
    view = RoleBrief()
    press(view, "Pick from")
    before = boxes(view)
    before[-1].value = not before[-1].value
    assert boxes(view) == before
