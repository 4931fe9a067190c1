"""How far something is, in a few words of HTML: a mark, and so many of so many."""

from manyhats.content.modules import Module
from manyhats.progress import Count
from manyhats.views.places import exercise_link


def mark(complete: bool) -> str:
    """A tick or an open ring, for the eye alone."""
    return f"<span aria-hidden='true'>{'✓' if complete else '○'}</span>"


def done(count: Count, verb: str) -> str:
    """So many of so many, with what was done, such as "played"."""
    return f"{mark(count.complete)} {count.done} of {count.of} {verb}"


def written(module: Module, count: Count | None) -> str:
    """How many of an exercise's answers are written, with a link to it; None where its file can't be read."""
    if count is None:
        return "<span class='mh-muted'>its file can't be read</span>"
    return f"{mark(count.complete)} <a href='{exercise_link(module)}'>{count.done} of {count.of} written</a>"
