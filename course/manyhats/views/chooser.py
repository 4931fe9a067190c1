"""A button that opens a row of choices, each a button.

JupyterLab takes the arrow keys of a drop-down list in a cell's output for itself, so a keyboard can't work one
there. Buttons answer to Tab and Space in every front end.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from manyhats.views.parts import Parts


class Chooser:
    """A closed choice that opens on request; after a choice it closes and keeps the focus.

    Args:
        parts: makes the widgets of the view that this belongs to.
        description: what the button says, such as "Change line 5".
        options: gives what each choice says, and its value, when the choice is opened.
        chosen: called with the value of the choice.

    Attributes:
        widget: what is shown.
    """

    def __init__(
        self,
        parts: Parts,
        description: str,
        options: Callable[[], Sequence[tuple[str, Any]]],
        chosen: Callable[[Any], None],
    ) -> None:
        self._parts = parts
        self._description = description
        self._options = options
        self._chosen = chosen
        self._opener = parts.button(description, self._toggle)
        self._row = parts.row()
        self.widget = parts.column(self._opener, self._row, kind="mh-chooser")

    def _toggle(self) -> None:
        if self._row.children:
            self._close()
            return
        self._row.children = tuple(
            self._parts.button(label, partial(self._choose, value)) for label, value in self._options()
        )
        self._opener.description = "Leave as it is"

    def _choose(self, value: Any) -> None:
        self._close()
        self._chosen(value)

    def _close(self) -> None:
        self._row.children = ()
        self._opener.description = self._description
        self._opener.focus()
