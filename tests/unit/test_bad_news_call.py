"""The bad-news call: locked until a prediction is made, then composed, made and compared through its real widgets."""

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal
from manyhats.bad_news import Part, Wording, case
from manyhats.views import BadNewsCall

PLACES = {part: place for place, part in enumerate(Part)}  # of the radios, from top to bottom
OPENING, RUNG = 4, 5


def predict(view, index=0):
    every(view, widgets.RadioButtons)[0].index = index
    press(view, "Commit")


@pytest.fixture
def view():
    made = BadNewsCall()
    predict(made)
    return made


def wait(view, weeks):
    every(view, widgets.IntSlider)[0].value = weeks


def choose(view, place, value):
    every(view, widgets.RadioButtons)[place].value = value


def say(view, fact="plain", options="plain", ask="plain", date="plain"):
    for part, wording in zip(Part, (fact, options, ask, date), strict=True):
        choose(view, PLACES[part], wording)


def make(view, weeks, **wordings):
    wait(view, weeks)
    say(view, **wordings)
    press(view, "Make the call")


def test_nothing_can_be_tried_before_the_prediction():
    view = BadNewsCall()
    assert [b.description for b in every(view, widgets.Button)] == ["Commit to this"]
    assert not every(view, widgets.IntSlider)
    assert "eight weeks" in text_of(view)
    assert case().people[0].can[0].chance not in shown(
        every(view, widgets.HTML)[1]
    )  # told only if one looks it up
    predict(view)
    assert len(every(view, widgets.IntSlider)) == 1
    assert "Not tried yet." in text_of(view)


def test_the_first_draft_stands_there_and_can_be_made(view):
    text = text_of(view)
    assert "After 3 weeks, 5 weeks before 1 March, to Farid and Celia, on the same day" in text
    press(view, "Make the call")
    text = text_of(view)
    assert "Call 1: what came back" in text
    assert "“Challenges. Is it the first of March, or isn't it?”" in text
    assert "5 → 2 of 10" in text
    assert "5 → 0 of 10" in text
    assert "To settle your prediction" in text


def test_the_preview_says_what_would_be_said_in_its_order(view):
    say(view)
    choose(view, OPENING, "ask")
    said = [case().parts[part].plain for part in (Part.ASK, Part.FACT, Part.OPTIONS, Part.DATE)]
    assert " ".join(said) in text_of(view)


@pytest.mark.parametrize(("weeks", "told"), [(0, "Today, 8 weeks before"), (8, "After 8 weeks, on 1 March")])
def test_the_ends_of_the_wait_are_told(view, weeks, told):
    wait(view, weeks)
    assert told in text_of(view)


def test_the_ask_and_the_date_follow_the_options(view):
    say(view, options="plain", ask="plain", date="soft")
    ask, date = (every(view, widgets.RadioButtons)[PLACES[part]] for part in (Part.ASK, Part.DATE))
    assert any("which of the two" in text for text, _ in ask.options)
    choose(view, PLACES[Part.OPTIONS], "left_out")
    assert not any("which of the two" in text for text, _ in ask.options)
    assert any("you'll get two ways from me" in text for text, _ in date.options)
    assert (ask.value, date.value) == ("plain", "soft")
    assert "Tell me what hangs on 1 March" in text_of(view)


def test_leaving_everything_out_is_still_a_call(view):
    make(view, 0, **dict.fromkeys(("fact", "options", "ask", "date"), "left_out"))
    text = text_of(view)
    assert "talk about the snow" in text
    assert "“Thank you for ringing. Was there anything in particular?”" in text
    assert text.count("5 → 0 of 10") == 2


def test_the_best_call_wins_both_wholly(view):
    make(view, 0)
    assert text_of(view).count("5 → 10 of 10") == 2
    assert "Trust after 1 March, of 10: Farid 10, Celia 10." in text_of(view)


def test_who_is_rung_tomorrow_hears_it_today_from_the_other(view):
    wait(view, 0)
    say(view)
    choose(view, RUNG, "farid")
    press(view, "Make the call")
    assert "“I had it from Farid, in the lift." in text_of(view)
    assert "5 → 8 of 10" in text_of(view)


