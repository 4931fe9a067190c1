"""The scenario view, driven by its real widgets."""

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal
from manyhats.scenarios import load
from manyhats.views import ScenarioView

SCENARIO = "two-offers"


def rate(view, ratings, sure=2):
    radios = every(view, widgets.RadioButtons)
    for radio, rating in zip(radios[:-1], ratings, strict=True):
        radio.value = rating
    radios[-1].index = sure
    press(view, "Keep these ratings")


def play(view, choices="ACAA", ratings=(3, 3, 3, 3)):
    press(view, "Begin")
    for number, letter in enumerate(choices, 1):
        assert f"Decision {number} of 4" in text_of(view)
        if every(view, widgets.RadioButtons):
            rate(view, ratings)
        press(view, f"{letter}  ")
    return view


def test_it_opens_with_the_situation_the_stake_and_the_people():
    text = text_of(ScenarioView(SCENARIO))
    assert load(SCENARIO).situation in text
    assert load(SCENARIO).stake in text
    assert "Nadia Rahimi" in text


def test_a_choice_shows_what_moved_and_why_in_words():
    view = ScenarioView(SCENARIO)
    press(view, "Begin")
    press(view, "B  ")
    text = text_of(view)
    assert "You chose: Write to Dana and to Oskar" in text
    assert "down 1: Oskar wonders whether you'd be happy without one." in text
    assert "6 of 10" in text or "5 of 10" in text


def test_ratings_have_to_be_whole_before_the_choice():
    view = ScenarioView(SCENARIO)
    press(view, "Begin")
    press(view, "A  ")
    assert not [b for b in every(view, widgets.Button) if b.description.startswith("A  ")]
    every(view, widgets.RadioButtons)[1].value = 2
    press(view, "Keep these ratings")
    assert "Still open: a rating for A, C, D and how sure you are." in text_of(view)
    rate(view, (1, 2, 3, 4))
    press(view, "Change my ratings")
    assert [radio.value for radio in every(view, widgets.RadioButtons)][:4] == [1, 2, 3, 4]


def test_neither_key_nor_hidden_meter_reaches_the_browser_before_its_time():
    scenario = load(SCENARIO)
    secrets = [option.rationale for option in scenario.pivotal.options]
    secrets += [scenario.hidden[0].name, scenario.hidden[0].reveal, scenario.provenance, '"key"']
    view = ScenarioView(SCENARIO)
    press(view, "Begin")
    press(view, "A  ")
    assert not [secret for secret in secrets if secret in shown(view) or secret in repr(view)]
    rate(view, (3, 3, 3, 3))
    assert not [secret for secret in secrets if secret in shown(view) or secret in repr(view)]
    for letter in "CAA":
        press(view, f"{letter}  ")
    text = text_of(view)
    assert not [secret for secret in secrets[:-1] if secret not in text]


def test_the_debrief_shows_the_score_beside_the_baseline():
    text = text_of(play(ScenarioView(SCENARIO), ratings=(2, 3, 4, 1)))
    assert "Your ratings come to 1.00 of 1. Rating everything 3 would come to 0.67." in text
    assert "Where the key comes from: provisional, the course's authors" in text
    assert "what you rated highest is what the key rates highest" in text


def test_going_back_keeps_the_first_ratings_and_sets_runs_side_by_side():
    view = play(ScenarioView(SCENARIO))
    press(view, "Go back to decision 2")
    assert not every(view, widgets.RadioButtons)
    assert "Your first ratings stand" in text_of(view)
    for letter in "DAB":
        press(view, f"{letter}  ")
    text = text_of(view)
    assert "Your runs side by side" in text
    assert "Decision 2 (here they part)" in text
    press(view, "Go back to decision 4")
    press(view, "C  ")
    which = every(view, widgets.RadioButtons)[0]
    before = text_of(view)
    which.index = 0
    assert text_of(view) != before


def test_a_step_can_be_taken_back_on_the_way():
    view = ScenarioView(SCENARIO)
    press(view, "Begin")
    assert not [b for b in every(view, widgets.Button) if b.description.startswith("Step back")]
    press(view, "B  ")
    rate(view, (1, 2, 3, 4))
    press(view, "D  ")
    press(view, "Step back to decision 2")
    assert "Your first ratings stand" in text_of(view)
    press(view, "Step back to decision 1")
    assert "Decision 1 of 4" in text_of(view)


def test_the_second_half_of_a_double_click_does_nothing():
    view = ScenarioView(SCENARIO)
    press(view, "Begin")
    button = next(b for b in every(view, widgets.Button) if b.description.startswith("B  "))
    button.click()
    before = text_of(view)
    button.click()
    assert text_of(view) == before


