"""The stocks of the quarter model: what a team is like at one moment; and the teams that a run can begin with."""

from typing import NamedTuple


class Stocks(NamedTuple):
    """What is carried from one week to the next.

    Attributes:
        health: how well the team is, 0..1.
        skill: what it can do, 0..1.
        debt: technical debt, 0 or more; 100 is very much.
        trust: how far stakeholders trust it, 0..1.
        burnout: how worn out it is, 0..1; follows health late.
        settled: people who know their way, the manager among them.
        new: people who are finding it.
    """

    health: float = 0.65
    skill: float = 0.60
    debt: float = 30.0
    trust: float = 0.60
    burnout: float = 0.35
    settled: float = 7.0
    new: float = 0.0

    @property
    def headcount(self) -> float:
        """Everybody in the team."""
        return self.settled + self.new


STARTS: dict[str, Stocks] = {
    "A steady team": Stocks(),
    "A tired team": Stocks(health=0.45, burnout=0.5),
    "A team in debt": Stocks(debt=60.0),
}
"""The first is CURRICULUM.md's; the others differ from it in one thing."""
