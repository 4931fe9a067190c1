"""The corner strategies to race against, and the even week that lies between them."""

from manyhats.quarter.split import EVEN, Split
from manyhats.quarter.strategy import Strategy

CORNERS: dict[str, Strategy] = {
    "All coaching": Strategy.fixed(Split(85, 5, 5, 5)),
    "No coaching": Strategy.fixed(Split(0, 34, 33, 33)),
    "All shipping": Strategy.fixed(Split(5, 85, 5, 5)),
    "No technical": Strategy.fixed(Split(33, 34, 0, 33)),
    "No business": Strategy.fixed(Split(33, 34, 33, 0)),
}
"""Weeks that lean to one hat, or go without one. Each comes to grief in its own way."""

BALANCED = Strategy.fixed(EVEN)
