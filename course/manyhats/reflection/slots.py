"""Slots: the visible marks of a sentence, such as a feeling, a difficulty or a next step, each with its place.

The phrases stand in ``content/slots.yaml``. They are looked up word by word in a table, not searched for one
after the other, so matching takes time linear in the text and a thousand phrases cost no more than ten.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from manyhats.content import CONTENT, Content, load
from manyhats.text import Span

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[%\"“]")
"""Words with inner apostrophes and hyphens, numbers, and the few signs that a phrase may name."""

_SHORTEST_STEM = 2
_LONGEST_STEM = 14
_ANY = "_"
_NONE = ""  # stands for the second word of a phrase of one
_CLASS = "@"


class Slot(Content, frozen=True):
    """One kind of mark: what it shows, for the learner, and the phrases that give it."""

    shows: str
    phrases: list[str]


class SlotFile(Content, frozen=True):
    """``slots.yaml``: classes of words that phrases may name as ``@class``, and the slots."""

    classes: dict[str, list[str]]
    slots: dict[str, Slot]


@dataclass(frozen=True)
class Match:
    """Where a slot was found; ``span`` counts characters of the sentence."""

    slot: str
    span: Span


@dataclass(frozen=True)
class Token:
    """A word of a sentence in lower case with straight apostrophes, and where it stands."""

    word: str
    span: Span


def tokens(sentence: str) -> list[Token]:
    """The words, numbers and quotation marks of a sentence, in order."""
    return [
        Token(m[0].lower().replace("’", "'").replace("“", '"'), Span(m.start(), m.end()))
        for m in TOKEN.finditer(sentence)
    ]


def slots(sentence: str) -> list[Match]:
    """The slots of a sentence: for each slot the places where it was found, longest first where they overlap.

    Args:
        sentence: plain text; a whole answer is better given sentence by sentence.

    Returns:
        Matches by their place in the sentence, then by slot.
    """
    return slots_of(tokens(sentence))


def slots_of(found: Sequence[Token]) -> list[Match]:
    """Like ``slots``, for a sentence that is already split into tokens."""
    index = _index()
    kinds = [index.kinds(token.word) for token in found]
    matches: list[Match] = []
    taken: dict[str, int] = {}
    for here in range(len(found)):
        longest: dict[str, int] = {}
        for phrase in index.starting(kinds[here : here + 2]):
            length = len(phrase.words)
            if length > longest.get(phrase.slot, 0) and _fits(phrase.words, kinds, here):
                longest[phrase.slot] = length
        for slot in sorted(longest):
            if here >= taken.get(slot, 0):
                end = here + longest[slot]
                matches.append(Match(slot, Span(found[here].span.start, found[end - 1].span.end)))
                taken[slot] = end
    return matches


def shows(slot: str) -> str:
    """What a slot shows, in words for the learner.

    Raises:
        KeyError: there is no such slot.
    """
    return _file().slots[slot].shows


def slot_names() -> list[str]:
    """The names of all slots, in the order of the file."""
    return list(_file().slots)


@dataclass(frozen=True)
class _Phrase:
    slot: str
    words: tuple[str, ...]


class _Index:
    """Phrases by their first two words, and which words, stems and classes any phrase names."""

    def __init__(self, file: SlotFile) -> None:
        self._first: dict[tuple[str, str], list[_Phrase]] = {}
        self._named: dict[str, list[str]] = {}
        self._endings: list[tuple[str, str]] = []
        for name, members in file.classes.items():
            for member in members:
                if member.startswith("*"):
                    self._endings.append((member[1:].lower(), _CLASS + name))
                else:
                    self._named.setdefault(member.lower(), []).append(_CLASS + name)
        for slot, content in file.slots.items():
            for phrase in content.phrases:
                words = tuple(phrase.lower().replace("“", '"').split())
                self._first.setdefault((words[0], (*words, _NONE)[1]), []).append(_Phrase(slot, words))
        stems = {w for all_ in self._first.values() for p in all_ for w in p.words if w.endswith("*")}
        self._stems = frozenset(stems)
        self._openings = frozenset(first for first, _ in self._first)
        self.kinds = lru_cache(maxsize=4096)(self._all_kinds)  # most words of an answer come again

    def _all_kinds(self, word: str) -> frozenset[str]:
        """All that a phrase may name this word by: itself, its stems with an asterisk, its classes."""
        longest = min(len(word), _LONGEST_STEM)
        stems = (word[:n] + "*" for n in range(_SHORTEST_STEM, longest + 1))
        endings = (name for ending, name in self._endings if word.endswith(ending) and len(word) > 4)
        return frozenset(
            (word, *self._named.get(word, ()), *(s for s in stems if s in self._stems), *endings)
        )

    def starting(self, kinds: Sequence[frozenset[str]]) -> Iterator[_Phrase]:
        """The phrases whose first two words may be these; ``kinds`` of the last word stand alone."""
        second = (_NONE, _ANY, *kinds[1]) if len(kinds) > 1 else (_NONE,)
        for one in kinds[0]:
            if one in self._openings:
                for two in second:
                    yield from self._first.get((one, two), ())


def _fits(words: Sequence[str], kinds: Sequence[frozenset[str]], start: int) -> bool:
    if start + len(words) > len(kinds):
        return False
    # The index has looked at the first two.
    return all(words[n] == _ANY or words[n] in kinds[start + n] for n in range(2, len(words)))


@cache
def _file() -> SlotFile:
    return load(CONTENT / "slots.yaml", SlotFile)


@cache
def _index() -> _Index:
    return _Index(_file())
