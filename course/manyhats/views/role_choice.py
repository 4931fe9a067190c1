"""Choose one of the course's role descriptions, or paste one's own."""

from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from manyhats.roles.library import load_role, role_ids
from manyhats.views.chooser import Chooser
from manyhats.views.parts import Parts

OWN = "own"
OWN_NAME = "Your text"


class RoleChoice:
    """A title, a button that opens the list of roles, and a box for one's own text.

    Args:
        parts: makes the widgets of the view that this belongs to.
        description: what the button says, such as "Choose another role".
        role_id: the role to begin with, ``OWN`` for a text of one's own, "" for none.
        changed: called after another choice, and when the pasted text is to be used.
        own_note: a sentence on what becomes of a pasted text.
        own_text: the text in the box to begin with.

    Attributes:
        widget: what is shown.
        role_id: what is chosen.

    Raises:
        KeyError: there is no role description of that id.
    """

    def __init__(
        self,
        parts: Parts,
        description: str,
        role_id: str,
        changed: Callable[[], None],
        own_note: str = "Nothing of it is kept.",
        own_text: str = "",
    ) -> None:
        self._parts, self._changed, self._own_note = parts, changed, own_note
        self._in_box = own_text
        self._own_text: str | None = own_text or None
        self._title = parts.html()
        self._paste_box = parts.column()
        self._pasting: tuple[widgets.Widget, ...] = ()
        chooser = Chooser(parts, description, _roles, self.choose)
        self.widget = parts.column(self._title, chooser.widget, self._paste_box)
        self._show(role_id)

    @property
    def name(self) -> str:
        """What the chosen role is called."""
        return OWN_NAME if self.role_id == OWN else load_role(self.role_id).company

    @property
    def text(self) -> str | None:
        """The chosen role's text; None where none is chosen, or one's own is not given yet."""
        if self.role_id == OWN:
            return self._own_text
        return load_role(self.role_id).text if self.role_id else None

    def choose(self, role_id: str) -> None:
        """Take another role; text that was pasted stays in its box."""
        self._own_text = None
        self._show(role_id)
        self._changed()

    def _show(self, role_id: str) -> None:
        self.role_id = role_id
        own = role_id == OWN
        if role_id:
            note = self._own_note if own else load_role(role_id).note
            self._title.value = f'<h3>{escape(self.name)}</h3><p class="mh-muted">{escape(note)}</p>'
        if own:
            self._pasting = self._pasting or self._paste_controls()
        self._paste_box.children = self._pasting if own else ()

    def _paste_controls(self) -> tuple[widgets.Widget, ...]:
        pasted = widgets.Textarea(
            value=self._in_box,
            description="Your text",
            placeholder="Paste a role description: one duty on each line works best.",
            layout={"height": "12em"},
        ).add_class("mh-stacked")
        use = self._parts.button("Use this text", lambda: self._use(pasted.value), primary=True)
        return pasted, self._parts.row(use)

    def _use(self, text: str) -> None:
        self._own_text = text
        self._changed()


def _roles() -> list[tuple[str, str]]:
    return [*((load_role(one).company, one) for one in role_ids()), ("Paste your own", OWN)]
