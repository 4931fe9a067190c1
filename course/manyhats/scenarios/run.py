"""Playing a scenario: an immutable state machine whose state is its list of moves.

Everything else (where you are, the meters, what was said) follows from the scenario and the moves, so
a run can be stored as a few names, resumed, stepped back and replayed exactly.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from manyhats.scenarios.model import Option, Scenario, leads_to
from manyhats.scenarios.play import Move, Play, RunError, Scene, holds

VERSION = 1
RATINGS = (1, 2, 3, 4)
MAX_EXPLANATION = 300  # characters


@dataclass(frozen=True)
class Rating:
    """How effective you hold each option of the pivotal decision to be, before choosing.

    ``options`` maps an option's id to 1..4. ``confidence`` (0 to 1) is how sure you are that the option
    that you rate highest is one that the key rates highest.
    """

    options: dict[str, int]
    confidence: float


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
        play = Play(self.scenario)
        scenes = [play.begin()]
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
