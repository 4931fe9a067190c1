"""The Fit Compass' view, driven by its own widgets: role, prediction, profile, overlay, questions, decision."""

import base64
import re
from datetime import date

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal
from manyhats.compass import ENTRY, KIND, Compass, Verdict, prompts
from manyhats.hats import Hat
from manyhats.profile import SelfRating
from manyhats.views import FitCompass

STORY = "In June she asked first."


def kept():
    return Compass.from_json(journal.read(KIND).entries[ENTRY])


def choose(view, name):
    press(view, "Choose a role")
    press(view, name)


def beside_harbour():
    view = FitCompass()
    choose(view, "Harbour")
    return view


def paste(view, text):
    choose(view, "Paste your own")
    every(view, widgets.Textarea)[0].value = text
    press(view, "Use this text")


def commit(view, index=1):
    every(view, widgets.RadioButtons)[0].index = index
    press(view, "Commit")


def levels(view):
    return every(view, widgets.RadioButtons)[:4]


def field(view, words):
    return next(one for one in every(view, widgets.Textarea) if words in one.description)


def decision(view):
    return every(view, widgets.RadioButtons)[4]


@pytest.fixture
def unlocked():
    view = beside_harbour()
    commit(view)
    return view


@pytest.fixture
def held(unlocked):
    levels(unlocked)[0].value = 4
    field(unlocked, "People: When").value = STORY
    press(unlocked, "Hold me")
    return unlocked


def test_first_a_role_then_a_prediction_then_the_rest():
    view = FitCompass()
    assert not every(view, widgets.RadioButtons)
    choose(view, "Harbour")
    assert len(every(view, widgets.RadioButtons)) == 1
    assert "70%" not in shown(view)
    assert not every(view, widgets.Textarea)
    press(view, "Commit")
    assert "Choose one of them first." in text_of(view)
    commit(view)
    assert len(levels(view)) == 4
    assert "<svg" not in shown(view)
    assert "Not tried yet." in text_of(view)


def test_the_assumptions_are_in_sight_and_one_click_away():
    text = text_of(FitCompass())
    assert "teaching assumptions, not calibrated" in text
    assert "Nobody measured it." in text


def test_a_level_alone_counts_for_nothing(unlocked):
    for level in levels(unlocked):
        level.value = 5
    press(unlocked, "Hold me")
    text = text_of(unlocked)
    assert text.count("you gave no evidence yet") >= 3
    assert "0, no evidence yet, you chose 5" in text
    assert "You, with evidence: People 0 of 5, Delivery 0 of 5" in shown(unlocked)


def test_the_prediction_stands_beside_the_largest_gap(held):
    text = text_of(held)
    assert "You predictedDelivery" in text
    assert (
        "What happenedThe largest gap is under Delivery. Harbour Logistics asks for Delivery on most" in text
    )


def test_evidence_moves_gap_question_and_plan(held):
    ticks = [tick.description for tick in every(held, widgets.Checkbox)]
    assert ticks[0] == prompts().hats[Hat.DELIVERY].gap
    assert prompts().hats[Hat.TECHNICAL].silent in ticks
    levels(held)[1].value = 5
    field(held, "Delivery: What").value = "Audit, on the day"
    assert prompts().hats[Hat.DELIVERY].gap not in [
        tick.description for tick in every(held, widgets.Checkbox)
    ]
    assert prompts().hats[Hat.DELIVERY].step not in text_of(held)
    assert "The largest gap is under Business." in text_of(held)


def test_a_strength_is_shown_with_its_evidence_and_nobody_is_shamed(held):
    text = text_of(held)
    assert "Where you can show more than the text says" in text
    assert STORY in text
    assert "It is fine to be stronger under one hat than under another." in text


def test_without_any_gap_that_is_said(unlocked):
    for level in levels(unlocked):
        level.value = 5
    for hat in ("People: ", "Delivery: ", "Technical: ", "Business: "):
        field(unlocked, hat).value = "It happened"
    press(unlocked, "Hold me")
    assert "There is no gap" in text_of(unlocked)
    assert len(every(unlocked, widgets.Checkbox)) == 1  # the hat on which the text is silent


def test_what_is_unticked_is_not_asked_and_stays_so(held):
    every(held, widgets.Checkbox)[0].value = False
    assert kept().left_out == ("gap-delivery",)
    assert prompts().hats[Hat.DELIVERY].gap not in kept().questions
    again = FitCompass()
    assert [tick.value for tick in every(again, widgets.Checkbox)][:2] == [False, True]
    every(again, widgets.Checkbox)[0].value = True
    assert kept().left_out == ()


