"""Where somebody stands beside a role: evidence by hat, gaps, questions for the hiring manager, plan and verdict."""

from manyhats.compass.archetypes import Archetype, Lens, archetypes, lens
from manyhats.compass.comparison import Comparison, compare, largest_gaps
from manyhats.compass.compass import ENTRY, KIND, Compass, CompassError, Verdict
from manyhats.compass.evidence import Evidence
from manyhats.compass.prompts import HatPrompts, VerdictText, prompts
from manyhats.compass.questions import Question
from manyhats.compass.target_role import OWN_NAME, RoleLine, TargetRole

__all__ = [
    "ENTRY",
    "KIND",
    "OWN_NAME",
    "Archetype",
    "Comparison",
    "Compass",
    "CompassError",
    "Evidence",
    "HatPrompts",
    "Lens",
    "Question",
    "RoleLine",
    "TargetRole",
    "Verdict",
    "VerdictText",
    "archetypes",
    "compare",
    "largest_gaps",
    "lens",
    "prompts",
]
