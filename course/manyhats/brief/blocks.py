"""What a document is made of: sections of blocks, each plain text that whoever renders it has to escape."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from manyhats.hats import Hat


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the course's; ``quiet`` for what is said on the side."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Words:
    """Words of the learner's, whose lines and paragraphs are kept."""

    text: str


@dataclass(frozen=True)
class Item:
    """A point of a list, and a word or two before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Points:
    """A list."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose first column names the rows."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Radar:
    """One or two rows of numbers over the four hats, from 0 to ``of``, drawn where that can be done.

    ``table`` holds the same numbers.
    """

    mixes: tuple[tuple[str, Mapping[Hat, float]], ...]
    of: int
    table: Table


@dataclass(frozen=True)
class Extract:
    """A passage of the learner's, under a title of its own, with where it is from."""

    title: str
    source: str
    text: str


Block = Paragraph | Words | Points | Table | Radar | Extract


@dataclass(frozen=True)
class Section:
    """A part of the document, under a heading; ``id`` is unique in it."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A whole document: the brief itself, and the appendix, which begins on a page of its own."""

    title: str
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    appendix: tuple[Section, ...]


def paragraph_lines(text: str) -> Iterator[list[str]]:
    """The lines of each paragraph of a text; an empty line ends one."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []
