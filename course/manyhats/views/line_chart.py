"""A line chart as SVG: labels at the lines themselves, bands, marks, and the numbers in words and as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from manyhats.views.plots import Plot

_WIDTH, _HEIGHT = 430, 290  # units; text of 14 stays readable when a phone shows them at four fifths
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 112, 22, 44
_CHARACTER = 8  # units that a letter of a mark's name takes at most
_LABEL_PITCH = 17  # so that labels at the lines' ends don't cover one another
_STYLES = (
    'stroke="var(--mh-accent)" stroke-width="3"',
    'stroke="var(--mh-text)" stroke-width="2.5" stroke-dasharray="8 4"',
    'stroke="var(--mh-business)" stroke-width="2.5" stroke-dasharray="2 4"',
    'stroke="var(--mh-delivery)" stroke-width="2.5" stroke-dasharray="12 3 3 3"',
    'stroke="var(--mh-muted)" stroke-width="2"',
)
_MOST_ROWS = 14  # of the table


@dataclass(frozen=True)
class Line:
    """A named line: one value for each place on the horizontal axis, or for the first of them."""

    name: str
    values: Sequence[float]


@dataclass(frozen=True)
class Band:
    """A named band between two lines, such as the middle 80 of 100 draws."""

    name: str
    low: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True)
class Mark:
    """A place on the horizontal axis that is worth a word, such as a date that was promised."""

    at: float
    name: str


def line_chart(
    title: str,
    across: str,
    at: Sequence[float],
    lines: Sequence[Line],
    extent: tuple[float, float],
    bands: Sequence[Band] = (),
    marks: Sequence[Mark] = (),
    number: Callable[[float], str] = "{:.0f}".format,
    place: Callable[[float], str] = "{:g}".format,
    ticks: Sequence[float] | None = None,
) -> Plot:
    """A chart of up to five lines, told apart by dash and by the name at their end, never by colour alone.

    Args:
        title: what is shown, in a few words; it stands above the chart.
        across: what the horizontal axis is, with its unit, such as "week".
        at: the places on the horizontal axis, rising.
        lines: each with as many values as there are places, or fewer where it stops early, such as a run that
            is still being played.
        extent: the lowest and the highest value of the vertical axis. Lines outside are drawn at its edge.
        bands: drawn behind the lines, their names told in the legend line below the title.
        marks: vertical lines with a word.
        number: how a value is written.
        place: how a place on the horizontal axis is written.
        ticks: the places that the axis names, where evenly spread ones won't do.

    Returns:
        A ``<figure>`` with an ``<svg>`` whose label tells the numbers, and a table of them.
    """
    scale = _Scale(at, extent)
    drawn = [_axes(scale, across, number, place, ticks or _ticks(at))]
    drawn += [_band(scale, band) for band in bands]
    drawn += [_mark(scale, mark) for mark in marks]
    drawn += [
        f'<polyline fill="none" {style} points="{scale.points(line.values)}"/>'
        for line, style in zip(lines, _STYLES, strict=False)
    ]
    drawn += _labels(scale, lines)
    said = " ".join(
        [_in_words(line, at, across, number, place) for line in lines] + [f"{b.name}: a band." for b in bands]
    )
    legend = "".join(f"<span class='mh-band-name'>{escape(band.name)}</span>" for band in bands)
    figure = (
        f"<figure class='mh-figure'><figcaption>{escape(title)} {legend}</figcaption>"
        f'<svg class="mh-lines" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(f"{title}. {said}", quote=True)}">{"".join(drawn)}</svg></figure>'
    )
    return Plot(figure, _table(title, across, at, lines, bands, number, place))


class _Scale:
    """From values to places in the drawing."""

    def __init__(self, at: Sequence[float], extent: tuple[float, float]) -> None:
        self.at, self.extent = at, extent

    def x(self, place: float) -> float:
        first, last = self.at[0], self.at[-1]
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (place - first) / ((last - first) or 1)

    def y(self, value: float) -> float:
        low, high = self.extent
        inside = min(high, max(low, value))
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * (inside - low) / ((high - low) or 1)

    def points(self, values: Sequence[float]) -> str:
        return " ".join(
            f"{self.x(place):.1f},{self.y(value):.1f}" for place, value in zip(self.at, values, strict=False)
        )


def _axes(
    scale: _Scale,
    across: str,
    number: Callable[[float], str],
    place: Callable[[float], str],
    ticks: Sequence[float],
) -> str:
    low, high = scale.extent
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    parts = []
    for step in range(5):
        value = low + (high - low) * step / 4
        y = scale.y(value)
        parts.append(
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="var(--mh-line)"/>'
            f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end" class="mh-tick">{escape(number(value))}</text>'
        )
    for tick in ticks:
        parts.append(
            f'<text x="{scale.x(tick):.1f}" y="{bottom + 17}" text-anchor="middle" class="mh-tick">{escape(place(tick))}</text>'
        )
    parts.append(
        f'<text x="{(_LEFT + right) / 2}" y="{_HEIGHT - 8}" text-anchor="middle" class="mh-tick">{escape(across)}</text>'
    )
    return "".join(parts)


def _ticks(at: Sequence[float]) -> list[float]:
    """Up to seven places all of them, else at most six, the first and the last among them, evenly if that goes."""
    if len(at) <= 7:
        return list(at)
    even = [count for count in (6, 5, 4) if (len(at) - 1) % (count - 1) == 0]
    count = even[0] if even else 6
    return [at[round(i * (len(at) - 1) / (count - 1))] for i in range(count)]


def _band(scale: _Scale, band: Band) -> str:
    there = scale.points(band.low)
    back = " ".join(reversed(scale.points(band.high).split(" ")))
    return f'<polygon points="{there} {back}" fill="var(--mh-accent)" fill-opacity="0.18" stroke="none"/>'


def _mark(scale: _Scale, mark: Mark) -> str:
    x = scale.x(mark.at)
    fits = x + _CHARACTER * len(mark.name) < _WIDTH - _RIGHT
    anchor = "start" if fits else "end"
    shift = -5 if anchor == "end" else 5
    return (
        f'<line x1="{x:.1f}" y1="{_TOP - 8}" x2="{x:.1f}" y2="{_HEIGHT - _BOTTOM}" stroke="var(--mh-text)" '
        f'stroke-dasharray="3 3"/><text x="{x + shift:.1f}" y="{_TOP - 8}" text-anchor="{anchor}" '
        f'class="mh-tick">{escape(mark.name)}</text>'
    )


def _labels(scale: _Scale, lines: Sequence[Line]) -> list[str]:
    """Names at the lines' ends, moved apart where they would cover one another."""
    ends = sorted((scale.y(line.values[-1]), line.name) for line in lines)
    places: list[float] = []
    for y, _ in ends:
        places.append(max(y, places[-1] + _LABEL_PITCH) if places else y)
    lowest = float(_HEIGHT - _BOTTOM)
    for i in reversed(range(len(places))):  # what was pushed out below is pushed back, as far as it takes
        places[i] = min(places[i], lowest)
        lowest = places[i] - _LABEL_PITCH
    longest = max((len(line.values) for line in lines), default=1)
    x = scale.x(scale.at[longest - 1]) + 8
    return [
        f'<text x="{x:g}" y="{place + 5:.1f}" class="mh-line-name">{escape(name)}</text>'
        for place, (_, name) in zip(places, ends, strict=True)
    ]


