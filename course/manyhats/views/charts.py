"""Charts as SVG drawn in Python: no script, no host, a few kilobytes, and a text alternative in each."""

import math
from collections.abc import Mapping, Sequence
from html import escape

from manyhats.hats import DESCRIPTIONS, Hat

_WIDTH, _HEIGHT = 440, 300  # wide enough for the names at the sides
_MIDDLE, _CENTRE = _WIDTH / 2, _HEIGHT / 2
_RADIUS = 104
_RINGS = 4
_STYLES = (
    'fill="var(--mh-accent)" fill-opacity="0.22" stroke="var(--mh-accent)" stroke-width="2.5"',
    'fill="none" stroke="var(--mh-text)" stroke-width="2.5" stroke-dasharray="7 4"',
)
_ANCHORS = {Hat.PEOPLE: "middle", Hat.DELIVERY: "start", Hat.TECHNICAL: "middle", Hat.BUSINESS: "end"}


def radar(mixes: Sequence[tuple[str, Mapping[Hat, float]]], of: int | None = None) -> str:
    """A radar chart of one or two mixes of the four hats.

    Args:
        mixes: for each mix its name and each hat's share in 0..1; the first is drawn filled, the second dashed.
            Without any, the empty axes are drawn.
        of: where the values are not shares but numbers up to this one, such as 5; a ring is drawn for each.

    Returns:
        An ``<svg>`` element that scales with its place, with a title and a description that hold the numbers.
    """
    outer = of or max([0.5, *(share for _, mix in mixes for share in mix.values())])
    steps = of or _RINGS
    rings = "".join(
        f'<polygon points="{_points(dict.fromkeys(Hat, ring / steps))}" fill="none" stroke="var(--mh-line)"/>'
        for ring in range(1, steps + 1)
    )
    axes = "".join(f"<line {_line_to(hat)} stroke='var(--mh-line)'/>{_axis_label(hat)}" for hat in Hat)
    shapes = "".join(
        f'<polygon points="{_points({hat: mix[hat] / outer for hat in Hat})}" {style}/>'
        for (_, mix), style in zip(mixes, _STYLES, strict=False)
    )
    said = "; ".join(f"{name}: {_numbers_text(mix, of) if of else mix_text(mix)}" for name, mix in mixes)
    edge = of or f"{outer:.0%}"
    scale = f'<text x="{_MIDDLE + 5}" y="{_CENTRE - _RADIUS + 14}" class="mh-chart-note">{edge}</text>'
    return (
        f'<svg class="mh-radar" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="Radar of the four hats. '
        f'{escape(said, quote=True)}"><title>Radar of the four hats</title>{rings}{axes}{shapes}{scale}</svg>'
    )


def mix_text(mix: Mapping[Hat, float]) -> str:
    """The shares in words: "People 25%, Delivery 50%, ..."."""
    if not any(mix.values()):
        return "no line asks for a hat"
    return ", ".join(f"{DESCRIPTIONS[hat].name} {share:.0%}" for hat, share in mix.items())


def _numbers_text(numbers: Mapping[Hat, float], of: int) -> str:
    return ", ".join(f"{DESCRIPTIONS[hat].name} {number:g} of {of}" for hat, number in numbers.items())


def legend(names: Sequence[str]) -> str:
    """Which line of the radar is whose, in the line styles that the radar uses."""
    items = "".join(
        f'<li><svg class="mh-legend-line" viewBox="0 0 40 12" aria-hidden="true"><rect x="2" y="2" width="36" '
        f'height="8" {style}/></svg>{escape(name)}</li>'
        for name, style in zip(names, _STYLES, strict=False)
    )
    return f'<ul class="mh-legend">{items}</ul>'


def _angle(hat: Hat) -> float:
    return -math.pi / 2 + list(Hat).index(hat) * math.pi / 2


def _place(hat: Hat, share: float) -> tuple[float, float]:
    reach = _RADIUS * min(1.0, share)
    return _MIDDLE + reach * math.cos(_angle(hat)), _CENTRE + reach * math.sin(_angle(hat))


def _points(shares: Mapping[Hat, float]) -> str:
    return " ".join("{:.1f},{:.1f}".format(*_place(hat, shares[hat])) for hat in Hat)


def _line_to(hat: Hat) -> str:
    x, y = _place(hat, 1.0)
    return f"x1='{_MIDDLE}' y1='{_CENTRE}' x2='{x:.1f}' y2='{y:.1f}'"


def _axis_label(hat: Hat) -> str:
    shown = DESCRIPTIONS[hat]
    x, y = _place(hat, 1.0)
    dx, dy = {Hat.PEOPLE: (0, -12), Hat.DELIVERY: (8, 5), Hat.TECHNICAL: (0, 24), Hat.BUSINESS: (-8, 5)}[hat]
    return (
        f'<text x="{x + dx:.0f}" y="{y + dy:.0f}" text-anchor="{_ANCHORS[hat]}" fill="var(--mh-{hat})" '
        f'class="mh-chart-label">{shown.icon} {shown.name}</text>'
    )
