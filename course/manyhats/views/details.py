"""Something that is opened on request, and stays open while what it holds is drawn anew."""

from html import escape

from manyhats.views.parts import Parts


class Details:
    """A summary that opens and closes, and below it what it holds.

    A browser keeps in the ``<details>`` element itself whether it is open, and a widget of HTML makes all its elements
    anew when its value changes. So the summary has a widget of its own, which stays as it is; the stylesheet shows
    the widget after it only where the summary is open. JupyterLab runs no script in HTML that could do it otherwise.

    Args:
        parts: makes the widgets of the view that this belongs to.
        summary: the line that is always seen.

    Attributes:
        widget: what is shown; nothing until there is something to hold.
    """

    def __init__(self, parts: Parts, summary: str) -> None:
        self._summary = f"<details><summary>{escape(summary)}</summary></details>"
        self._line, self._held = parts.html(), parts.html()
        self.widget = parts.column(self._line, self._held, kind="mh-details")

    def show(self, held: str) -> None:
        """Hold this piece of HTML; with an empty one the summary goes too."""
        self._line.value = self._summary if held else ""
        self._held.value = held
