"""Finds many phrases in a text at once: by their first words in a table, not one after the other.

Matching takes time linear in the text, and a thousand phrases cost no more than ten.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from manyhats.reflection.slots import TOKEN

Label = TypeVar("Label", bound=Hashable)

_SHORTEST_STEM = 2
_LONGEST_STEM = 14


class PhraseTable(Generic[Label]):
    """Phrases, each with a label.

    Args:
        phrases: words in any case; an asterisk at the end of a word stands for any ending. Marks are not looked
            at, and a phrase without a word is left out.
    """

    def __init__(self, phrases: Iterable[tuple[str, Label]]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], Label]]] = {}
        for phrase, label in phrases:
            words = _pattern_of(phrase)
            if words:
                self._first.setdefault(words[0], []).append((words, label))
        self._beginning_with = lru_cache(maxsize=4096)(self._all_beginning_with)  # most words come again

    def _all_beginning_with(self, word: str) -> list[tuple[tuple[str, ...], Label]]:
        longest = min(len(word), _LONGEST_STEM)
        openings = (word, *(f"{word[:length]}*" for length in range(_SHORTEST_STEM, longest + 1)))
        return [phrase for opening in openings for phrase in self._first.get(opening, ())]

    def mentions(self, words: Sequence[str]) -> Iterator[tuple[int, int, Label]]:
        """Where phrases stand in a text, by their first word.

        Args:
            words: as ``words_of`` gives them.

        Yields:
            The number of a phrase's first word, that of the word after its last, and its label.
        """
        for here, word in enumerate(words):
            for phrase, label in self._beginning_with(word):
                end = here + len(phrase)
                if len(phrase) == 1 or (
                    end <= len(words) and all(map(_fits, phrase[1:], words[here + 1 : end]))
                ):
                    yield here, end, label


def words_of(text: str) -> list[str]:
    """The words and figures of a text in lower case, with straight apostrophes."""
    return TOKEN.findall(text.lower().replace("’", "'"))


def _pattern_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, each with its asterisk."""
    found = TOKEN.finditer(phrase.lower().replace("’", "'"))
    return tuple(match[0] + "*" * phrase.startswith("*", match.end()) for match in found)


def _fits(named: str, word: str) -> bool:
    return word.startswith(named[:-1]) if named.endswith("*") else word == named
