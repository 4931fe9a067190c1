"""Finds many phrases in a text at once, by looking words up in a table and not one phrase after the other.

Matching takes time linear in the text, whatever the text is, and a thousand phrases cost no more than ten.

A text is cut into tokens by a pattern, and a phrase by the same one. ``TOKEN`` cuts into words; who wants a finer
or a coarser cut brings a pattern.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from manyhats.text.sentences import Span

ANY = "_"
"""In a phrase: any one word."""

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[%\"“]")
"""Words with inner apostrophes and hyphens, numbers, and the few signs that a phrase may name."""

Label = TypeVar("Label", bound=Hashable)

_OPEN = "*"


@dataclass(frozen=True)
class Token:
    """A word of a text as phrases name it, and where it stands."""

    word: str
    span: Span


def tokens(text: str) -> list[Token]:
    """The words, numbers and quotation marks of a text, in order."""
    return [Token(_plain(match[0]), Span(match.start(), match.end())) for match in TOKEN.finditer(text)]


def words_of(text: str, cut: re.Pattern[str] = TOKEN) -> list[str]:
    """The words of a text as a ``PhraseTable`` takes them."""
    return [_plain(word) for word in cut.findall(text)]


def phrase_words(phrase: str, cut: re.Pattern[str] = TOKEN) -> tuple[str, ...]:
    """The words of a phrase as a ``PhraseTable`` takes them, each with the asterisk that stands behind it."""
    return tuple(_open(cut).findall(_plain(phrase)))


@cache
def _open(cut: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{cut.pattern})\*?")


def _plain(word: str) -> str:
    """In lower case, with straight apostrophes and quotation marks."""
    return word.lower().replace("’", "'").replace("“", '"')


class _Node:
    """The phrases that go on alike from here, by their next word; and the numbers of those that end here."""

    __slots__ = ("after", "ends")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.ends: list[int] = []


class PhraseTable(Generic[Label]):
    """Phrases, each with a label.

    Args:
        phrases: each the words of a phrase in lower case, and its label. An asterisk at the end of a word stands
            for any ending, ``ANY`` for any word that is not the first. A phrase without words is left out.
        classes: further names, such as that of a class, by which phrases may name this word.
    """

    def __init__(
        self,
        phrases: Iterable[tuple[Sequence[str], Label]],
        classes: Callable[[str], Iterable[str]] = lambda _: (),
    ) -> None:
        self._root = _Node()
        self._labels: list[Label] = []
        self._classes = classes
        named: set[str] = set()
        for words, label in phrases:
            node = self._root
            for word in words:
                if word not in node.after:
                    node.after[word] = _Node()
                node = node.after[word]
            if words:
                node.ends.append(len(self._labels))
            self._labels.append(label)
            named.update(words)
        self._named = frozenset(named)
        self._longest = max((len(word) - 1 for word in named if word.endswith(_OPEN)), default=0)
        self._names = lru_cache(maxsize=4096)(self._all_names)  # most words of a text come again

    def _all_names(self, word: str) -> tuple[str, ...]:
        """All that these phrases name a word by: itself, beginnings of it, its classes, ``ANY``."""
        beginnings = (word[:length] + _OPEN for length in range(1, min(len(word), self._longest) + 1))
        return tuple(name for name in (word, *beginnings, *self._classes(word), ANY) if name in self._named)

    def mentions(self, words: Sequence[str]) -> Iterator[tuple[int, int, Label]]:
        """Where phrases stand in a text, by their first word, and at one word in the order in which they were given.

        Args:
            words: those of a text, as ``words_of`` gives them.

        Yields:
            The number of a phrase's first word, that of the word after its last, and its label.
        """
        names = [self._names(word) for word in words]
        for here in range(len(words)):
            found: list[tuple[int, int]] = []
            nodes, end = [self._root], here
            while nodes and end < len(words):
                nodes = [node.after[name] for node in nodes for name in names[end] if name in node.after]
                end += 1
                found += ((number, end) for node in nodes for number in node.ends)
            for number, end in sorted(found):
                yield here, end, self._labels[number]

    def find(
        self, text: str, cut: re.Pattern[str] = TOKEN, within: Span | None = None
    ) -> Iterator[tuple[Span, Label]]:
        """Like ``mentions``, for a text that is still to be cut.

        Args:
            text: plain text.
            cut: what matches the words that the phrases are made of.
            within: the stretch of the text that is read; all of it if none is named.

        Yields:
            The place of a phrase, and its label.
        """
        start, end = (within.start, within.end) if within else (0, len(text))
        matches = list(cut.finditer(text, start, end))
        for first, last, label in self.mentions([_plain(match[0]) for match in matches]):
            yield Span(matches[first].start(), matches[last - 1].end()), label
