"""The Role Decoder: a role description coded line by line, by hat, with the reason; two of them side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as widgets

from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.roles.library import load_role, role_ids
from manyhats.roles.lines import split_lines
from manyhats.views.charts import legend, mix_text, radar
from manyhats.views.chooser import Chooser
from manyhats.views.parts import Parts, View, announce
from manyhats.views.theme import hat_label

if TYPE_CHECKING:
    from manyhats.roles.decoder import DecodedLine, DecodedRole

_OWN = "own"
_HATS: list[tuple[str, Hat | None]] = [
    *((f"{shown.icon} {shown.name}", hat) for hat, shown in DESCRIPTIONS.items()),
    ("○ No hat", None),
]
_PAGE = 40  # lines shown at once; a control a line is a cost for every visitor


class RoleDecoder(View):
    """The view of one decoded role, or of two side by side.

    The learner first guesses which hat takes most lines; then the coding shows, each line can be coded anew,
    and the mix follows.

    Args:
        first: the id of a role description of the course. Where there is none of that id, a sentence says so and
            the first of the course is shown.
        second: the id of another, to stand beside it; without it one role is shown.
    """

    def __init__(self, first: str = "harbour", second: str | None = None) -> None:
        parts = Parts()
        self._status = parts.status()
        self._picture = parts.html()
        asked_for = [first] if second is None else [first, second]
        unknown = [role for role in asked_for if role not in role_ids()]
        places = [role_ids()[0] if role in unknown else role for role in asked_for]
        self._panes: list[_Pane] = []  # a pane reports as soon as it is made
        self._panes = [_Pane(parts, role, number, self._changed) for number, role in enumerate(places, 1)]
        panes = parts.row(*(pane.widget for pane in self._panes), kind="mh-panes")
        notice = [parts.html(_not_here(unknown, places))] if unknown else []
        self.widget = parts.page(*notice, self._picture, panes, self._status)
        self._draw()

    def _changed(self, sentence: str) -> None:
        self._draw()
        if sentence:
            announce(self._status, sentence)

    def _draw(self) -> None:
        self._picture.value = _picture([(pane.name, pane.role) for pane in self._panes])


def _picture(roles: list[tuple[str, DecodedRole | None]]) -> str:
    """The mix as a radar and as a table; before the guess its place is kept, so that nothing jumps."""
    names = [name for name, _ in roles]
    if len(set(names)) < len(names):
        names = [f"{name} ({place})" for place, name in enumerate(names, 1)]
    mixes = [(name, role.mix) for name, (_, role) in zip(names, roles, strict=True) if role]
    head = "".join(f'<th scope="col" class="mh-number">{escape(name)}</th>' for name in names)
    rows = "".join(
        f'<tr><th scope="row">{hat_label(hat)}</th>'
        + "".join(_cell(f"{role.mix[hat]:.0%}" if role else None) for _, role in roles)
        + "</tr>"
        for hat in Hat
    )
    silent = "".join(_cell(_lines_without_hat(role) if role else None) for _, role in roles)
    return (
        '<section class="mh-card mh-mix" aria-label="The mix of hats"><div class="mh-mix-parts">'
        f'<div class="mh-mix-radar">{radar(mixes)}{legend(names)}</div>'
        f'<div class="mh-mix-table"><h3>The mix</h3><table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}'
        f'<tr><th scope="row">{hat_label(None)}</th>{silent}</tr></tbody></table>'
        '<p class="mh-muted mh-small">Shares of the lines that ask for a hat; they show after your guess. Counting '
        "lines is a rough scale: one line can be half the job.</p></div></div></section>"
    )


def _cell(text: str | None) -> str:
    return f'<td class="mh-number">{text or "?"}</td>'


def _lines_without_hat(role: DecodedRole) -> str:
    count = sum(line.hat is None for line in role.lines)
    return f"{count} {'line' if count == 1 else 'lines'}"


class _Pane:
    """One role: choose or paste, guess, then read and re-code its lines."""

    def __init__(self, parts: Parts, role_id: str, number: int, changed: Callable[[str], None]) -> None:
        self.role: DecodedRole | None = None  # as the person reads it, once they have guessed
        self._decoded: DecodedRole | None = None  # as the decoder reads it
        self._changes: dict[int, Hat | None] = {}
        self._guess: Hat | None = None
        self._parts = parts
        self._changed = changed
        self._first_line = 0
        which = "another role" if number == 1 else "another second role"
        self._title = parts.html()
        self._paste_box = parts.column()
        self._headline = parts.focus_line("mh-headline")  # the question, then the verdict
        self._body = parts.column()
        self._pasting: tuple[widgets.Widget, ...] = ()
        chooser = Chooser(parts, f"Choose {which}", _roles, self._choose)
        shown = (self._title, chooser.widget, self._paste_box, self._headline, self._body)
        self.widget = parts.column(*shown, kind="mh-pane")
        self._choose(role_id)

    @property
    def name(self) -> str:
        """What the pane's role is called in the picture."""
        return "Your text" if self._role_id == _OWN else load_role(self._role_id).company

    def _choose(self, role_id: str) -> None:
        """Start over with the role that is chosen; text that was pasted stays in its box."""
        self._role_id = role_id
        self._forget()
        own = role_id == _OWN
        note = "Nothing of it is kept." if own else load_role(role_id).note
        self._title.value = f'<h3>{escape(self.name)}</h3><p class="mh-muted">{escape(note)}</p>'
        if own:
            self._pasting = self._pasting or self._paste_controls()
        self._paste_box.children = self._pasting if own else ()
        if not own:
            self._ask(load_role(role_id).text)
        self._changed("")

    def _forget(self) -> None:
        self.role, self._decoded, self._changes, self._first_line = None, None, {}, 0
        self._headline.value, self._body.children = "", ()

    def _paste_controls(self) -> tuple[widgets.Widget, ...]:
        pasted = widgets.Textarea(
            description="Your text",
            placeholder="Paste a role description: one duty on each line works best.",
            layout={"height": "12em"},
        ).add_class("mh-stacked")
        return pasted, self._parts.button("Use this text", lambda: self._use(pasted.value), primary=True)

    def _use(self, text: str) -> None:
        """Take a pasted text, or say why it can't be decoded."""
        from manyhats.roles.decoder import RoleTextError, decode

        self._forget()
        try:
            self._decoded = decode(text)
        except RoleTextError as error:
            self._headline.value = str(error)
            self._changed(str(error))
            return
        self._ask(text)
        self._changed("")

    def _ask(self, text: str) -> None:
        """Show the lines as they are, and ask for a guess before anything is coded."""
        lines = split_lines(text)
        items = "".join(f"<li>{escape(line)}</li>" for line in lines[:_PAGE])
        rest = f'<p class="mh-muted">and {len(lines) - _PAGE} more lines</p>' if len(lines) > _PAGE else ""
        self._headline.value = "Your guess first. Read the lines. Which hat takes most of them?"
        buttons = [
            self._parts.button(f"{shown.icon} {shown.name}", partial(self._reveal, hat, text))
            for hat, shown in DESCRIPTIONS.items()
        ]
        as_they_are = self._parts.html(f'<ol class="mh-plain-lines">{items}</ol>{rest}')
        self._body.children = (self._parts.row(*buttons), as_they_are)

    def _reveal(self, guess: Hat, text: str) -> None:
        from manyhats.roles.decoder import decode  # late: who only reads the page needs no model

        self._guess = guess
        self._decoded = self._decoded or decode(text)
        self.role = self._decoded
        self._rows = self._parts.column(kind="mh-lines")
        self._undo = self._parts.button("Take back my changes", self._take_back)
        self._earlier = self._parts.button("Earlier lines", partial(self._turn, -_PAGE))
        self._later = self._parts.button("Later lines", partial(self._turn, _PAGE))
        self._below = self._parts.row()
        self._body.children = (self._rows, self._below)
        self._turn(0)
        self._headline.focus()
        self._changed(f"{self.name}: {mix_text(self._known.mix)}.")

    @property
    def _known(self) -> DecodedRole:
        assert self.role is not None
        return self.role

    def _turn(self, by: int) -> None:
        """Show a page of lines, each with the reason and a control to code it anew."""
        self._first_line += by
        here = range(self._first_line, min(len(self._known.lines), self._first_line + _PAGE))
        self._rows.children = tuple(self._row(index) for index in here)
        self._update()

    def _row(self, index: int) -> widgets.Box:
        text = self._parts.html(_line_html(index, self._known.lines[index], self._before(index)))
        recode = partial(self._recode, index, text)
        chooser = Chooser(self._parts, f"Change line {index + 1}", lambda: _HATS, recode)
        return self._parts.row(text, chooser.widget, kind="mh-line")

    def _before(self, index: int) -> DecodedLine:
        assert self._decoded is not None
        return self._decoded.lines[index]

    def _recode(self, index: int, text: widgets.HTML, hat: Hat | None) -> None:
        before = self._before(index)
        self._changes[index] = hat
        if hat == before.hat:
            del self._changes[index]
        self._apply()
        text.value = _line_html(index, self._known.lines[index], before)
        self._update()
        self._changed(
            f"Line {index + 1} now counts as {_name(hat)}. {self.name}: {mix_text(self._known.mix)}."
        )

    def _apply(self) -> None:
        self.role = self._decoded
        for index, hat in self._changes.items():
            self.role = self._known.recode(index, hat)

    def _take_back(self) -> None:
        self._changes.clear()
        self._apply()
        self._turn(0)
        self._headline.focus()
        self._changed("Your changes are taken back.")

    def _update(self) -> None:
        """Tell the verdict, and offer what can be done now."""
        self._headline.value = _verdict(self._guess, self._known)
        more = self._first_line + _PAGE < len(self._known.lines)
        offered = (
            (self._earlier, self._first_line > 0),
            (self._later, more),
            (self._undo, bool(self._changes)),
        )
        self._below.children = tuple(button for button, useful in offered if useful)


