"""The Role Brief: one document of what a learner has made in the course, for a talk about a role."""

from manyhats.brief.answers import Answer, Exercise, read_exercise, read_exercises
from manyhats.brief.blocks import Document
from manyhats.brief.brief import COMMITMENT, Brief, Reflection
from manyhats.brief.build import build
from manyhats.brief.calibration import Calibration, read_calibration
from manyhats.brief.document import TITLES, document
from manyhats.brief.literal import literal
from manyhats.brief.markdown import to_markdown
from manyhats.brief.missing import Missing, missing
from manyhats.brief.passage import KIND, MOST_SENTENCES, MOST_WORDS, Passage, passage
from manyhats.brief.save import Saved, save

__all__ = [
    "COMMITMENT",
    "KIND",
    "MOST_SENTENCES",
    "MOST_WORDS",
    "TITLES",
    "Answer",
    "Brief",
    "Calibration",
    "Document",
    "Exercise",
    "Missing",
    "Passage",
    "Reflection",
    "Saved",
    "build",
    "document",
    "literal",
    "missing",
    "passage",
    "read_calibration",
    "read_exercise",
    "read_exercises",
    "save",
    "to_markdown",
]
