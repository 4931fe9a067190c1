"""Where a learner is in one module: what is counted, what to go on with, and that it follows what is done."""

import re
from pathlib import Path

import ipywidgets as widgets
import pytest
from front_end import every, linked, press, text_of
from full_record import exercises, write
from manyhats import journal
from manyhats.views import Progress, ScenarioView
from played import play

ROOT = Path(__file__).parents[2]
FOUR, EIGHT = "04-accountable-for-delivery", "08-throw-your-hat-in"


@pytest.fixture(autouse=True)
def course(tmp_path, monkeypatch):
    """A copy of the exercises, and the working folder that of the modules."""
    exercises(tmp_path)
    (tmp_path / "course").mkdir()
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path


def drawn(view):
    (output,) = every(view, widgets.Output)
    return linked(output)


def test_at_first_it_counts_what_there_is_to_do():
    text = text_of(Progress(FOUR))
    assert text.startswith("Where you are in module 4")
    for item in (
        "○ a prediction to make",
        "○ an explanation to write",
        "○ 0 of 2 situations played",
        "○ 0 of 2 written in the exercise",
    ):
        assert item in text
    assert "Go on" not in text


def test_it_follows_what_is_done_in_the_same_kernel():
    view = Progress(FOUR)
    play("three-asks", 1)
    assert "resume <a href='04-accountable-for-delivery.ipynb#Three-little-things'>" in drawn(view)
    assert "“Three little things” at decision 2</a>" in drawn(view)
    play("three-asks")
    assert "✓" not in drawn(view)
    assert "1 of 2 situations played" in drawn(view)
    assert "Still to play" in drawn(view)
    assert "#Three-little-things" not in drawn(view)
    play("always-done")
    assert "✓</span> 2 of 2 situations played" in drawn(view)
    journal.record("prediction", "forecast", "x")
    assert "✓</span> prediction made" in drawn(view)


def test_a_click_in_a_scenario_reaches_it():
    view, scenario = Progress(FOUR), ScenarioView("three-asks")
    press(scenario, "Begin")
    press(scenario, "A  ")
    assert "at decision 2" in drawn(view)


def test_a_situation_of_another_module_is_not_counted():
    view = Progress(FOUR)
    play("viral-thread")
    assert "0 of 2 situations played" in drawn(view)
    assert "Where you left off" not in drawn(view)


def test_more_than_asked_for_is_counted_too():
    for scenario_id in ("three-asks", "always-done", "day-forty"):
        play(scenario_id)
    assert "3 of 3 situations played" in text_of(Progress(FOUR))


def all_played():
    for scenario_id in ("three-asks", "always-done"):
        play(scenario_id)
    journal.record("prediction", "forecast", "x")


def test_what_is_left_comes_one_after_the_other():
    all_played()
    assert "Still to do: predict, try and explain" in text_of(Progress(FOUR))
    journal.record("explanation", "forecast", "x")
    assert "Still to write: exercise 4." in text_of(Progress(FOUR))


def test_all_done_leads_on(course):
    all_played()
    journal.record("explanation", "forecast", "x")
    write(course, FOUR, {"what-stopped": "Words of my own", "outcome": "And more of them"})
    assert "All done here. Go on with Module 5, Technical direction." in text_of(Progress(FOUR))


def test_an_exercise_that_can_t_be_read_is_told(course):
    (course / "exercises" / FOUR / f"{FOUR}.ipynb").write_text("{", encoding="utf-8")
    assert "its file can't be read" in text_of(Progress(FOUR))


def test_links_lead_somewhere(course):
    play("three-asks", 1)
    play("flexible")
    for module in (FOUR, EIGHT):
        for target in re.findall(r"href='([^'#]+)", drawn(Progress(module))):
            path = course / "course" / target
            assert path.is_file() or (ROOT / "course" / target).is_file(), target


def test_run_again_the_cell_s_new_view_takes_the_place_of_the_old():
    before, after = Progress(FOUR), Progress(FOUR)
    journal.record("prediction", "forecast", "x")
    assert "prediction made" in drawn(after)
    assert "prediction made" not in drawn(before)


def test_a_damaged_journal_is_told():
    journal.record("prediction", "forecast", "x")
    journal.path().write_text("{", encoding="utf-8")
    assert "Your record was damaged" in text_of(Progress(FOUR))


def test_under_voila_it_shows_nothing(monkeypatch):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    assert text_of(Progress(FOUR)) == ""


def test_an_unknown_module_is_named():
    with pytest.raises(KeyError):
        Progress("99-nowhere")
