"""Slots: the visible marks of a sentence, such as a feeling, a difficulty or a next step, each with its place.

The phrases stand in ``content/slots.yaml``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from manyhats.content import CONTENT, Content, load
from manyhats.text import PhraseTable, Span, Token, tokens

_CLASS = "@"
_SHORTEST_WITH_ENDING = 5  # letters; a shorter word, such as "need", has an ending by chance


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
    longest: dict[tuple[int, str], int] = {}
    for first, end, slot in _table().mentions([token.word for token in found]):
        longest[first, slot] = max(end, longest.get((first, slot), 0))
    matches: list[Match] = []
    taken: dict[str, int] = {}
    for (first, slot), end in sorted(longest.items()):
        if first >= taken.get(slot, 0):
            matches.append(Match(slot, Span(found[first].span.start, found[end - 1].span.end)))
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


@cache
def _file() -> SlotFile:
    return load(CONTENT / "slots.yaml", SlotFile)


@cache
def _table() -> PhraseTable[str]:
    phrases = [
        (phrase.lower().split(), name) for name, slot in _file().slots.items() for phrase in slot.phrases
    ]
    return PhraseTable(phrases, _classes())


def _classes() -> Callable[[str], Iterator[str]]:
    """What says the classes of a word, as phrases name them."""
    members = {_CLASS + name: [one.lower() for one in words] for name, words in _file().classes.items()}
    words = {name: frozenset(some) for name, some in members.items()}
    endings = {name: tuple(one[1:] for one in some if one.startswith("*")) for name, some in members.items()}

    def classes(word: str) -> Iterator[str]:
        for name in members:
            if word in words[name] or (len(word) >= _SHORTEST_WITH_ENDING and word.endswith(endings[name])):
                yield name

    return classes
