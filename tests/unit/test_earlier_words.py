"""What was explained earlier comes back with the module and the day."""

from datetime import date

import ipywidgets as widgets
import pytest
from front_end import every, press, text_of
from full_record import exercises, write
from manyhats import journal
from manyhats.views import EarlierWords
from manyhats.views.explain import Explanation
from manyhats.views.parts import Parts
from manyhats.views.theme import day_text

FOUR, FIVE = "04-accountable-for-delivery", "05-technical-direction"


def explain(key, text):
    explanation = Explanation(Parts(), key, "Why?")
    every(explanation.widget, widgets.Textarea)[0].value = text
    press(explanation.widget, "Keep this")


def nothing(view):
    [output] = every(view, widgets.Output)
    return output.outputs[0]["data"]["text/html"]


def test_words_come_back_with_module_and_day_and_are_escaped():
    explain("forecast", "Cut <b>nine</b> cards")
    view = EarlierWords(FOUR)
    assert f"In module 4, Accountable for delivery, on {day_text(date.today())}, you wrote:" in text_of(view)
    assert "Cut <b>nine</b> cards" in text_of(view)


def test_only_the_modules_that_are_named_are_shown_in_their_order():
    explain("forecast", "of four")
    explain("debt", "of five")
    assert "of five" not in text_of(EarlierWords(FOUR))
    text = text_of(EarlierWords(FIVE, FOUR))
    assert text.index("of five") < text.index("of four")
    everything = text_of(EarlierWords())
    assert "of four" in everything
    assert "of five" in everything


def test_with_nothing_kept_it_says_where_to_write():
    assert f"<a href='{FIVE}.ipynb'>module 5</a>" in nothing(EarlierWords(FIVE))


@pytest.mark.parametrize("text", [3, None, "", "  ", {"a": 1}])
def test_what_is_damaged_or_empty_is_passed_over(text):
    journal.record("explanation", "debt", text)
    assert "Nothing is kept yet" in nothing(EarlierWords(FIVE))


@pytest.mark.parametrize("day", [3, None, "soon", ["2026-03-01"]])
def test_words_without_a_day_that_can_be_read_come_back_without_it(day):
    journal.record("explanation", "debt", "It shows late")
    journal.record("explanation-day", "debt", day)
    assert "In module 5, Technical direction, you wrote:It shows late" in text_of(EarlierWords(FIVE))


def test_under_voila_it_says_that_nothing_is_kept(monkeypatch):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    assert "keeps nothing" in nothing(EarlierWords())


def test_an_unknown_module_is_named():
    with pytest.raises(KeyError):
        EarlierWords("99-nowhere")


# Answers


ONE = "01-one-title-many-roles"


@pytest.fixture
def written(tmp_path, monkeypatch):
    """A course in which both answers of exercise 4 and one of exercise 1 are written."""
    exercises(tmp_path)
    write(tmp_path, FOUR, {"what-stopped": "We stopped the <b>report</b>. Nobody rang. Then one did."})
    write(
        tmp_path, ONE, {"own-org": "Here it is a people role.", "same-title": "They differ in three things."}
    )
    (tmp_path / "course").mkdir()
    monkeypatch.chdir(tmp_path / "course")


@pytest.mark.usefixtures("written")
def test_answers_come_back_by_their_beginnings_with_a_link_to_the_exercise():
    view = EarlierWords(FOUR)
    assert "you wrote:We stopped the <b>report</b>. Nobody rang." in text_of(view)
    assert "Then one did" not in text_of(view)
    assert f"<a href='../exercises/{FOUR}/{FOUR}.ipynb'>exercise 4</a>" in nothing(view)


@pytest.mark.usefixtures("written")
def test_one_answer_can_be_asked_for():
    text = text_of(EarlierWords(ONE, prompt_id="own-org"))
    assert "Here it is a people role." in text
    assert "three things" not in text
    assert "Nothing is kept yet" in nothing(EarlierWords(FOUR, prompt_id="outcome"))


@pytest.mark.usefixtures("written")
def test_answers_of_the_machine_are_not_shown_to_visitors(monkeypatch):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    for view in (EarlierWords(ONE), EarlierWords(ONE, prompt_id="own-org")):
        assert "people role" not in nothing(view)
