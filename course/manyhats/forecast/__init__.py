"""When a team will be done: a Monte Carlo forecast from past throughput, and what people, time and scope do to it."""

from manyhats.forecast.monte_carlo import Forecast, Remaining, forecast
from manyhats.forecast.onboarding import capacity, payback_weeks, slower_weeks
from manyhats.forecast.plan import Plan
from manyhats.forecast.throughput import Futures, resample

__all__ = [
    "Forecast",
    "Futures",
    "Plan",
    "Remaining",
    "capacity",
    "forecast",
    "payback_weeks",
    "resample",
    "slower_weeks",
]
