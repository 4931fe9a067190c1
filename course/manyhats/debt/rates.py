"""The rates of the debt model: every number that it assumes, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rates:
    """Teaching assumptions of a made-up team, not calibrated on any real one.

    Attributes:
        pace: features that the team would ship in a week with all its time, no debt and no incidents.
        start: debt at the beginning, in weeks of the whole team's work that it would take to put right.
        holding: share of the time, 0 to 1, that keeps the debt where it is at the beginning.
        halving: felt debt, in weeks of work, at which new features come at half the pace.
        incidents: a week, at the beginning.
        steepness: incidents rise with this power of the felt debt.
        cost: share of a week of the whole team that one incident takes.
        worst: the most of a week that incidents can take, 0 to 1.
        patching: debt that the hurried repair after one incident leaves behind, in weeks of work.
        landing: weeks, on average, from work on debt until the debt is less.
        feeling: weeks, on average, from a change of the debt until features and incidents feel it.
    """

    pace: float = 7.5
    start: float = 4.0
    holding: float = 0.2
    halving: float = 12.0
    incidents: float = 1.0
    steepness: float = 2.0
    cost: float = 0.06
    worst: float = 0.6
    patching: float = 0.03
    landing: float = 4.0
    feeling: float = 6.0
