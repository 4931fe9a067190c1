"""What was opened stays open: nothing that opens stands in HTML that is drawn anew."""

import ipywidgets as widgets
import pytest
from front_end import every, press, text_of
from manyhats.views import BadNewsCall, Debt, Feed, ForecastView, QuarterSimulator
from manyhats.views.details import Details
from manyhats.views.parts import Parts

VIEWS = (BadNewsCall, Debt, Feed, ForecastView, QuarterSimulator)


def html_of(view):
    return {widget.model_id: widget.value for widget in every(view, widgets.HTML)}


@pytest.fixture
def details():
    details = Details(Parts(), "Why?")
    details.show("<p>Because.</p>")
    return details


def test_the_summary_is_left_alone_while_what_it_holds_changes(details):
    before = html_of(details.widget)
    details.show("<p>Because of that.</p>")
    after = html_of(details.widget)
    (changed,) = (name for name in before if before[name] != after[name])
    assert before[changed] == "<p>Because.</p>"
    assert text_of(details.widget).strip() == "Why?Because of that."


def test_with_nothing_to_hold_there_is_nothing_to_open(details):
    details.show("")
    assert text_of(details.widget).strip() == ""


@pytest.mark.parametrize("make", VIEWS, ids=lambda make: make.__name__)
def test_a_control_that_moves_draws_nothing_anew_that_opens(make):
    view = make()
    every(view, widgets.RadioButtons)[0].index = 0
    press(view, "Commit")
    for slider in every(view, widgets.IntSlider):
        before = html_of(view)
        slider.value = slider.max if slider.value != slider.max else slider.min
        if make is BadNewsCall:
            press(view, "Make the call")
        changed = [value for name, value in html_of(view).items() if before.get(name, value) != value]
        assert changed
        assert not any("<details" in value for value in changed)
