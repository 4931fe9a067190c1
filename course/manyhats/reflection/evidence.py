"""Looks for evidence of one criterion in an answer and says which sentence it rests on."""

import re
from collections.abc import Iterable, Sequence

from manyhats.reflection.assessment import Evidence, Finding, Level
from manyhats.reflection.rubric import Criterion, Rubric
from manyhats.text import Span, phrase_pattern, words

TASK = re.compile(r"^\s{0,3}[-*+]\s+\[(?P<mark>[ xX])\]\s+(?P<text>.*)$", re.MULTILINE)

_QUOTED = re.compile(r"“([^“”\n]{8,400})”|\"([^\"\n]{8,400})\"|(?<!\w)[‘']([^‘’'\n]{12,400})[’'](?!\w)")
_BLOCK_QUOTE = re.compile(r"^\s{0,3}>\s?(.{8,400})$", re.MULTILINE)


def find(criterion: Criterion, rubric: Rubric, answer: str, sentences: Sequence[Span]) -> Finding:
    """Hold one criterion against an answer.

    Args:
        criterion: what is looked for.
        rubric: where the groups of phrases are looked up.
        answer: the whole answer, without its line to the instructor.
        sentences: the answer's sentences, as ``manyhats.text.sentences`` gives them.
    """
    looks = {
        "phrases": _phrases,
        "sides": _sides,
        "quotations": _quotations,
        "ticked": _ticked,
        "own_words": _own_words,
    }
    level, evidence = looks[criterion.kind](criterion, rubric, answer, sentences)
    return Finding(
        id=criterion.id,
        label=criterion.label,
        level=level,
        weight=criterion.weight,
        evidence=tuple(evidence),
        advice=criterion.advice[0],
    )


def mentions(rubric: Rubric, groups: Iterable[str], answer: str) -> bool:
    """Whether any phrase of these groups, clear or weak, occurs in the answer."""
    for group in groups:
        phrases = rubric.phrases(group)
        if phrase_pattern((*phrases.clear, *phrases.weak)).search(answer):
            return True
    return False


_Look = tuple[Level, list[Evidence]]


def _phrases(criterion: Criterion, rubric: Rubric, answer: str, sentences: Sequence[Span]) -> _Look:
    groups = [rubric.phrases(name) for name in criterion.finds]
    clear = _in_sentences(tuple(p for group in groups for p in group.clear), answer, sentences)
    if clear:
        return (Level.MET if len(clear) >= criterion.needs else Level.PARTLY), clear
    weak = _in_sentences(tuple(p for group in groups for p in group.weak), answer, sentences)
    return (Level.UNSURE if weak else Level.NOT_FOUND), weak


def _sides(criterion: Criterion, rubric: Rubric, answer: str, sentences: Sequence[Span]) -> _Look:
    """Every side needs a sentence of its own, so that one sentence of catchwords does not do."""
    by_side = [_in_sentences(tuple(rubric.phrases(n).clear), answer, sentences) for n in criterion.finds]
    taken: list[Evidence] = []
    for side in sorted(by_side, key=len):
        free = [one for one in side if all(one.sentence != other.sentence for other in taken)]
        taken.extend(free[:1])
    if len(taken) == len(by_side):
        return Level.MET, taken
    return (Level.PARTLY if taken else Level.NOT_FOUND), taken


def _quotations(criterion: Criterion, _: Rubric, answer: str, sentences: Sequence[Span]) -> _Look:
    quoted = [Span(m.start(), m.end()) for m in _QUOTED.finditer(answer)]
    quoted += [Span(m.start(1), m.end(1)) for m in _BLOCK_QUOTE.finditer(answer)]
    # The same words quoted again, or a single word in scare quotes, are no further evidence.
    distinct = {" ".join(words(span.of(answer))): span for span in sorted(quoted, key=lambda s: -s.start)}
    found = [
        Evidence(_sentence_at(span, sentences), span)
        for text, span in sorted(distinct.items(), key=lambda item: item[1].start)
        if text.count(" ") >= 2
    ]
    if len(found) >= criterion.needs:
        return Level.MET, found
    return (Level.PARTLY if found else Level.NOT_FOUND), found


def _ticked(_: Criterion, __: Rubric, answer: str, ___: Sequence[Span]) -> _Look:
    ticked = [m for m in TASK.finditer(answer) if m["mark"] in "xX"]
    evidence = [
        Evidence(Span(m.start("text"), m.end("text")), Span(m.start("text"), m.end("text"))) for m in ticked
    ]
    return (Level.MET if len(ticked) == 1 else Level.NOT_FOUND), evidence


def _own_words(criterion: Criterion, _: Rubric, answer: str, sentences: Sequence[Span]) -> _Look:
    tasks = [Span(m.start(), m.end()) for m in TASK.finditer(answer)]
    own = [s for s in sentences if not any(t.start <= s.start < t.end for t in tasks)]
    count = sum(len(words(s.of(answer))) for s in own)
    evidence = [Evidence(s, s) for s in own[:1]]
    if count >= 10 * criterion.needs:
        return Level.MET, evidence
    return (Level.PARTLY if count >= 5 * criterion.needs else Level.NOT_FOUND), evidence


def _in_sentences(phrases: tuple[str, ...], answer: str, sentences: Sequence[Span]) -> list[Evidence]:
    """The first match in each sentence that has one."""
    if not phrases:
        return []
    pattern, found = phrase_pattern(phrases), []
    for sentence in sentences:
        match = pattern.search(answer, sentence.start, sentence.end)
        if match:
            found.append(Evidence(sentence, Span(match.start(), match.end())))
    return found


def _sentence_at(span: Span, sentences: Sequence[Span]) -> Span:
    return next((s for s in sentences if s.start <= span.start < s.end), span)
