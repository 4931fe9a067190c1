"""Where the phrases that a rubric rests on stand in an answer, sentence by sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal

from manyhats.reflection.rubric import Rubric
from manyhats.text import PhraseTable, Span, phrase_words

Kind = Literal["clear", "weak"]
Group = tuple[str, Kind]
"""The clear or the weak phrases of a group of a rubric."""

Mentions = Mapping[Group, Mapping[Span, Span]]
"""For each group the sentences that have a phrase of it, and where in them the first stands."""

_WORD_OR_MARK = re.compile(r"\w+|\W")  # a phrase may end in a colon, or be a question mark
_SPACE = re.compile(r"\s")


def mentions(text: str, sentences: Iterable[Span], rubric: Rubric) -> Mentions:
    """Look for the phrases of all groups that the criteria of a rubric name.

    Args:
        text: an answer; takes time linear in it.
        sentences: its sentences.
        rubric: whose phrases are looked for.
    """
    table = _table(tuple(_groups(rubric)))
    plain = _SPACE.sub(" ", text)
    found: dict[Group, dict[Span, Span]] = {}
    for sentence in sentences:
        for span, group in table.find(plain, _WORD_OR_MARK, sentence):
            places = found.setdefault(group, {})
            places[sentence] = first_of(span, places.get(sentence, span))
    return found


def first_of(*spans: Span) -> Span:
    """The phrase that begins first, and of those that begin at one place the longest."""
    return min(spans, key=lambda span: (span.start, -span.end))


def _groups(rubric: Rubric) -> Iterator[tuple[Group, tuple[str, ...]]]:
    for name in dict.fromkeys(name for criterion in rubric.criteria for name in criterion.finds):
        yield (name, "clear"), tuple(rubric.phrases(name).clear)
        yield (name, "weak"), tuple(rubric.phrases(name).weak)


@lru_cache(maxsize=32)
def _table(groups: tuple[tuple[Group, tuple[str, ...]], ...]) -> PhraseTable[Group]:
    return PhraseTable(
        (phrase_words(phrase, _WORD_OR_MARK), group) for group, phrases in groups for phrase in phrases
    )