def test_what_was_unticked_for_one_role_is_asked_of_another(held):
    paste(held, "Plan the release and own its date")
    asked = [tick.description for tick in every(held, widgets.Checkbox)]
    every(held, widgets.Checkbox)[0].value = False
    paste(held, "Plan each release and own its deadline")
    assert kept().left_out == ()
    assert [tick.description for tick in every(held, widgets.Checkbox)] == asked
    assert all(tick.value for tick in every(held, widgets.Checkbox))


def test_everything_is_kept_as_it_is_written_and_comes_back(held):
    field(held, "Questions of your own").value = "Who was here before?\n\n Why did they leave? "
    field(held, "Your plan").value = "Ask my lead on Monday"
    decision(held).value = "negotiate"
    compass = kept()
    assert compass.own_questions == ("Who was here before?", "Why did they leave?")
    assert compass.plan == ("Ask my lead on Monday",)
    assert (compass.verdict, compass.on) == (Verdict.NEGOTIATE, date.today())
    again = FitCompass()
    assert levels(again)[0].value == 4
    assert field(again, "People: When").value == STORY
    assert field(again, "Your plan").value == "Ask my lead on Monday"
    assert decision(again).value == "negotiate"
    assert "Harbour Logistics" in text_of(again)
    assert "<svg" in shown(again)


def test_no_decision_is_proposed_and_each_is_told_what_it_means(held):
    assert decision(held).value is None
    for one in prompts().verdicts:
        decision(held).value = one.id
        assert one.gist in text_of(held)


def test_another_role_keeps_the_evidence_and_opens_the_decision_again(held):
    decision(held).value = "go"
    choose(held, "Brightline")
    assert kept().role.id == "brightline"
    assert kept().verdict is None
    assert decision(held).value is None
    assert kept().profile[Hat.PEOPLE].text == STORY
    assert "Brightline Health asks for People on most of its lines" in text_of(held)
    assert "it is open again" in text_of(held)


def test_a_line_coded_anew_moves_what_the_role_asks(held):
    press(held, "See how each line")
    press(held, "Change line 5")
    press(held, "■ Technical")
    assert kept().role.asking(Hat.TECHNICAL) == 1
    assert "Harbour Logistics asks for Technical on one line of 10" in text_of(held)
    again = FitCompass()
    press(again, "See how each line")
    assert "You read this as Technical" in text_of(again)
    press(again, "Take back my changes")
    assert kept().role.asking(Hat.TECHNICAL) == 0
    press(again, "Close the lines")
    assert "Change line 5" not in shown(again)


def test_a_text_of_one_s_own_is_decoded_kept_and_escaped():
    view = FitCompass()
    paste(view, "Hold one-to-ones with the team\n<script>alert(1)</script> Plan the release and own its date")
    commit(view)
    field(view, "People: When").value = "<img src=x onerror=alert(2)>"
    levels(view)[0].value = 3
    press(view, "Hold me")
    again = FitCompass()
    for one in (view, again):
        html = " ".join(widget.value for widget in every(one, widgets.HTML))
        assert "Your text asks for People" in html
        assert "<script>" not in html
        assert "<img" not in html
    assert "&lt;img" in html
    assert "Hold one-to-ones" in field(again, "Your text").value


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no text yet"),
        ("x" * 50_001, "the decoder reads up to 50,000"),
        (
            "Führen Sie ein Team von acht Entwicklerinnen und Entwicklern und verantworten Sie die Termine.",
            "English",
        ),
    ],
)
def test_a_text_that_can_not_be_decoded_gets_a_sentence(text, sentence):
    view = FitCompass()
    paste(view, text)
    assert sentence in text_of(view)
    assert journal.read(KIND).entries == {}
    choose(view, "Harbour")
    assert sentence not in text_of(view)


def test_a_text_without_any_hat_is_held_against_too():
    view = FitCompass()
    paste(view, "Salary band C\n28 days of leave")
    commit(view)
    press(view, "Hold me")
    assert "no line asks for a hat" in text_of(view)
    assert "there is nothing to look at" in text_of(view)
    assert len(every(view, widgets.Checkbox)) == 4


def test_the_levels_begin_with_the_self_rating_and_the_beginning_is_shown():
    strengths = {Hat.PEOPLE: 4, Hat.DELIVERY: 2, Hat.TECHNICAL: 5, Hat.BUSINESS: 1}
    first = SelfRating(dict.fromkeys(Hat, 3), dict.fromkeys(Hat, 2), date(2026, 3, 1))
    journal.record("self-rating", "baseline", first.to_json())
    later = SelfRating(strengths, dict.fromkeys(Hat, 3), date(2026, 6, 1))
    journal.record("self-rating", "2026-06-01", later.to_json())
    view = beside_harbour()
    commit(view)
    assert [level.value for level in levels(view)] == [4, 2, 5, 1]
    text = text_of(view)
    assert text.count("At the start, 1 March 2026: strength 3 of 5, “get by”; liking 2 of 5") == 4


