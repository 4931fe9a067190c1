"""The Quarter Simulator by its own widgets: it unlocks, races, plays week by week, and brings runs back."""

import itertools
import re

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from hypothesis import given, settings
from hypothesis import strategies as st
from manyhats import journal
from manyhats.hats import Hat
from manyhats.quarter import CORNERS, EVEN, STARTS, Settings, Split, Strategy, read_code, simulate, write_code
from manyhats.views import QuarterSimulator
from manyhats.views.parts import Parts
from manyhats.views.week_sliders import WeekSliders


@pytest.fixture
def view():
    simulator = QuarterSimulator()
    choose(simulator, "No technical: nothing for technical direction")
    press(simulator, "Commit to this")
    return simulator


def choose(view, label):
    """Press the radio button that says so."""
    radios = every(view, widgets.RadioButtons)
    radio, place = next(
        (radio, names.index(label))
        for radio in radios
        if label in (names := [option[0] for option in radio.options])
    )
    radio.index = place


def tick(view, label):
    box = next(box for box in every(view, widgets.Checkbox) if box.description.endswith(label))
    box.value = not box.value


def sliders(view):
    return every(view, widgets.IntSlider)


def split_of(view):
    return Split(*(slider.value for slider in sliders(view)))


def code_of(view):
    """The code that can be copied, if there is one."""
    html = " ".join(widget.value for widget in every(view, widgets.HTML))
    found = re.search(r"aria-label='The code of your run' readonly value='([^']+)'", html)
    return read_code(found[1]) if found else None


def usable(view):
    """The buttons for playing on and back that can be pressed."""
    names = {b.description for b in every(view, widgets.Button) if not b.disabled}
    return {name for name in names if name.startswith(("Play", "Take back"))}


def bring(view, code):
    every(view, widgets.Text)[0].value = code
    press(view, "Bring it back")


# Locked, then not


def test_nothing_can_be_moved_before_the_prediction_and_nothing_tells_what_happens():
    view = QuarterSimulator()
    assert sliders(view) == []
    assert "week 4" not in shown(view)
    assert "teaching assumptions, not calibrated" in text_of(view)
    press(view, "Commit to this")
    assert "Choose one of them first." in text_of(view)
    assert sliders(view) == []


def test_the_prediction_is_held_against_the_corners_as_they_are_raced(view):
    assert "Not tried yet." in text_of(view)
    choose(view, "All shipping")
    assert "All shipping: below 30 in week 8. 4 still to race." in text_of(view)
    choose(view, "26 weeks")
    tick(view, "A tech lead")  # what was predicted has a setting of its own
    for name in CORNERS:
        choose(view, name)
    assert (
        "All coaching: below 30 in week 4. No business: below 30 in week 5. All shipping: below 30 in week 8. "
        "No coaching: not in thirteen weeks. No technical: not in thirteen weeks." in text_of(view)
    )
    assert "You predictedNo technical" in text_of(view)


def test_a_prediction_of_an_earlier_session_unlocks_at_once(view):
    assert len(sliders(QuarterSimulator())) == len(sliders(view)) == 4


# The week


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 100)), max_size=20))
@settings(max_examples=50, deadline=None)
def test_the_sliders_are_always_one_week(moves):
    told = []
    week = WeekSliders(Parts(), lambda: told.append(1))
    four = every(week.widget, widgets.IntSlider)
    for place, value in moves:
        four[place].value = value
        assert sum(slider.value for slider in four) == 100
        assert four[place].value == value
        assert week.split == tuple(slider.value for slider in four)
    assert len(told) <= len(moves)


@pytest.mark.parametrize("hat", list(Hat))
def test_a_slider_that_goes_to_the_ends_and_back_leaves_the_week_as_it_was(hat):
    week = WeekSliders(Parts(), lambda: None)
    start = Split(40, 30, 20, 10)
    week.set(start)
    slider = every(week.widget, widgets.IntSlider)[list(Hat).index(hat)]
    for value in [*range(slider.value, 101, 7), 100, 0, start.of(hat)]:
        slider.value = value
    assert week.split == start