def test_what_was_said_before_can_be_read_again():
    view = ScenarioView(SCENARIO)
    press(view, "Begin")
    first = load(SCENARIO).nodes[0].lines[1].text
    assert "The story so far" not in text_of(view)
    press(view, "B  ")
    text = text_of(view)
    assert text.index("The story so far") < text.index(first) < text.index("You chose: Write to Dana")


def test_confidence_is_held_against_the_key_over_several_scenarios():
    assert "How sure you were" not in text_of(play(ScenarioView(SCENARIO), ratings=(2, 3, 4, 1)))
    other = ScenarioView("no-ladder")
    press(other, "Begin")
    press(other, "A  ")
    rate(other, (4, 1, 1, 1))
    for _ in range(3):
        press(other, "A  ")
    text = text_of(other)
    assert "How sure you were, over 2 scenarios" in text
    # Both times “fairly sure”: once with the key, once against it.
    assert "fairly sure (75%)21 (50%)" in text
    assert text.index("Two offers, one title1.00") < text.index("Nobody has written it down0.")


def test_what_a_player_writes_is_escaped_and_kept():
    view = ScenarioView(SCENARIO)
    press(view, "Begin")
    every(view, widgets.Text)[0].value = "<script>alert(1)</script>"
    press(view, "A  ")
    assert "<script>" not in "".join(widget.value for widget in every(view, widgets.HTML))
    assert "<script>alert(1)</script>" in text_of(view)
    kept = journal.read("scenario").entries[SCENARIO]["current"]["moves"][0]
    assert kept["explanation"] == "<script>alert(1)</script>"


def test_it_resumes_where_it_was_or_starts_over():
    view = ScenarioView(SCENARIO)
    press(view, "Begin")
    press(view, "B  ")
    rate(view, (1, 2, 3, 4))
    again = ScenarioView(SCENARIO)
    assert "You stopped at decision 2." in text_of(again)
    press(again, "Resume at decision 2")
    assert "you rated it 4" in shown(again)
    press(again, "C  ")
    fresh = ScenarioView(SCENARIO)
    press(fresh, "Start over")
    assert "Decision 1 of 4" in text_of(fresh)


def test_a_finished_run_can_be_seen_again():
    play(ScenarioView(SCENARIO))
    again = ScenarioView(SCENARIO)
    assert "You have played this to an ending" in text_of(again)
    press(again, "See the ending and the debrief again")
    assert "Debrief" in text_of(again)


@pytest.mark.parametrize("stored", [{}, 3, [1], {"finished": [], "current": {"version": 1}}, {"finished": 1}])
def test_a_stored_run_that_fits_no_more_is_told_and_the_scenario_begins(stored):
    journal.record("scenario", SCENARIO, stored)
    view = ScenarioView(SCENARIO)
    assert not stored or "can't be resumed" in text_of(view)
    press(view, "Begin")
    assert "Decision 1 of 4" in text_of(view)


def test_a_journal_that_cannot_be_written_is_told_and_play_goes_on(own_journal):
    own_journal.write_text("a file where the folder should be")
    text = text_of(play(ScenarioView(SCENARIO)))
    assert "Your record can't be written" in text
    assert "Debrief" in text


def test_under_voila_nothing_is_kept_and_a_download_is_offered(monkeypatch, own_journal):
    monkeypatch.setenv("VOILA_BASE_URL", "/")
    view = play(ScenarioView(SCENARIO))
    assert "Save a copy as two-offers.txt" in text_of(view)
    assert not own_journal.exists()


def test_a_gate_keeps_the_scenario_from_being_begun_or_gone_on_with():
    gate = widgets.HTML("Who goes there?")
    view = ScenarioView(SCENARIO, gate)
    assert "Who goes there?" in text_of(view)
    assert [b.disabled for b in every(view, widgets.Button)] == [True]
    view.unlock()
    assert [b.disabled for b in every(view, widgets.Button)] == [False]
    play(view)
    again = ScenarioView(SCENARIO, gate)
    assert [b.disabled for b in every(again, widgets.Button)] == [True, True]


def test_a_page_adds_to_the_debrief_and_is_given_the_runs():
    given = []

    def debriefing(run, earlier):
        given.append((run, list(earlier)))
        return [widgets.HTML("And one more thing.")]

    view = play(ScenarioView(SCENARIO, debriefing=debriefing))
    text = text_of(view)
    assert text.index("What happened") < text.index("And one more thing.") < text.index("Your ratings beside")
    press(view, "Go back to decision 4")
    assert "And one more thing." not in text_of(view)
    press(view, "C  ")
    (first, before_first), (second, before_second) = given
    assert before_first == []
    assert before_second == [first]
    assert view.finished == (first, second)


def test_every_control_has_words():
    view = play(ScenarioView(SCENARIO))
    for button in every(view, widgets.Button):
        assert button.description.strip()
        assert not button.icon


def test_an_unknown_scenario_is_a_sentence():
    assert "There is no scenario “nothing”." in text_of(ScenarioView("nothing"))
