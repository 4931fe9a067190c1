"""The forecast's model: futures from the past, newcomers who cost first, and what a plan makes of both."""

import math
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manyhats.forecast import Plan, capacity, forecast, payback_weeks, resample, slower_weeks
from manyhats.forecast.story import LEVERS, PAST, ROUNDS, SEED, START, TEAM, WEEKS

FUTURES = resample(PAST, WEEKS, ROUNDS, SEED)
pasts = st.lists(st.integers(0, 9), min_size=1, max_size=12)
plans = st.builds(Plan, st.integers(0, 60), st.integers(1, 24), st.integers(0, 4), st.integers(1, 20))


def chance(plan):
    return forecast(plan, FUTURES, TEAM).chance(plan.date)


def exact_chance(items, weeks):
    """Of all ways in which weeks can be drawn from the past, the share that finishes that many items."""
    sums = Counter({0: 1.0})
    for _ in range(weeks):
        after = Counter()
        for total, share in sums.items():
            for finished in PAST:
                after[total + finished] += share / len(PAST)
        sums = after
    return sum(share for total, share in sums.items() if total >= items)


# Futures


@given(pasts, st.integers(1, 5), st.integers(1, 5), st.integers())
def test_each_past_week_is_drawn_equally_often_for_each_week_to_come(past, weeks, rounds, seed):
    futures = resample(past, weeks, rounds, seed)
    assert len(futures) == weeks
    assert all(Counter(column) == Counter(past * rounds) for column in futures)
    assert futures == resample(past, weeks, rounds, seed)


def test_weeks_to_come_are_drawn_apart():
    both = Counter(zip(FUTURES[0], FUTURES[1], strict=True))
    assert len(both) == len(set(PAST)) ** 2
    assert resample(PAST, 2, ROUNDS, SEED + 1) != FUTURES[:2]


@pytest.mark.parametrize(
    ("past", "weeks", "rounds"), [((), 1, 1), ((3, -1), 1, 1), ((3,), 0, 1), ((3,), 1, 0)]
)
def test_what_can_not_be_drawn_from_is_refused(past, weeks, rounds):
    with pytest.raises(ValueError, match=r"(at|At) least one week"):
        resample(past, weeks, rounds, 1)


# Newcomers


def test_newcomers_cost_first_and_bring_something_later():
    before, first, *_, last = (capacity(week, TEAM, 2, 3) for week in range(2, 20))
    assert before == 1
    assert first < 1 < last
    assert last == capacity(50, TEAM, 2, 3)
    assert [capacity(week, TEAM, 2, 3) < 1 for week in range(3, 20)].count(True) == slower_weeks()


def test_they_have_paid_back_when_the_sums_are_even():
    def gain(weeks):
        return sum(capacity(week, TEAM, 1, 1) - 1 for week in range(1, weeks + 1))

    assert gain(payback_weeks() - 1) < 0 <= gain(payback_weeks())


@given(st.integers(1, 40), st.integers(1, 10), st.integers(0, 100), st.integers(1, 40))
def test_a_pace_is_never_negative(week, team, added, arrival):
    assert capacity(week, team, added, arrival) >= 0
    assert capacity(week, team, 0, arrival) == 1


# Forecasts


@given(plans)
@settings(max_examples=40, deadline=None)
def test_a_forecast_is_in_order(plan):
    made = forecast(plan, FUTURES, TEAM)
    assert len(made.remaining) == len(made.finished) == WEEKS + 1
    assert all(0 <= left.low <= left.middle <= left.high <= plan.items for left in made.remaining)
    for column in (
        made.finished,
        [-left.low for left in made.remaining],
        [-left.high for left in made.remaining],
    ):
        assert list(column) == sorted(column)
    for share in (0.5, 0.85, 0.95):
        week = made.week_of(share)
        assert made.chance(week) >= share
        assert week == 0 or made.chance(week - 1) < share


@given(plans, st.integers(0, 20))
@settings(max_examples=40, deadline=None)
def test_less_to_do_or_more_time_never_lowers_the_chance(plan, fewer):
    assert chance(replace(plan, items=max(0, plan.items - fewer))) >= chance(plan)
    assert chance(replace(plan, date=plan.date + 1)) >= chance(plan)


@pytest.mark.parametrize(("items", "weeks"), [(45, 12), (45, 14), (36, 12), (20, 6), (60, 17), (1, 1)])
def test_the_chance_is_that_of_all_ways_to_draw(items, weeks):
    assert chance(Plan(items, weeks)) == pytest.approx(exact_chance(items, weeks), abs=0.025)


@pytest.mark.parametrize("plan", [START, *LEVERS.values()])
def test_another_seed_changes_little(plan):
    found = [
        forecast(plan, resample(PAST, plan.date, ROUNDS, seed), TEAM).chance(plan.date) for seed in range(12)
    ]
    assert max(found) - min(found) < 0.05


@given(st.integers(1, 9), st.integers(0, 50))
@settings(max_examples=30, deadline=None)
def test_a_steady_past_needs_no_luck(pace, items):
    made = forecast(Plan(items, 1), resample([pace], 60, 1, 1), TEAM)
    assert made.week_of(0.01) == made.week_of(1.0) == math.ceil(items / pace)


def test_a_team_that_finished_nothing_is_never_done():
    made = forecast(Plan(1, 1), resample([0, 0], 10, 3, 1), TEAM)
    assert made.week_of(0.01) is None
    assert made.chance(10) == 0
    with pytest.raises(IndexError):
        made.chance(11)


@pytest.mark.parametrize("wrong", [{"items": -1}, {"date": 0}, {"added": -1}, {"arrival": 0}])
def test_no_plan_is_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        replace(START, **wrong)


# What the module's story has to show


def test_of_the_three_levers_scope_moves_the_chance_most_and_people_least():
    people, time, scope = (chance(LEVERS[lever]) for lever in ("people", "time", "scope"))
    assert 0.3 < chance(START) < people < time < scope < 0.9
    assert scope - time > 0.05
    assert time - people > 0.2


def test_cutting_scope_moves_the_whole_band():
    before, after = (forecast(plan, FUTURES, TEAM) for plan in (START, LEVERS["scope"]))
    cut = START.items - LEVERS["scope"].items
    for was, left in zip(before.remaining[:8], after.remaining[:8], strict=True):
        assert (was.low - left.low, was.middle - left.middle, was.high - left.high) == (cut, cut, cut)


def test_people_dip_first_and_help_only_if_they_come_early():
    before, after = (forecast(plan, FUTURES, TEAM) for plan in (START, LEVERS["people"]))
    arrival = LEVERS["people"].arrival
    assert after.remaining[arrival].middle > before.remaining[arrival].middle
    assert after.remaining[START.date].high < before.remaining[START.date].high
    found = [chance(replace(START, added=2, arrival=week)) for week in range(1, 8)]
    assert found == sorted(found, reverse=True)
    assert found[4] > chance(START) > found[5]


def test_with_a_date_far_away_people_may_beat_time():
    far = Plan(items=60, date=16)
    assert chance(replace(far, added=2, arrival=1)) > chance(replace(far, date=far.date + 2))
