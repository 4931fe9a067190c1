"""What the check found in one answer: the value that ``assess`` returns and every panel shows."""

from dataclasses import dataclass
from enum import StrEnum

from manyhats.text import Span


class Level(StrEnum):
    """How far a criterion was found in an answer."""

    MET = "met"
    PARTLY = "partly"
    NOT_FOUND = "not_found"
    UNSURE = "unsure"


class Flag(StrEnum):
    """Why an answer is not scored as it stands; any flag puts it into the instructor's queue."""

    EMPTY = "empty"
    MOSTLY_THE_PROMPT = "mostly_the_prompt"
    NOT_WORDS = "not_words"
    REPEATED = "repeated"
    KEYWORD_LIST = "keyword_list"
    SHUFFLED = "shuffled"
    OFF_TOPIC = "off_topic"
    TOO_LONG = "too_long"
    NOT_FOUND = "not_found"


@dataclass(frozen=True)
class Evidence:
    """A sentence of the answer that a criterion rests on, and the words in it that were matched."""

    sentence: Span
    matched: Span


@dataclass(frozen=True)
class Finding:
    """One criterion of the rubric, held against the answer.

    ``advice`` is a question back to the learner, from the rubric.
    """

    id: str
    label: str
    level: Level
    weight: int
    evidence: tuple[Evidence, ...]
    advice: str


@dataclass(frozen=True)
class Assessment:
    """The whole result.

    ``score`` is in 0..1, already capped where the answer is ``held`` for the instructor;
    ``to_instructor`` is the last line "To my instructor: ...", which is not scored.
    """

    score: float
    criteria: tuple[Finding, ...]
    flags: tuple[Flag, ...]
    held: bool
    to_instructor: str = ""
