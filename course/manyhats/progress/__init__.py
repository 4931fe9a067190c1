"""How far a learner has come: what is played, predicted, explained and written, module by module."""

from manyhats.progress.count import Count
from manyhats.progress.course import (
    ModuleProgress,
    course_progress,
    module_progress,
    next_module,
    scenarios_of,
)
from manyhats.progress.exercise import exercise_path, own_words, prompt_ids, written
from manyhats.progress.plays import Play, plays

__all__ = [
    "Count",
    "ModuleProgress",
    "Play",
    "course_progress",
    "exercise_path",
    "module_progress",
    "next_module",
    "own_words",
    "plays",
    "prompt_ids",
    "scenarios_of",
    "written",
]
