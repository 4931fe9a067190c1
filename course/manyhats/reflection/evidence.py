"""Looks for evidence of one criterion in an answer and says which sentence it rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from manyhats.reflection.assessment import Evidence, Finding, Level
from manyhats.reflection.elements import Read
from manyhats.reflection.mentions import Kind, Mentions, first_of
from manyhats.reflection.rubric import Criterion, Rubric
from manyhats.reflection.sentence_model import Decision
from manyhats.text import Span, words

TASK = re.compile(r"^\s{0,3}[-*+]\s+\[(?P<mark>[ xX])\]\s+(?P<text>.*)$", re.MULTILINE)

_QUOTED = re.compile(r"“([^“”\n]{8,400})”|\"([^\"\n]{8,400})\"|(?<!\w)[‘']([^‘’'\n]{12,400})[’'](?!\w)")
_BLOCK_QUOTE = re.compile(r"^\s{0,3}>\s?(.{8,400})$", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """An answer, taken apart once for all criteria.

    Attributes:
        text: the whole answer, without its line to the instructor.
        sentences: as ``manyhats.text.sentences`` gives them.
        read: what the model says of each sentence; empty where no criterion of the rubric asks for it.
        mentions: where the phrases of the rubric stand.
    """

    text: str
    sentences: Sequence[Span]
    read: Sequence[Read]
    mentions: Mentions


def find(criterion: Criterion, rubric: Rubric, answer: Answer) -> Finding:
    """Hold one criterion against an answer.

    Args:
        criterion: what is looked for.
        rubric: where the groups of phrases are looked up.
        answer: what it is looked for in.
    """
    looks = {
        "phrases": _phrases,
        "sides": _sides,
        "quotations": _quotations,
        "ticked": _ticked,
        "own_words": _own_words,
    }
    level, evidence = looks[criterion.kind](criterion, rubric, answer)
    return Finding(
        id=criterion.id,
        label=criterion.label,
        level=level,
        weight=criterion.weight,
        evidence=tuple(evidence),
        advice=criterion.advice[0],
    )


_Look = tuple[Level, list[Evidence]]


def _phrases(criterion: Criterion, rubric: Rubric, answer: Answer) -> _Look:
    element = criterion.elements[0] if criterion.elements else None
    sure, unsure = _evidence(criterion.finds, element, rubric, answer)
    if sure:
        return (Level.MET if len(sure) >= criterion.needs else Level.PARTLY), sure
    return (Level.UNSURE if unsure else Level.NOT_FOUND), unsure


def _sides(criterion: Criterion, rubric: Rubric, answer: Answer) -> _Look:
    """Every side needs a sentence of its own, so that one sentence of catchwords does not do."""
    elements: list[str | None] = [*criterion.elements] or [None] * len(criterion.finds)
    looked = [
        _evidence([name], element, rubric, answer)
        for name, element in zip(criterion.finds, elements, strict=True)
    ]
    taken: list[Evidence] = []
    for sure, _ in sorted(looked, key=lambda look: len(look[0])):
        free = [one for one in sure if all(one.sentence != other.sentence for other in taken)]
        taken.extend(free[:1])
    if len(taken) == len(looked):
        return Level.MET, taken
    if taken:
        return Level.PARTLY, taken
    doubtful = [one for _, unsure in looked for one in unsure]
    return (Level.UNSURE if doubtful else Level.NOT_FOUND), doubtful


def _evidence(
    groups: Sequence[str], element: str | None, rubric: Rubric, answer: Answer
) -> tuple[list[Evidence], list[Evidence]]:
    """The sentences that are evidence, and those that may be.

    A phrase alone decides where no element is named. Where one is, the model decides, and a phrase moves its
    decision one step up: what it would pass over becomes unsure, what it is unsure of becomes evidence.
    """
    clear = _in_sentences(groups, "clear", answer)
    if any(rubric.phrases(group).run_codes for group in groups):
        found = {**_run_codes(answer), **clear}
        clear = {sentence: found[sentence] for sentence in answer.sentences if sentence in found}
    weak = _in_sentences(groups, "weak", answer)
    if element is None:
        return list(clear.values()), list(weak.values())
    sure: list[Evidence] = []
    unsure: list[Evidence] = []
    for sentence, read in zip(answer.sentences, answer.read, strict=True):
        decision, phrase = read.decide(element), clear.get(sentence)
        if decision is Decision.YES or (phrase and decision is Decision.UNSURE):
            sure.append(phrase or _strongest(sentence, read, element))
        elif phrase or decision is Decision.UNSURE:
            unsure.append(phrase or _strongest(sentence, read, element))
    return sure, unsure


def _strongest(sentence: Span, read: Read, element: str) -> Evidence:
    words_ = read.strongest(element)
    matched = Span(sentence.start + words_.start, sentence.start + words_.end) if words_ else sentence
    return Evidence(sentence, matched)


def _quotations(criterion: Criterion, _: Rubric, answer: Answer) -> _Look:
    quoted = [Span(m.start(), m.end()) for m in _QUOTED.finditer(answer.text)]
    quoted += [Span(m.start(1), m.end(1)) for m in _BLOCK_QUOTE.finditer(answer.text)]
    # The same words quoted again, or a single word in scare quotes, are no further evidence.
    distinct = {
        " ".join(words(span.of(answer.text))): span for span in sorted(quoted, key=lambda s: -s.start)
    }
    found = [
        Evidence(_sentence_at(span, answer.sentences), span)
        for text, span in sorted(distinct.items(), key=lambda item: item[1].start)
        if text.count(" ") >= 2
    ]
    if len(found) >= criterion.needs:
        return Level.MET, found
    return (Level.PARTLY if found else Level.NOT_FOUND), found


def _ticked(_: Criterion, __: Rubric, answer: Answer) -> _Look:
    ticked = [m for m in TASK.finditer(answer.text) if m["mark"] in "xX"]
    evidence = [
        Evidence(Span(m.start("text"), m.end("text")), Span(m.start("text"), m.end("text"))) for m in ticked
    ]
    return (Level.MET if len(ticked) == 1 else Level.NOT_FOUND), evidence


def _own_words(criterion: Criterion, _: Rubric, answer: Answer) -> _Look:
    tasks = [Span(m.start(), m.end()) for m in TASK.finditer(answer.text)]
    own = [s for s in answer.sentences if not any(t.start <= s.start < t.end for t in tasks)]
    count = sum(len(words(s.of(answer.text))) for s in own)
    evidence = [Evidence(s, s) for s in own[:1]]
    if count >= 10 * criterion.needs:
        return Level.MET, evidence
    return (Level.PARTLY if count >= 5 * criterion.needs else Level.NOT_FOUND), evidence


def _in_sentences(groups: Sequence[str], kind: Kind, answer: Answer) -> dict[Span, Evidence]:
    """The first phrase of these groups in each sentence that has one."""
    places = [answer.mentions.get((group, kind), {}) for group in groups]
    found = {}
    for sentence in answer.sentences:
        if spans := [some[sentence] for some in places if sentence in some]:
            found[sentence] = Evidence(sentence, first_of(*spans))
    return found


def _run_codes(answer: Answer) -> dict[Span, Evidence]:
    """The sentences with a code that brings back a run: it says how the week was split, to the per cent."""
    from manyhats.quarter.run_code import codes_in  # late: one rubric alone asks for it

    found = [Span(start, end) for start, end in codes_in(answer.text)]
    return {one.sentence: one for one in (Evidence(_sentence_at(s, answer.sentences), s) for s in found)}


def _sentence_at(span: Span, sentences: Sequence[Span]) -> Span:
    return next((s for s in sentences if s.start <= span.start < s.end), span)
