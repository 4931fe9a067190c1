"""The lines of a decoded role, each with its hat and the reason, and a control to code it anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as widgets

from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.roles.lines import split_lines
from manyhats.views.chooser import Chooser
from manyhats.views.parts import Parts
from manyhats.views.theme import hat_label

if TYPE_CHECKING:
    from manyhats.roles.decoder import DecodedLine, DecodedRole

PAGE = 40  # lines shown at once; a control a line is a cost for every visitor
_HATS: list[tuple[str, Hat | None]] = [
    *((f"{shown.icon} {shown.name}", hat) for hat, shown in DESCRIPTIONS.items()),
    ("○ No hat", None),
]


class CodedLines:
    """The lines of one role, a page at a time.

    Args:
        parts: makes the widgets of the view that this belongs to.
        decoded: the role as the decoder reads it.
        changed: called with a sentence after a line was coded anew.
        taken_back: called after all changes were taken back; the button for it is gone then.
        changes: the learner's own coding of some lines, by the line's place from 0.

    Attributes:
        widget: what is shown.
        role: the role as the person reads it.
    """

    def __init__(
        self,
        parts: Parts,
        decoded: DecodedRole,
        changed: Callable[[str], None],
        taken_back: Callable[[], None],
        changes: Mapping[int, Hat | None] | None = None,
    ) -> None:
        self._parts, self._decoded, self._changed, self._taken_back = parts, decoded, changed, taken_back
        self._changes = dict(changes or {})
        self._first_line = 0
        self._rows = parts.column(kind="mh-coded-lines")
        self._undo = parts.button("Take back my changes", self._take_back)
        self._earlier = parts.button("Earlier lines", partial(self._turn, -PAGE))
        self._later = parts.button("Later lines", partial(self._turn, PAGE))
        self._below = parts.row()
        self.widget = parts.column(self._rows, self._below)
        self._apply()
        self._turn(0)

    def _turn(self, by: int) -> None:
        """Show a page of lines, each with the reason and a control to code it anew."""
        self._first_line += by
        here = range(self._first_line, min(len(self.role.lines), self._first_line + PAGE))
        self._rows.children = tuple(self._row(index) for index in here)
        self._offer()

    def _row(self, index: int) -> widgets.Box:
        text = self._parts.html(_line_html(index, self.role.lines[index], self._decoded.lines[index]))
        recode = partial(self._recode, index, text)
        chooser = Chooser(self._parts, f"Change line {index + 1}", lambda: _HATS, recode)
        return self._parts.row(text, chooser.widget, kind="mh-line")

    def _recode(self, index: int, text: widgets.HTML, hat: Hat | None) -> None:
        before = self._decoded.lines[index]
        self._changes[index] = hat
        if hat == before.hat:
            del self._changes[index]
        self._apply()
        text.value = _line_html(index, self.role.lines[index], before)
        self._offer()
        self._changed(f"Line {index + 1} now counts as {hat_name(hat)}.")

    def _apply(self) -> None:
        self.role = self._decoded
        for index, hat in self._changes.items():
            self.role = self.role.recode(index, hat)

    def _take_back(self) -> None:
        self._changes.clear()
        self._apply()
        self._turn(0)
        self._taken_back()

    def _offer(self) -> None:
        """Show the buttons that can be used now."""
        offered = (
            (self._earlier, self._first_line > 0),
            (self._later, self._first_line + PAGE < len(self.role.lines)),
            (self._undo, bool(self._changes)),
        )
        self._below.children = tuple(button for button, useful in offered if useful)


def plain_lines(text: str) -> str:
    """A role's lines as they are, before anything is coded."""
    lines = split_lines(text)
    items = "".join(f"<li>{escape(line)}</li>" for line in lines[:PAGE])
    rest = f"<p class='mh-muted'>and {len(lines) - PAGE} more lines</p>" if len(lines) > PAGE else ""
    return f"<ol class='mh-plain-lines'>{items}</ol>{rest}"


def hat_name(hat: Hat | None) -> str:
    """The name of a hat, or "No hat"."""
    return "No hat" if hat is None else DESCRIPTIONS[hat].name


def _line_html(index: int, line: DecodedLine, before: DecodedLine) -> str:
    if line.recoded:
        why = f"You read this as {hat_name(line.hat)}. The decoder said {hat_name(before.hat)}: {before.why}"
    else:
        why = line.why
    return (
        f'<p class="mh-line-text"><span class="mh-muted">{index + 1}.</span> {escape(line.text)}</p>'
        f'<p class="mh-small">{hat_label(line.hat)} <span class="mh-muted">{escape(why)}</span></p>'
    )
