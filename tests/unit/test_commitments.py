"""Commitments: made at the end of a module, asked for in a later one, kept with what came of them."""

from dataclasses import replace
from datetime import date, timedelta

import ipywidgets as widgets
import pytest
from front_end import every, press, text_of
from hypothesis import given
from hypothesis import strategies as st
from manyhats import commitments, journal
from manyhats.commitments import KIND, MOST, Outcome, read_commitments, to_ask_for
from manyhats.content.modules import modules
from manyhats.views import Commitment, EarlierWords, MyPage, Progress
from manyhats.views.theme import day_text

THREE, FOUR, FIVE = (
    "03-coaching-is-not-the-whole-job",
    "04-accountable-for-delivery",
    "05-technical-direction",
)
A_DAY = timedelta(days=1)
TODAY = date(2026, 11, 27)  # of the model; the views ask the clock, which may pass midnight on the way
YESTERDAY = TODAY - A_DAY

made = st.builds(
    commitments.Commitment,
    text=st.text(min_size=1).filter(str.strip),
    on=st.dates(),
    outcome=st.none() | st.sampled_from(Outcome),
    came_of_it=st.text(),
)


@given(made)
def test_what_is_kept_is_read_back(one):
    assert commitments.Commitment.from_json(one.to_json()) == one


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"text": 3},
        {"text": "  "},
        {"on": "soon"},
        {"on": None},
        {"outcome": "perhaps"},
        {"outcome": ["done"]},
        {"came_of_it": None},
    ],
)
def test_what_is_damaged_is_passed_over(change):
    whole = commitments.Commitment("Ask Wen", TODAY).to_json()
    assert read_commitments({THREE: whole, FOUR: {**whole, **change}, FIVE: "words"}) == {
        modules()[THREE]: commitments.Commitment("Ask Wen", TODAY)
    }


def test_one_of_a_module_that_is_gone_is_passed_over():
    assert read_commitments({"99-gone": commitments.Commitment("Ask Wen", TODAY).to_json()}) == {}


def test_the_nearest_that_still_stands_is_asked_for():
    kept = {modules()[name]: commitments.Commitment(name, YESTERDAY) for name in (THREE, FOUR)}
    assert to_ask_for(kept, modules()[FIVE], TODAY) == modules()[FOUR]
    assert to_ask_for(kept, modules()[FOUR], TODAY) == modules()[THREE]
    assert to_ask_for(kept, modules()[THREE], TODAY) is None
    kept[modules()[FOUR]] = kept[modules()[FOUR]].end(Outcome.DROPPED)
    assert to_ask_for(kept, modules()[FIVE], TODAY) == modules()[THREE]


def test_nobody_is_asked_on_the_same_day_how_it_went():
    kept = {modules()[THREE]: commitments.Commitment("Ask Wen", TODAY)}
    assert to_ask_for(kept, modules()[FOUR], TODAY) is None
    assert to_ask_for(kept, modules()[FOUR], TODAY + timedelta(days=1)) == modules()[THREE]


# As a learner meets them


def take_on(text, module=THREE):
    view = Commitment(module)
    field(view).value = text
    press(view, "Keep this")
    return view


def a_day_passes():
    for module, one in read_commitments(journal.read(KIND).entries).items():
        journal.record(KIND, module.id, replace(one, on=one.on - A_DAY).to_json())


def field(view):
    [found] = every(view, widgets.Textarea)
    return found


def kept(module=THREE):
    return read_commitments(journal.read(KIND).entries).get(modules()[module])


def test_it_comes_back_in_the_next_module_and_is_kept_with_what_came_of_it():
    assert "Kept in your journal" in text_of(take_on("Ask Wen <b>first</b>"))
    assert "Ask Wen" not in text_of(Progress(FOUR))
    a_day_passes()
    view = Progress(FOUR)
    assert (
        f"At the end of module 3, on {day_text(date.today() - A_DAY)}, you meant to do this:Ask Wen <b>first</b>"
        in text_of(view)
    )
    field(view).value = "She had a plan already."
    press(view, "I did it")
    assert kept() == commitments.Commitment(
        "Ask Wen <b>first</b>", date.today() - A_DAY, Outcome.DONE, "She had a plan already."
    )
    assert "you meant to do" not in text_of(view)
    assert not every(Progress(FIVE), widgets.Textarea)
    words = text_of(EarlierWords(THREE))
    assert "Ask Wen <b>first</b>And so it went: She had a plan already." in words
    assert "And so it went" in text_of(Commitment(THREE))
    assert not every(Commitment(THREE), widgets.Textarea)


def test_let_go_it_is_asked_for_no_more_and_shamed_for_never():
    take_on("Ask Wen")
    a_day_passes()
    press(Progress(FOUR), "Let it go")
    assert kept().outcome is Outcome.DROPPED
    assert not every(Progress(FIVE), widgets.Textarea)
    assert "Ask Wen" not in text_of(EarlierWords(THREE))
    assert "You let it go." in text_of(MyPage())


def test_not_yet_leaves_it_standing():
    take_on("Ask Wen")
    a_day_passes()
    view = Progress(FOUR)
    press(view, "Not yet")
    assert kept().outcome is None
    assert "It stands." in text_of(view)
    assert "Ask Wen" in text_of(Progress(FIVE))
    assert "Ask Wen" not in text_of(Progress(THREE))


def test_it_can_be_changed_while_it_stands():
    take_on("Ask Wen")
    older = commitments.Commitment("Ask Wen", date(2026, 3, 1))
    journal.record(KIND, THREE, older.to_json())
    view = Commitment(THREE)
    assert field(view).value == "Ask Wen"
    press(view, "Keep this")
    assert kept() == older
    take_on("Ask Farid")
    assert kept() == commitments.Commitment("Ask Farid", date.today())


def test_nothing_is_kept_of_nothing_or_too_much():
    assert "Write a few words first" in text_of(take_on("  "))
    view = take_on("x" * (MOST + 1))
    assert f"Cut it to {MOST}" in text_of(view)
    assert kept() is None
    take_on("Ask Wen")
    a_day_passes()
    view = Progress(FOUR)
    field(view).value = "y" * (MOST + 1)
    press(view, "I did it")
    assert f"Cut it to {MOST}" in text_of(view)
    assert field(view).value.startswith("yyy")
    assert kept().outcome is None


def test_the_learners_page_shows_them_all_and_asks_there_too():
    take_on("Ask Wen")
    take_on("Ask Farid", FOUR)
    view = MyPage()
    assert "What you meant to do" in text_of(view)
    assert [area.description[:14] for area in every(view, widgets.Textarea)] == ["How did it go?"] * 2
    press(view, "I did it")
    assert kept().outcome is Outcome.DONE
    assert kept(FOUR).outcome is None
    press(view, "Look again")
    assert "You did it." in text_of(view)


def test_under_voila_nothing_is_kept(monkeypatch):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    assert "keeps nothing of you" in text_of(Commitment(THREE))
    assert not every(Commitment(THREE), widgets.Textarea)


def test_an_unknown_module_is_named():
    with pytest.raises(KeyError):
        Commitment("99-nowhere")
