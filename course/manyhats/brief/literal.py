"""Writes any words into Markdown so that they come out as the words that they are."""

import re

from manyhats.text import clean

_STRUCTURE = re.compile(
    r"""
      [\\`*_\[\]<>|~$^@{}\#]   # emphasis, code, links, HTML, tables, formulas, footnotes, headings
    | &(?=[\#\w])              # character references
    | (?<=www)\.  | :(?=\S)     # addresses that some readers make links of, names of emoji
    | ^[-+=:!] | =(?==)         # at the beginning of a line: lists, underlines, definitions; and marked words
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"^(\d{1,9})([.)])")


def literal(text: str) -> str:
    """One line of Markdown that shows exactly these words, with spaces run together.

    It holds wherever a line may stand: in a paragraph, a heading, a point of a list, a quotation or the cell of a
    table. Each character that could make structure is written as a character reference, which never does
    (CommonMark 0.31, 2.5).

    Args:
        text: anything at all.
    """
    line = " ".join(clean(text).split())
    line = _STRUCTURE.sub(lambda found: _reference(found[0]), line)
    return _NUMBER.sub(lambda found: found[1] + _reference(found[2]), line)


def _reference(character: str) -> str:
    return f"&#{ord(character)};"
