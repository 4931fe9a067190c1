"""What the quarter model has to show, each with its own numbers and in at least nine of ten draws of its rates."""

from collections.abc import Callable
from functools import cache

import pytest
from manyhats.hats import Hat
from manyhats.quarter import (
    BALANCED,
    CORNERS,
    EVEN,
    STARTS,
    Coefficients,
    Strategy,
    Trajectory,
    best_split,
    simulate,
)
from manyhats.quarter.sensitivity import DRAWS, draws

QUARTER, LONG = 13, 39
STEADY = STARTS["A steady team"]
Behaviour = Callable[[Coefficients], bool]


@cache
def long_run(strategy: Strategy, known: Coefficients) -> Trajectory:
    return simulate(strategy, LONG, frozenset(), STEADY, known)


def play(strategy: Strategy, known: Coefficients, weeks: int = LONG) -> Trajectory:
    """A run of nobody covering anything; a shorter one is the beginning of the long one."""
    return Trajectory(STEADY, long_run(strategy, known).weeks[:weeks])


def trust_gone(run: Trajectory) -> int:
    """The week in which stakeholders' trust falls below 0.30; 99 if it never does."""
    return run.first_week(lambda week: week.stocks.trust < 0.30) or 99


def ahead(one: Trajectory, other: Trajectory, of: str) -> list[bool]:
    """For each week whether one run is above the other."""
    pairs = zip(one.weeks, other.weeks, strict=True)
    return [getattr(mine, of) > getattr(theirs, of) for mine, theirs in pairs]


def lead(one: Trajectory, other: Trajectory, of: str) -> int:
    """For how many weeks from the first on one run is above the other."""
    return [*ahead(one, other, of), False].index(False)


def all_coaching_loses_trust_by_about_week_5(known: Coefficients) -> bool:
    return trust_gone(play(CORNERS["All coaching"], known, QUARTER)) <= 7


def all_coaching_loses_trust_before_any_other_corner(known: Coefficients) -> bool:
    gone = {name: trust_gone(play(strategy, known, QUARTER)) for name, strategy in CORNERS.items()}
    return gone["All coaching"] == min(gone.values()) < 99


def all_coaching_keeps_health(known: Coefficients) -> bool:
    health = play(CORNERS["All coaching"], known, QUARTER).stock(lambda stocks: stocks.health)
    return min(health) > 0.75 * health[0]


def no_coaching_beats_balanced_on_value_for_the_first_weeks(known: Coefficients) -> bool:
    return lead(play(CORNERS["No coaching"], known), play(BALANCED, known), "value") >= 2


def no_coaching_then_falls_behind(known: Coefficients) -> bool:
    without, even = play(CORNERS["No coaching"], known, QUARTER), play(BALANCED, known, QUARTER)
    return not any(ahead(without, even, "value")[8:]) and without.total_value < even.total_value


def no_coaching_sees_its_first_exit_after_the_quarter_closed(known: Coefficients) -> bool:
    exit_week = play(CORNERS["No coaching"], known).first_week(lambda week: week.left > 0)
    return exit_week is not None and exit_week > QUARTER


def all_shipping_leads_on_throughput_for_about_three_weeks(known: Coefficients) -> bool:
    return 2 <= lead(play(CORNERS["All shipping"], known), play(BALANCED, known), "throughput") <= 5


def all_shipping_health_collapses(known: Coefficients) -> bool:
    return play(CORNERS["All shipping"], known, QUARTER).weeks[-1].stocks.health < 0.25


def no_technical_beats_balanced_for_about_a_quarter(known: Coefficients) -> bool:
    return 9 <= lead(play(CORNERS["No technical"], known), play(BALANCED, known), "value") <= 20


def no_technical_then_debt_wins(known: Coefficients) -> bool:
    without, even = play(CORNERS["No technical"], known).weeks[-1], play(BALANCED, known).weeks[-1]
    return without.value < even.value and without.stocks.debt > 1.4 * even.stocks.debt


def no_business_ships_more_and_is_valued_less(known: Coefficients) -> bool:
    without, even = play(CORNERS["No business"], known, QUARTER), play(BALANCED, known, QUARTER)
    return all(ahead(without, even, "throughput")) and not any(ahead(without, even, "value"))


def two_hires_in_week_3_dip_throughput_before_they_lift_it(known: Coefficients) -> bool:
    hiring = play(Strategy.fixed(EVEN, hires=((3, 2),)), known, QUARTER)
    above = ahead(hiring, play(BALANCED, known, QUARTER), "throughput")
    return not any(above[:4]) and above[-1]


def the_best_mix_moves_with_what_others_cover(known: Coefficients) -> bool:
    covers = (frozenset({Hat.PEOPLE, Hat.DELIVERY}), frozenset({Hat.TECHNICAL, Hat.BUSINESS}))
    one, other = (best_split(QUARTER, cover, STEADY, known) for cover in covers)
    return one != other


BEHAVIOURS: list[Behaviour] = [
    all_coaching_loses_trust_by_about_week_5,
    all_coaching_loses_trust_before_any_other_corner,
    all_coaching_keeps_health,
    no_coaching_beats_balanced_on_value_for_the_first_weeks,
    no_coaching_then_falls_behind,
    no_coaching_sees_its_first_exit_after_the_quarter_closed,
    all_shipping_leads_on_throughput_for_about_three_weeks,
    all_shipping_health_collapses,
    no_technical_beats_balanced_for_about_a_quarter,
    no_technical_then_debt_wins,
    no_business_ships_more_and_is_valued_less,
    two_hires_in_week_3_dip_throughput_before_they_lift_it,
]


@cache
def drawn() -> list[Coefficients]:
    return draws()


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda behaviour: behaviour.__name__)
def test_the_model_behaves_so(behaviour: Behaviour) -> None:
    assert behaviour(Coefficients())


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda behaviour: behaviour.__name__)
def test_nine_of_ten_draws_behave_so(behaviour: Behaviour) -> None:
    assert sum(map(behaviour, drawn())) >= 0.9 * DRAWS


def test_the_best_mix_moves_with_what_others_cover() -> None:
    """A search is dear, so every fifth draw has to do."""
    assert the_best_mix_moves_with_what_others_cover(Coefficients())
    some = drawn()[::5]
    assert sum(map(the_best_mix_moves_with_what_others_cover, some)) >= 0.9 * len(some)


def test_the_weeks_that_the_module_speaks_of() -> None:
    """The prose of module 07 names these numbers; who changes the model has to change it too."""
    usual = Coefficients()
    gone = {name: trust_gone(play(strategy, usual, QUARTER)) for name, strategy in CORNERS.items()}
    assert gone == {
        "All coaching": 4,
        "No coaching": 99,
        "All shipping": 8,
        "No technical": 99,
        "No business": 5,
    }
    even = play(BALANCED, usual)
    assert lead(play(CORNERS["All shipping"], usual), even, "throughput") == 3
    assert lead(play(CORNERS["No technical"], usual), even, "value") == 13
    assert play(CORNERS["No coaching"], usual).first_week(lambda week: week.left > 0) == 20


@pytest.mark.parametrize(
    ("hat", "without", "with_cover"),
    [
        (Hat.PEOPLE, 30, 10),
        (Hat.DELIVERY, 30, 20),
        (Hat.TECHNICAL, 10, 0),
        (Hat.BUSINESS, 30, 20),
    ],
)
def test_what_others_cover_asks_for_less_of_it(hat: Hat, without: int, with_cover: int) -> None:
    assert best_split(LONG, frozenset(), STEADY).of(hat) == without
    assert best_split(LONG, frozenset({hat}), STEADY).of(hat) == with_cover
