"""The report's charts: drawn here, told apart without colour, each with its numbers as text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from manyhats.grading.cohort.agreement import CLOSE
from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.reflection import Level

LEVELS = {
    Level.MET: ("✓", "found"),
    Level.PARTLY: ("◐", "partly found"),
    Level.NOT_FOUND: ("○", "not found"),
    Level.UNSURE: ("?", "unsure"),
}
"""Sign and words of a level, as in the panel that learners see."""

_SIZE, _LEFT, _TOP, _BOTTOM = 300, 52, 14, 46
_SPAN = _SIZE - _LEFT - 14
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_FIFTHS = 5


def level_bar(counts: Mapping[Level, int]) -> str:
    """A bar in parts, each with its sign and number; the words are for whoever can't see it."""
    said = ", ".join(f"{LEVELS[level][1]} {counts[level]}" for level in LEVELS)
    parts = "".join(
        f'<span class="mh-part mh-part--{level}" style="flex:{counts[level]}">{LEVELS[level][0]} {counts[level]}</span>'
        for level in LEVELS
        if counts[level]
    )
    return f'<div class="mh-bar" role="img" aria-label="{escape(said)}">{parts}</div>'


def hat_bars(counts: Mapping[Hat, int]) -> str:
    """A bar for each hat, as long as its share of the largest."""
    most, total = max([1, *counts.values()]), max(1, sum(counts.values()))
    rows = "".join(
        f'<li><span class="mh-hat mh-hat--{hat}">{DESCRIPTIONS[hat].icon} {DESCRIPTIONS[hat].name}</span>'
        f'<span class="mh-track"><span class="mh-fill mh-fill--{hat}" style="width:{100 * counts[hat] / most:.0f}%">'
        f"</span></span><span>{counts[hat]} ({counts[hat] / total:.0%})</span></li>"
        for hat in Hat
    )
    return f'<ul class="mh-hat-bars">{rows}</ul>'


def agreement_plot(pairs: Sequence[tuple[float, float]]) -> str:
    """The check's share of the points across, the instructor's up; equal pairs make a larger dot with a number.

    Args:
        pairs: both shares, 0 to 1, of each answer.
    """
    height = _TOP + _SPAN + _BOTTOM
    band = " ".join(
        f"{_x(x):.1f},{_y(y):.1f}"
        for x, y in ((0, CLOSE), (1 - CLOSE, 1), (1, 1), (1, 1 - CLOSE), (CLOSE, 0), (0, 0))
    )
    ticks = "".join(
        f'<text x="{_x(at):.1f}" y="{_y(0) + 18:.1f}" text-anchor="middle" class="mh-tick">{at:.0%}</text>'
        f'<text x="{_LEFT - 6}" y="{_y(at) + 4:.1f}" text-anchor="end" class="mh-tick">{at:.0%}</text>'
        for at in _TICKS
    )
    found = Counter((round(x, 2), round(y, 2)) for x, y in pairs)
    dots = "".join(_dot(x, y, count) for (x, y), count in sorted(found.items()))
    title = f"The check's points and the instructor's, {len(pairs)} answers; the table below has the numbers"
    return (
        f'<svg class="mh-agreement" viewBox="0 0 {_SIZE} {height}" role="img" aria-label="{escape(title)}">'
        f'<polygon points="{band}" class="mh-band"/>'
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_SPAN}" height="{_SPAN}" class="mh-frame"/>'
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" class="mh-diagonal"/>{ticks}{dots}'
        f'<text x="{_x(0.5)}" y="{height - 8}" text-anchor="middle">the check</text>'
        f'<text transform="translate(12 {_y(0.5)}) rotate(-90)" text-anchor="middle">you</text></svg>'
    )


def agreement_table(pairs: Sequence[tuple[float, float]]) -> str:
    """The plot's numbers: how many answers got which share from both, in fifths."""
    found = Counter((_fifth(x), _fifth(y)) for x, y in pairs)
    names = [f"{100 * one // _FIFTHS}–{100 * (one + 1) // _FIFTHS}%" for one in range(_FIFTHS)]
    head = "".join(f"<th scope='col' class='mh-number'>{name}</th>" for name in names)
    rows = "".join(
        f"<tr><th scope='row'>{names[y]}</th>"
        + "".join(f"<td class='mh-number'>{found[x, y] or '·'}</td>" for x in range(_FIFTHS))
        + "</tr>"
        for y in reversed(range(_FIFTHS))
    )
    return (
        "<table><caption>Answers by share of the points: yours downwards, the check's across</caption>"
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _fifth(share: float) -> int:
    return min(_FIFTHS - 1, max(0, int(share * _FIFTHS + 1e-9)))


def _x(share: float) -> float:
    return _LEFT + _SPAN * min(1.0, max(0.0, share))


def _y(share: float) -> float:
    return _TOP + _SPAN * (1 - min(1.0, max(0.0, share)))


def _dot(x: float, y: float, count: int) -> str:
    radius = min(14, 4 + 1.6 * (count - 1) ** 0.5 * 2)
    number = f'<text x="{_x(x):.1f}" y="{_y(y) + 4:.1f}" text-anchor="middle" class="mh-count">{count}</text>'
    circle = f'<circle cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="{max(radius, 8 if count > 1 else 0):.1f}" class="mh-dot"/>'
    return circle + (number if count > 1 else "")
