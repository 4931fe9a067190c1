"""The quarter model's parts: splits, strategies, the simulation's bounds, sensitivity and search."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manyhats.hats import Hat
from manyhats.quarter import (
    BALANCED,
    CORNERS,
    EVEN,
    STARTS,
    Coefficients,
    Split,
    Strategy,
    Trajectory,
    best_split,
    ranges,
    rebalance,
    simulate,
)
from manyhats.quarter.coefficients import RATES
from manyhats.quarter.sensitivity import draws

STEADY = STARTS["A steady team"]
percents = st.integers(0, 100)


@st.composite
def splits(draw: st.DrawFn) -> Split:
    cuts = sorted(draw(st.tuples(percents, percents, percents)))
    return Split(cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], 100 - cuts[2])


@st.composite
def plans(draw: st.DrawFn) -> Strategy:
    weeks = sorted(draw(st.sets(st.integers(1, 39), max_size=4)))
    hires = tuple((week, draw(st.integers(1, 7))) for week in weeks)
    return Strategy.by_week(draw(st.lists(splits(), min_size=1, max_size=39)), hires)


# The split


@given(splits(), st.sampled_from(list(Hat)), percents)
def test_a_week_stays_a_week_and_the_others_keep_their_proportion(split: Split, hat: Hat, share: int) -> None:
    after = rebalance(split, hat, share)
    assert sum(after) == 100
    assert after.of(hat) == share
    others = [other for other in Hat if other != hat]
    before = sum(split.of(other) for other in others)
    for other in others:
        exact = (100 - share) * (split.of(other) / before if before else 1 / 3)
        assert abs(after.of(other) - exact) < 1


@given(splits(), st.sampled_from(list(Hat)))
def test_setting_what_is_set_changes_nothing(split: Split, hat: Hat) -> None:
    assert rebalance(split, hat, split.of(hat)) == split or split.of(hat) == 100


@pytest.mark.parametrize("share", [-1, 101])
def test_more_than_a_week_is_refused(share: int) -> None:
    with pytest.raises(ValueError, match="sum to 100"):
        rebalance(EVEN, Hat.PEOPLE, share)


# The strategy


def test_a_strategy_knows_its_split_in_each_week() -> None:
    later = Split(40, 30, 20, 10)
    strategy = Strategy.by_week([EVEN, EVEN, later, later])
    assert strategy.changes == ((1, EVEN), (3, later))
    assert [strategy.split_in(week) for week in (1, 2, 3, 39)] == [EVEN, EVEN, later, later]


@pytest.mark.parametrize(
    ("changes", "hires"),
    [
        ((), ()),
        (((2, EVEN),), ()),
        (((1, EVEN), (3, EVEN)), ()),
        (((1, EVEN), (5, Split(100, 0, 0, 0)), (4, EVEN)), ()),
        (((1, Split(50, 50, 10, -10)),), ()),
        (((1, Split(50, 50, 10, 0)),), ()),
        (((1, EVEN), (53, Split(100, 0, 0, 0))), ()),
        (((1, EVEN),), ((0, 1),)),
        (((1, EVEN),), ((4, 1), (3, 1))),
        (((1, EVEN),), ((3, 0),)),
        (((1, EVEN),), ((3, 8),)),
    ],
)
def test_what_is_no_strategy_is_refused(changes: object, hires: object) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        Strategy(changes, hires)  # type: ignore[arg-type]


# The simulation


@settings(max_examples=60, deadline=None)
@given(
    plans(), st.sets(st.sampled_from(list(Hat))), st.sampled_from(list(STARTS.values())), st.integers(1, 39)
)
def test_every_run_stays_within_its_bounds(
    strategy: Strategy, cover: set[Hat], start: object, weeks: int
) -> None:
    run = simulate(strategy, weeks, cover, start)  # type: ignore[arg-type]
    assert [week.week for week in run.weeks] == list(range(1, weeks + 1))
    assert run == simulate(strategy, weeks, cover, start)  # type: ignore[arg-type]
    for week in run.weeks:
        stocks = week.stocks
        assert min(stocks.health, stocks.skill, stocks.trust, stocks.burnout) >= 0
        assert max(stocks.health, stocks.skill, stocks.trust, stocks.burnout) <= 1
        assert min(stocks.debt, stocks.settled, stocks.new, week.throughput, week.value) >= 0
        assert week.promise > 0
        assert week.split == strategy.split_in(week.week)


@given(plans(), st.integers(1, 38))
def test_a_longer_run_goes_on_from_a_shorter_one(strategy: Strategy, weeks: int) -> None:
    assert simulate(strategy, 39).weeks[:weeks] == simulate(strategy, weeks).weeks


def test_people_are_counted() -> None:
    hiring = simulate(Strategy.fixed(EVEN, hires=((3, 2),)), 13)
    heads = hiring.stock(lambda stocks: stocks.headcount)
    assert heads[:4] == [7, 7, 7, 9]
    tired = simulate(CORNERS["All shipping"], 39)
    assert tired.exits >= 2
    first = tired.first_week(lambda week: week.left > 0)
    assert first is not None
    heads = tired.stock(lambda stocks: stocks.headcount)
    assert heads[first] == pytest.approx(6)
    assert heads[first + 6] == pytest.approx(7 - (sum(tired.flow(lambda w: w.left)[: first + 6]) - 1))


@pytest.mark.parametrize("weeks", [0, 53])
def test_a_run_has_weeks(weeks: int) -> None:
    with pytest.raises(ValueError, match="1 to 52"):
        simulate(BALANCED, weeks)


def test_cover_helps_where_it_is_given() -> None:
    without = simulate(BALANCED, 26)
    for hat in Hat:
        assert simulate(BALANCED, 26, {hat}).total_value > without.total_value


# Sensitivity


def test_draws_move_every_rate_within_a_quarter_and_no_level() -> None:
    usual, drawn = Coefficients(), draws(200)
    assert drawn == draws(200)
    assert drawn != draws(200, seed=8)
    for name in RATES:
        factors = [getattr(one, name) / getattr(usual, name) for one in drawn]
        assert 0.75 <= min(factors) < 0.77
        assert 1.23 < max(factors) <= 1.25
    assert len(RATES) >= 25
    assert all(replace(one, **{name: getattr(usual, name) for name in RATES}) == usual for one in drawn)


def test_ranges_hold_the_middle_eight_of_ten() -> None:
    def trust(run: Trajectory) -> list[float]:
        return run.stock(lambda stocks: stocks.trust)

    found = ranges(BALANCED, 13, frozenset(), STEADY, {"trust": trust}, count=100)["trust"]
    assert len(found.low) == len(found.high) == 14
    assert found.low[0] == found.high[0] == STEADY.trust
    inside = [
        found.low[-1] <= trust(simulate(BALANCED, 13, frozenset(), STEADY, one))[-1] <= found.high[-1]
        for one in draws(100)
    ]
    assert sum(inside) == 80


def test_the_search_finds_nothing_worse_than_any_split_it_tried() -> None:
    best = simulate(Strategy.fixed(best_split(13, frozenset(), STEADY, step=25)), 13).total_value
    for split in (EVEN, Split(50, 50, 0, 0), Split(0, 50, 0, 50), Split(100, 0, 0, 0)):
        assert best >= simulate(Strategy.fixed(split), 13).total_value
