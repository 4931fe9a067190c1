"""The Role Decoder: a role description coded line by line, by hat, with the reason; two of them side by side."""

from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.roles import DecodedLine, DecodedRole, RoleTextError, decode, load_role, role_ids
from manyhats.views.charts import legend, mix_text, radar
from manyhats.views.chooser import Chooser
from manyhats.views.theme import announce, hat_label, status, themed

_OWN = "own"
_HATS: list[tuple[str, Hat | None]] = [
    *((f"{shown.icon} {shown.name}", hat) for hat, shown in DESCRIPTIONS.items()),
    ("○ No hat", None),
]
_PAGE = 40  # lines shown at once; a control a line is a cost for every visitor


class RoleDecoder(widgets.VBox):
    """The view of one decoded role, or of two side by side.

    The learner first guesses which hat takes most lines; then the coding shows, each line can be coded anew,
    and the mix follows.

    Args:
        first: the id of a role description of the course.
        second: the id of another, to stand beside it; without it one role is shown.

    Raises:
        KeyError: there is no role description of that id.
    """

    def __init__(self, first: str = "harbour", second: str | None = None) -> None:
        self._status = status()
        self._picture = widgets.HTML()
        places = [first] if second is None else [first, second]
        self._panes: list[_Pane] = []  # a pane reports as soon as it is made
        self._panes = [_Pane(role, number, self._changed) for number, role in enumerate(places, 1)]
        panes = widgets.Box(self._panes).add_class("mh-panes")
        super().__init__([themed(self._picture, panes, self._status).add_class("mh-decoder")])
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


class _Pane(widgets.VBox):
    """One role: choose or paste, guess, then read and re-code its lines."""

    def __init__(self, role_id: str, number: int, changed: Callable[[str], None]) -> None:
        load_role(role_id)  # an unknown id is the author's error, to be seen at once
        self.role: DecodedRole | None = None
        self._decoded: DecodedRole | None = None
        self._guess: Hat | None = None
        self._changed = changed
        self._first_line = 0
        self._role_id = role_id
        self._title = widgets.HTML()
        choices = [*((load_role(one).company, one) for one in role_ids()), ("Paste your own", _OWN)]
        which = "another role" if number == 1 else "another second role"
        chooser = Chooser(f"Choose {which}", choices, self._choose)
        self._pasted = widgets.Textarea(
            description="Your text",
            placeholder="Paste a role description: one duty on each line works best.",
            layout={"height": "12em"},
        ).add_class("mh-stacked")
        self._decode = widgets.Button(description="Use this text", button_style="primary")
        self._decode.on_click(lambda _: self._read(self._pasted.value))
        self._paste_box = widgets.VBox([self._pasted, self._decode])
        self._headline = widgets.Label(tabbable=False)  # the question, then the verdict; the focus goes here
        self._headline.add_class("mh-headline")
        self._body = widgets.VBox()
        super().__init__([self._title, chooser, self._paste_box, self._headline, self._body])
        self.add_class("mh-pane").add_class("mh-card")
        self._choose(role_id)

    @property
    def name(self) -> str:
        """What the pane's role is called in the picture."""
        return "Your text" if self._role_id == _OWN else load_role(self._role_id).company

    def _choose(self, role_id: str) -> None:
        """Start over with the role that is chosen; text that was pasted stays in its box."""
        self._role_id = role_id
        self.role, self._headline.value, self._body.children = None, "", ()
        own = role_id == _OWN
        note = "Nothing of it is kept." if own else load_role(role_id).note
        self._title.value = f'<h3>{escape(self.name)}</h3><p class="mh-muted">{escape(note)}</p>'
        self._paste_box.layout.display = None if own else "none"
        if not own:
            self._read(load_role(role_id).text)
        self._changed("")

    def _read(self, text: str) -> None:
        self.role, self._body.children, self._first_line = None, (), 0
        try:
            self._decoded = decode(text)
        except RoleTextError as error:
            self._headline.value = str(error)
            self._changed(str(error))
            return
        self._ask()
        self._changed("")

    def _ask(self) -> None:
        """Show the lines as they are, and ask for a guess before anything is coded."""
        assert self._decoded is not None
        lines = "".join(f"<li>{escape(line.text)}</li>" for line in self._decoded.lines[:_PAGE])
        more = len(self._decoded.lines) - _PAGE
        rest = f'<p class="mh-muted">and {more} more lines</p>' if more > 0 else ""
        self._headline.value = "Your guess first. Read the lines. Which hat takes most of them?"
        text = widgets.HTML(f'<ol class="mh-plain-lines">{lines}</ol>{rest}')
        buttons = []
        for hat, shown in DESCRIPTIONS.items():
            button = widgets.Button(description=f"{shown.icon} {shown.name}")
            button.on_click(lambda _, guess=hat: self._reveal(guess))
            buttons.append(button)
        self._body.children = (widgets.Box(buttons).add_class("mh-choices"), text)

    def _reveal(self, guess: Hat) -> None:
        self._guess, self.role = guess, self._decoded
        self._rows = widgets.VBox().add_class("mh-lines")
        self._undo = widgets.Button(description="Take back my changes")
        self._undo.on_click(lambda _: self._take_back())
        self._earlier = widgets.Button(description="Earlier lines")
        self._later = widgets.Button(description="Later lines")
        self._earlier.on_click(lambda _: self._turn(-_PAGE))
        self._later.on_click(lambda _: self._turn(_PAGE))
        pages = widgets.Box([self._earlier, self._later, self._undo]).add_class("mh-choices")
        self._body.children = (self._rows, pages)
        self._turn(0)
        self._headline.focus()
        self._changed(f"{self.name}: {mix_text(self._known.mix)}.")

    @property
    def _known(self) -> DecodedRole:
        assert self.role is not None
        return self.role

    def _turn(self, by: int) -> None:
        """Show a page of lines, each with the reason and a control to code it anew."""
        self._first_line = max(0, self._first_line + by)
        here = range(self._first_line, min(len(self._known.lines), self._first_line + _PAGE))
        self._rows.children = tuple(self._row(index) for index in here)
        self._earlier.layout.display = None if self._first_line else "none"
        self._later.layout.display = None if here.stop < len(self._known.lines) else "none"
        self._update()

    def _row(self, index: int) -> widgets.Box:
        line = self._known.lines[index]
        text = widgets.HTML(_line_html(index, line, self._before(index)))
        chooser = Chooser(f"Change line {index + 1}", _HATS, lambda hat: self._recode(index, hat, text))
        return widgets.Box([text, chooser]).add_class("mh-line")

    def _before(self, index: int) -> DecodedLine:
        assert self._decoded is not None
        return self._decoded.lines[index]

    def _recode(self, index: int, hat: Hat | None, text: widgets.HTML) -> None:
        before = self._before(index)
        self.role = self._known.recode(index, hat)
        if hat == before.hat:  # back to what the decoder said: no change of the person's is left
            lines = list(self.role.lines)
            lines[index] = before
            self.role = DecodedRole(tuple(lines))
        text.value = _line_html(index, self.role.lines[index], before)
        self._update()
        self._changed(
            f"Line {index + 1} now counts as {_name(hat)}. {self.name}: {mix_text(self._known.mix)}."
        )

    def _take_back(self) -> None:
        self.role = self._decoded
        self._turn(0)
        self._changed("Your changes are taken back.")

    def _update(self) -> None:
        self._headline.value = _verdict(self._guess, self._known)
        changed = any(line.recoded for line in self._known.lines)
        self._undo.layout.display = None if changed else "none"


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
