"""A button that opens a row of choices, each a button.

JupyterLab takes the arrow keys of a drop-down list in a cell's output for itself, so a keyboard can't work one
there. Buttons answer to Tab and Space in every front end.
"""

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets


class Chooser(widgets.VBox):
    """A closed choice that opens on request; after a choice it closes and keeps the focus.

    Args:
        description: what the button says, such as "Change line 5".
        options: what each choice says, and its value.
        chosen: called with the value of the choice.
    """

    def __init__(
        self, description: str, options: Sequence[tuple[str, Any]], chosen: Callable[[Any], None]
    ) -> None:
        self._description = description
        self._choices = options
        self._chosen = chosen
        self._opener = widgets.Button(description=description)
        self._opener.on_click(lambda _: self._toggle())
        self._row = widgets.Box().add_class("mh-choices")
        super().__init__([self._opener, self._row])
        self.add_class("mh-chooser")

    def _toggle(self) -> None:
        if self._row.children:
            self._close()
            return
        self._row.children = tuple(self._button(label, value) for label, value in self._choices)
        self._opener.description = "Leave as it is"

    def _button(self, label: str, value: Any) -> widgets.Button:
        button = widgets.Button(description=label)
        button.on_click(lambda _: self._choose(value))
        return button

    def _choose(self, value: Any) -> None:
        self._close()
        self._chosen(value)

    def _close(self) -> None:
        self._row.children = ()
        self._opener.description = self._description
        self._opener.focus()
