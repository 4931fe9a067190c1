"""What the journal holds of each scenario: whether it was played to an ending, and where a run stands open."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from manyhats.content import ContentError
from manyhats.scenarios import Run, RunError, Scenario, load


@dataclass(frozen=True)
class Play:
    """One scenario that was played.

    Attributes:
        scenario: which.
        finished: whether it was played to an ending at least once.
        decision: the number (from 1) of the decision that the run waits for, or None where none is begun.
    """

    scenario: Scenario
    finished: bool
    decision: int | None


load_once = cache(load)  # the page reads every scenario again each time it is drawn


def plays(entries: Mapping[str, Any]) -> tuple[Play, ...]:
    """What was played, in the order of the entries, which is the order of the last step in each.

    Args:
        entries: scenario id to what the scenario view keeps: ``{"current": run, "finished": [runs]}``.
            An entry that is damaged, or of a scenario that has changed or gone, is passed over.
    """
    found = []
    for scenario_id, stored in entries.items():
        with suppress(ContentError, RunError, KeyError, TypeError):
            found.append(_play(load_once(scenario_id), stored))
    return tuple(found)


def _play(scenario: Scenario, stored: Any) -> Play:
    current = Run.from_json(scenario, stored["current"])
    begun = bool(current.moves) or current.rating is not None
    open_at = len(current.moves) + 1 if begun and not current.finished else None
    finished = current.finished or any(_is_run(scenario, data) for data in stored["finished"])
    return Play(scenario, finished, open_at)


def _is_run(scenario: Scenario, data: Any) -> bool:
    with suppress(RunError):
        return Run.from_json(scenario, data).finished
    return False
