"""Looks for evidence of the criteria in an answer and says which sentence each of them rests on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from manyhats.reflection.answer import Answer, quotations
from manyhats.reflection.assessment import Evidence, Finding, Level
from manyhats.reflection.candidates import Candidate, candidates, sentence_at
from manyhats.reflection.rubric import Criterion
from manyhats.text import Span, words

TASK = re.compile(r"^\s{0,3}[-*+]\s+\[(?P<mark>[ xX])\]\s+(?P<text>.*)$", re.MULTILINE)

_RIVAL = 0.4  # of what a sentence carries for another criterion is taken off what it carries for this one
_SURE = 0.4  # what is evidence is a little ahead of what only may be, and less than by a clear phrase
_MOST_CLAUSES = 4  # of each side that are tried with each of the other's


def find(answer: Answer) -> tuple[Finding, ...]:
    """Hold an answer against all criteria of its rubric.

    Of the sentences that are evidence of a criterion, the finding names those that carry most, and no more than
    the criterion needs. A sentence that carries more for another criterion comes after one that doesn't.
    """
    sides = {one.id: _sides_of(one, answer) for one in answer.rubric.criteria}
    findings = []
    for criterion, ranked in zip(answer.rubric.criteria, _ranked(sides), strict=True):
        level, evidence = _LOOKS[criterion.kind](criterion, answer, ranked)
        findings.append(
            Finding(
                criterion.id, criterion.label, level, criterion.weight, tuple(evidence), criterion.advice[0]
            )
        )
    return tuple(findings)


_Look = tuple[Level, list[Evidence]]


@dataclass(frozen=True)
class _Ranked:
    """A candidate with what it carries for its criterion beside what its sentence carries for others."""

    candidate: Candidate
    rank: float

    @property
    def sentence(self) -> Span:
        return self.candidate.evidence.sentence


_Sides = Sequence[Sequence[_Ranked]]
"""For each side of a criterion that is looked for by phrases its candidates, the best first; most have one side."""


def _sides_of(criterion: Criterion, answer: Answer) -> list[list[Candidate]]:
    read = answer.own if criterion.own else answer
    if criterion.kind == "phrases":
        return [candidates(criterion.finds, next(iter(criterion.elements), None), read)]
    if criterion.kind == "sides":
        elements: list[str | None] = [*criterion.elements] or [None] * len(criterion.finds)
        named = zip(criterion.finds, elements, strict=True)
        return [_of_side(name, element, read) for name, element in named]
    return []


def _of_side(name: str, element: str | None, answer: Answer) -> list[Candidate]:
    """The candidates for one side: sentences, and the clauses of those that have a semicolon."""
    found = candidates([name], element, answer)
    if answer.clauses is not answer:
        found += [
            one for one in candidates([name], element, answer.clauses) if one.evidence.sentence != one.whole
        ]
    return found


def _ranked(sides: Mapping[str, Sequence[Sequence[Candidate]]]) -> Iterator[_Sides]:
    """For each criterion its candidates, the one that carries most first."""
    worths: dict[Span, dict[str, float]] = {}
    for name, some in sides.items():
        for one in chain.from_iterable(some):
            at = worths.setdefault(one.whole, {})
            at[name] = max(one.worth, at.get(name, 0.0))
    for name, some in sides.items():
        ranked = []
        for side in some:
            rivals = [
                max((w for n, w in worths[one.whole].items() if n != name), default=0.0) for one in side
            ]
            found = [
                _Ranked(one, one.worth + _SURE * one.sure - _RIVAL * most)
                for one, most in zip(side, rivals, strict=True)
            ]
            ranked.append(sorted(found, key=_order))
        yield ranked


def _order(one: _Ranked) -> tuple[float, int]:
    return -one.rank, one.sentence.start


def _phrases(criterion: Criterion, _: Answer, sides: _Sides) -> _Look:
    (some,) = sides
    sure = sum(one.candidate.sure for one in some)
    best = sorted(some[: min(criterion.needs, sure or 1)], key=lambda one: one.sentence.start)
    shown = [one.candidate.evidence for one in best]
    if sure:
        return (Level.MET if sure >= criterion.needs else Level.PARTLY), shown
    return (Level.UNSURE if some else Level.NOT_FOUND), shown


def _sides(_: Criterion, __: Answer, sides: _Sides) -> _Look:
    """Every side needs a sentence of its own, so that one sentence of catchwords does not do.

    What stands before or after a semicolon counts as one. Where one sentence carries all sides better than two
    do, it is the one that is shown.
    """
    ways = [
        way
        for way in product(*(_best_of(side, len(sides)) for side in sides))
        if not any(_overlap(*pair) for pair in combinations(way, 2))
    ]
    if ways:
        top = max([*_single(sides), *ways], key=lambda way: sum(one.rank for one in way))
        return Level.MET, [*{one.sentence: one.candidate.evidence for one in top}.values()]
    some = sorted(chain.from_iterable(sides), key=_order)
    if sure := [one for one in some if one.candidate.sure]:
        return Level.PARTLY, [sure[0].candidate.evidence]
    return (Level.UNSURE if some else Level.NOT_FOUND), [one.candidate.evidence for one in some[:1]]


def _single(sides: _Sides) -> list[tuple[_Ranked, ...]]:
    """The sentences that are evidence of every side, each as often as there are sides."""
    found = [{one.sentence: one for one in side if one.candidate.sure} for side in sides]
    return [
        tuple(side[sentence] for side in found)
        for sentence in found[0]
        if all(sentence in side for side in found)
    ]


def _best_of(side: Sequence[_Ranked], sides: int) -> list[_Ranked]:
    """The best evidence of one side: as many sentences as there are sides, which is enough for each to have its own."""
    sure = [one for one in side if one.candidate.sure]
    sentences = [one for one in sure if one.sentence == one.candidate.whole]
    clauses = [one for one in sure if one.sentence != one.candidate.whole]
    return sentences[:sides] + clauses[:_MOST_CLAUSES]


def _overlap(one: _Ranked, other: _Ranked) -> bool:
    return one.sentence.start < other.sentence.end and other.sentence.start < one.sentence.end


def _quotations(criterion: Criterion, answer: Answer, _: _Sides) -> _Look:
    # The same words quoted again, or a single word in scare quotes, are no further evidence.
    distinct = {
        " ".join(words(span.of(answer.text))): span
        for span in sorted(quotations(answer.text), key=lambda span: -span.start)
    }
    found = [
        Evidence(sentence_at(span, answer.sentences), span)
        for text, span in sorted(distinct.items(), key=lambda item: item[1].start)
        if text.count(" ") >= 2
    ]
    if len(found) < criterion.needs:
        return (Level.PARTLY if found else Level.NOT_FOUND), found
    # A question in quotation marks is more likely one that the learner would ask.
    best = sorted(found, key=lambda one: "?" in one.matched.of(answer.text))[: criterion.needs]
    return Level.MET, sorted(best, key=lambda one: one.matched.start)


def _ticked(_: Criterion, answer: Answer, __: _Sides) -> _Look:
    ticked = [m for m in TASK.finditer(answer.text) if m["mark"] in "xX"]
    evidence = [
        Evidence(Span(m.start("text"), m.end("text")), Span(m.start("text"), m.end("text"))) for m in ticked
    ]
    return (Level.MET if len(ticked) == 1 else Level.NOT_FOUND), evidence


def _own_words(criterion: Criterion, answer: Answer, _: _Sides) -> _Look:
    tasks = [Span(m.start(), m.end()) for m in TASK.finditer(answer.text)]
    own = [s for s in answer.sentences if not any(t.start <= s.start < t.end for t in tasks)]
    count = sum(len(words(s.of(answer.text))) for s in own)
    evidence = [Evidence(s, s) for s in own[:1]]
    if count >= 10 * criterion.needs:
        return Level.MET, evidence
    return (Level.PARTLY if count >= 5 * criterion.needs else Level.NOT_FOUND), evidence


_LOOKS = {
    "phrases": _phrases,
    "sides": _sides,
    "quotations": _quotations,
    "ticked": _ticked,
    "own_words": _own_words,
}
