"""Every way through a scenario, walked once: what a file can't tell by being read, only by being played.

Two ways that lead to the same decision with the same meters and the same choices behind them go on alike, so
they are walked as one. That keeps even a scenario with loops finite.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from manyhats.scenarios.model import Conditions, Effect, Ending, Option, Route, Scenario
from manyhats.scenarios.play import Change, Move, Play, Scene

MAX_STATES = 50_000  # a scenario of six decisions with four options each has fewer than a tenth of this

State = tuple[str, tuple[int, ...], frozenset[str]]  # place, meters, choices so far


class TooManyWays(ValueError):
    """The scenario has more states than can be walked; the message is a sentence for its author."""


@dataclass
class Seen:
    """What has happened on any way at all; members are compared by identity, since two may read alike."""

    conditions: set[int] = field(default_factory=set)  # those that held
    routes: set[int] = field(default_factory=set)  # those that were taken
    effects: set[int] = field(default_factory=set)  # those that moved their meter
    options: set[str] = field(default_factory=set)  # those that were on offer
    places: set[str] = field(default_factory=set)  # decisions and endings that were come to


@dataclass(frozen=True)
class Exploration:
    """The states of a scenario.

    Attributes:
        start: the state before the first choice.
        ways: for each state that asks for a decision, what is on offer and the state to which each leads.
        endings: for each state that is an ending, which.
        seen: what happened on any way.
    """

    start: State
    ways: Mapping[State, tuple[tuple[Option, State], ...]]
    endings: Mapping[State, Ending]
    seen: Seen

    def stuck(self) -> set[str]:
        """The ids of the decisions from which, as things may stand there, no ending can be come to."""
        backwards: dict[State, list[State]] = {}
        for state, options in self.ways.items():
            for _, after in options:
                backwards.setdefault(after, []).append(state)
        good, todo = set(self.endings), list(self.endings)
        while todo:
            before = [state for state in backwards.get(todo.pop(), ()) if state not in good]
            good.update(before)
            todo += before
        return {state[0] for state in self.ways.keys() - good}


def explore(scenario: Scenario) -> Exploration:
    """Walk every way through a scenario.

    Raises:
        TooManyWays: there are more than ``MAX_STATES`` states.
    """
    seen = Seen()
    play = _Traced(scenario, seen)
    start = _arrive(play, play.begin())
    ways: dict[State, tuple[tuple[Option, State], ...]] = {}
    endings: dict[State, Ending] = {}
    todo = {start: play}
    while todo:
        state, play = todo.popitem()
        if play.ending is not None:
            endings[state] = play.ending
            seen.conditions.update(id(s.when) for s in scenario.debrief.saw if play.holds(s.when))
            continue
        found = []
        for option in play.offered:
            after = play.fork()
            found.append((option, _arrive(after, after.make(Move(play.place, option.id)))))
            if found[-1][1] not in ways and found[-1][1] not in endings:
                todo[found[-1][1]] = after
        ways[state] = tuple(found)
        seen.options.update(option.id for option, _ in found)
        if len(ways) + len(todo) > MAX_STATES:
            raise TooManyWays(
                f"there are more than {MAX_STATES} states to walk. Take out a meter, a choice or a loop."
            )
    return Exploration(start, ways, endings, seen)


class _Traced(Play):
    """A play that notes what happens, and can go on in several ways."""

    def __init__(self, scenario: Scenario, seen: Seen) -> None:
        super().__init__(scenario)
        self.seen = seen
        self.ending: Ending | None = None

    @property
    def place(self) -> str:
        return self.decision.id if self.decision else ""

    def holds(self, when: Conditions) -> bool:
        held = super().holds(when)
        if held:
            self.seen.conditions.add(id(when))
        return held

    def take(self, routes: tuple[Route, ...]) -> Route:
        route = super().take(routes)
        self.seen.routes.add(id(route))
        return route

    def apply(self, effect: Effect) -> Change:
        change = super().apply(effect)
        if change.before != change.after:
            self.seen.effects.add(id(effect))
        return change


def _arrive(play: _Traced, scene: Scene) -> State:
    play.ending = scene.ending
    place = scene.ending.id if scene.ending else play.place
    play.seen.places.add(place)
    return place, tuple(play.meters.values()), frozenset(play.chosen)
