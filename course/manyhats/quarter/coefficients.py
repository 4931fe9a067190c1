"""Every number of the quarter model, named, in one place.

Source: CURRICULUM.md, "Quarter model", with one change: ``trust_of_shortfall`` is 1.2 there 0.96. With 0.96 the
run that only coaches loses trust in week 5, but not in nine of ten draws of the rates. They are teaching
assumptions. Nobody has measured them.
"""

from dataclasses import dataclass, fields, replace
from random import Random

_LEVELS = frozenset(
    """throughput_scale value_scale promise_scale delivery_base health_base skill_base value_base trust_level
    health_level skill_level team_size small_team drag_scale push_from rush_from burnout_from repay_scale
    usual_effect promise_week capacity_least drag_power exit_after""".split()
)


@dataclass(frozen=True)
class Coefficients:
    """The model's constants: rates, which say how strongly or how fast one thing moves another, and levels.

    Levels are units, reference points and what there is without any effort. Only rates are drawn, because
    another level is another team and not another belief about how teams work.
    """

    # Attention: effect = share / (share + half_effect), of the manager's own share and what others cover.
    half_effect: float = 0.22  # the share of a week that has half of all effect
    cover: float = 0.15  # what somebody who covers a hat adds to its share
    team_size: float = 7.0  # people for whom a share of people time is meant

    # Capacity.
    guiding: float = 0.25  # of a settled person's time, for each new person
    novice: float = 0.33  # what a new person does of a settled one's work
    coordination: float = 0.04  # lost for each person above a small team
    small_team: float = 5.0
    capacity_least: float = 0.3

    # Throughput, items a week.
    throughput_scale: float = 10.3
    debt_drag: float = 1.6
    drag_scale: float = 100.0
    drag_power: float = 1.5
    delivery_base: float = 0.55
    delivery_gain: float = 0.75
    health_base: float = 0.6
    health_gain: float = 0.6
    skill_base: float = 0.7
    skill_gain: float = 0.5

    # Value and promise, in items of the usual worth a week.
    value_base: float = 0.6
    value_gain: float = 0.6
    value_scale: float = 1.05
    promise_scale: float = 6.0
    promise_trimmed: float = 0.15  # who talks with stakeholders promises less

    # Trust tends to a target.
    trust_level: float = 0.55
    trust_of_surplus: float = 0.54
    trust_of_shortfall: float = 1.2  # a promise that is missed costs more than one that is beaten brings
    trust_of_talking: float = 0.15
    usual_effect: float = 0.4
    trust_weeks: float = 5.0

    # Health tends to a target.
    health_level: float = 0.20
    health_of_people: float = 0.65
    health_of_delivery: float = 0.15
    health_of_trust: float = 0.10
    health_of_debt: float = 0.30
    health_of_push: float = 0.6
    push_from: float = 0.45  # the share of delivery from which it is felt as a push
    health_of_shortfall: float = 0.25
    health_weeks: float = 6.0

    # Skill tends to a target.
    skill_level: float = 0.35
    skill_of_people: float = 0.85
    skill_weeks: float = 16.0

    # Debt.
    debt_made: float = 0.9
    debt_of_rush: float = 1.6
    rush_from: float = 0.25  # the share of delivery from which corners are cut
    promise_week: float = 6.0  # items in a usual week
    debt_repaid: float = 2.1
    repay_scale: float = 60.0

    # People: burnout tends to 1 - health; who leaves is replaced.
    burnout_weeks: float = 8.0
    exit_hazard: float = 0.0025  # a person and week
    exit_of_burnout: float = 0.10
    burnout_from: float = 0.5
    exit_after: float = 1.0  # expected exits that have to add up before one person goes
    settling_weeks: float = 8.0

    def drawn(self, random: Random, within: float = 0.25) -> "Coefficients":
        """The same levels, and every rate times a factor drawn evenly from 1 - within to 1 + within."""
        factors = {name: random.uniform(1 - within, 1 + within) for name in RATES}
        return replace(self, **{name: getattr(self, name) * factor for name, factor in factors.items()})


RATES: tuple[str, ...] = tuple(one.name for one in fields(Coefficients) if one.name not in _LEVELS)
"""The names of the constants that are drawn."""
