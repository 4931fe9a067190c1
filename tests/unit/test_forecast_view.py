"""The Forecast's view, driven as a front end does: predict, pull each lever, mix, explain."""

import itertools
import re

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal
from manyhats.forecast.story import LEVERS, START
from manyhats.views import ForecastView

NAMES = {"people": "Two more people", "time": "Two weeks more", "scope": "A fifth less"}


@pytest.fixture
def view():
    view = ForecastView()
    every(view, widgets.RadioButtons)[0].index = 1
    press(view, "Commit")
    return view


def slider(view, label):
    return next(one for one in every(view, widgets.IntSlider) if one.description.startswith(label))


def values(view):
    return [one.value for one in every(view, widgets.IntSlider)]


def chance(view):
    """What Farid would be told of his date."""
    return re.search(r"your date: (.+? 100)\.”", text_of(view))[1]


def cells(view):
    """The table of the levers: for each row its cells."""
    table = next(one.value for one in every(view, widgets.HTML) if "<table class='mh-tried'" in one.value)
    rows = re.findall(r"<tr>(.*?)</tr>", table)[1:]
    return [re.findall(r">([^<>]*)</t[hd]>", row) for row in rows]


def test_nothing_can_be_moved_and_no_answer_is_sent_before_the_prediction():
    view = ForecastView()
    assert not every(view, widgets.IntSlider)
    assert not every(view, widgets.Textarea)
    assert [row[1] for row in cells(view)] == ["34 of 100", *["not tried yet"] * 3]
    assert "levers unlock when" in text_of(view)
    assert chance(view) == "34 of 100"
    assert not re.search(r"(44|76|86) of 100", shown(view))


def test_each_lever_is_tried_and_then_stands_beside_the_prediction(view):
    assert "What happenedNot tried yet." in text_of(view)
    press(view, "Two more")
    assert "(from week 4): from 34 of 100 to 44 of 100. Two levers to go." in text_of(view)
    press(view, "A fifth")
    assert "(36 cards): from 34 of 100 to 86 of 100." in text_of(view)
    assert "One lever to go." in text_of(view)
    press(view, "Two weeks")
    text = text_of(view)
    assert "You predictedTwo weeks more (week 14)" in text
    assert "A fifth less to do (36 cards) moved it most, from 34 of 100 to 86 of 100." in text
    assert [row[1:] for row in cells(view)] == [
        ["34 of 100", ""],
        ["44 of 100", "+10"],
        ["76 of 100", "+42"],
        ["86 of 100", "+52"],
    ]


def test_a_lever_that_the_sliders_find_counts_and_a_mix_does_not(view):
    slider(view, "Cards").value = LEVERS["scope"].items
    assert cells(view)[3][1] == "86 of 100"
    slider(view, "The date").value = LEVERS["time"].date
    assert [row[1] for row in cells(view)] == ["34 of 100", "not tried yet", "not tried yet", "86 of 100"]


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_is_pulled_on_its_own(view, lever):
    for one in every(view, widgets.IntSlider):
        one.value = one.max
    press(view, NAMES[lever])
    plan = LEVERS[lever]
    assert values(view) == [plan.items, plan.date, plan.added, plan.arrival]


def test_start_again_brings_the_values_of_the_beginning_back(view):
    at_start = values(view)
    for one in every(view, widgets.IntSlider):
        one.value = one.min
    assert chance(view) != "34 of 100"
    press(view, "Back to the start")
    assert values(view) == at_start == [START.items, START.date, START.added, START.arrival]
    assert chance(view) == "34 of 100"


def test_every_corner_can_be_told(view):
    sliders = every(view, widgets.IntSlider)
    seen = set()
    for corner in itertools.product(*((one.min, one.max) for one in sliders)):
        for one, value in zip(sliders, corner, strict=True):
            one.value = value
        text = text_of(view)
        assert re.search(r"by the end of week \d+ in 85 of 100 tries", text), corner
        assert re.search(r"95 of 100 by week \d+", text), corner
        assert f"By week {corner[1]}: {chance(view)} tries." in text, "the status region says it"
        seen.add(chance(view))
    assert {"0 of 100", "100 of 100"} <= seen


def test_a_chance_is_never_rounded_to_a_certainty(view):
    slider(view, "The date").value = 18
    assert chance(view) == "more than 99 of 100"
    slider(view, "The date").value = 9
    assert chance(view) == "fewer than 1 of 100"


def test_the_dip_is_told_for_the_week_of_arrival(view):
    assert "Nobody is added." in text_of(view)
    assert slider(view, "They arrive").disabled
    slider(view, "People").value = 3
    assert not slider(view, "They arrive").disabled
    slider(view, "They arrive").value = 6
    text = text_of(view)
    assert "In weeks 6 to 9 the team is slower" in text
    assert "By the end of week 13 they've brought what they cost." in text
    assert "with 3 more" in text


def test_what_was_predicted_and_explained_comes_back(view):
    every(view, widgets.Textarea)[0].value = "Scope, and Farid's shops lose a screen."
    press(view, "Keep this")
    again = ForecastView()
    assert len(every(again, widgets.IntSlider)) == 4
    assert "You predictedTwo weeks more" in text_of(again)
    assert every(again, widgets.Textarea)[0].value == "Scope, and Farid's shops lose a screen."


@pytest.mark.parametrize("stored", [7, None, ["people"], "hope"])
def test_a_damaged_entry_is_asked_anew(stored):
    journal.record("prediction", "forecast", stored)
    journal.record("explanation", "forecast", stored)
    assert not every(ForecastView(), widgets.IntSlider)


def test_what_it_assumes_is_in_sight():
    text = text_of(ForecastView())
    assert "teaching assumptions, not calibrated" in text
    assert "takes 0.5 of a person off the team in the first week, and brings 0.75 after 8 weeks" in text
