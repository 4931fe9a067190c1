"""The sentences that a criterion may rest on, and how much each of them carries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from manyhats.reflection.answer import Answer
from manyhats.reflection.assessment import Evidence
from manyhats.reflection.mentions import Kind
from manyhats.reflection.sentence_model import Decision
from manyhats.text import Span, meanings

# How much a sentence carries, in steps that were set by hand so that a telling phrase outranks all else.
_TELLING = 4.0
_RUN_CODE = 3.0
_CLEAR = 1.0
_WEAK = 0.3
_BARE = 0.4  # of the worth of a phrase that is made of function words and numbers alone
_LONGER = 0.3  # for each further word with a meaning of its own in a phrase, and for each further phrase
_MOST_LONGER = 2  # of these
_MODEL = 1.5  # for a probability of 1


@dataclass(frozen=True)
class Candidate:
    """A sentence, or a clause of one, that a criterion may rest on.

    ``whole`` is the sentence that it stands in; ``worth`` says how much it carries; ``sure`` where it is evidence,
    and not only may be.
    """

    evidence: Evidence
    whole: Span
    worth: float
    sure: bool


def candidates(groups: Sequence[str], element: str | None, answer: Answer) -> list[Candidate]:
    """The sentences of an answer that are evidence, and those that may be, in reading order.

    A phrase alone decides where no element is named. Where one is, the model decides, and a clear phrase moves
    its decision one step up: what it would pass over becomes unsure, what it is unsure of becomes evidence. A
    telling phrase is evidence in either case.
    """
    places: dict[Kind, Mapping[Span, Sequence[Span]]] = {
        kind: _in_sentences(groups, kind, answer) for kind in ("telling", "clear", "weak")
    }
    codes = _run_codes(answer) if any(answer.rubric.phrases(group).run_codes for group in groups) else {}
    found = []
    for number, (sentence, whole) in enumerate(zip(answer.sentences, answer.wholes, strict=True)):
        if not any(character.isalnum() for character in sentence.of(answer.text)):
            continue  # all of it was somebody else's words
        telling, clear, weak = (places[kind].get(sentence, ()) for kind in places)
        phrase, worth = _of_phrases(telling, clear, weak, answer.text)
        matched, sure = phrase, bool(telling or clear)
        if sentence in codes:
            matched, worth, sure = codes[sentence], _RUN_CODE, True
        elif element:
            read = answer.read[number]
            decision = read.decide(element)
            if decision is Decision.NO and not sure:
                continue
            if not sure:  # a weak phrase shows less than what the model goes by
                strongest = read.strongest(element)
                matched = _within(sentence, strongest)
                if not strongest and not phrase:  # the shape, a number or a little word alone is no ground
                    decision = Decision.UNSURE
            worth += _MODEL * read.probabilities[element]
            sure = bool(telling) or decision is Decision.YES or (sure and decision is Decision.UNSURE)
        if matched:
            found.append(Candidate(Evidence(sentence, matched), whole, worth, sure))
    return found


def _within(sentence: Span, words: Span | None) -> Span:
    """A place in a sentence as a place in the text; the whole sentence where there is none."""
    return Span(sentence.start + words.start, sentence.start + words.end) if words else sentence


def _of_phrases(
    telling: Sequence[Span], clear: Sequence[Span], weak: Sequence[Span], text: str
) -> tuple[Span | None, float]:
    """The phrase that carries most, and what all of them carry together."""
    if telling:
        return _first(telling), _TELLING
    if not clear and not weak:
        return None, 0.0
    basis, spans = (_CLEAR, clear) if clear else (_WEAK, weak)
    meaning = {span: meanings(span.of(text)) for span in spans}
    best = max(spans, key=lambda span: (meaning[span], -span.start, span.end))
    if not meaning[best]:
        return _first(spans), basis * _BARE
    further = meaning[best] - 1 + len({s.start for s in spans if meaning[s] and not _overlap(s, best)})
    return best, basis * (1 + _LONGER * min(further, _MOST_LONGER))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _first(spans: Sequence[Span]) -> Span:
    """The one that begins first, and of those that begin at one place the longest."""
    return min(spans, key=lambda span: (span.start, -span.end))


def _in_sentences(groups: Sequence[str], kind: Kind, answer: Answer) -> dict[Span, list[Span]]:
    """The phrases of these groups in each sentence that has one."""
    found: dict[Span, list[Span]] = {}
    for group in groups:
        for sentence, spans in answer.mentions.get((group, kind), {}).items():
            found.setdefault(sentence, []).extend(spans)
    return found


def _run_codes(answer: Answer) -> dict[Span, Span]:
    """The sentences with a code that brings back a run: it says how the week was split, to the per cent."""
    from manyhats.quarter.run_code import codes_in  # late: one rubric alone asks for it

    found = (Span(start, end) for start, end in codes_in(answer.text))
    return {sentence_at(span, answer.sentences): span for span in found}


def sentence_at(span: Span, sentences: Sequence[Span]) -> Span:
    """The sentence in which a stretch of the text begins, or the stretch itself where there is none."""
    return next((s for s in sentences if s.start <= span.start < s.end), span)
