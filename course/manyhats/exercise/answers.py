"""The answers of an exercise: where they stand, and what of them is the learner's own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from manyhats.notebook import Notebook, grade_id, is_answer, source
from manyhats.reflection.stub import STUB

_OPTION = re.compile(r"^(?P<mark>\s*(?:[-*+]|\d+[.)])\s+)\[(?P<tick>[ xX])\](?P<text>\s.*)$")
_PROMPT, _CHECK = "-prompt", "-check"
_HEADING = re.compile(r"^#+\s+(?:\d+\.\s+)?(?P<title>.+?)\s*#*\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Option:
    """One option of a task list; ``lines`` is all of it, with the indented lines that belong to it."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """What it says, without mark and box."""
        first = _OPTION.match(self.lines[0])
        said = (first["text"] if first else self.lines[0], *self.lines[1:])
        return " ".join(" ".join(said).split())

    @property
    def ticked(self) -> bool:
        """Whether it is chosen."""
        first = _OPTION.match(self.lines[0])
        return bool(first and first["tick"] in "xX")

    def with_tick(self, ticked: bool) -> str:
        """Its lines, ticked or not."""
        first = _OPTION.sub(rf"\g<mark>[{'x' if ticked else ' '}]\g<text>", self.lines[0])
        return "\n".join([first, *self.lines[1:]])


@dataclass(frozen=True)
class Written:
    """What stands in an answer cell: the options of its task list, and the other lines (with the stub, if any)."""

    options: tuple[Option, ...]
    rest: str

    @property
    def own(self) -> str:
        """The learner's own words."""
        return self.rest.replace(STUB, "").strip()

    @property
    def words(self) -> int:
        """How many own words there are: what is set off by spaces and holds a letter or a digit."""
        return sum(any(c.isalnum() for c in token) for token in self.own.split())

    @property
    def ticked(self) -> tuple[str, ...]:
        """The options that are chosen, in their words."""
        return tuple(option.text for option in self.options if option.ticked)

    @property
    def has_stub(self) -> bool:
        """Whether the line in italics still stands there."""
        return STUB in self.rest


def read_written(text: str) -> Written:
    """Take an answer's text apart; an option goes on with the indented lines below it."""
    options: list[list[str]] = []
    rest: list[str] = []
    in_option = False
    for line in text.replace("\r\n", "\n").split("\n"):
        if _OPTION.match(line):
            options.append([line])
            in_option = True
        elif in_option and line.startswith((" ", "\t")) and line.strip():
            options[-1].append(line)
        else:
            rest.append(line)
            in_option = False
    return Written(tuple(Option(tuple(lines)) for lines in options), "\n".join(rest))


def without_answer(text: str) -> str:
    """The text of an answer cell as a learner first sees it.

    The options of a task list stay and lose their ticks; all else is the author's answer, and the stub stands in
    its place.
    """
    found = read_written(text)
    if not found.options:
        return STUB
    return as_text((option.with_tick(False) for option in found.options), STUB if found.rest.strip() else "")


def as_text(options: Iterable[str], rest: str) -> str:
    """An answer's text: its options, and below them the rest, where there is any."""
    return "\n".join([*options, *(("", rest) if rest else ())])


def answer_texts(notebook: Notebook) -> dict[str, list[str]]:
    """The texts of the cells of each answer, by prompt; a cell that was split or copied gives two."""
    found: dict[str, list[str]] = {}
    for cell in notebook["cells"]:
        if is_answer(cell):
            found.setdefault(grade_id(cell) or "", []).append(source(cell))
    return found


def joined(texts: list[str]) -> str:
    """One text of the cells of one answer: those that say something, each once."""
    distinct = list(dict.fromkeys(texts))
    said = [text for text in distinct if text.strip() and without_answer(text) != text.strip()]
    return "\n\n".join(said or distinct[:1])


def prompt_titles(notebook: Notebook) -> dict[str, str]:
    """The prompts of an exercise in their order, with their headings; also those whose answer cell is gone."""
    found: dict[str, str] = {}
    for cell in notebook["cells"]:
        name = grade_id(cell) or ""
        if name.endswith(_PROMPT):
            heading = _HEADING.search(source(cell))
            found[name.removesuffix(_PROMPT)] = heading["title"] if heading else name.removesuffix(_PROMPT)
        elif name.endswith(_CHECK) or is_answer(cell):
            found.setdefault(name.removesuffix(_CHECK), name.removesuffix(_CHECK))
    return found


def own_cells(notebook: Notebook) -> list[tuple[str | None, Any]]:
    """The cells that a learner has added, each with the prompt whose answer or text stands before it."""
    found: list[tuple[str | None, Any]] = []
    after: str | None = None
    for cell in notebook["cells"]:
        name = grade_id(cell)
        if name is None:
            if isinstance(cell, dict) and source(cell).strip():
                found.append((after, cell))
        elif name.endswith(_PROMPT) or is_answer(cell):
            after = name.removesuffix(_PROMPT)
    return found