def test_earlier_words_are_at_hand():
    view = beside_harbour()
    commit(view)
    assert "What you wrote earlier" not in text_of(view)
    journal.record("explanation", "fit", "Of this module, so not earlier")
    assert "What you wrote earlier" not in text_of(FitCompass())
    journal.record("explanation", "forecast", "Cut <nine> cards")
    view = FitCompass()
    assert "In module 4, Accountable for delivery, you wrote:Cut <nine> cards" in text_of(view)


def test_too_much_is_told_and_does_not_count(held):
    field(held, "Your plan").value = "x" * 1001
    assert "Cut it to 1000" in text_of(held)
    assert kept().plan == ()
    field(held, "Your plan").value = "Shorter"
    assert "Cut it to" not in text_of(held)
    assert kept().plan == ("Shorter",)


def test_start_again_asks_first_and_empties_all(held):
    press(held, "Back to the start")
    assert "This would go:" in text_of(held)
    press(held, "Leave it")
    assert kept().profile[Hat.PEOPLE].text == STORY
    press(held, "Back to the start")
    [sure] = [one for one in every(held, widgets.Button) if one.description == "Start again"]
    sure.click()
    assert kept().role is None
    assert kept().profile[Hat.PEOPLE].text == ""
    assert "<svg" not in shown(held)
    choose(held, "Brightline")
    assert levels(held)[0].value is None
    assert "You predictedDelivery" in text_of(held)


def test_the_copy_holds_what_stands_there(held):
    press(held, "Make a copy")
    coded = re.search(
        r"base64,([^']+)'", next(w.value for w in every(held, widgets.HTML) if "base64" in w.value)
    )
    text = base64.b64decode(coded[1]).decode()
    assert STORY in text
    assert "Harbour Logistics asks for Delivery" in text


def test_the_lens_has_the_essay_s_caveat(held):
    text = text_of(held)
    assert "leans plainly towards what he calls a Delivery EM" in text
    assert "in a large number of organisations the role stays a hybrid" in text
    assert "a scope, and not a hat" in text
    choose(held, "Fenwick")
    assert "it is a hybrid" in text_of(held)


@pytest.mark.parametrize("data", [None, 3, [], {}, {"version": 1, "role": 7}, {"version": 99}])
def test_a_damaged_entry_begins_anew_with_a_sentence(data):
    journal.record(KIND, ENTRY, data)
    view = FitCompass()
    assert "Here is an empty one." in text_of(view)
    choose(view, "Harbour")
    assert kept().role.id == "harbour"


def test_a_damaged_journal_stops_nothing(own_journal):
    own_journal.mkdir()
    (own_journal / "journal.json").write_text('{"format": "manyhats jour')
    view = beside_harbour()
    assert "Your record was damaged." in text_of(view)
    commit(view)
    assert levels(view)


@pytest.mark.usefixtures("held")
def test_a_role_that_the_course_has_no_more_is_shown_from_what_was_kept():
    data = kept().to_json()
    data["role"].update(id="atlantis", name="Atlantis Ferries")
    journal.record(KIND, ENTRY, data)
    assert "Atlantis Ferries asks for Delivery" in text_of(FitCompass())


def test_under_voila_nothing_is_kept_and_that_is_said(monkeypatch, own_journal):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    view = beside_harbour()
    commit(view)
    levels(view)[0].value = 3
    field(view, "People: When").value = STORY
    press(view, "Hold me")
    assert "Nothing of it is kept here" in text_of(view)
    assert "<svg" in shown(view)
    assert not own_journal.exists()
    press(view, "Make a copy")
    assert "fit-compass.txt" in text_of(view)


def test_every_control_says_what_it_does(held):
    for control in every(held, widgets.Button | widgets.Textarea | widgets.Checkbox):
        assert control.description


def test_an_address_may_name_the_role_to_begin_with():
    view = FitCompass("harbour")
    assert "Harbour Logistics" in text_of(view)
    assert every(view, widgets.RadioButtons), "the prediction is asked at once"
    assert "There is no role “atlantis” here. Choose one below." in text_of(FitCompass("atlantis"))


@pytest.mark.usefixtures("held")
def test_a_compass_that_is_kept_comes_before_the_role_of_an_address():
    before = kept()
    FitCompass("brightline")
    assert kept() == before
