"""Explain after you tried: a few words of the learner's own, kept in the journal and brought back later."""

from datetime import date

from manyhats import journal
from manyhats.views.parts import Parts, announce, too_long

KIND = "explanation"
DAY_KIND = "explanation-day"  # of the journal's entries: on which day an explanation was kept, by the same id
MOST = 1000  # characters


class Explanation:
    """A field for an explanation in the learner's words.

    Args:
        parts: makes the widgets of the view that this belongs to.
        key: the journal's id of this explanation, such as ``"feed"``.
        question: what is to be explained.

    Attributes:
        widget: what is shown.
    """

    def __init__(self, parts: Parts, key: str, question: str) -> None:
        self._key = key
        stored = journal.read(KIND).entries.get(key)
        self._field = parts.textarea(question, stored if isinstance(stored, str) else "")
        self._status = parts.status()
        shown = [self._field]
        if journal.is_kept():
            shown.append(parts.row(parts.button("Keep this", self._keep)))
        self.widget = parts.column(*shown, self._status, kind="mh-card")

    def _keep(self) -> None:
        text = self._field.value.strip()
        if refusal := too_long(text, MOST):
            announce(self._status, refusal)
            return
        notice = journal.record(KIND, self._key, text)
        journal.record(DAY_KIND, self._key, date.today().isoformat())
        announce(self._status, notice or "Kept in your journal, on this machine.")
