"""The case of the call, from ``content/bad_news_call.yaml``: its sentences, its two people and its numbers."""

from enum import StrEnum
from functools import cache

from manyhats.bad_news.message import Message, Part, Wording
from manyhats.content import CONTENT, Content, load

EARLIEST = 8  # weeks before the date: today
MOST_TRUST = 10


class Stage(StrEnum):
    """What a person can still do once they know."""

    IN_TIME = "in_time"
    AT_A_PRICE = "at_a_price"
    TOO_LATE = "too_late"


class Weight(Content, frozen=True):
    """How far something moves a person's trust (in points of ten), and why, as it is told to the learner."""

    by: int
    reason: str


class Chance(Content, frozen=True):
    """What a person can still do if they know at least ``until`` weeks before the date."""

    stage: Stage
    until: int
    chance: str
    by: int
    reason: str


class Sentences(Content, frozen=True):
    """How one part of the message is said; ``without_options`` is the plain way where no plain options are."""

    plain: str
    soft: str
    without_options: str = ""


class Said(Content, frozen=True):
    """What a person says on the phone; by part and wording, and for plain words by what they can still do."""

    second: str
    fact: dict[str, dict[str, str] | str]
    options: dict[str, dict[str, str] | str]


class Person(Content, frozen=True):
    """One who is rung: ``id`` is that of the cast; ``soft_delay`` is in weeks.

    ``words`` gives for a part and a wording the weight by ``Stage``, or under "any" one for all of them.
    """

    id: str
    counts_on: str
    soft_delay: int
    can: tuple[Chance, ...]
    words: dict[Part, dict[Wording, dict[str, Weight]]]
    second: Weight
    says: Said
    options_first: Weight | None = None

    def chance(self, weeks: int) -> Chance:
        """What the person can do who knows so many weeks before the date."""
        return next(chance for chance in self.can if weeks >= chance.until)

    def weight(self, part: Part, wording: Wording, stage: Stage) -> Weight | None:
        """What a part of the message weighs for this person, or None where it changes nothing."""
        weights = self.words.get(part, {}).get(wording, {})
        return weights.get("any") or weights.get(stage)


class Case(Content, frozen=True):
    """All that the call is about. ``start`` is each one's trust before it, 0 to 10."""

    start: int
    parts: dict[Part, Sentences]
    people: tuple[Person, Person]

    def sentence(self, message: Message, part: Part) -> str:
        """How the message says this part; empty where it is left out."""
        wording = message.wordings[part]
        if wording is Wording.LEFT_OUT:
            return ""
        said = self.parts[part]
        if wording is Wording.SOFT:
            return said.soft
        if message.wordings[Part.OPTIONS] is not Wording.PLAIN and said.without_options:
            return said.without_options
        return said.plain


@cache
def case() -> Case:
    """The case of module 06.

    Raises:
        ContentError: the file is not as it should be.
    """
    return load(CONTENT / "bad_news_call.yaml", Case)