def _not_here(unknown: list[str], shown: list[str]) -> str:
    """What to say where an address or a notebook asks for a role that there is not."""
    named = " and ".join(f"“{escape(role[:40])}”" for role in unknown)
    companies = " and ".join(dict.fromkeys(escape(load_role(role).company) for role in shown))
    sentence = f"There is no role {named} here. You see {companies}; choose another below."
    return f"<p class='mh-message' role='status'>{sentence}</p>"


def _roles() -> list[tuple[str, str]]:
    return [*((load_role(one).company, one) for one in role_ids()), ("Paste your own", _OWN)]


def _name(hat: Hat | None) -> str:
    return "No hat" if hat is None else DESCRIPTIONS[hat].name


def _verdict(guess: Hat | None, role: DecodedRole) -> str:
    """The guess beside what the lines say."""
    mix = role.mix
    most = max(mix.values())
    leaders = [_name(hat) for hat, share in mix.items() if share == most]
    if not most:
        said = "No line asks for any hat: this text does not say what the job is."
    elif len(leaders) == 1:
        said = f"By lines, {leaders[0]} leads with {most:.0%}."
    else:
        said = f"By lines, {' and '.join(leaders)} lead with {most:.0%} each."
    return f"You guessed {_name(guess)}. {said}"


def _line_html(index: int, line: DecodedLine, before: DecodedLine) -> str:
    if line.recoded:
        why = f"You read this as {_name(line.hat)}. The decoder said {_name(before.hat)}: {before.why}"
    else:
        why = line.why
    return (
        f'<p class="mh-line-text"><span class="mh-muted">{index + 1}.</span> {escape(line.text)}</p>'
        f'<p class="mh-small">{hat_label(line.hat)} <span class="mh-muted">{escape(why)}</span></p>'
    )
