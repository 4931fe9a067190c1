"""Makes a brief of what the journal and the exercises hold."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from manyhats.brief.answers import Exercise
from manyhats.brief.brief import COMMITMENT, Brief, Reflection
from manyhats.brief.calibration import read_calibration
from manyhats.brief.passage import passage
from manyhats.compass import ENTRY, Compass, CompassError
from manyhats.profile import read_ratings
from manyhats.text import clean

Entries = Mapping[str, Any]

_DECIDED_BY = "fit"  # the explanation that the Fit Compass asks for


def build(
    on: date,
    *,
    self_ratings: Entries,
    compass: Entries,
    scenarios: Entries,
    picks: Entries,
    explanations: Entries,
    exercises: Sequence[Exercise],
) -> Brief:
    """Put a brief together; the same from the same.

    Args:
        on: the day that stands on it.
        self_ratings: the journal's entries of the kind "self-rating".
        compass: those of the kind "compass".
        scenarios: those of the kind "scenario".
        picks: those of the kind "brief", the passages that were picked.
        explanations: those of the kind "explanation".
        exercises: what is written in the exercises, from ``read_exercises``.

    Returns:
        A brief, whatever the entries hold: what is damaged is left out, and told in its notices.
    """
    notices = []
    ratings = read_ratings(self_ratings)
    if len(self_ratings) > len(ratings.later) + (ratings.baseline is not None):
        notices.append("A self-rating that was kept can't be read any more, so it is left out.")
    fit, notice = _read_compass(compass)
    notices += [f"{notice} It is left out."] if notice else []
    calibration, unreadable = read_calibration(scenarios)
    if unreadable:
        runs = "One scenario run isn't" if unreadable == 1 else f"{unreadable} scenario runs aren't"
        notices.append(f"{runs} counted: damaged, or the scenario has changed since.")
    reflections = _reflections(exercises, picks)
    notices += [
        f"What you picked from “{one.answer.title}” isn't in your answer any more, so its first sentences stand in."
        for one in reflections
        if one.passage.lost
    ]
    explained = explanations.get(_DECIDED_BY)
    decided_by = clean(explained).strip() if isinstance(explained, str) else ""
    return Brief(on, ratings, fit, decided_by, calibration, tuple(exercises), reflections, tuple(notices))


def _read_compass(entries: Entries) -> tuple[Compass, str]:
    if ENTRY not in entries:
        return Compass(), ""
    try:
        return Compass.from_json(entries[ENTRY]), ""
    except CompassError as error:
        return Compass(), str(error)


def _reflections(exercises: Sequence[Exercise], picks: Entries) -> tuple[Reflection, ...]:
    return tuple(
        Reflection(exercise.module, answer, passage(answer.text, picks, answer.prompt_id))
        for exercise in exercises
        for answer in exercise.answers
        if answer.text and answer.prompt_id != COMMITMENT
    )
