"""Debt over three quarters, driven by its own widgets: predict, try, predict the relief, try, explain."""

import itertools

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal
from manyhats.views import Debt


def commit(view, index):
    """Answer the prediction that is open."""
    every(view, widgets.RadioButtons)[0].index = index
    press(view, "Commit")


@pytest.fixture
def opened():
    view = Debt()
    commit(view, 2)
    return view


def sliders(view):
    return every(view, widgets.IntSlider)


def set_to(view, *policy):
    for slider, value in zip(sliders(view), policy, strict=True):
        slider.value = value


def test_before_the_prediction_there_is_nothing_to_move_and_nothing_to_see():
    view = Debt()
    assert not sliders(view)
    assert "<svg" not in shown(view)
    press(view, "Commit")
    assert "Choose one of them first." in text_of(view)
    assert not sliders(view)


def test_the_assumptions_are_in_sight_and_one_click_away():
    text = text_of(Debt())
    assert "teaching assumptions, not calibrated" in text
    assert "no advice" in text
    assert "What this page assumes" in text  # as in the other interactives
    assert "Work on debt lands late: 4 weeks on average." in text


def test_it_opens_with_the_yardstick(opened):
    assert [slider.value for slider in sliders(opened)] == [20, 20, 20]
    assert "That is the steady fifth itself." in text_of(opened)
    assert "Not tried yet." in text_of(opened)


def test_the_harm_is_told_beside_the_prediction_once_it_was_tried(opened):
    assert "week 20" not in text_of(opened)
    press(opened, "Set all three to nothing")
    assert [slider.value for slider in sliders(opened)] == [0, 0, 0]
    text = text_of(opened)
    assert "You predictedIn the third, weeks 27 to 39" in text
    assert "What happenedIn the second quarter: from week 20 on" in text
    assert "still ahead in week 35" in text
    assert "It hurts in weeks 20 to 39." in text


def test_the_relief_is_asked_after_the_harm_and_told_after_it_was_tried(opened):
    assert len(every(opened, widgets.RadioButtons)) == 0
    set_to(opened, 0, 0, 0)
    assert "by week 19" in shown(opened)
    assert not every(opened, widgets.Textarea)
    commit(opened, 0)
    press(opened, "Set nothing, then half")
    assert [slider.value for slider in sliders(opened)] == [0, 50, 20]
    text = text_of(opened)
    assert "What happenedIn the third quarter, in week 31. Incidents rose until week 20" in text
    assert "It hurts in weeks 14 to 30." in text
    assert every(opened, widgets.Textarea)


def test_whatever_is_pressed_or_moved_stands_above_the_charts(opened):
    """On a phone nobody sees what changes above the button that was pressed."""
    press(opened, "Set all three to nothing")
    commit(opened, 0)
    on_page = every(opened, widgets.Widget)
    charts = next(
        place for place, one in enumerate(on_page) if isinstance(one, widgets.HTML) and "<svg" in one.value
    )
    controls = [one for one in on_page[charts:] if isinstance(one, widgets.Button | widgets.IntSlider)]
    assert [one.description for one in controls] == ["Keep this"]  # the words of an explanation move no chart


def test_a_repair_that_was_set_before_it_was_predicted_is_told_at_once(opened):
    set_to(opened, 0, 0, 0)
    set_to(opened, 0, 50, 20)
    assert "in week 31" not in text_of(opened)
    commit(opened, 3)
    assert "What happenedIn the third quarter, in week 31." in text_of(opened)


def test_start_again_brings_back_the_beginning(opened):
    set_to(opened, 60, 0, 35)
    press(opened, "Back to the start")
    assert [slider.value for slider in sliders(opened)] == [20, 20, 20]
    assert "Yours: 20%, then 20%, then 20%" in text_of(opened)


@pytest.mark.parametrize("policy", list(itertools.product((0, 20, 60), repeat=3)))
def test_the_least_the_most_and_the_usual_are_drawn_and_announced(opened, policy):
    set_to(opened, *policy)
    charts = next(w.value for w in every(opened, widgets.HTML) if "<svg" in w.value)
    assert charts.count("<svg") == 3
    assert charts.count("Yours: starts at") == 3
    assert "nan" not in charts
    status = [w.value for w in every(opened, widgets.HTML) if 'role="status"' in w.value]
    said = "Yours: {}%, then {}%, then {}%".format(*policy)
    assert policy == (20, 20, 20) or any(said in value for value in status)


def test_a_reopened_notebook_goes_on_where_it_was(opened):
    press(opened, "Set all three")
    commit(opened, 1)
    again = Debt()
    assert sliders(again)
    press(again, "Set all three")
    assert "You predictedLater in the second quarter" in text_of(again)
    assert not every(again, widgets.RadioButtons)


@pytest.mark.parametrize("stored", [3, None, "soonish", ["second"], {"a": 1}])
def test_what_the_journal_holds_by_mistake_is_asked_anew(stored):
    for key in ("debt-harm", "debt-relief"):
        journal.record("prediction", key, stored)
    journal.record("explanation", "debt", stored if not isinstance(stored, str) else 7)
    view = Debt()
    commit(view, 0)
    press(view, "Set all three")
    commit(view, 0)
    assert every(view, widgets.Textarea)[0].value == ""


def test_a_damaged_journal_stops_nothing(own_journal):
    own_journal.mkdir()
    (own_journal / "journal.json").write_text('{"format": "manyhats jour')
    view = Debt()
    commit(view, 0)
    assert sliders(view)
