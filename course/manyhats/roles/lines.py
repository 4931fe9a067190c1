"""Takes a role description apart into the lines that are coded one by one."""

import re

_PARAGRAPH_WORDS = 50  # a longer line of three sentences or more is prose: each sentence is coded by itself
_BULLET = re.compile(r"^\s*(?:[-*•▪◦‣·–—>#]+|\d{1,2}[.)]|\[[ xX]\]|\(?[a-z]\))\s+")


def bare(line: str) -> str:
    """A line without its bullet, Markdown emphasis and surrounding space."""
    text = line.strip()
    while match := _BULLET.match(text):
        text = text[match.end() :]
    return text.strip().strip("*_#").strip()


def split_lines(text: str) -> list[str]:
    """The bare lines of a text that hold a letter; a long paragraph is split into its sentences."""
    lines: list[str] = []
    for raw in text.splitlines():
        line = bare(raw)
        parts = _sentences(line) if len(line.split()) > _PARAGRAPH_WORDS else [line]
        lines += [part for part in parts if any(c.isalpha() for c in part)]
    return lines


def _sentences(line: str) -> list[str]:
    from manyhats.text import sentences  # late: few descriptions are written in paragraphs

    spans = sentences(line)
    return [span.of(line) for span in spans] if len(spans) > 2 else [line]
