"""The one-to-one with two clocks, driven by its real widgets."""

import json
from html import escape

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal
from manyhats.scenarios import load
from manyhats.views import OneToOne

KINDEST = "BBBBB"
TOLD = "BBACC"
TOLD_WHEN_ASKED = "BBCCB"


def button(view, text):
    return next(b for b in every(view, widgets.Button) if b.description.startswith(text))


def predict(view, index=1):
    every(view, widgets.RadioButtons)[0].index = index
    press(view, "Commit")


def talk(view, choices):
    for letter in choices:
        radios = every(view, widgets.RadioButtons)
        if radios:
            for radio in radios:
                radio.index = 2
            press(view, "Keep these ratings")
        press(view, f"{letter}  ")
    return view


def had(choices, index=1):
    view = OneToOne()
    predict(view, index)
    press(view, "Begin")
    return talk(view, choices)


def test_the_talk_can_not_begin_before_the_prediction():
    view = OneToOne()
    assert button(view, "Begin").disabled
    assert load("one-to-one").situation in text_of(view)
    press(view, "Commit")
    assert button(view, "Begin").disabled
    predict(view)
    assert not button(view, "Begin").disabled


def test_nothing_of_the_hidden_clock_reaches_the_browser_before_the_debrief():
    scenario = load("one-to-one")
    clock = scenario.hidden[0]
    reasons = [
        e.reason for node in scenario.nodes for o in node.options for e in o.effects if e.meter == clock.id
    ]
    secrets = [
        json.dumps(escape(text))[1:-1] for text in (clock.name, clock.reveal, "All 324 ways", *reasons)
    ]
    view = OneToOne()
    predict(view)
    press(view, "Begin")
    for letter in KINDEST:
        assert not [secret for secret in secrets if secret in shown(view) or secret in repr(view)]
        talk(view, letter)
    assert [secret for secret in secrets[:3] if secret in shown(view)] == secrets[:3]


@pytest.mark.parametrize("index", [0, 3])
def test_the_prediction_stands_beside_what_happened(index):
    text = text_of(had(KINDEST, index))
    assert ["You predictedUp during the talk, and still up", "You predictedDown during the talk"][
        index // 3
    ] in text
    assert "There are 162 ways through this talk in which you never tell her." in text
    assert "1.1 on average, and 5 at best." in text
    assert "Now try it below" not in text


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        (
            KINDEST,
            "Ines was never told of the fourteenth. As the talk ended, her trust in you stood at 10 of 10.",
        ),
        (TOLD, "Ines was told before she asked, at 2:20. It cost 1 of her trust at once."),
        (TOLD_WHEN_ASKED, "Ines was told when she asked, at 2:30. It cost 1 of her trust at once."),
        ("CAAAA", "Ines was told before she asked, at 2:20. It cost 1 of her trust at once."),
    ],
)
def test_it_says_what_the_date_did_in_this_talk(choices, told):
    assert told in text_of(had(choices))


def test_both_clocks_are_drawn_and_told():
    view = had(KINDEST)
    charts = "".join(widget.value for widget in every(view, widgets.HTML) if "mh-clocks" in widget.value)
    assert charts.count("<svg") == 2
    assert "her trust: starts at 5, ends at 5, lowest 5 at time 2:00, highest 10 at time 2:40." in charts
    assert "the date: starts at 5, ends at 0, lowest 0 at time 2:40, highest 5 at time 2:00." in charts
    assert charts.count(">from Anneke<") == 2
    assert "earlier" not in text_of(view)


def test_an_earlier_talk_is_drawn_beside_this_one():
    view = had(KINDEST)
    press(view, "Go back to decision 3")
    text = text_of(talk(view, TOLD[2:]))
    assert "“Earlier” is the talk that ended as “A cake for the fourteenth”: never told." in text
    charts = "".join(widget.value for widget in every(view, widgets.HTML) if "mh-clocks" in widget.value)
    assert charts.count("earlier talk: starts at 5, ends at 0") == 1
    assert charts.count("earlier trust: starts at 5, ends at 5") == 1
    assert charts.count(">from you<") == 2


@pytest.mark.parametrize(
    ("choices", "yours"),
    [(TOLD, "Told before she asked"), (TOLD_WHEN_ASKED, "Told when she asked"), (KINDEST, "Never told")],
)
def test_the_table_of_all_ways_marks_the_learners_own(choices, yours):
    text = text_of(had(choices))
    assert f"{yours} (this talk)" in text
    assert text.count("(this talk)") == 1
    assert "Teaching assumptions, not measurements." in text


def test_an_explanation_is_kept_and_prediction_talk_and_debrief_come_back():
    view = had(KINDEST)
    every(view, widgets.Textarea)[0].value = "Ines <b>paid</b>."
    press(view, "Keep this")
    assert journal.read("explanation").entries["one-to-one"] == "Ines <b>paid</b>."
    again = OneToOne()
    assert "There are 162 ways" in text_of(again)
    press(again, "See the ending and the debrief again")
    assert every(again, widgets.Textarea)[0].value == "Ines <b>paid</b>."
    assert "Ines was never told" in text_of(again)


def test_one_can_start_over():
    view = had(TOLD)
    press(view, "Start over")
    assert "Decision 1 of 5" in text_of(view)
    assert "Two clocks" not in text_of(view)
    assert "Ines was never told" in text_of(talk(view, KINDEST))


@pytest.mark.parametrize("stored", [3, None, [], {}, {"finished": 1}, {"finished": [{}], "current": {}}, "x"])
def test_a_damaged_journal_is_no_traceback(stored):
    for kind in ("prediction", "scenario", "explanation"):
        journal.record(kind, "one-to-one", stored)
    view = OneToOne()
    predict(view)
    press(view, "Begin")
    assert "Ines was never told" in text_of(talk(view, KINDEST))


def test_under_voila_nothing_is_kept(monkeypatch, own_journal):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    assert "All 324 ways" in text_of(had(KINDEST))
    assert not own_journal.exists()


def test_every_control_has_words():
    for control in every(had(TOLD), widgets.Button):
        assert control.description.strip()
        assert not control.icon
