"""A small commitment: made at the end of a module, and asked for when the learner comes to the next."""

from datetime import date
from html import escape

from manyhats import commitments, journal
from manyhats.commitments import MOST, Outcome, read_commitments
from manyhats.content.modules import Module, modules
from manyhats.views.parts import Parts, View, announce, too_long
from manyhats.views.theme import day_text


class Commitment(View):
    """A field for one thing that the learner means to do before the next module, kept in the journal.

    Args:
        module_id: the module at whose end it stands.

    Raises:
        KeyError: there is no module of that id.
    """

    def __init__(self, module_id: str) -> None:
        self._module = modules()[module_id]
        self._parts = parts = Parts()
        self._status = parts.status()
        if not journal.is_kept():
            told = "This page keeps nothing of you. Write it down where you'll see it tomorrow."
            self.widget = parts.page(parts.html(f"<p class='mh-card mh-muted'>{told}</p>"))
            return
        self._shown = parts.column(kind="mh-card")
        self.widget = parts.page(self._shown, self._status)
        reading = journal.read(commitments.KIND)
        made = read_commitments(reading.entries).get(self._module)
        if made is None or made.outcome is None:
            self._made = made
            self._ask(made.text if made else "")
        else:
            self._shown.children = [parts.html(commitment_html(self._module, made))]
        announce(self._status, reading.notice)

    def _ask(self, text: str) -> None:
        self._field = self._parts.textarea("Before the next module I will …", text)
        self._shown.children = [
            self._field,
            self._parts.row(self._parts.button("Keep this", self._keep)),
        ]

    def _keep(self) -> None:
        text = self._field.value.strip()
        if not text:
            announce(self._status, "Write a few words first: what, with whom, by when.")
            return
        if refusal := too_long(text, MOST):
            announce(self._status, refusal)
            return
        if self._made is None or self._made.text != text:
            self._made = commitments.Commitment(text, date.today())
        notice = journal.record(commitments.KIND, self._module.id, self._made.to_json())
        announce(
            self._status,
            notice
            or "Kept in your journal. From tomorrow on, the next module that you open asks how it went.",
        )


class HowItWent:
    """Asks how a commitment went, and keeps the answer.

    Args:
        parts: makes the widgets of the view that this belongs to.
        module: at whose end it was made.
        made: the commitment, which still stands.

    Attributes:
        widget: what is shown.
    """

    def __init__(self, parts: Parts, module: Module, made: commitments.Commitment) -> None:
        self._parts, self._module, self._made = parts, module, made
        self._field = parts.textarea("How did it go? A line is enough: what happened, and with whom.")
        self._line = parts.focus_line("mh-place")
        self._status = parts.status()
        self.widget = parts.column(
            parts.html(commitment_html(module, made)),
            self._field,
            parts.row(
                parts.button("I did it", self._done),
                parts.button("Not yet", self._not_yet),
                parts.button("Let it go", self._drop),
            ),
            self._status,
            kind="mh-card",
        )

    def _done(self) -> None:
        self._end(Outcome.DONE, "Kept. What happened can be evidence under a hat, in module 8.")

    def _drop(self) -> None:
        self._end(Outcome.DROPPED, "Gone from the list. Some things are only good ideas on a Tuesday.")

    def _not_yet(self) -> None:
        self._leave("It stands. You find it on your page in Start here, whenever you've done it.")

    def _end(self, outcome: Outcome, said: str) -> None:
        came_of_it = self._field.value.strip()
        if refusal := too_long(came_of_it, MOST):
            announce(self._status, refusal)
            return
        ended = self._made.end(outcome, came_of_it)
        notice = journal.record(commitments.KIND, self._module.id, ended.to_json())
        self._leave(notice or said)

    def _leave(self, said: str) -> None:
        """Say what is to be said in the place of the question."""
        self._line.value = said
        self.widget.children = [self._line]
        self._line.focus()  # the button that was pressed is gone, and a keyboard would begin at the top again


def commitment_html(module: Module, made: commitments.Commitment) -> str:
    """A commitment as a quotation, with what came of it where it is ended."""
    return (
        "<figure class='mh-earlier'><figcaption class='mh-muted'>"
        f"At the end of module {module.number}, on {day_text(made.on)}, you meant to do this:</figcaption>"
        f"<blockquote>{escape(made.text)}</blockquote>{_outcome(made)}</figure>"
    )


def _outcome(made: commitments.Commitment) -> str:
    if made.outcome is None:
        return ""
    if made.outcome is Outcome.DROPPED:
        said = "You let it go" + (": " if made.came_of_it else ".")
    else:
        said = "And so it went: " if made.came_of_it else "You did it."
    words = f"<blockquote>{escape(made.came_of_it)}</blockquote>" if made.came_of_it else ""
    return f"<div class='mh-muted'>{said}</div>{words}"
