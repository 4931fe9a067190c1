"""A system-dynamics model of technical debt: three stocks, their flows, and a week as the step.

Stocks (in weeks of the whole team's work):

- debt: rises by what is made, falls by what lands
- under way: work on debt that has begun and changes nothing yet; what lands is a first-order delay of it
- felt debt: what features and incidents answer to; a first-order lag of the debt

Auxiliaries, each week:

- incidents = incidents at the beginning x (felt / debt at the beginning) ^ steepness
- lost = incidents x cost, at most ``worst``; what is left of the week is split by the share
- features = pace x left x (1 - share) / (1 + felt / halving)

Flows, each week:

- begun = left x share x 2 debt / (debt + debt at the beginning): where little is left, less can be gained
- landed = under way / landing
- made = debt per feature x features + patching x incidents

Debt per feature follows from the rates: it is the one with which ``holding`` keeps all stocks still. The form (stocks,
flows, first-order delays, Euler steps) is the usual one of system dynamics, as in Sterman, Business Dynamics (2000),
chapters 6 and 11. The numbers are teaching assumptions, not calibrated.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from manyhats.debt.rates import Rates

QUARTERS = 3
WEEKS_A_QUARTER = 13
MOST_SHARE = 0.6


@dataclass(frozen=True)
class Week:
    """One week of the team.

    Attributes:
        number: 1 to 39.
        features: shipped in the week.
        incidents: in the week, on average.
        lost: share of the week that incidents took, 0 to 1.
        debt: at the week's beginning, in weeks of the whole team's work.
        felt: the debt that this week's features and incidents answer to.
    """

    number: int
    features: float
    incidents: float
    lost: float
    debt: float
    felt: float


@dataclass(frozen=True)
class _Stocks:
    debt: float
    felt: float
    under_way: float


def simulate(shares: Sequence[float], rates: Rates | None = None) -> tuple[Week, ...]:
    """What 39 weeks bring.

    Args:
        shares: for each of the three quarters the share of the team's time that goes to debt and reliability,
            0 to 0.6, of the time that incidents leave.
        rates: what the model assumes; without it the course's own.

    Returns:
        One row a week, 39 of them.

    Raises:
        ValueError: there are not three shares, or one is outside 0 to 0.6.
    """
    if len(shares) != QUARTERS or not all(0 <= share <= MOST_SHARE for share in shares):
        raise ValueError(f"Three shares from 0 to {MOST_SHARE} are needed, not {list(shares)}.")
    rates = rates or Rates()
    still = _left(rates.incidents, rates) * rates.holding
    stocks = _Stocks(rates.start, rates.start, still * rates.landing)
    weeks = []
    for index in range(QUARTERS * WEEKS_A_QUARTER):
        share = shares[index // WEEKS_A_QUARTER]
        weeks.append(_week(index + 1, share, stocks, rates))
        stocks = _next(share, stocks, weeks[-1], rates)
    return tuple(weeks)


def _week(number: int, share: float, stocks: _Stocks, rates: Rates) -> Week:
    incidents = rates.incidents * (stocks.felt / rates.start) ** rates.steepness
    left = _left(incidents, rates)
    features = _features(left, share, stocks.felt, rates)
    return Week(number, features, incidents, 1 - left, stocks.debt, stocks.felt)


def _next(share: float, stocks: _Stocks, week: Week, rates: Rates) -> _Stocks:
    begun = (1 - week.lost) * share * 2 * stocks.debt / (stocks.debt + rates.start)
    landed = stocks.under_way / rates.landing
    made = _debt_per_feature(rates) * week.features + rates.patching * week.incidents
    return _Stocks(
        debt=max(0.0, stocks.debt + made - landed),
        felt=stocks.felt + (stocks.debt - stocks.felt) / rates.feeling,
        under_way=stocks.under_way + begun - landed,
    )


def _left(incidents: float, rates: Rates) -> float:
    """The share of the week that incidents leave."""
    return 1 - min(rates.worst, incidents * rates.cost)


def _features(left: float, share: float, felt: float, rates: Rates) -> float:
    return rates.pace * left * (1 - share) / (1 + felt / rates.halving)


def _debt_per_feature(rates: Rates) -> float:
    left = _left(rates.incidents, rates)
    features = _features(left, rates.holding, rates.start, rates)
    return (left * rates.holding - rates.patching * rates.incidents) / features
