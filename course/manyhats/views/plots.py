"""Charts that are drawn anew as controls move, and below them their numbers, which stay open once they are opened."""

from collections.abc import Iterable
from dataclasses import dataclass

from manyhats.views.details import Details
from manyhats.views.parts import Parts


@dataclass(frozen=True)
class Plot:
    """One chart.

    Attributes:
        figure: a ``<figure>`` with the drawing, whose label tells the numbers.
        table: a ``<table>`` of the numbers, with the chart's title as its caption.
    """

    figure: str
    table: str


class Plots:
    """The charts of one place in a view, and one line below them that opens the numbers of all.

    Args:
        parts: makes the widgets of the view that this belongs to.

    Attributes:
        widget: what is shown.
    """

    def __init__(self, parts: Parts) -> None:
        self._drawn = parts.html()
        self._numbers = Details(parts, "The numbers")
        self.widget = parts.column(self._drawn, self._numbers.widget, kind="mh-plots")

    def show(self, drawn: str, plots: Iterable[Plot]) -> None:
        """Draw anew.

        Args:
            drawn: HTML in which the charts' figures stand, with what is told beside them.
            plots: the charts, in the order in which their numbers are told; there may be none.
        """
        tables = "".join(plot.table for plot in plots)
        self._drawn.value = drawn
        self._numbers.show(f"<div class='mh-numbers'>{tables}</div>" if tables else "")
