"""How meters ran through a talk, when something was said, and what every way through comes to."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.scenarios import Run, load
from manyhats.scenarios.disclosure import Disclosure, disclosure, outcomes
from manyhats.scenarios.play import Move
from manyhats.scenarios.trajectory import trajectory
from manyhats.views.one_to_one import SAYING, SCENARIO, TIMES

TALK = load(SCENARIO)
METERS = {meter.id: meter for meter in TALK.all_meters}
KINDEST = ("your-time", "whom-do-you-know", "take-the-weeks", "nobody-to-mind", "write-senior")
TOLD = ("your-time", "whom-do-you-know", "say-the-date", "nine-people", "you-tell-her")


def had(*options):
    run = Run(TALK)
    for option in options:
        run = Run(TALK, (*run.moves, Move(run.scene.decision.id, option)))
    return run


@st.composite
def talks(draw):
    run = Run(TALK)
    while not run.finished:
        option = draw(st.sampled_from(run.options))
        run = Run(TALK, (*run.moves, Move(run.scene.decision.id, option.id)))
    return run


def test_the_night_after_the_last_choice_is_a_step_of_its_own():
    assert trajectory(had(*KINDEST), "trust") == (5, 7, 7, 9, 10, 10, 5)
    assert trajectory(had(*KINDEST), "clock") == (5, 4, 4, 1, 0, 0, 0)
    assert trajectory(had(*TOLD), "trust") == (5, 7, 7, 6, 6, 6, 8)


@given(talks())
def test_a_trajectory_goes_from_the_start_to_the_ending_inside_the_meters_range(run):
    for name, meter in METERS.items():
        values = trajectory(run, name)
        assert len(values) == len(run.moves) + 2
        assert (values[0], values[-1]) == (meter.start, run.scene.meters[name])
        assert all(meter.min <= value <= meter.max for value in values)


@given(talks())
def test_each_step_of_a_trajectory_is_what_its_changes_say(run):
    values = trajectory(run, "trust")
    moved = [sum(c.after - c.before for c in scene.changes if c.meter == "trust") for scene in run.scenes[1:]]
    steps = [b - a for a, b in itertools.pairwise(values)]
    assert [*steps[:-2], steps[-2] + steps[-1]] == moved


def test_a_talk_that_goes_on_has_no_whole_trajectory():
    with pytest.raises(ValueError, match="came to an ending"):
        trajectory(had("your-time"), "trust")


def test_when_it_was_said():
    assert disclosure(TOLD, SAYING) == (Disclosure.UNASKED, 2)
    assert disclosure([*KINDEST[:3], "anneke-is", "write-senior"], SAYING) == (Disclosure.ASKED, 3)
    assert disclosure(KINDEST, SAYING) == (Disclosure.NEVER, None)
    assert disclosure([], SAYING) == (Disclosure.NEVER, None)


def test_every_way_is_counted_once():
    found = outcomes(TALK, SAYING)
    assert {kind: outcome.ways for kind, outcome in found.items()} == {
        Disclosure.UNASKED: 3 * 3 * 1 * 3 * 3,
        Disclosure.ASKED: 3 * 3 * 3 * 1 * 3,
        Disclosure.NEVER: 3 * 3 * 3 * 2 * 3,
    }


OUTCOMES = outcomes(TALK, SAYING)


@given(talks())
def test_every_talk_lies_inside_what_is_said_of_its_kind(run):
    outcome = OUTCOMES[disclosure([move.option for move in run.moves], SAYING)[0]]
    for name in METERS:
        before, after = trajectory(run, name)[-2:]
        assert outcome.before[name].low <= before <= outcome.before[name].high
        assert outcome.after[name].low <= after <= outcome.after[name].high
    for spread in (*outcome.before.values(), *outcome.after.values()):
        assert spread.low <= spread.mean <= spread.high


def test_an_unspoken_date_looks_best_in_the_talk_and_costs_most_next_morning():
    """The insight of module 03, and each sentence that its page says of these numbers."""
    found = outcomes(TALK, SAYING)
    told, asked, never = (found[kind] for kind in Disclosure)
    assert never.before["trust"].mean > max(told.before["trust"].mean, asked.before["trust"].mean)
    assert never.after["trust"].mean < asked.after["trust"].mean < told.after["trust"].mean
    assert never.after["trust"].high <= METERS["trust"].start
    assert never.after["growth"].mean < min(told.after["growth"].mean, asked.after["growth"].mean)


def test_the_view_knows_the_talk():
    decisions = [node for node in TALK.nodes if node.options]
    assert TIMES.keys() == {node.id for node in decisions}
    assert SAYING.keys() <= {option.id for node in decisions for option in node.options}
