"""The one look of all views: a stylesheet and the small pieces of HTML that every view shares."""

from functools import cache
from html import escape
from pathlib import Path

import ipywidgets as widgets

from manyhats.hats import DESCRIPTIONS, Hat


@cache
def stylesheet() -> str:
    """The stylesheet as a ``<style>`` element, for a widget or for a page of its own."""
    css = Path(__file__).with_name("theme.css").read_text(encoding="utf-8")
    return f"<style>{css}</style>"


def themed(*children: widgets.Widget) -> widgets.VBox:
    """A column of widgets that carries the course's stylesheet.

    Args:
        children: what the view shows, from top to bottom.
    """
    box = widgets.VBox([widgets.HTML(stylesheet(), layout={"display": "none"}), *children])
    box.add_class("mh")
    return box


def hat_label(hat: Hat | None) -> str:
    """The HTML that names a hat: icon and name, coloured; None is a line that asks for no hat."""
    if hat is None:
        return '<span class="mh-hat mh-hat--none">○ No hat</span>'
    shown = DESCRIPTIONS[hat]
    icon = f'<span aria-hidden="true">{shown.icon}</span>'
    return f'<span class="mh-hat mh-hat--{hat}">{icon} {escape(shown.name)}</span>'


def status(text: str = "") -> widgets.HTML:
    """A polite live region: a screen reader speaks its text whenever it changes."""
    region = widgets.HTML()
    announce(region, text)
    return region


def announce(region: widgets.HTML, text: str) -> None:
    """Put a plain sentence into a region made by ``status``."""
    region.value = f'<div role="status" aria-live="polite">{escape(text)}</div>'
