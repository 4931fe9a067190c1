"""When something that only the player knew was said, and what every way through a scenario comes to by that.

The ways are counted and not weighed: that one stands for more players than another is nowhere claimed. What a
choice moves is written in the scenario's file, and is its authors' teaching assumption (claim C6).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from manyhats.scenarios.model import Scenario
from manyhats.scenarios.play import Move, Play, Scene


class Disclosure(StrEnum):
    """Whether it was said before anybody asked, only when asked, or never."""

    UNASKED = "unasked"
    ASKED = "asked"
    NEVER = "never"


@dataclass(frozen=True)
class Spread:
    """The lowest, the mean and the highest of some values of a meter, in its own units."""

    low: int
    mean: float
    high: int


@dataclass(frozen=True)
class Outcome:
    """What one kind of disclosure comes to.

    Attributes:
        ways: how many ways through the scenario have it.
        before: for each meter how it stands after the last choice, before anything follows.
        after: for each meter how it stands at the ending.
    """

    ways: int
    before: Mapping[str, Spread]
    after: Mapping[str, Spread]


def disclosure(options: Iterable[str], saying: Mapping[str, Disclosure]) -> tuple[Disclosure, int | None]:
    """When it was said, and at which choice (from 0; None if never).

    Args:
        options: the ids of what was chosen, in order.
        saying: for each option that says it, whether that is before anybody asked or when asked.
    """
    for step, option in enumerate(options):
        if option in saying:
            return saying[option], step
    return Disclosure.NEVER, None


def outcomes(scenario: Scenario, saying: Mapping[str, Disclosure]) -> dict[Disclosure, Outcome]:
    """What every way through a scenario comes to, by when it was said.

    Args:
        scenario: one without loops, so that every way comes to an ending.
        saying: as for ``disclosure``.

    Returns:
        An outcome for each kind of disclosure that there is a way to.
    """
    found: dict[Disclosure, list[Scene]] = {}
    play = Play(scenario)
    for options, scene in _ways(play, play.begin(), ()):
        found.setdefault(disclosure(options, saying)[0], []).append(scene)
    return {kind: _outcome(scenario, scenes) for kind, scenes in found.items()}


def _ways(play: Play, scene: Scene, options: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Scene]]:
    """The choices and the last scene of every way on from here."""
    if scene.decision is None:
        yield options, scene
        return
    for option in play.offered:
        after = play.fork()
        made = after.make(Move(scene.decision.id, option.id))
        yield from _ways(after, made, (*options, option.id))


def _outcome(scenario: Scenario, scenes: list[Scene]) -> Outcome:
    before = {m.id: _spread([scene.answered[m.id] for scene in scenes]) for m in scenario.all_meters}
    after = {m.id: _spread([scene.meters[m.id] for scene in scenes]) for m in scenario.all_meters}
    return Outcome(len(scenes), before, after)


def _spread(values: list[int]) -> Spread:
    return Spread(min(values), sum(values) / len(values), max(values))
