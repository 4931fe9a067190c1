"""The quarter model: a manager's week over the four hats, and what comes of it week by week.

A small system-dynamics model. Its coefficients are teaching assumptions, not calibrated.
"""

from manyhats.quarter.coefficients import Coefficients
from manyhats.quarter.corners import BALANCED, CORNERS
from manyhats.quarter.run_code import RunCodeError, Settings, read_code, write_code
from manyhats.quarter.search import best_split
from manyhats.quarter.sensitivity import Range, ranges
from manyhats.quarter.simulate import Trajectory, Week, simulate
from manyhats.quarter.split import EVEN, Split, rebalance
from manyhats.quarter.stocks import STARTS, Stocks
from manyhats.quarter.strategy import Strategy

__all__ = [
    "BALANCED",
    "CORNERS",
    "EVEN",
    "STARTS",
    "Coefficients",
    "Range",
    "RunCodeError",
    "Settings",
    "Split",
    "Stocks",
    "Strategy",
    "Trajectory",
    "Week",
    "best_split",
    "ranges",
    "read_code",
    "rebalance",
    "simulate",
    "write_code",
]
