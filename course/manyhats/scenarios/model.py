"""A scenario as its author writes it: a graph of nodes, with meters, conditions, endings and a debrief.

The format is explained for authors by the fields below; every name here is a key of the YAML file.
Keys of the pivotal decision and hidden meters never show in a ``repr``: a notebook sends those to the
browser.
"""

from enum import StrEnum

from manyhats.content import Content

YOU = "you"


class Lean(StrEnum):
    """The hat to which an option leans, or none in particular."""

    PEOPLE = "people"
    DELIVERY = "delivery"
    TECHNICAL = "technical"
    BUSINESS = "business"
    MIXED = "mixed"


class Meter(Content, frozen=True):
    """A named quantity from ``min`` to ``max``; ``low`` and ``high`` are the words for its two ends."""

    id: str
    name: str
    start: int
    low: str
    high: str
    min: int = 0
    max: int = 10


class HiddenMeter(Meter, frozen=True):
    """A meter that the player sees only in the debrief, where ``reveal`` says what it was."""

    reveal: str = ""

    def __repr__(self) -> str:
        """Nothing of it: a repr reaches the browser."""
        return "HiddenMeter(...)"


class When(Content, frozen=True):
    """A condition: on one meter, or on earlier choices. All that is written in it must hold.

    ``chose`` holds if any of its options was chosen before; ``not_chose`` if none of them was.
    """

    meter: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    chose: tuple[str, ...] = ()
    not_chose: tuple[str, ...] = ()


Conditions = tuple[When, ...]


class Line(Content, frozen=True):
    """Something that is said; without ``who`` it is told by nobody in particular."""

    text: str
    who: str | None = None
    when: Conditions = ()


class Effect(Content, frozen=True):
    """A meter that moves ``by`` so much, and the reason in words."""

    meter: str
    by: int
    reason: str
    when: Conditions = ()

    def __repr__(self) -> str:
        """Nothing of it: consequences come after the choice."""
        return "Effect(...)"


class Route(Content, frozen=True):
    """Where it goes on; of several routes the first whose conditions hold is taken."""

    to: str
    when: Conditions = ()


class Option(Content, frozen=True):
    """One thing that you can do at a decision."""

    id: str
    text: str
    lean: Lean
    next: str | tuple[Route, ...]
    reply: tuple[Line, ...] = ()
    effects: tuple[Effect, ...] = ()
    when: Conditions = ()
    key: int | None = None  # 1 to 4, at the pivotal decision only
    rationale: str | None = None

    def __repr__(self) -> str:
        """Only the id: the key stays here."""
        return f"Option({self.id!r})"


class Node(Content, frozen=True):
    """A moment: lines, then either a decision (``options``) or straight on (``next``).

    Its effects come before its lines; they are how a consequence arrives late.
    """

    id: str
    lines: tuple[Line, ...]
    effects: tuple[Effect, ...] = ()
    ask: str = "What do you do?"
    pivotal: bool = False
    options: tuple[Option, ...] = ()
    next: str | tuple[Route, ...] | None = None

    def __repr__(self) -> str:
        """Only the id."""
        return f"Node({self.id!r})"


class Ending(Content, frozen=True):
    """How it came out; ``debrief`` says what happened and why, for this ending.

    ``worth`` (1 to 4, in the authors' provisional view of all that was at stake) is for the linter, which
    plays fixed policies. It is never shown to a player.
    """

    id: str
    title: str
    lines: tuple[Line, ...]
    worth: int
    debrief: str = ""

    def __repr__(self) -> str:
        """Only the id."""
        return f"Ending({self.id!r})"


class Saw(Content, frozen=True):
    """What one person saw, as that person would say it."""

    who: str
    text: str
    when: Conditions = ()


class ClaimAtWork(Content, frozen=True):
    """A claim of the essay at work in this scenario, with the scope that the essay gives it."""

    claim: str
    text: str


class Debrief(Content, frozen=True):
    """What every ending is followed by.

    ``question`` is for one player to carry on; ``discuss`` are the questions for a room, one at a time.
    """

    saw: tuple[Saw, ...]
    claims: tuple[ClaimAtWork, ...]
    road_not_taken: str
    question: str
    discuss: tuple[str, ...]


class Scenario(Content, frozen=True):
    """One scenario file; ``module`` is the id of the module that it belongs to."""

    id: str
    module: str
    title: str
    minutes: int
    claims: tuple[str, ...]
    situation: str
    stake: str
    characters: tuple[str, ...]
    meters: tuple[Meter, ...]
    provenance: str
    start: str
    nodes: tuple[Node, ...]
    endings: tuple[Ending, ...]
    debrief: Debrief
    hidden: tuple[HiddenMeter, ...] = ()

    def __repr__(self) -> str:
        """Only the id."""
        return f"Scenario({self.id!r})"

    @property
    def all_meters(self) -> tuple[Meter, ...]:
        """The meters that are seen, then the hidden ones."""
        return (*self.meters, *self.hidden)

    @property
    def pivotal(self) -> Node:
        """The one decision that is rated before it is made."""
        return next(node for node in self.nodes if node.pivotal)

    def node(self, node_id: str) -> Node | None:
        """The node of this id; None if it is an ending's id or nobody's."""
        return next((node for node in self.nodes if node.id == node_id), None)

    def ending(self, ending_id: str) -> Ending | None:
        """The ending of this id, or None."""
        return next((ending for ending in self.endings if ending.id == ending_id), None)


def targets(next_: str | tuple[Route, ...] | None) -> tuple[str, ...]:
    """Every place that a ``next`` may lead to."""
    if next_ is None:
        return ()
    return (next_,) if isinstance(next_, str) else tuple(route.to for route in next_)


def leads_to(node: Node) -> tuple[str, ...]:
    """Every place that can follow a node."""
    return targets(node.next) + tuple(to for option in node.options for to in targets(option.next))
