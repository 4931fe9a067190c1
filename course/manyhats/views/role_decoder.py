"""The Role Decoder: a role description coded line by line, by hat, with the reason; two of them side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.roles.library import load_role, role_ids
from manyhats.views.charts import legend, mix_text, radar
from manyhats.views.coded_lines import CodedLines, hat_name, plain_lines
from manyhats.views.parts import Parts, View, announce
from manyhats.views.role_choice import OWN, RoleChoice
from manyhats.views.theme import hat_label

if TYPE_CHECKING:
    from manyhats.roles.decoder import DecodedRole


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
        self._decoded: DecodedRole | None = None  # a pasted text, as the decoder reads it
        self._lines: CodedLines | None = None  # once the person has guessed
        self._guess: Hat | None = None
        self._parts = parts
        self._changed = changed
        which = "another role" if number == 1 else "another second role"
        self._choice = RoleChoice(parts, f"Choose {which}", role_id, self._take)
        self._headline = parts.focus_line("mh-headline")  # the question, then the verdict
        self._body = parts.column()
        self.widget = parts.column(self._choice.widget, self._headline, self._body, kind="mh-pane")
        self._take()

    @property
    def name(self) -> str:
        """What the pane's role is called in the picture."""
        return self._choice.name

    @property
    def role(self) -> DecodedRole | None:
        """The role as the person reads it, once they have guessed."""
        return self._lines.role if self._lines else None

    def _take(self) -> None:
        """Start over with the role that is chosen, or say why a pasted text can't be decoded."""
        self._decoded, self._lines = None, None
        self._headline.value, self._body.children = "", ()
        text, refused = self._choice.text, ""
        if text is not None and self._choice.role_id == OWN:
            from manyhats.roles.decoder import RoleTextError, decode

            try:
                self._decoded = decode(text)
            except RoleTextError as error:
                refused = self._headline.value = str(error)
        if text is not None and not refused:
            self._ask(text)
        self._changed(refused)

    def _ask(self, text: str) -> None:
        """Show the lines as they are, and ask for a guess before anything is coded."""
        self._headline.value = "Your guess first. Read the lines. Which hat takes most of them?"
        buttons = [
            self._parts.button(f"{shown.icon} {shown.name}", partial(self._reveal, hat, text))
            for hat, shown in DESCRIPTIONS.items()
        ]
        self._body.children = (self._parts.row(*buttons), self._parts.html(plain_lines(text)))

    def _reveal(self, guess: Hat, text: str) -> None:
        from manyhats.roles.decoder import decode  # late: who only reads the page needs no model

        self._guess = guess
        self._lines = CodedLines(self._parts, self._decoded or decode(text), self._recoded, self._taken_back)
        self._body.children = (self._lines.widget,)
        self._tell()
        self._headline.focus()
        self._changed(self._mix_told())

    def _recoded(self, sentence: str) -> None:
        self._tell()
        self._changed(f"{sentence} {self._mix_told()}")

    def _taken_back(self) -> None:
        self._tell()
        self._headline.focus()
        self._changed("Your changes are taken back.")

    def _tell(self) -> None:
        assert self.role is not None
        self._headline.value = _verdict(self._guess, self.role)

    def _mix_told(self) -> str:
        assert self.role is not None
        return f"{self.name}: {mix_text(self.role.mix)}."


def _not_here(unknown: list[str], shown: list[str]) -> str:
    """What to say where an address or a notebook asks for a role that there is not."""
    named = " and ".join(f"“{escape(role[:40])}”" for role in unknown)
    companies = " and ".join(dict.fromkeys(escape(load_role(role).company) for role in shown))
    sentence = f"There is no role {named} here. You see {companies}; choose another below."
    return f"<p class='mh-message' role='status'>{sentence}</p>"


def _verdict(guess: Hat | None, role: DecodedRole) -> str:
    """The guess beside what the lines say."""
    mix = role.mix
    most = max(mix.values())
    leaders = [hat_name(hat) for hat, share in mix.items() if share == most]
    if not most:
        said = "No line asks for any hat: this text does not say what the job is."
    elif len(leaders) == 1:
        said = f"By lines, {leaders[0]} leads with {most:.0%}."
    else:
        said = f"By lines, {' and '.join(leaders)} lead with {most:.0%} each."
    return f"You guessed {hat_name(guess)}. {said}"
