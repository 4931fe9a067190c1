"""The one look of all views: a stylesheet and the small pieces of HTML that every view shares."""

from datetime import date
from functools import cache
from html import escape
from pathlib import Path

from manyhats.hats import DESCRIPTIONS, Hat


@cache
def stylesheet() -> str:
    """The stylesheet as a ``<style>`` element, for a widget or for a page of its own."""
    css = Path(__file__).with_name("theme.css").read_text(encoding="utf-8")
    return f"<style>{css}</style>"


@cache
def own_styles(name: str) -> str:
    """What one view has on top of the theme, from the file ``<name>.css``, as a ``<style>`` element."""
    css = Path(__file__).with_name(f"{name}.css").read_text(encoding="utf-8")
    return f"<style>{css}</style>"


def message(notice: str) -> str:
    """A sentence that a view has to tell, set apart as HTML; empty where there is none."""
    return f"<p class='mh-message'>{escape(notice)}</p>" if notice else ""


def hat_label(hat: Hat | None) -> str:
    """The HTML that names a hat: icon and name, coloured; None is a line that asks for no hat."""
    if hat is None:
        return '<span class="mh-hat mh-hat--none">○ No hat</span>'
    shown = DESCRIPTIONS[hat]
    icon = f'<span aria-hidden="true">{shown.icon}</span>'
    return f'<span class="mh-hat mh-hat--{hat}">{icon} {escape(shown.name)}</span>'


def day_text(on: date) -> str:
    """A day as it is told to a learner, such as "3 March 2026"."""
    return f"{on.day} {on:%B %Y}"
