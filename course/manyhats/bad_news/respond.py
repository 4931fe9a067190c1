"""What a call does: each of the two replies, and trusts you more or less once the date has passed."""

from dataclasses import dataclass
from enum import StrEnum

from manyhats.bad_news.case import EARLIEST, MOST_TRUST, Case, Person, Stage
from manyhats.bad_news.message import Message, Part, Wording


class Rung(StrEnum):
    """Whom you ring on the day: both, or one of them, and the other on the day after."""

    BOTH = "both"
    FARID_FIRST = "farid"
    CELIA_FIRST = "celia"


@dataclass(frozen=True)
class Call:
    """One way to tell the news.

    Attributes:
        weeks: how many weeks before the promised date, from 0 (on the date) to 8 (on the day you knew).
        message: what is said.
        rung: who is rung on that day; whoever isn't hears it from the other.
    """

    weeks: int
    message: Message
    rung: Rung = Rung.BOTH

    def __post_init__(self) -> None:
        """Refuse a week outside the case.

        Raises:
            ValueError: the week is not from 0 to 8.
        """
        if not 0 <= self.weeks <= EARLIEST:
            raise ValueError(
                f"{self.weeks} weeks before the date: the call can be made from 0 to {EARLIEST}."
            )


@dataclass(frozen=True)
class Effect:
    """One reason why a person's trust moved, or why something that was said did not move it (``by`` 0)."""

    by: int
    reason: str


@dataclass(frozen=True)
class Response:
    """What one person made of a call.

    Attributes:
        person: the person's id.
        stage: what the person could still do when they knew.
        knew: how many weeks before the date they knew; later than the call where it was said softly.
        effects: all that moved their trust, the weightiest of the calendar first.
        trust: from 0 to 10, once the date has passed.
        reply: what they said on the phone, sentence by sentence.
    """

    person: str
    stage: Stage
    knew: int
    effects: tuple[Effect, ...]
    trust: int
    reply: tuple[str, ...]


def respond(case: Case, call: Call) -> tuple[Response, ...]:
    """What each of the case's people makes of a call, in the case's order.

    Trust starts where the case says, moves by the sum of the effects, and stays within 0 and 10. The effects are
    teaching assumptions: what the person could still do when they knew, the four parts, what was said first, and
    whether they heard it first from somebody else.
    """
    return tuple(_respond(case, person, call) for person in case.people)


def _respond(case: Case, person: Person, call: Call) -> Response:
    knew = _knew(person, call)
    chance = person.chance(knew)
    found = [Effect(chance.by, chance.reason)]
    for part in Part:
        weight = person.weight(part, call.message.wordings[part], chance.stage)
        if weight is not None:
            found.append(Effect(weight.by, weight.reason))
    if person.options_first and call.message.order[:1] == [Part.OPTIONS]:
        found.append(Effect(person.options_first.by, person.options_first.reason))
    second = call.rung not in (Rung.BOTH, person.id)
    if second:
        found.append(Effect(person.second.by, person.second.reason))
    trust = case.start + sum(effect.by for effect in found)
    return Response(
        person=person.id,
        stage=chance.stage,
        knew=knew,
        effects=tuple(found),
        trust=max(0, min(MOST_TRUST, trust)),
        reply=tuple(_reply(person, call.message, chance.stage, second)),
    )


def _knew(person: Person, call: Call) -> int:
    """When the person knew what is going on: from options alone one can guess it, from a soft fact with time."""
    wordings = call.message.wordings
    if wordings[Part.FACT] is Wording.PLAIN:
        return call.weeks
    if wordings[Part.FACT] is Wording.SOFT or wordings[Part.OPTIONS] is Wording.PLAIN:
        return max(0, call.weeks - person.soft_delay)
    return 0


def _reply(person: Person, message: Message, stage: Stage, second: bool) -> list[str]:
    says = person.says
    found = [says.second] if second else []
    for part, lines in ((Part.FACT, says.fact), (Part.OPTIONS, says.options)):
        line = lines.get(message.wordings[part])
        said = line.get(stage) if isinstance(line, dict) else line
        if said:
            found.append(said)
    return found
