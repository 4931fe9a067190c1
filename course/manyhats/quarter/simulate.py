"""The simulation: stocks, flows and what lies between them, one step a week."""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple

from manyhats.hats import Hat
from manyhats.quarter.coefficients import Coefficients
from manyhats.quarter.split import Split
from manyhats.quarter.stocks import Stocks
from manyhats.quarter.strategy import LONGEST, Strategy

REPLACED_AFTER = 6  # weeks
_USUAL = Coefficients()
_STEADY = Stocks()


class Week(NamedTuple):
    """One row of a trajectory.

    Attributes:
        week: its number, from 1.
        split: how the manager's week was split.
        throughput: items that the team finished.
        value: what they were worth, in items of the usual worth.
        promise: what stakeholders were counting on, in the same unit.
        left: people who gave notice in this week, 0 or 1.
        stocks: as they are at the end of the week.
    """

    week: int
    split: Split
    throughput: float
    value: float
    promise: float
    left: int
    stocks: Stocks


@dataclass(frozen=True)
class Trajectory:
    """A whole run: where it began, and a row for each week."""

    start: Stocks
    weeks: tuple[Week, ...]

    @property
    def total_value(self) -> float:
        """Value of all weeks together."""
        return sum(week.value for week in self.weeks)

    @property
    def exits(self) -> int:
        """How many people left."""
        return sum(week.left for week in self.weeks)

    def flow(self, of: Callable[[Week], float]) -> list[float]:
        """One number of each week, from week 1."""
        return [of(week) for week in self.weeks]

    def stock(self, of: Callable[[Stocks], float]) -> list[float]:
        """One stock from the start, week 0, to the end."""
        return [of(self.start), *(of(week.stocks) for week in self.weeks)]

    def first_week(self, holds: Callable[[Week], bool]) -> int | None:
        """The first week of which something holds; None if there is none."""
        return next((week.week for week in self.weeks if holds(week)), None)


def simulate(
    strategy: Strategy,
    weeks: int = 13,
    cover: Collection[Hat] = frozenset(),
    start: Stocks = _STEADY,
    coefficients: Coefficients = _USUAL,
) -> Trajectory:
    """Play a strategy.

    Deterministic. Nobody leaves by chance: expected exits add up, and when they make a whole person, one goes
    and is replaced six weeks later by a new one. Formulas: CURRICULUM.md, "Quarter model"; a week's flows
    are worked out from the stocks at its beginning (Euler's method, a step of one week).

    Args:
        strategy: the splits of the weeks, and hires.
        weeks: how long, 1..52.
        cover: the hats of which somebody else takes a part.
        start: the team at the beginning.
        coefficients: the model's constants.

    Returns:
        One row a week.

    Raises:
        ValueError: the number of weeks is outside its range.
    """
    if not 1 <= weeks <= LONGEST:
        raise ValueError(f"A run lasts 1 to {LONGEST} weeks, not {weeks}.")
    covered = tuple(coefficients.cover * (hat in cover) for hat in Hat)
    starting = dict(strategy.hires)
    splits = dict(strategy.changes)
    stocks, split, expected, rows = start, strategy.changes[0][1], 0.0, []
    for number in range(1, weeks + 1):
        split = splits.get(number, split)
        arriving = starting.pop(number, 0)
        if arriving:
            stocks = stocks._replace(new=stocks.new + arriving)
        effects = _effects(split, covered, stocks.headcount, coefficients)
        throughput, value, promise = _output(stocks, effects, coefficients)
        expected += stocks.headcount * _hazard(stocks.burnout, coefficients)
        left = int(expected >= coefficients.exit_after)
        if left:
            expected -= coefficients.exit_after
            back = number + REPLACED_AFTER
            starting[back] = starting.get(back, 0) + 1
        stocks = _step(stocks, split, effects, (throughput, value, promise), left, coefficients)
        rows.append(Week(number, split, throughput, value, promise, left, stocks))
    return Trajectory(start, tuple(rows))


class _Effects(NamedTuple):
    """What attention to each hat does, 0..1, with less gained by each further hour."""

    people: float
    delivery: float
    technical: float
    business: float


def _effects(split: Split, covered: tuple[float, ...], people: float, c: Coefficients) -> _Effects:
    shares = [share / 100 + more for share, more in zip(split, covered, strict=True)]
    shares[0] *= c.team_size / people if people > 0 else 1.0
    return _Effects(*(share / (share + c.half_effect) for share in shares))


def _output(stocks: Stocks, effects: _Effects, c: Coefficients) -> tuple[float, float, float]:
    """Throughput, value and promise of a week."""
    people = stocks.headcount
    hands = (stocks.settled - c.guiding * stocks.new + c.novice * stocks.new) / c.team_size
    capacity = hands * max(c.capacity_least, 1 - c.coordination * max(0.0, people - c.small_team))
    throughput = (
        c.throughput_scale
        * max(0.0, capacity)
        / (1 + c.debt_drag * (stocks.debt / c.drag_scale) ** c.drag_power)
        * (c.delivery_base + c.delivery_gain * effects.delivery)
        * (c.health_base + c.health_gain * stocks.health)
        * (c.skill_base + c.skill_gain * stocks.skill)
    )
    value = throughput * (c.value_base + c.value_gain * effects.business) / c.value_scale
    promise = c.promise_scale * (1 - c.promise_trimmed * effects.business)
    return throughput, value, promise


def _hazard(burnout: float, c: Coefficients) -> float:
    """Expected exits of one person in one week."""
    return c.exit_hazard + c.exit_of_burnout * max(0.0, burnout - c.burnout_from)


def _step(
    stocks: Stocks,
    split: Split,
    effects: _Effects,
    output: tuple[float, float, float],
    left: int,
    c: Coefficients,
) -> Stocks:
    """The stocks a week later."""
    throughput, value, promise = output
    delivery = split.delivery / 100
    gap = (value - promise) / promise
    trust_target = (
        c.trust_level
        + (c.trust_of_surplus if gap > 0 else c.trust_of_shortfall) * gap
        + c.trust_of_talking * (effects.business - c.usual_effect)
    )
    health_target = (
        c.health_level
        + c.health_of_people * effects.people
        + c.health_of_delivery * effects.delivery
        + c.health_of_trust * stocks.trust
        - c.health_of_debt * stocks.debt / c.drag_scale
        - c.health_of_push * max(0.0, delivery - c.push_from)
        - c.health_of_shortfall * max(0.0, 1 - throughput / promise)
    )
    skill_target = min(1.0, c.skill_level + c.skill_of_people * effects.people)
    debt_made = c.debt_made * (1 + c.debt_of_rush * max(0.0, delivery - c.rush_from)) * throughput
    debt_repaid = c.debt_repaid * effects.technical * math.sqrt(stocks.debt / c.repay_scale)
    settling = stocks.new / c.settling_weeks
    return Stocks(
        health=_towards(stocks.health, health_target, c.health_weeks),
        skill=_towards(stocks.skill, skill_target, c.skill_weeks),
        debt=max(0.0, stocks.debt + debt_made / c.promise_week - debt_repaid),
        trust=_towards(stocks.trust, trust_target, c.trust_weeks),
        burnout=_towards(stocks.burnout, 1 - stocks.health, c.burnout_weeks),
        settled=max(0.0, stocks.settled + settling - left),
        new=stocks.new - settling,
    )


def _towards(level: float, target: float, weeks: float) -> float:
    """A stock that closes a part of the gap to its target each week; it and its target stay in 0..1."""
    return level + (min(1.0, max(0.0, target)) - level) / weeks
