"""Progress through the whole course, module by module."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from manyhats.content.modules import Module, modules
from manyhats.progress.count import Count
from manyhats.progress.plays import Play, load_once
from manyhats.scenarios import Scenario, ids


@dataclass(frozen=True)
class ModuleProgress:
    """How far one module is.

    Attributes:
        module: which.
        scenarios: played to an ending, of as many as the module asks for, or more where more were played.
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
    return tuple(
        module_progress(module, played, predicted, explained, reflections.get(module.id))
        for module in modules().values()
        if module.number
    )


def module_progress(
    module: Module,
    played: Sequence[Play],
    predicted: Collection[str],
    explained: Collection[str],
    reflections: Count | None,
) -> ModuleProgress:
    """Progress through one module.

    Args:
        module: which.
        played: what the journal holds of scenarios.
        predicted: the journal's ids of predictions.
        explained: the journal's ids of explanations.
        reflections: how much of its exercise is written; None where the exercise's file can't be read.
    """
    finished = {play.scenario.id for play in played if play.finished}
    return ModuleProgress(
        module,
        _situations(module, finished),
        _of(module.predictions, predicted),
        _of(module.explanations, explained),
        reflections,
    )


def next_module(progress: Sequence[ModuleProgress]) -> ModuleProgress | None:
    """The first module in which something is left to do; None when all is done."""
    return next((one for one in progress if not one.together.complete), None)


def _situations(module: Module, finished: Collection[str]) -> Count:
    done = sum(one.id in finished for one in scenarios_of(module))
    return Count(done, max(done, module.situations))


def _of(asked: Sequence[str], kept: Collection[str]) -> Count:
    return Count(sum(key in kept for key in asked), len(asked))


@cache
def scenarios_of(module: Module) -> tuple[Scenario, ...]:
    """The scenarios that belong to a module; the talk that is an interactive of its own is none of them."""
    return tuple(
        one for one in map(load_once, ids()) if one.module == module.id and one.id not in module.predictions
    )
