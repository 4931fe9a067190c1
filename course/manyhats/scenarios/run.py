"""Playing a scenario: an immutable state machine whose state is its list of moves.

Everything else (where you are, the meters, what was said) follows from the scenario and the moves, so
a run can be stored as a few names, resumed, stepped back and replayed exactly.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from manyhats.scenarios.model import Conditions, Effect, Ending, Line, Node, Option, Route, Scenario, leads_to

VERSION = 1
RATINGS = (1, 2, 3, 4)
MAX_EXPLANATION = 300  # characters


class RunError(ValueError):
    """A move that the run does not allow here; the message is a sentence to the player."""


@dataclass(frozen=True)
class Move:
    """One choice: at which node, which option, and why in the player's own line (may be empty)."""

    node: str
    option: str
    explanation: str = ""


@dataclass(frozen=True)
class Rating:
    """How effective you hold each option of the pivotal decision to be, before choosing.

    ``options`` maps an option's id to 1..4. ``confidence`` (0 to 1) is how sure you are that the option
    that you rate highest is one that the key rates highest.
    """

    options: dict[str, int]
    confidence: float


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

    ``meters`` are the values (hidden ones too) when the scene has played; exactly one of ``decision``
    and ``ending`` is set.
    """

    lines: tuple[Line, ...]
    changes: tuple[Change, ...]
    meters: dict[str, int]
    decision: Node | None
    ending: Ending | None


@dataclass(frozen=True)
class Run:
    """One way through a scenario, as far as it went; every method returns a new run.

    Args:
        scenario: what is played.
        moves: the choices so far.
        rating: the ratings of the pivotal decision, once given. They stay when you step back.
        settled: the pivotal choice was made once, so the ratings can't change any more.

    Raises:
        RunError: the moves can't be made in this scenario.
    """

    scenario: Scenario
    moves: tuple[Move, ...] = ()
    rating: Rating | None = None
    settled: bool = False

    def __post_init__(self) -> None:
        """Refuse what can't be: the scenes replay the moves."""
        if self.rating is not None:
            _check_rating(self.scenario, self.rating)
        _ = self.scenes

    def __repr__(self) -> str:
        """Which scenario, and how far."""
        return f"Run({self.scenario.id!r}, {len(self.moves)} choices)"

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        """The opening scene, then one scene for every choice."""
        play = _Play(self.scenario)
        scenes = [play.go_to(self.scenario.start)]
        for move in self.moves:
            scenes.append(play.make(move))
        return tuple(scenes)

    @property
    def scene(self) -> Scene:
        """Where the run stands now."""
        return self.scenes[-1]

    @property
    def finished(self) -> bool:
        """Whether an ending is reached."""
        return self.scene.ending is not None

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen now; nothing at an ending."""
        return self.options_at(len(self.moves))

    def options_at(self, step: int) -> tuple[Option, ...]:
        """What could be chosen after ``step`` choices."""
        scene = self.scenes[step]
        if scene.decision is None:
            return ()
        chosen = {move.option for move in self.moves[:step]}
        return tuple(o for o in scene.decision.options if holds(o.when, scene.meters, chosen))

    @property
    def must_rate(self) -> bool:
        """Whether the options have to be rated before one can be chosen."""
        decision = self.scene.decision
        return decision is not None and decision.pivotal and self.rating is None

    def rate(self, options: Mapping[str, int], confidence: float) -> Self:
        """Rate every option of the pivotal decision (1..4), with a confidence from 0 to 1.

        Raises:
            RunError: this is not the pivotal decision, an option is left out, a number is out of
                range, or the choice was made before (the first ratings stand).
        """
        decision = self.scene.decision
        if decision is None or not decision.pivotal:
            raise RunError("There is nothing to rate here: only the pivotal decision is rated.")
        if self.settled:
            raise RunError("You have chosen here before, so your first ratings stand.")
        return replace(self, rating=Rating(dict(options), confidence))

    def choose(self, option_id: str, explanation: str = "") -> Self:
        """Choose an option, and go on.

        Raises:
            RunError: the run has ended, the option is not on offer, or it has to be rated first.
        """
        decision = self.scene.decision
        if decision is None:
            raise RunError("This run has ended. Step back to a choice, or start over.")
        if self.must_rate:
            raise RunError("Rate every option first, then choose.")
        line = " ".join(explanation.split())[:MAX_EXPLANATION]
        moves = (*self.moves, Move(decision.id, option_id, line))
        return replace(self, moves=moves, settled=self.settled or decision.pivotal)

    def back(self, to: int) -> Self:
        """Step back to the choice number ``to`` (0 is the first); ratings that were settled stay.

        Raises:
            RunError: there are not so many choices.
        """
        if not 0 <= to <= len(self.moves):
            raise RunError(f"There is no choice {to + 1} to go back to.")
        return replace(self, moves=self.moves[:to])

    @property
    def progress(self) -> tuple[int, int, int]:
        """Which decision this is (from 1; after an ending how many there were), and the fewest and the
        most that this run can have in all. Most equals fewest where a loop makes it open-ended.
        """
        made = len(self.moves)
        if self.scene.decision is None:
            return made, made, made
        fewest, most = _decisions_from(self.scenario, self.scene.decision.id)
        return made + 1, made + fewest, made + most

    def to_json(self) -> dict[str, Any]:
        """The run as plain JSON values."""
        return {
            "version": VERSION,
            "scenario": self.scenario.id,
            "moves": [{"node": m.node, "option": m.option, "explanation": m.explanation} for m in self.moves],
            "rating": self.rating
            and {"options": dict(self.rating.options), "confidence": self.rating.confidence},
            "settled": self.settled,
        }

    @classmethod
    def from_json(cls, scenario: Scenario, data: Any) -> Self:
        """The run that ``to_json`` wrote, replayed.

        Raises:
            RunError: it is of another version or scenario, is damaged, or the scenario has changed so
                that its moves can't be made any more.
        """
        try:
            if data["version"] != VERSION or data["scenario"] != scenario.id:
                raise RunError(
                    "This run was stored for another scenario or by another version of the course."
                )
            moves = tuple(
                Move(str(m["node"]), str(m["option"]), str(m["explanation"])) for m in data["moves"]
            )
            rating = data["rating"]
            if rating is not None:
                rating = Rating(dict(rating["options"]), rating["confidence"])
            return cls(scenario, moves, rating, bool(data["settled"]))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            if isinstance(error, RunError):
                raise
            raise RunError("This run can't be read: it is damaged.") from error


def holds(when: Conditions, meters: Mapping[str, int], chosen: set[str]) -> bool:
    """Whether all conditions hold, for these meters and the options chosen so far."""
    for condition in when:
        if condition.meter is not None:
            value = meters[condition.meter]
            if condition.at_least is not None and value < condition.at_least:
                return False
            if condition.at_most is not None and value > condition.at_most:
                return False
        if condition.chose and chosen.isdisjoint(condition.chose):
            return False
        if not chosen.isdisjoint(condition.not_chose):
            return False
    return True


class _Play:
    """Plays moves one after another; the only place where state changes."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.ranges = {meter.id: (meter.min, meter.max) for meter in scenario.all_meters}
        self.meters = {meter.id: meter.start for meter in scenario.all_meters}
        self.chosen: set[str] = set()
        self.decision: Node | None = None
        self.lines: list[Line] = []
        self.changes: list[Change] = []

    def make(self, move: Move) -> Scene:
        if self.decision is None:
            raise RunError("This run goes on after its ending. The scenario has changed since: start over.")
        option = next((o for o in self.decision.options if o.id == move.option), None)
        offered = option is not None and holds(option.when, self.meters, self.chosen)
        if option is None or not offered or move.node != self.decision.id:
            raise RunError(f"“{move.option}” is not on offer at this point. Choose one of the options shown.")
        self.lines, self.changes = [], []
        self.chosen.add(option.id)
        self.move_meters(option.effects)
        self.say(option.reply)
        return self.go_to(self.route(option.next))

    def go_to(self, place: str) -> Scene:
        """Pass through nodes until one asks for a decision, or an ending."""
        ending = self.scenario.ending(place)
        self.decision = None
        while ending is None:
            node = self.scenario.node(place)
            if node is None:
                raise RunError(f"The scenario has no place “{place}”.")
            self.move_meters(node.effects)
            self.say(node.lines)
            if node.options:
                self.decision = node
                break
            place = self.route(node.next or ())
            ending = self.scenario.ending(place)
        if ending is not None:
            self.say(ending.lines)
        return Scene(tuple(self.lines), tuple(self.changes), dict(self.meters), self.decision, ending)

    def route(self, next_: str | tuple[Route, ...]) -> str:
        if isinstance(next_, str):
            return next_
        return next(route.to for route in next_ if holds(route.when, self.meters, self.chosen))

    def say(self, lines: tuple[Line, ...]) -> None:
        self.lines += [line for line in lines if holds(line.when, self.meters, self.chosen)]

    def move_meters(self, effects: tuple[Effect, ...]) -> None:
        due = [effect for effect in effects if holds(effect.when, self.meters, self.chosen)]
        for effect in due:
            low, high = self.ranges[effect.meter]
            before = self.meters[effect.meter]
            after = min(high, max(low, before + effect.by))
            self.meters[effect.meter] = after
            self.changes.append(Change(effect.meter, before, after, effect.reason))


def _check_rating(scenario: Scenario, rating: Rating) -> None:
    if set(rating.options) != {option.id for option in scenario.pivotal.options}:
        raise RunError("Rate every option, from 1 to 4.")
    if any(type(value) is not int or value not in RATINGS for value in rating.options.values()):
        raise RunError("A rating is a whole number from 1 to 4.")
    if not isinstance(rating.confidence, int | float) or not 0 <= rating.confidence <= 1:
        raise RunError("A confidence lies between 0 and 1.")


def _decisions_from(scenario: Scenario, start: str) -> tuple[int, int]:
    """The fewest and the most decisions on any way from a place to an ending, conditions left aside."""
    known: dict[str, tuple[int, int]] = {}

    def count(place: str, path: frozenset[str]) -> tuple[int, int] | None:
        node = scenario.node(place)
        if node is None:
            return 0, 0
        if place in path:
            return None  # a loop: it adds nothing to the shortest way, and has no longest
        if place not in known:
            ways = [w for to in leads_to(node) if (w := count(to, path | {place})) is not None]
            own = 1 if node.options else 0
            if not ways:
                return None
            known[place] = own + min(w[0] for w in ways), own + max(w[1] for w in ways)
        return known[place]

    return count(start, frozenset()) or (1, 1)
