"""The Feed: predict, then choose whose job, how much more, how many hands; the picture stands beside the job."""

import re
from html import unescape

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal
from manyhats.views import Feed


def slider(view, which):
    return every(view, widgets.IntSlider)[which]


def more(view):
    return slider(view, 0)


def hands(view):
    return slider(view, 1)


def job(view):
    return every(view, widgets.RadioButtons)[0]


@pytest.fixture
def feed():
    """A feed whose controls are unlocked."""
    view = Feed()
    every(view, widgets.RadioButtons)[0].index = 2
    press(view, "Commit")
    return view


def shares(view):
    """Each hat's share of the job and of Tess's picture, in percent, as the chart's label tells them."""
    said = next(label for label in labels(view) if "picture of it" in label)
    found = re.findall(r"(\w+): (\d+)% of the job, (\d+)% of Tess's picture", said)
    assert [name for name, _, _ in found] == ["People", "Delivery", "Technical", "Business"]
    return {name: (int(job), int(picture)) for name, job, picture in found}


def labels(view):
    """What the charts tell to somebody who can't see them."""
    found = [re.findall('aria-label="([^"]*)"', html.value) for html in every(view, widgets.HTML)]
    return [unescape(label) for labels in found for label in labels]


def announced(view):
    return [html.value for html in every(view, widgets.HTML) if 'role="status"' in html.value][-1]


def test_before_the_prediction_there_is_nothing_to_move_and_nothing_of_the_outcome():
    view = Feed()
    assert not every(view, widgets.IntSlider)
    assert "43%" not in shown(view)
    assert "People 20%, Delivery 70%, Technical 0%, Business 10%" in text_of(view)


def test_what_happened_is_what_the_chart_shows_and_is_the_third_option(feed):
    _, picture = shares(feed)["People"]
    assert 40 <= picture <= 54
    assert f"{picture}% of what Tess read was about people. In the job it is 20%." in text_of(feed)


def test_what_happened_stays_what_was_predicted_when_the_controls_move(feed):
    before = re.search(r"What happened.*?20%", text_of(feed))[0]
    more(feed).value = 0
    assert before in text_of(feed)


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize(("lead", "away"), [(0, 4), (100, 0), (0, 0), (50, 4), (100, 5), (0, 5)])
def test_least_most_and_default_of_every_control(feed, place, lead, away):
    hands(feed).value = 1  # so that the default is a move as well
    job(feed).index, more(feed).value, hands(feed).value = place, lead, away
    found = shares(feed)
    for kind in (0, 1):
        assert 98 <= sum(pair[kind] for pair in found.values()) <= 102
    if lead and away:
        assert found["People"][1] > found["People"][0]
    else:
        assert all(abs(picture - real) <= 12 for real, picture in found.values())
    assert f"People {found['People'][1]}%" in announced(feed)


def test_the_sliders_ends_are_those_of_the_model(feed):
    assert [(control.min, control.max, control.step) for control in every(feed, widgets.IntSlider)] == [
        (0, 100, 10),
        (0, 5, 1),
    ]


def test_selection_alone_can_make_one_job_look_like_another_and_there_are_two_ways_back(feed):
    assert "It is Harbour's." in text_of(feed)
    more(feed).value = 80
    assert "most like Brightline's. But every post came from Harbour." in text_of(feed)
    assert "most like Brightline" in announced(feed)
    hands(feed).value = 0
    assert "It is Harbour's." in text_of(feed)
    assert "Tess follows the writers herself" in text_of(feed)
    hands(feed).value, more(feed).value = 4, 0
    assert "It is Harbour's." in text_of(feed)
    assert "the hands select nothing" in text_of(feed)


def test_it_says_whether_the_job_lies_inside_what_luck_does(feed):
    assert "surer, and brought them no nearer to it." in text_of(feed)
    more(feed).value = 10
    assert "can't be told from luck" in text_of(feed)
    more(feed).value = 0
    assert "What sets the readers apart is luck" in text_of(feed)


def test_it_says_how_the_lead_multiplies(feed):
    assert "5.1 times as likely to reach her as a technical one: 1.5 × 1.5 × 1.5 × 1.5." in text_of(feed)
    hands(feed).value = 1
    assert "1.5 times as likely to reach her as a technical one." in text_of(feed)


def test_it_starts_again_with_the_values_of_the_beginning(feed):
    before = labels(feed)
    job(feed).index, more(feed).value, hands(feed).value = 2, 0, 1
    assert labels(feed) != before
    press(feed, "Back to the start")
    assert (job(feed).index, more(feed).value, hands(feed).value) == (0, 50, 4)
    assert labels(feed) == before
    assert "As it was at the beginning." in announced(feed)


def test_assumptions_are_there_and_said_in_sight_before_and_after(feed):
    for view in (Feed(), feed):
        assert "teaching assumptions, not calibrated" in text_of(view)
        assert "It is no evidence that one does." in text_of(view)
        assert "What this page assumes" in text_of(view)


def test_a_reopened_feed_is_unlocked(feed):
    assert "You predicted40% to 54%" in text_of(feed)
    assert len(every(Feed(), widgets.IntSlider)) == 2


@pytest.mark.parametrize("stored", ["a-lot", 7, None, {"feed": 1}])
def test_a_record_that_makes_no_sense_is_as_none(stored):
    journal.record("prediction", "feed", stored)
    journal.record("explanation", "feed", stored)
    assert not every(Feed(), widgets.IntSlider)


def test_a_damaged_journal_is_no_hindrance(own_journal):
    own_journal.mkdir(parents=True)
    (own_journal / "journal.json").write_text("{")
    assert not every(Feed(), widgets.IntSlider)
