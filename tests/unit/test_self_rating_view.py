"""The self-rating by its real widgets: asked whole, shown in numbers and words, kept as the beginning."""

from datetime import date

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal
from manyhats.hats import Hat
from manyhats.profile import BASELINE, KIND, read_ratings
from manyhats.profile import SelfRating as Rating
from manyhats.views import SelfRating


def answer(view, numbers):
    """Answer the eight questions in their order: strength and liking of each hat."""
    for radio, number in zip(every(view, widgets.RadioButtons), numbers, strict=True):
        radio.value = number


def ratings():
    return read_ratings(journal.read(KIND).entries)


def buttons(view):
    return [button.description for button in every(view, widgets.Button)]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([1] * 8, "No hat stands out"),
        ([5] * 8, "No hat stands out"),
        (
            [3, 3, 2, 2, 5, 3, 1, 3],
            "are highest under Technical. You wear Technical better than you like to.",
        ),
        ([4, 4, 1, 3, 4, 4, 2, 2], "are highest under People and Technical. You like Delivery more"),
    ],
)
def test_what_is_answered_is_shown_and_kept(numbers, said):
    view = SelfRating()
    answer(view, numbers)
    press(view, "Keep this rating")
    text = text_of(view)
    assert said in text
    assert "it is fine to be stronger under one hat than under another" in text
    for number in set(numbers):
        assert f"{number} of 5" in text
    assert f"People {numbers[0]} of 5, Delivery {numbers[2]} of 5" in shown(view)  # the chart's own words
    rating = ratings().baseline
    assert [n for hat in Hat for n in (rating.strength[hat], rating.liking[hat])] == numbers
    assert rating.on == date.today()


def test_nothing_is_answered_for_the_learner_and_what_is_open_is_named():
    view = SelfRating()
    press(view, "Keep this rating")
    assert "People (how strong), People (how much you like it), Delivery (how strong)" in text_of(view)
    answer(view, [3] * 7 + [None])
    assert "Still open" not in text_of(view)
    press(view, "Keep this rating")
    assert "Still open: Business (how much you like it)." in text_of(view)
    assert journal.read(KIND).entries == {}


def test_the_beginning_can_be_corrected_while_the_view_is_open():
    view = SelfRating()
    answer(view, [3] * 8)
    press(view, "Keep this rating")
    press(view, "Correct it")
    assert [radio.value for radio in every(view, widgets.RadioButtons)] == [3] * 8
    every(view, widgets.RadioButtons)[0].value = 5
    press(view, "Keep this rating")
    assert list(journal.read(KIND).entries) == [BASELINE]
    assert ratings().baseline.strength[Hat.PEOPLE] == 5
    press(view, "Correct it")
    every(view, widgets.RadioButtons)[0].value = 1
    press(view, "Leave it as it was")
    assert "5 of 5" in text_of(view)
    assert ratings().baseline.strength[Hat.PEOPLE] == 5


def begun(on=date(2026, 1, 2)):
    rating = Rating(dict.fromkeys(Hat, 2), dict.fromkeys(Hat, 3), on)
    journal.record(KIND, BASELINE, rating.to_json())
    return rating


def test_a_later_rating_stands_beside_the_beginning():
    first = begun()
    view = SelfRating()
    assert "How you see yourself, 2 January 2026" in text_of(view)
    assert buttons(view) == ["Rate yourself again"]
    press(view, "Rate yourself again")
    assert {radio.value for radio in every(view, widgets.RadioButtons)} == {None}
    answer(view, [4, 3] * 4)
    press(view, "Keep this rating")
    text = text_of(view)
    assert "4 of 5, good at it (2 at the start)" in text
    assert "(the same at the start)" in text
    assert ratings().baseline == first
    assert list(journal.read(KIND).entries) == [BASELINE, date.today().isoformat()]
    press(view, "Correct it")
    answer(view, [5, 3] * 4)
    press(view, "Keep this rating")
    assert [one.strength[Hat.PEOPLE] for one in ratings().later] == [5]
    assert "2 at the start" in text_of(SelfRating())


def test_a_beginning_that_another_notebook_kept_meanwhile_stands():
    view = SelfRating()
    first = begun()
    answer(view, [5] * 8)
    press(view, "Keep this rating")
    assert ratings().baseline == first
    assert len(ratings().later) == 1


@pytest.mark.parametrize("stored", [None, "x", 3, {"version": 1}, {"version": 9}])
def test_a_damaged_beginning_is_told_and_can_be_made_anew(stored):
    journal.record(KIND, BASELINE, stored)
    view = SelfRating()
    assert "can't be read any more" in text_of(view)
    answer(view, [3] * 8)
    press(view, "Keep this rating")
    assert ratings().baseline is not None


def test_a_journal_that_can_not_be_written_is_told(own_journal):
    own_journal.write_text("a file where the folder should be")
    view = SelfRating()
    answer(view, [3] * 8)
    press(view, "Keep this rating")
    assert "can't be written" in text_of(view)
    assert "3 of 5" in text_of(view)


def test_under_voila_it_is_shown_and_not_kept(monkeypatch, own_journal):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    view = SelfRating()
    answer(view, [3] * 8)
    press(view, "Keep this rating")
    assert "Nothing of it is kept here" in text_of(view)
    assert not own_journal.exists()
