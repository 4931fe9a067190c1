"""The small widgets that every view is made of."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import ipywidgets as widgets
from ipywidgets.widgets.widget_bool import CheckboxStyle
from ipywidgets.widgets.widget_description import DescriptionStyle
from ipywidgets.widgets.widget_string import HTMLStyle, TextStyle

from manyhats.views.theme import stylesheet


class View:
    """What a cell of a notebook shows.

    A view has its widget and is none itself: a class derived from a widget costs a kernel 3 ms to make.

    Attributes:
        widget: what is shown.
    """

    widget: widgets.VBox

    def _repr_mimebundle_(self, **how: Any) -> Any:
        return self.widget._repr_mimebundle_(**how)


class Parts:
    """Makes the widgets of one view.

    Every widget opens a channel to the browser for itself, one for its layout and one for its style.
    Sharing the last two makes a view three times cheaper. So a part's look is changed by its class or by
    leaving it out, never by its own layout.
    """

    def __init__(self) -> None:
        self._layout = widgets.Layout()
        self._button_style, self._html_style = widgets.ButtonStyle(), HTMLStyle()
        self._plain_style = DescriptionStyle(description_width="initial")
        self._text_style = TextStyle(description_width="initial")
        self._check_style = CheckboxStyle()
        self._slider_style = widgets.SliderStyle(description_width="initial")

    def page(self, *parts: widgets.Widget, styles: str = "", kind: str = "mh-view") -> widgets.VBox:
        """A whole view, with the course's stylesheet and, where it has more, its own ``<style>`` elements."""
        style = widgets.HTML(
            stylesheet() + styles, layout=self._layout, style=self._html_style, _dom_classes=("mh-style",)
        )
        return widgets.VBox((style, *parts), layout=self._layout, _dom_classes=("mh", kind))

    def status(self) -> widgets.HTML:
        """A polite live region: a screen reader speaks its text whenever ``announce`` changes it."""
        region = self.html()
        announce(region, "")
        return region

    def html(self, value: str = "") -> widgets.HTML:
        """A piece of HTML; whatever a person wrote in it has to be escaped before."""
        return widgets.HTML(value, layout=self._layout, style=self._html_style)

    def linked(self, value: str = "") -> widgets.Output:
        """A piece of HTML whose relative links JupyterLab opens in its own tabs, as it does those of prose.

        In an HTML widget they would leave JupyterLab. Change it with ``show_linked``.
        """
        output = widgets.Output(layout=self._layout, _dom_classes=("mh-linked",))
        show_linked(output, value)
        return output

    def heading(self, text: str) -> widgets.HTML:
        """A heading inside a view."""
        return self.html(f"<h4 class='mh-ask'>{escape(text)}</h4>")

    def focus_line(self, kind: str) -> widgets.Label:
        """A line that ``focus()`` can be called on after a step: a label can take the focus, HTML can't."""
        return widgets.Label(tabbable=False, layout=self._layout, _dom_classes=(kind,))

    def button(
        self, text: str, pressed: Callable[[], None], primary: bool = False, kind: str = "mh-button"
    ) -> widgets.Button:
        """A button that says what it does."""
        button = widgets.Button(
            description=text,
            button_style="primary" if primary else "",
            layout=self._layout,
            style=self._button_style,
            _dom_classes=(kind,),
        )
        button.on_click(lambda _: pressed())
        return button

    def radio(
        self, options: Sequence[tuple[str, float | str]], value: float | str | None, group: str = ""
    ) -> widgets.RadioButtons:
        """One of a few values, side by side; ``group`` names them where they are heard and not seen.

        In JupyterLab each is a stop of Tab, and the arrow keys go to another cell. A setting could leave them to the
        browser, but ipywidgets gives the inputs no name, so they would run on into the next question and answer it.
        """
        return widgets.RadioButtons(
            description=group,
            options=options,
            value=value,
            orientation="horizontal",
            layout=self._layout,
            style=self._plain_style,
            _dom_classes=("mh-radio",),
        )

    def text(self, label: str) -> widgets.Text:
        """A line to write in."""
        return widgets.Text(
            description=label,
            layout=self._layout,
            style=self._text_style,
            _dom_classes=("mh-explain",),
        )

    def textarea(self, label: str, value: str = "") -> widgets.Textarea:
        """Several lines to write in; the label stands above them."""
        return widgets.Textarea(
            value=value,
            description=label,
            layout=self._layout,
            style=self._text_style,
            _dom_classes=("mh-stacked",),
        )

    def check(self, label: str, value: bool = False) -> widgets.Checkbox:
        """Something to tick; the label stands beside the box and may be long."""
        return widgets.Checkbox(
            value=value,
            description=label,
            indent=False,
            layout=self._layout,
            style=self._check_style,
            _dom_classes=("mh-check",),
        )

    def slider(self, label: str, low: int, high: int, value: int, step: int = 1) -> widgets.IntSlider:
        """A whole number between two ends, with its value beside it; answers to the arrow keys, Home and End."""
        return widgets.IntSlider(
            description=label,
            min=low,
            max=high,
            value=value,
            step=step,
            layout=self._layout,
            style=self._slider_style,
            _dom_classes=("mh-slider",),
        )

    def count(self, label: str, most: int) -> widgets.BoundedIntText:
        """A whole number from 0 to ``most``; the label stands above it."""
        return widgets.BoundedIntText(
            description=label,
            min=0,
            max=most,
            layout=self._layout,
            style=self._plain_style,
            _dom_classes=("mh-count",),
        )

    def row(self, *parts: widgets.Widget, kind: str = "mh-choices") -> widgets.Box:
        """Parts in a row that wraps."""
        return widgets.Box(parts, layout=self._layout, _dom_classes=(kind,))

    def column(self, *parts: widgets.Widget, kind: str = "mh-column") -> widgets.VBox:
        """Parts one under the other."""
        return widgets.VBox(parts, layout=self._layout, _dom_classes=(kind,))

    def card(self, *parts: widgets.Widget) -> widgets.Box:
        """Parts with a frame round them."""
        return widgets.Box(parts, layout=self._layout, _dom_classes=("mh-card", "mh-rate"))


def announce(region: widgets.HTML, text: str) -> None:
    """Put a plain sentence into a region made by ``Parts.status``."""
    region.value = f'<div role="status" aria-live="polite">{escape(text)}</div>'


def too_long(text: str, most: int) -> str:
    """What to do with a text of more than ``most`` characters; empty where it is short enough."""
    return f"That is {len(text)} characters. Cut it to {most}, and keep it then." if len(text) > most else ""


def show_linked(output: widgets.Output, value: str) -> None:
    """Put a piece of HTML into an output made by ``Parts.linked``."""
    output.outputs = (
        {"output_type": "display_data", "data": {"text/html": value, "text/plain": ""}, "metadata": {}},
    )
