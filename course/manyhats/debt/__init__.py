"""Technical debt over three quarters: what a share of the team's time does to it, and when it shows."""

from manyhats.debt.compare import behind_in_sum, fewer_features, spans
from manyhats.debt.model import MOST_SHARE, QUARTERS, WEEKS_A_QUARTER, Week, simulate
from manyhats.debt.rates import Rates

__all__ = [
    "MOST_SHARE",
    "QUARTERS",
    "WEEKS_A_QUARTER",
    "Rates",
    "Week",
    "behind_in_sum",
    "fewer_features",
    "simulate",
    "spans",
]
