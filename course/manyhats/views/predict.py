"""Predict before you try: a guess that is committed to, kept, and shown beside what happened."""

from collections.abc import Callable, Mapping
from html import escape

from manyhats import journal
from manyhats.views.parts import Parts, announce

KIND = "prediction"


class Prediction:
    """A question whose answer has to be committed to before the rest of a view unlocks.

    What was predicted in an earlier session is taken up from the journal, so nobody predicts twice the same.

    Args:
        parts: makes the widgets of the view that this belongs to.
        key: the journal's id of this prediction, such as ``"feed"``.
        question: what is to be predicted.
        options: for each value that can be predicted what its button says.
        committed: called once when a prediction is made, now or in an earlier session.

    Attributes:
        widget: what is shown.
    """

    def __init__(
        self,
        parts: Parts,
        key: str,
        question: str,
        options: Mapping[str, str],
        committed: Callable[[], None],
    ) -> None:
        self._parts, self._key, self._question, self._options = parts, key, question, options
        self._committed = committed
        self._value: str | None = None
        self._outcome, self._not_yet = "", "Not tried yet."
        self._line = parts.focus_line("mh-place")
        self._shown = parts.html()
        self._status = parts.status()
        self.widget = parts.column(kind="mh-card")
        stored = journal.read(KIND).entries.get(key)
        if isinstance(stored, str) and stored in options:
            self._not_yet = "Not tried since you opened this page."
            self._settle(stored)
        else:
            self._ask()

    @property
    def value(self) -> str | None:
        """What was predicted; None until then."""
        return self._value

    def happened(self, outcome: str) -> None:
        """Show a plain sentence about what happened beside the prediction, once there is one."""
        self._outcome = outcome
        if self._value is not None:
            self._draw()

    def _ask(self) -> None:
        self._radio = self._parts.radio(
            [(text, text) for text in self._options.values()], None, self._question
        )
        self.widget.children = [
            self._parts.heading(f"Predict: {self._question}"),
            self._radio,
            self._parts.row(self._parts.button("Commit to this", self._commit, primary=True)),
            self._status,
        ]

    def _commit(self) -> None:
        if self._radio.value is None:
            announce(self._status, "Choose one of them first. A guess is enough.")
            return
        value = next(value for value, text in self._options.items() if text == self._radio.value)
        notice = journal.record(KIND, self._key, value)
        self._settle(value)
        announce(self._status, notice)
        self._line.focus()  # the button that was pressed is gone, and a keyboard would begin at the top again

    def _settle(self, value: str) -> None:
        self._value = value
        self.widget.children = [self._line, self._shown, self._status]
        self._draw()
        self._committed()

    def _draw(self) -> None:
        predicted = self._options[self._value or ""]
        self._line.value = "Your prediction stands." + ("" if self._outcome else " Now try it.")
        outcome = self._outcome or self._not_yet
        self._shown.value = (
            f"<p class='mh-muted'>{escape(self._question)}</p><dl class='mh-beside'>"
            f"<div><dt>You predicted</dt><dd>{escape(predicted)}</dd></div>"
            f"<div><dt>What happened</dt><dd>{escape(outcome)}</dd></div></dl>"
        )
