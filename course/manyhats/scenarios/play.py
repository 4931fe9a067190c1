"""What a choice does: meters that move, lines that are said, and where it leads."""

from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Self

from manyhats.scenarios.model import Conditions, Effect, Ending, Line, Node, Option, Route, Scenario


class RunError(ValueError):
    """A move that the run does not allow here; the message is a sentence to the player."""


@dataclass(frozen=True)
class Move:
    """One choice: at which node, which option, and why in the player's own line (may be empty)."""

    node: str
    option: str
    explanation: str = ""


@dataclass(frozen=True, repr=False)
class Change:
    """A meter that moved, and why."""

    meter: str
    before: int
    after: int
    reason: str


@dataclass(frozen=True, repr=False)
class Scene:
    """What lies between one choice and the next: what was said, what moved, and where it led.

    ``meters`` are the values (hidden ones too) when the scene has played, ``answered`` those that the choice itself
    left, before anything followed. Exactly one of ``decision`` and ``ending`` is set.
    """

    lines: tuple[Line, ...]
    changes: tuple[Change, ...]
    meters: dict[str, int]
    answered: dict[str, int]
    decision: Node | None
    ending: Ending | None


class Play:
    """Plays moves one after another; the only place where state changes.

    Args:
        scenario: what is played. ``begin()`` gives its first scene, ``make(move)`` the one after a choice.
    """

    def __init__(self, scenario: Scenario) -> None:
        """At the start, nothing chosen."""
        self.scenario = scenario
        self.ranges = {meter.id: (meter.min, meter.max) for meter in scenario.all_meters}
        self.meters = {meter.id: meter.start for meter in scenario.all_meters}
        self.answered = dict(self.meters)
        self.chosen: set[str] = set()
        self.decision: Node | None = None
        self.lines: list[Line] = []
        self.changes: list[Change] = []

    def begin(self) -> Scene:
        """The opening scene."""
        return self._go_to(self.scenario.start)

    def make(self, move: Move) -> Scene:
        """The scene that follows a choice.

        Raises:
            RunError: the run has ended, or the option is not on offer here.
        """
        if self.decision is None:
            raise RunError("This run goes on after its ending. The scenario has changed since: start over.")
        option = next((o for o in self.decision.options if o.id == move.option), None)
        offered = option is not None and self.holds(option.when)
        if option is None or not offered or move.node != self.decision.id:
            raise RunError(f"“{move.option}” is not on offer at this point. Choose one of the options shown.")
        self.lines, self.changes = [], []
        self.chosen.add(option.id)
        self._move_meters(option.effects)
        self.answered = dict(self.meters)
        self._say(option.reply)
        return self._go_to(self._route(option.next))

    def fork(self) -> Self:
        """A play that goes on from here by itself."""
        other = copy(self)
        other.meters, other.chosen = dict(self.meters), set(self.chosen)
        return other

    @property
    def offered(self) -> tuple[Option, ...]:
        """What can be chosen now; nothing at an ending."""
        return tuple(o for o in self.decision.options if self.holds(o.when)) if self.decision else ()

    def _go_to(self, place: str) -> Scene:
        """Pass through nodes until one asks for a decision, or an ending."""
        ending = self.scenario.ending(place)
        self.decision = None
        while ending is None:
            node = self.scenario.node(place)
            if node is None:
                raise RunError(f"The scenario has no place “{place}”.")
            self._move_meters(node.effects)
            self._say(node.lines)
            if node.options:
                self.decision = node
                break
            place = self._route(node.next or ())
            ending = self.scenario.ending(place)
        if ending is not None:
            self._say(ending.lines)
        return Scene(
            tuple(self.lines), tuple(self.changes), dict(self.meters), self.answered, self.decision, ending
        )

    def _route(self, next_: str | tuple[Route, ...]) -> str:
        if isinstance(next_, str):
            return next_
        return self.take(next_).to

    def _say(self, lines: tuple[Line, ...]) -> None:
        self.lines += [line for line in lines if self.holds(line.when)]

    def _move_meters(self, effects: tuple[Effect, ...]) -> None:
        due = [effect for effect in effects if self.holds(effect.when)]
        self.changes += [self.apply(effect) for effect in due]

    def apply(self, effect: Effect) -> Change:
        """Move a meter, as far as its range goes."""
        low, high = self.ranges[effect.meter]
        before = self.meters[effect.meter]
        after = min(high, max(low, before + effect.by))
        self.meters[effect.meter] = after
        return Change(effect.meter, before, after, effect.reason)

    def take(self, routes: tuple[Route, ...]) -> Route:
        """The first of several routes whose conditions hold."""
        return next(route for route in routes if self.holds(route.when))

    def holds(self, when: Conditions) -> bool:
        """Whether all conditions hold at this point of the play."""
        return holds(when, self.meters, self.chosen)


def holds(when: Conditions, meters: Mapping[str, int], chosen: Collection[str]) -> bool:
    """Whether all conditions hold, for these meters and the options chosen so far."""
    for condition in when:
        if condition.meter is not None:
            value = meters[condition.meter]
            if condition.at_least is not None and value < condition.at_least:
                return False
            if condition.at_most is not None and value > condition.at_most:
                return False
        if condition.chose and not any(option in chosen for option in condition.chose):
            return False
        if any(option in chosen for option in condition.not_chose):
            return False
    return True
