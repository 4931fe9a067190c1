"""How the class rated the options of scenarios, and itself, where learners chose to hand in their record.

A record can be written by anybody, so it earns nothing: this is for the talk in the room.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from manyhats.hats import Hat
from manyhats.record import MARK, MyRecord, RecordError, parse_record
from manyhats.record.model import RATINGS
from manyhats.scenarios import Scenario, ids, load
from manyhats.scenarios.model import Option


@dataclass(frozen=True)
class RatedOption:
    """One option of a pivotal decision; ``counts`` says how many gave it each rating, 1 to 4."""

    option: Option
    counts: Mapping[int, int]

    @property
    def mean(self) -> float:
        """The mean rating, 1 to 4; 0 where nobody rated it."""
        total = sum(self.counts.values())
        return sum(rating * count for rating, count in self.counts.items()) / total if total else 0.0


@dataclass(frozen=True)
class RatedScenario:
    """One scenario as ``ratings`` learners rated it; ``confidence`` is their mean, in per cent."""

    title: str
    ratings: int
    confidence: float
    options: tuple[RatedOption, ...]


@dataclass(frozen=True)
class Judged:
    """What the records of a class say.

    Attributes:
        records: how many could be read.
        problems: a sentence for each that could not.
        scenarios: those that somebody rated, in alphabetical order.
        strength: the mean self-rated strength by hat, 1 to 5, of the newest self-rating of each; empty without any.
        self_rated: how many rated themselves.
    """

    records: int
    problems: tuple[str, ...]
    scenarios: tuple[RatedScenario, ...]
    strength: Mapping[Hat, float]
    self_rated: int


def judged(texts: Sequence[str]) -> Judged:
    """Read the records of a class.

    Args:
        texts: the optional answers as they were pasted; whoever pasted no record is passed over.
    """
    records: list[MyRecord] = []
    problems: list[str] = []
    for text in (text for text in texts if MARK in text):
        try:
            records.append(parse_record(text))
        except RecordError as error:
            problems.append(str(error))
    own = [record.self_ratings[-1].strength for record in records if record.self_ratings]
    strength = {hat: fmean(one[hat] for one in own) for hat in Hat} if own else {}
    return Judged(len(records), tuple(problems), tuple(_scenarios(records)), strength, len(own))


def _scenarios(records: Sequence[MyRecord]) -> list[RatedScenario]:
    """Only scenarios and options that the course has: an id in a record may be anything."""
    given: dict[str, list[tuple[Mapping[str, int], int]]] = {}
    for record in records:
        for one in record.scenarios:
            given.setdefault(one.scenario, []).append((one.options, one.confidence))
    found = []
    for name in sorted(given.keys() & set(ids())):
        scenario, ratings = _scenario(name), given[name]
        options = tuple(
            _rated(option, [rated[option.id] for rated, _ in ratings if option.id in rated])
            for option in scenario.pivotal.options
        )
        found.append(RatedScenario(scenario.title, len(ratings), fmean(sure for _, sure in ratings), options))
    return found


def _rated(option: Option, ratings: Sequence[int]) -> RatedOption:
    found = Counter(ratings)
    return RatedOption(option, {rating: found[rating] for rating in RATINGS})


@cache
def _scenario(name: str) -> Scenario:
    return load(name)
