"""Where the phrases that a rubric rests on stand in an answer, sentence by sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, get_args

from manyhats.reflection.rubric import Rubric
from manyhats.text import PhraseTable, Span, phrase_words

Kind = Literal["telling", "clear", "weak"]
Group = tuple[str, Kind]
"""The telling, the clear or the weak phrases of a group of a rubric."""

Mentions = Mapping[Group, Mapping[Span, Sequence[Span]]]
"""For each group the sentences that have phrases of it, and where in them they stand."""

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
    found: dict[Group, dict[Span, list[Span]]] = {}
    for sentence in sentences:
        for span, group in table.find(plain, _WORD_OR_MARK, sentence):
            found.setdefault(group, {}).setdefault(sentence, []).append(span)
    return found


def _groups(rubric: Rubric) -> Iterator[tuple[Group, tuple[str, ...]]]:
    for name in dict.fromkeys(name for criterion in rubric.criteria for name in criterion.finds):
        for kind in get_args(Kind):
            yield (name, kind), tuple(getattr(rubric.phrases(name), kind))


@lru_cache(maxsize=32)
def _table(groups: tuple[tuple[Group, tuple[str, ...]], ...]) -> PhraseTable[Group]:
    return PhraseTable(
        (phrase_words(phrase, _WORD_OR_MARK), group) for group, phrases in groups for phrase in phrases
    )