def test_least_most_and_default_of_every_control_are_drawn(view):
    radios = [[option[0] for option in radio.options] for radio in every(view, widgets.RadioButtons)]
    lengths, teams = radios[0], radios[1]
    for length, team, boxes in itertools.product(lengths, teams, (False, True)):
        choose(view, length)
        choose(view, team)
        for box in every(view, widgets.Checkbox):
            box.value = boxes
        for slider in sliders(view):
            for value in (slider.min, slider.max):
                slider.value = value
                run = code_of(view)
                assert run is not None
                assert run.strategy.split_in(1) == split_of(view)
                assert (
                    f"After {run.weeks} weeks: trust {100 * run.play().weeks[-1].stocks.trust:.0f},"
                    in text_of(view)
                )
                assert shown(view).count("<svg") == 6


def test_each_chart_tells_both_runs_in_words(view):
    choose(view, "All coaching")
    charts = next(part.value for part in every(view, widgets.HTML) if "<svg" in part.value)
    labels = re.findall(r'aria-label="([^"]+)"', charts)
    assert len(labels) == 6
    assert all("Yours: starts at" in label and "All coaching: starts at" in label for label in labels)
    numbers = next(
        part.value for part in every(view, widgets.HTML) if "<div class='mh-numbers'>" in part.value
    )
    tables = re.findall(r"<caption>(.+?)</caption><thead>(.+?)</thead>", numbers)
    assert [label.split(".")[0] for label in labels] == [title for title, _ in tables]
    assert all("Yours" in head and "All coaching" in head for _, head in tables)
    assert "The numbers" in text_of(view)


# Week by week


def test_a_run_can_be_played_week_by_week_and_taken_back(view):
    choose(view, "Week by week")
    assert "Nothing is played yet." in text_of(view)
    assert code_of(view) is None
    press(view, "Play 1 week")
    sliders(view)[0].value = 70
    later = split_of(view)
    assert "After 1 week:" in text_of(view)  # what is played stays as it was played
    press(view, "Play 4 weeks")
    assert "After 5 weeks:" in text_of(view)
    press(view, "Take back")
    assert "After 1 week:" in text_of(view)
    press(view, "Play to the end")
    run = code_of(view)
    assert run == Settings(Strategy(((1, EVEN), (2, later))), 13, frozenset(), "A steady team")
    assert usable(view) == {"Take back the last step"}
    for _ in range(2):
        press(view, "Take back")
    assert "Nothing is played yet." in text_of(view)
    assert usable(view) == {"Play 1 week", "Play 4 weeks", "Play to the end"}


def test_an_opponent_runs_only_as_far_as_the_learner(view):
    choose(view, "All coaching")
    choose(view, "Week by week")
    press(view, "Play 4 weeks")
    far = 100 * simulate(CORNERS["All coaching"], 4).weeks[-1].stocks.trust
    assert f"All coaching: starts at 60, ends at {far:.0f}," in shown(view)


def test_another_setting_begins_the_run_again(view):
    choose(view, "Week by week")
    press(view, "Play 4 weeks")
    tick(view, "A product manager")
    assert "Nothing is played yet." in text_of(view)
    assert "Your run begins again from the first week." in text_of(view)


def test_hires_come_in_their_week(view):
    tick(view, "Two new people start in week 3")
    choose(view, "Week by week")
    press(view, "Play 1 week")
    press(view, "Play to the end")
    run = code_of(view)
    assert run is not None
    assert run.strategy.hires == ((3, 2),)
    assert run.play().weeks[-1].stocks.headcount == pytest.approx(9)


# Two runs, the band, the search


def test_a_kept_run_is_raced_against_and_comes_back_in_another_session(view):
    sliders(view)[1].value = 60
    kept = code_of(view)
    press(view, "Keep this run")
    assert "Kept." in text_of(view)
    sliders(view)[1].value = 20
    assert "Kept run: starts at" in shown(view)
    assert code_of(view) != kept
    again = QuarterSimulator()
    choose(again, "Kept run")
    assert "Kept run: 13 weeks, a steady team, nobody covers." in text_of(again)
    assert journal.read("quarter").entries == {"kept": write_code(kept)}


@pytest.mark.parametrize("stored", ["", "Q7-K3PD-26", 7, None, {"a": 1}])
def test_a_kept_run_that_can_not_be_read_is_left_out(stored):
    journal.record("prediction", "quarter", "All coaching")
    journal.record("quarter", "kept", stored)
    assert "Kept run" not in shown(QuarterSimulator())


def test_half_a_run_is_not_kept(view):
    choose(view, "Week by week")
    press(view, "Play 1 week")
    press(view, "Keep this run")
    assert "Play your run to the end first." in text_of(view)
    assert journal.read("quarter").entries == {}


