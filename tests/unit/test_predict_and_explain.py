"""Predict, then try, then explain: what is asked, kept and shown beside what happened."""

from datetime import date

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal
from manyhats.views.explain import DAY_KIND, MOST, Explanation
from manyhats.views.parts import Parts
from manyhats.views.predict import Prediction

OPTIONS = {"sooner": "Sooner", "later": "Later <b>than</b> that"}


@pytest.fixture
def predict():
    committed = []

    def predict_():
        made = Prediction(Parts(), "shed", "When will it rain?", OPTIONS, lambda: committed.append(1))
        return made, committed

    return predict_


def choose(prediction, index):
    every(prediction.widget, widgets.RadioButtons)[0].index = index
    press(prediction.widget, "Commit")


def test_nothing_is_chosen_for_the_learner_and_nothing_unlocks_before(predict):
    prediction, committed = predict()
    press(prediction.widget, "Commit")
    assert "Choose one of them first." in text_of(prediction.widget)
    assert prediction.value is None
    assert committed == []


def test_the_prediction_stands_beside_what_happened(predict):
    prediction, committed = predict()
    prediction.happened("It rained on Tuesday.")
    assert "Tuesday" not in shown(prediction.widget)
    choose(prediction, 1)
    assert prediction.value == "later"
    assert committed == [1]
    text = text_of(prediction.widget)
    assert "You predictedLater <b>than</b> that" in text
    assert "What happenedIt rained on Tuesday." in text
    prediction.happened("It rained on <Friday>.")
    assert "It rained on <Friday>." in text_of(prediction.widget)
    assert not every(prediction.widget, widgets.Button)


def test_the_invitation_to_try_goes_once_something_happened(predict):
    prediction, _ = predict()
    choose(prediction, 1)
    assert "Now try it." in text_of(prediction.widget)
    prediction.happened("It rained.")
    assert "Now try it." not in text_of(prediction.widget)


def test_it_is_taken_up_again_when_the_notebook_is_reopened(predict):
    choose(predict()[0], 0)
    again, committed = predict()
    assert again.value == "sooner"
    assert committed == [1, 1]


@pytest.mark.parametrize("stored", ["never", 3, None, ["sooner"]])
def test_what_the_journal_holds_and_nobody_can_predict_is_asked_anew(predict, stored):
    journal.record("prediction", "shed", stored)
    assert predict()[0].value is None


def test_under_voila_a_prediction_is_not_kept(predict, monkeypatch, own_journal):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    prediction, committed = predict()
    choose(prediction, 0)
    assert committed == [1]
    assert not own_journal.exists()


def test_an_explanation_is_kept_and_comes_back():
    explanation = Explanation(Parts(), "shed", "Why?")
    every(explanation.widget, widgets.Textarea)[0].value = "  Clouds <i>came</i>.\n"
    press(explanation.widget, "Keep this")
    assert "Kept in your journal" in text_of(explanation.widget)
    again = Explanation(Parts(), "shed", "Why?")
    assert every(again.widget, widgets.Textarea)[0].value == "Clouds <i>came</i>."
    assert journal.read(DAY_KIND).entries == {"shed": date.today().isoformat()}


def test_one_that_is_too_long_is_told_and_stays_in_the_field():
    explanation = Explanation(Parts(), "shed", "Why?")
    field = every(explanation.widget, widgets.Textarea)[0]
    field.value = "x" * (MOST + 1)
    press(explanation.widget, "Keep this")
    assert f"Cut it to {MOST}" in text_of(explanation.widget)
    assert len(field.value) == MOST + 1
    assert journal.read("explanation").entries == {}


def test_a_journal_that_can_not_be_written_is_told(own_journal):
    own_journal.write_text("a file where the folder should be")
    explanation = Explanation(Parts(), "shed", "Why?")
    press(explanation.widget, "Keep this")
    assert "can't be written" in text_of(explanation.widget)


def test_under_voila_there_is_nothing_to_keep(monkeypatch):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    assert not every(Explanation(Parts(), "shed", "Why?").widget, widgets.Button)
