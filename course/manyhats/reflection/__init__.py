"""The check of a written reflection: evidence of a rubric's elements, with the sentence that it rests on."""

from manyhats.reflection.assess import assess
from manyhats.reflection.assessment import Assessment, Evidence, Finding, Flag, Level
from manyhats.reflection.rubric import Rubric, load_rubric
from manyhats.reflection.stub import STUB

__all__ = ["STUB", "Assessment", "Evidence", "Finding", "Flag", "Level", "Rubric", "assess", "load_rubric"]
