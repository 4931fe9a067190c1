"""The Scenario Room, driven by its real widgets as a facilitator does."""

import ipywidgets as widgets
import pytest
from front_end import every, press, shown, text_of
from manyhats import journal
from manyhats.scenarios import ids, load
from manyhats.views import ScenarioRoom

SCENARIO = "two-offers"


def count(view, label, number):
    field = next(f for f in every(view, widgets.BoundedIntText) if f.description.startswith(label))
    field.value = number


def rate(view, counts):
    for letter, by_rating in zip("ABCD", counts, strict=True):
        for rating, number in enumerate(by_rating, 1):
            count(view, f"{letter}: {rating} ", number)
    press(view, "Show the split")


def play(view, choices="ACAA", counts=((1, 2, 3, 4),) * 4):
    press(view, "Begin")
    for letter in choices:
        if any(b.description == "Show the split" for b in every(view, widgets.Button)):
            rate(view, counts)
        press(view, f"Do {letter}")
    return view


def test_every_scenario_can_be_picked_under_its_module():
    view = ScenarioRoom()
    text = text_of(view)
    assert "1. One title, many roles" in text
    picks = [b.description for b in every(view, widgets.Button)]
    assert len(picks) == len(ids())
    for scenario_id in ids():
        assert any(pick.startswith(load(scenario_id).title) for pick in picks)
    press(view, load(SCENARIO).title)
    assert load(SCENARIO).situation in text_of(view)


def test_one_that_there_is_not_is_told_above_the_list():
    view = ScenarioRoom("nowhere")
    assert "There is no scenario “nowhere” here." in text_of(view)
    assert len(every(view, widgets.Button)) == len(ids())


def test_hands_for_a_choice_are_drawn_as_they_are_typed():
    view = ScenarioRoom(SCENARIO)
    press(view, "Begin")
    assert "Who would do what" not in text_of(view)
    count(view, "Hands for B", 7)
    count(view, "Hands for C", 2)
    text = text_of(view)
    assert "B ×7" in text
    assert "C ×2" in text
    assert "A ×" not in text


def test_the_split_of_the_room_is_shown_before_it_decides_and_the_key_is_not():
    scenario = load(SCENARIO)
    view = ScenarioRoom(SCENARIO)
    press(view, "Begin")
    press(view, "Do A")
    press(view, "Show the split")
    assert "Every option needs at least one hand." in text_of(view)
    rate(view, ((1, 0, 0, 1), (0, 2, 0, 0), (0, 0, 9, 0), (0, 0, 0, 5)))
    text = text_of(view)
    assert "A (mean 2.5)" in text
    assert "3 ×9" in text
    secrets = [option.rationale for option in scenario.pivotal.options] + [scenario.hidden[0].reveal]
    assert not [secret for secret in secrets if secret in shown(view)]


def test_the_debrief_comes_one_step_at_a_time():
    scenario = load(SCENARIO)
    view = play(ScenarioRoom(SCENARIO))
    seen = []
    while True:
        seen.append(text_of(view))
        following = [b for b in every(view, widgets.Button) if b.description.startswith("Next: ")]
        if not following:
            break
        following[0].click()
    assert len(seen) == 10
    for question in (*scenario.debrief.discuss, scenario.debrief.question):
        assert [question in text for text in seen].count(True) == 1
    rated = next(
        text for text in seen if "Your ratings beside the key" in text and "A hand in this room" in text
    )
    assert "Rating everything 3 would come to 0.67" in rated
    assert "Where the key comes from: provisional" in rated
    press(view, "Back: ")
    assert text_of(view) == seen[-2]


def test_the_road_not_taken_can_be_gone_and_another_scenario_picked():
    view = play(ScenarioRoom(SCENARIO))
    while any(b.description.startswith("Next: ") for b in every(view, widgets.Button)):
        press(view, "Next: ")
    press(view, "Go back to decision 2")
    assert "How the room rated" in text_of(view)
    press(view, "Step back to decision 1")
    assert "Decision 1 of 4" in text_of(view)
    press(view, "Another scenario")
    assert "Choose a scenario" in text_of(view)


def test_the_second_half_of_a_double_click_does_nothing():
    view = ScenarioRoom(SCENARIO)
    press(view, "Begin")
    button = next(b for b in every(view, widgets.Button) if b.description == "Do A")
    button.click()
    before = text_of(view)
    button.click()
    assert text_of(view) == before


def test_nothing_of_a_room_is_kept():
    play(ScenarioRoom(SCENARIO))
    assert journal.read("scenario").entries == {}


@pytest.mark.parametrize("scenario_id", ids())
def test_every_scenario_plays_to_its_end_in_a_room(scenario_id):
    view = ScenarioRoom(scenario_id)
    press(view, "Begin")
    while not text_of(view).count("Debrief, 1 of"):
        if any(b.description == "Show the split" for b in every(view, widgets.Button)):
            for field in every(view, widgets.BoundedIntText):
                field.value = 1
            press(view, "Show the split")
        press(view, "Do B")
