"""Progress through the whole course, module by module."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from manyhats.content.modules import Module, modules
from manyhats.progress.count import Count
from manyhats.progress.plays import Play, load_once
from manyhats.scenarios import ids


@dataclass(frozen=True)
class ModuleProgress:
    """How far one module is.

    Attributes:
        module: which.
        scenarios: played to an ending, of those that belong to the module.
        predictions: made, of those that its interactive asks for.
        explanations: kept, of those that its interactive asks for.
        reflections: written in its exercise; None where the exercise's file can't be read.
    """

    module: Module
    scenarios: Count
    predictions: Count
    explanations: Count
    reflections: Count | None

    @property
    def together(self) -> Count:
        """All of it."""
        return self.scenarios + self.predictions + self.explanations + (self.reflections or Count(0, 0))


def course_progress(
    played: Sequence[Play],
    predicted: Collection[str],
    explained: Collection[str],
    reflections: Mapping[str, Count | None],
) -> tuple[ModuleProgress, ...]:
    """Progress through modules 1 to 8.

    Args:
        played: what the journal holds of scenarios.
        predicted: the journal's ids of predictions.
        explained: the journal's ids of explanations.
        reflections: for each module's id how much of its exercise is written.
    """
    finished = Counter(play.scenario.module for play in played if play.finished)
    return tuple(
        ModuleProgress(
            module,
            Count(finished[module.id], _scenarios()[module.id]),
            _of(module.predictions, predicted),
            _of(module.explanations, explained),
            reflections.get(module.id),
        )
        for module in modules().values()
        if module.number
    )


def next_module(progress: Sequence[ModuleProgress]) -> ModuleProgress | None:
    """The first module in which something is left to do; None when all is done."""
    return next((one for one in progress if not one.together.complete), None)


def _of(asked: Sequence[str], kept: Collection[str]) -> Count:
    return Count(sum(key in kept for key in asked), len(asked))


@cache
def _scenarios() -> Counter[str]:
    """How many scenarios each module has."""
    return Counter(load_once(scenario_id).module for scenario_id in ids())
