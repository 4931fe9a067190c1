"""What the learner explained in earlier modules, brought back with the module and the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from manyhats import journal
from manyhats.content.modules import Module, modules
from manyhats.views import explain
from manyhats.views.parts import Parts, View
from manyhats.views.theme import day_text


@dataclass(frozen=True)
class Words:
    """One explanation: the module that it was written in, and the day, where that is known."""

    module: Module
    text: str
    on: date | None


class EarlierWords(View):
    """The learner's own explanations, as of the moment at which it is drawn.

    Args:
        module_ids: the modules whose explanations are shown, in this order; without any, all of the course.

    Raises:
        KeyError: there is no module of that id.
    """

    def __init__(self, *module_ids: str) -> None:
        parts = Parts()
        asked = [modules()[name] for name in module_ids] or list(modules().values())
        found = tuple(earlier_words(*asked))
        shown = parts.html(words_html(found)) if found else parts.linked(_nothing_yet(asked))
        self.widget = parts.page(shown)


def earlier_words(*asked: Module) -> Iterator[Words]:
    """What the journal holds of these modules' explanations; what is damaged or empty is passed over."""
    kept, days = journal.read(explain.KIND).entries, journal.read(explain.DAY_KIND).entries
    for module in asked:
        for key in module.explanations:
            text = kept.get(key)
            if isinstance(text, str) and text.strip():
                yield Words(module, text, _day(days.get(key)))


def words_html(found: tuple[Words, ...]) -> str:
    """Explanations as quotations, each with where and when it was written."""
    return "".join(
        f"<figure class='mh-earlier'><figcaption class='mh-muted'>{_where(one)} you wrote:</figcaption>"
        f"<blockquote>{escape(one.text)}</blockquote></figure>"
        for one in found
    )


def _where(one: Words) -> str:
    on = f", on {day_text(one.on)}," if one.on else ","
    return f"In module {one.module.number}, {escape(one.module.title)}{on}"


def _day(kept: object) -> date | None:
    try:
        return date.fromisoformat(kept) if isinstance(kept, str) else None
    except ValueError:
        return None


def _nothing_yet(asked: list[Module]) -> str:
    if not journal.is_kept():
        said = "This page keeps nothing of you, so there is nothing to bring back. Open the course in JupyterLab for that."
    else:
        links = ", ".join(
            f"<a href='{one.id}.ipynb'>module {one.number}</a>" for one in asked if one.explanations
        )
        said = f"Nothing is kept yet. What you explain in {links or 'a module'} will come back to you here."
    return f"<p class='mh-muted'>{said}</p>"
