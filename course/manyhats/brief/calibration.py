"""How a learner's ratings in the scenarios stood to the key: over all of them, in a few numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manyhats.content import ContentError
from manyhats.progress.plays import load_once
from manyhats.scenarios import Judgement, Level, Run, RunError, calibrate, judge


@dataclass(frozen=True)
class Calibration:
    """Ratings of pivotal decisions over several scenarios.

    Attributes:
        rated: in how many scenarios the options were rated.
        credit: the mean credit, 0 to 1.
        baseline: the mean of what rating everything 3 would have earned, 0 to 1.
        levels: how often each confidence was stated, and how often the key agreed then.
        provenance: where the keys are from.
    """

    rated: int
    credit: float
    baseline: float
    levels: tuple[Level, ...]
    provenance: str


def read_calibration(entries: Mapping[str, Any]) -> tuple[Calibration | None, int]:
    """Calibrate over what the journal holds of the scenarios.

    Args:
        entries: scenario id to what the scenario view keeps: ``{"current": run, "finished": [runs]}``. A run's
            first ratings stand, so the current run holds them.

    Returns:
        The calibration, None where nothing was rated yet; and how many entries can't be read, because they are
        damaged or their scenario has changed.
    """
    judgements: list[Judgement] = []
    unreadable = 0
    for scenario_id, stored in entries.items():
        try:
            run = Run.from_json(load_once(scenario_id), stored["current"])
        except (ContentError, RunError, KeyError, TypeError):
            unreadable += 1
            continue
        if run.rating is not None and run.settled:
            judgements.append(judge(run))
    return (_mean(judgements) if judgements else None), unreadable


def _mean(judgements: list[Judgement]) -> Calibration:
    count = len(judgements)
    return Calibration(
        rated=count,
        credit=sum(one.credit for one in judgements) / count,
        baseline=sum(one.baseline for one in judgements) / count,
        levels=calibrate(judgements),
        provenance="; ".join(dict.fromkeys(one.provenance for one in judgements)),
    )