def test_the_band_is_drawn_on_request_and_goes_with_the_run(view):
    assert "8 of 10 draws" not in text_of(view)
    press(view, "Show how much hangs")
    assert text_of(view).count("yours in 8 of 10 draws") >= 6
    sliders(view)[0].value = 30
    assert "8 of 10 draws" not in text_of(view)
    choose(view, "Week by week")
    press(view, "Show how much hangs")
    assert "Play a week first." in text_of(view)
    press(view, "Play 1 week")
    press(view, "Show how much hangs")
    assert "8 of 10 draws" in text_of(view)


def test_the_best_week_moves_with_the_setting(view):
    choose(view, "26 weeks")
    press(view, "Search in this setting")
    assert (
        "26 weeks, a steady team, nobody covers: People 30, Delivery 30, Technical 10, Business 30."
        in text_of(view)
    )
    tick(view, "A tech lead")
    press(view, "Search in this setting")
    press(view, "Search in this setting")
    assert (
        text_of(view).count(
            "26 weeks, a steady team, covered by a tech lead: People 30, Delivery 30, Technical 0,"
        )
        == 1
    )


# Codes


def test_a_code_brings_a_run_back_whatever_it_holds(view):
    far = Settings(
        Strategy(((1, Split(70, 10, 10, 10)), (20, EVEN)), ((2, 3),)),
        30,
        frozenset({Hat.PEOPLE, Hat.BUSINESS}),
        "A tired team",
    )
    bring(view, f" {write_code(far).lower()} ")
    text = text_of(view)
    assert "The run is back." in text
    assert (
        "30 weeks, a tired team, covered by a people partner and a product manager. People 70, Delivery 10, "
        "Technical 10, Business 10 from the start; People 25, Delivery 25, Technical 25, Business 25 from week 20; "
        "3 new in week 2." in text
    )
    assert f"Run by code: starts at 60, ends at {100 * far.play().weeks[-1].stocks.trust:.0f}," in shown(view)


def test_a_code_with_a_slip_is_said_and_changes_nothing(view):
    before = code_of(view)
    bring(view, "Q7-1000-69JC-GNW8-13<script>")
    assert "That isn't a run code." in text_of(view)
    bring(view, "Q7-1000-69JC-GNW8-13")
    assert "There is a slip in that code, or a part of it is missing." in text_of(view)
    assert code_of(view) == before
    assert "Run by code" not in shown(view)


def test_start_again_puts_everything_back(view):
    before = text_of(view)
    choose(view, "39 weeks")
    choose(view, "A team in debt")
    tick(view, "A delivery lead")
    tick(view, "Two new people start in week 3")
    choose(view, "Even week")
    sliders(view)[2].value = 90
    choose(view, "Week by week")
    press(view, "Play 4 weeks")
    press(view, "Search")
    press(view, "Back to the start values")
    assert text_of(view).replace("All is as it was at the beginning.", "") == before
    assert split_of(view) == EVEN


def test_the_assumptions_stand_one_click_away_with_the_numbers_that_are_used(view):
    page = text_of(view)
    assert "What it assumes, and its equations" in page
    for equation in (
        "x / (x + 0.22)",
        "0.54 if g > 0, else 1.2",
        "0.0025 + 0.1 max(0, B − 0.5)",
        "throughput = 10.3",
    ):
        assert equation in page


# A run that an address holds


def test_a_run_that_was_sent_is_drawn_after_the_prediction():
    code = write_code(Settings(Strategy.fixed(Split(40, 20, 20, 20)), 13, frozenset(), next(iter(STARTS))))
    simulator = QuarterSimulator(code)
    assert "A run was sent with this page." in text_of(simulator)
    assert "Run by code" not in text_of(simulator)
    choose(simulator, "No technical: nothing for technical direction")
    press(simulator, "Commit to this")
    assert "Run by code" in text_of(simulator)


@pytest.mark.parametrize("code", ["nonsense", "Q7-1000-69JC-GNW9-14", "<script>alert(1)</script>"])
def test_a_run_that_can_not_be_read_is_told_and_the_page_works(code):
    simulator = QuarterSimulator(code)
    assert "can't be brought back." in text_of(simulator)
    assert "<script>" not in "".join(widget.value for widget in every(simulator, widgets.HTML))
    choose(simulator, "No technical: nothing for technical direction")
    press(simulator, "Commit to this")
    assert len(sliders(simulator)) == 4
