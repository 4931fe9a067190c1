"""Situations to be in: scenarios as data, the machine that plays them, and how ratings are judged."""

from manyhats.scenarios.calibration import Level, calibrate
from manyhats.scenarios.cast import Character, cast
from manyhats.scenarios.compare import Comparison, compare
from manyhats.scenarios.files import ids, load
from manyhats.scenarios.judgement import Judgement, judge
from manyhats.scenarios.model import Scenario
from manyhats.scenarios.play import RunError
from manyhats.scenarios.run import Rating, Run

__all__ = [
    "Character",
    "Comparison",
    "Judgement",
    "Level",
    "Rating",
    "Run",
    "RunError",
    "Scenario",
    "calibrate",
    "cast",
    "compare",
    "ids",
    "judge",
    "load",
]