def _in_words(
    line: Line,
    at: Sequence[float],
    across: str,
    number: Callable[[float], str],
    place: Callable[[float], str],
) -> str:
    values = list(line.values)
    low, high = min(values), max(values)
    return (
        f"{line.name}: starts at {number(values[0])}, ends at {number(values[-1])}, lowest {number(low)} at {across} "
        f"{place(at[values.index(low)])}, highest {number(high)} at {across} {place(at[values.index(high)])}."
    )


def _table(
    title: str,
    across: str,
    at: Sequence[float],
    lines: Sequence[Line],
    bands: Sequence[Band],
    number: Callable[[float], str],
    place: Callable[[float], str],
) -> str:
    columns = [(line.name, [number(value) for value in line.values]) for line in lines]
    columns += [
        (
            band.name,
            [f"{number(low)} to {number(high)}" for low, high in zip(band.low, band.high, strict=True)],
        )
        for band in bands
    ]
    step = max(1, -(-len(at) // _MOST_ROWS))
    shown = sorted({*range(0, len(at), step), len(at) - 1})
    head = "".join(
        f"<th scope='col'>{escape(name)}</th>" for name in (across, *(name for name, _ in columns))
    )
    rows = "".join(
        f"<tr><th scope='row'>{escape(place(at[i]))}</th>{''.join(_cell(cells, i) for _, cells in columns)}</tr>"
        for i in shown
    )
    return f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(cells: Sequence[str], place: int) -> str:
    """A cell of the table; empty where a line has stopped."""
    return f"<td>{escape(cells[place]) if place < len(cells) else ''}</td>"
