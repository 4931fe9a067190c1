"""The learner's own page: progress, where to go on, and the journal to take away or to delete."""

import json
import re
import shutil
from base64 import b64decode
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal
from manyhats.hats import Hat
from manyhats.profile import BASELINE, KIND, SelfRating
from manyhats.scenarios import ids
from manyhats.views import MyPage
from played import play

ROOT = Path(__file__).parents[2]
FIRST = "01-one-title-many-roles"


@pytest.fixture(autouse=True)
def course(tmp_path, monkeypatch):
    """A copy of the course's folders, the working folder in it; and no Voila."""
    for name in ("SERVER_SOFTWARE", "VOILA_REQUEST_URL", "VOILA_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    (tmp_path / "course").mkdir()
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path


def drawn(view):
    """The HTML of the part that JupyterLab draws itself."""
    (output,) = every(view, widgets.Output)
    return output.outputs[0]["data"]["text/html"]


def row(view, number):
    """The text of a module's row."""
    rows = re.findall(r"<tr><th scope='row'>(.*?)</tr>", drawn(view))
    (found,) = [text for text in (re.sub(r"<[^>]+>", " ", row) for row in rows) if text.split()[0] == number]
    return " ".join(found.split())


def test_at_first_it_says_where_to_begin():
    html = drawn(MyPage())
    assert f"Begin with <a href='{FIRST}.ipynb'>Module 1, One title, many roles</a>." in html
    assert "Your first self-rating: not made yet" in html
    assert row(MyPage(), "1").startswith("1 One title, many roles ○ 0 of 3 played")
    assert row(MyPage(), "1").endswith("○ 0 of 3 written")


def test_the_run_that_was_touched_last_is_resumed_first():
    play("two-offers", 1)
    play("people-role", 2)
    play("two-offers", 2)
    html = drawn(MyPage())
    assert html.index("“Two offers, one title” at decision 3") < html.index(
        "“It&#x27;s a people role” at decision 3"
    )


def test_what_is_done_is_counted_and_what_comes_next_is_said(course):
    rating = SelfRating(dict.fromkeys(Hat, 3), dict.fromkeys(Hat, 3), date(2026, 3, 1))
    journal.record(KIND, BASELINE, rating.to_json())
    for scenario_id in ("two-offers", "people-role", "no-ladder"):
        play(scenario_id)
    view = MyPage()
    assert "✓</span> Your first self-rating: made on 1 March 2026." in drawn(view)
    assert "✓ 3 of 3 played" in row(view, "1")
    assert "Go on with <a href='01-" in drawn(view)
    path = course / "exercises" / FIRST / f"{FIRST}.ipynb"
    path.write_text(path.read_text().replace("*Write your answer here, in place of this line.*", "Words."))
    press(view, "Look again")
    assert "✓ 3 of 3 written" in row(view, "1")


def test_when_all_is_done_it_says_so(course):
    for scenario_id in ids():
        play(scenario_id)
    for path in course.glob("exercises/*/*.ipynb"):
        path.write_text(
            path.read_text().replace("*Write your answer here, in place of this line.*", "Words.")
        )
    from manyhats.content.modules import modules

    for module in modules().values():
        for key in module.predictions:
            journal.record("prediction", key, "x")
        for key in module.explanations:
            journal.record("explanation", key, "x")
    assert "You have been through all of it." in drawn(MyPage())


def test_every_link_leads_from_the_notebooks_folder(course):
    play("two-offers", 1)
    targets = set(re.findall(r"href='([^']+)'", drawn(MyPage())))
    exercises = {target for target in targets if target.startswith("../")}
    assert len(exercises) == 8
    assert all((course / "course" / target).resolve().is_file() for target in exercises)
    for target in targets - exercises:
        notebook, _, heading = unquote(target).partition("#")
        text = (ROOT / "course" / notebook).read_text(encoding="utf-8")
        assert f"### {heading.replace('-', ' ')}" in text


def test_an_exercise_that_is_gone_is_told(course):
    shutil.rmtree(course / "exercises" / FIRST)
    assert row(MyPage(), "1").endswith("its file can't be read")


@pytest.mark.parametrize("entry", [None, 3, [], {"current": "x", "finished": None}])
def test_damaged_entries_give_no_traceback(entry):
    for kind in ("scenario", "prediction", "explanation", KIND):
        journal.record(kind, "two-offers", entry)
        journal.record(kind, BASELINE, entry)
    assert "Begin with" in drawn(MyPage())


def test_a_damaged_journal_is_told_once(own_journal):
    own_journal.mkdir()
    (own_journal / "journal.json").write_text("<b>damaged")
    assert text_of(MyPage()).count("kept aside as") == 1


# Export and delete


def exported(view):
    return b64decode(re.search(r"base64,([\w+/=]+)'", shown(view).replace("\\'", "'"))[1])


def test_the_journal_can_be_taken_away(own_journal):
    view = MyPage()
    press(view, "Export my journal")
    assert "There is nothing in your journal yet." in text_of(view)
    play("two-offers", 1)
    press(view, "Export my journal")
    assert exported(view) == (own_journal / "journal.json").read_bytes()
    assert str(own_journal / "journal.json") in text_of(view)
    assert f"many-hats-journal-{date.today()}.json" in text_of(view)


def test_nothing_is_deleted_before_it_is_said_what_would_go(own_journal):
    play("two-offers")
    play("people-role", 1)
    journal.record("prediction", "shed", "rain")
    journal.record("weather", "shed", "rain")
    journal.record("explanation", "shed", "clouds")
    journal.record("explanation-day", "shed", "2026-03-01")
    journal.record("compass", "current", {})
    view = MyPage()
    press(view, "Delete my journal")
    assert (
        "This would go: 2 scenarios with your choices and ratings, 1 prediction, 1 other entry, "
        "1 explanation, 1 Fit Compass." in text_of(view)
    )
    assert "This would stay: what you have written in the exercises" in text_of(view)
    assert exported(view) == (own_journal / "journal.json").read_bytes()
    press(view, "Keep my journal")
    assert journal.read("prediction").entries == {"shed": "rain"}
    assert "Export my journal" in [button.description for button in every(view, widgets.Button)]


def test_deleting_deletes_and_the_page_begins_anew(course, own_journal):
    play("two-offers")
    before = {path: path.read_bytes() for path in course.glob("exercises/*/*.ipynb")}
    view = MyPage()
    press(view, "Delete my journal")
    press(view, "Delete it for good")
    assert not (own_journal / "journal.json").exists()
    assert "Your journal is deleted." in text_of(view)
    assert "○ 0 of 3 played" in row(view, "1")
    assert {path: path.read_bytes() for path in course.glob("exercises/*/*.ipynb")} == before


def test_a_journal_of_a_newer_version_is_told_and_can_be_deleted(own_journal):
    own_journal.mkdir()
    newer = json.dumps({"format": journal.FORMAT, "version": journal.VERSION + 1})
    (own_journal / "journal.json").write_text(newer)
    view = MyPage()
    press(view, "Delete my journal")
    assert "This would go: the whole journal." in text_of(view)
    assert "newer version" in text_of(view)
    press(view, "Delete it for good")
    assert not (own_journal / "journal.json").exists()


def test_an_empty_journal_holds_nothing_to_delete():
    view = MyPage()
    press(view, "Delete my journal")
    assert "your journal is empty" in text_of(view)


def test_under_voila_it_says_that_nothing_is_kept(monkeypatch, own_journal):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    view = MyPage()
    assert "keeps nothing of you" in text_of(view)
    assert every(view, widgets.Button) == []
    assert not own_journal.exists()