def test_the_prediction_is_settled_by_the_two_calls_it_is_about(view):
    make(view, 7)
    assert "Not tried yet." in text_of(view)
    assert "early call (wait 2 weeks at most)" in text_of(view)
    assert "a late call" not in text_of(view)
    make(view, 1, options="left_out")
    text = text_of(view)
    assert "You predictedTelling early, without options" in text
    assert "Call 1, after 7 weeks, with them: Farid 3, Celia 3." in text
    assert "Call 2, after 1 week, without them: Farid 9, Celia 8." in text
    assert "They differ in other words" not in text
    assert "To settle your prediction" not in text
    assert "by how long you wait" in text


def test_calls_that_differ_in_more_are_told_with_the_fair_one(view):
    make(view, 6)
    make(view, 0, options="left_out", ask="soft", date="soft")
    text = text_of(view)
    assert "They differ in other words as well." in text
    assert "without options would have come to: Farid 9, Celia 8." in text


def test_a_badly_said_early_call_is_not_told_as_the_better_one(view):
    make(view, 6)
    choose(view, RUNG, "farid")
    make(view, 0, options="left_out", ask="soft", date="soft")
    text = text_of(view)
    assert "In these two calls, late with options didn't cost more." in text
    assert "without options would have come to: Farid 9, Celia 8." in text


def test_the_last_three_calls_stand_side_by_side(view):
    for weeks in (0, 2, 4, 8):
        make(view, weeks)
    table = next(w.value for w in every(view, widgets.HTML) if "<table class='mh-calls'" in w.value)
    assert [f"Call {number}<" in table for number in (1, 2, 3, 4)] == [False, True, True, True]
    assert "<td>2</td><td>4</td><td>8</td>" in table


def test_start_again_brings_the_draft_back_and_keeps_what_is_being_written(view):
    make(view, 7)
    make(view, 0, options="left_out")
    every(view, widgets.Textarea)[0].value = "They could still"
    press(view, "Back to the start")
    text = text_of(view)
    assert "After 3 weeks, 5 weeks before" in text
    assert "Not tried yet." in text
    assert "what came back" not in text
    press(view, "Make the call")
    assert "Call 1: what came back" in text_of(view)
    assert every(view, widgets.Textarea)[0].value == "They could still"


def test_the_learner_ticks_what_they_have(view):
    press(view, "Make the call")
    fact, *others = every(view, widgets.Checkbox)
    others[0].value = True
    assert "Still open: the fact, the ask, the date." in text_of(view)
    fact.value = True
    assert "The fact alone is enough to ring today." in text_of(view)
    for box in others:
        box.value = True
    assert "You have all four." in text_of(view)


def test_prediction_and_explanation_are_kept_and_come_back(view):
    press(view, "Make the call")
    every(view, widgets.Textarea)[0].value = "A chance <b>to act</b>."
    press(view, "Keep this")
    again = BadNewsCall()
    assert every(again, widgets.IntSlider)
    press(again, "Make the call")
    assert every(again, widgets.Textarea)[0].value == "A chance <b>to act</b>."


@pytest.mark.parametrize("stored", [3, None, ["early"], {"early": 1}, "never"])
def test_a_strange_entry_in_the_journal_is_asked_anew(stored):
    journal.record("prediction", "bad-news-call", stored)
    journal.record("explanation", "bad-news-call", stored if stored != "never" else 7)
    view = BadNewsCall()
    predict(view)
    press(view, "Make the call")
    assert every(view, widgets.Textarea)[0].value == ""


def test_a_damaged_journal_is_no_traceback(own_journal):
    own_journal.mkdir()
    (own_journal / "journal.json").write_text("{", encoding="utf-8")
    view = BadNewsCall()
    predict(view)
    press(view, "Make the call")
    assert "Call 1" in text_of(view)


def test_no_place_in_a_list_tells_the_plain_sentence(view):
    radios = every(view, widgets.RadioButtons)[: len(Part)]
    first = {radio.options[0][1] for radio in radios}
    assert first == {Wording.PLAIN.value, Wording.SOFT.value}
