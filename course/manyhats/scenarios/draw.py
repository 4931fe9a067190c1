"""A scenario's graph for its author, as text and as a picture: it gives the story away, so it is not for players."""

import textwrap
from collections import defaultdict
from collections.abc import Iterator
from html import escape

from manyhats.scenarios.model import Conditions, Node, Scenario, leads_to, targets

_BOX, _HEIGHT, _GAP, _ROW = (
    190,
    64,
    34,
    150,
)  # in pixels: a box's size, the space beside it, the pitch of rows
_LETTERS = "ABCDEFGH"


def outline(scenario: Scenario) -> str:
    """The graph in words: every node with its options, their lean, key and where they lead."""
    meters = "; ".join(f"{m.name} ({m.id}) {m.start} of {m.max}" for m in scenario.meters)
    hidden = "; ".join(f"{m.name} ({m.id}) {m.start} of {m.max}" for m in scenario.hidden) or "none"
    rows = [f"{scenario.title} ({scenario.id})", f"Meters: {meters}", f"Hidden: {hidden}", ""]
    for node in scenario.nodes:
        rows.append(f"{node.id}{'  (pivotal)' if node.pivotal else ''}{_passing(node)}")
        for letter, option in zip(_LETTERS, node.options, strict=False):
            key = f", key {option.key}" if option.key else ""
            only = f"  only if {_words(option.when)}" if option.when else ""
            rows.append(f"  {letter} {option.id} ({option.lean}{key}){only}")
            rows += [f"      {effect.meter} {effect.by:+d}{_if(effect.when)}" for effect in option.effects]
            rows += [f"      -> {to}" for to in _ways(option.next)]
        rows.append("")
    rows += [f"{ending.id}  (ending, worth {ending.worth}): {ending.title}" for ending in scenario.endings]
    return "\n".join(rows)


def _passing(node: Node) -> str:
    late = "".join(f"\n      {effect.meter} {effect.by:+d}{_if(effect.when)}" for effect in node.effects)
    return late + "".join(f"\n  -> {to}" for to in (_ways(node.next) if node.next else ()))


def _ways(next_: object) -> Iterator[str]:
    if isinstance(next_, str):
        yield next_
    elif isinstance(next_, tuple):
        yield from (f"{route.to}{_if(route.when)}" for route in next_)


def _if(when: Conditions) -> str:
    return f" if {_words(when)}" if when else ""


def _words(when: Conditions) -> str:
    parts = []
    for condition in when:
        if condition.at_least is not None:
            parts.append(f"{condition.meter} >= {condition.at_least}")
        if condition.at_most is not None:
            parts.append(f"{condition.meter} <= {condition.at_most}")
        if condition.chose:
            parts.append(f"chose {' or '.join(condition.chose)}")
        if condition.not_chose:
            parts.append(f"not {' nor '.join(condition.not_chose)}")
    return " and ".join(parts)


def svg(scenario: Scenario) -> str:
    """The graph as a picture: decisions from top to bottom, endings in the last row.

    Returns:
        An SVG document that needs nothing else; ``outline`` tells the same in words.
    """
    rows = _rows(scenario)
    width = max(len(row) for row in rows) * (_BOX + _GAP) + _GAP
    centre = {}
    for y, row in enumerate(rows):
        left = (width - len(row) * (_BOX + _GAP) + _GAP) / 2
        for x, place in enumerate(row):
            centre[place] = (left + x * (_BOX + _GAP) + _BOX / 2, _GAP + y * _ROW + _HEIGHT / 2)
    height = len(rows) * _ROW
    arrows = "".join(_arrow(centre[a], centre[b], label) for (a, b), label in _edges(scenario).items())
    boxes = "".join(_box(scenario, place, *centre[place]) for place in centre)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="12" role="img"><title>{escape(scenario.title)}</title>'
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#57606a"/></marker></defs>'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{arrows}{boxes}</svg>\n'
    )


def _rows(scenario: Scenario) -> list[list[str]]:
    """Places by how many steps they lie from the start at the most, loops left aside; endings last."""
    depth: dict[str, int] = {}

    def visit(place: str, at: int, path: frozenset[str]) -> None:
        if place in path or depth.get(place, -1) >= at:
            return
        depth[place] = at
        node = scenario.node(place)
        for to in leads_to(node) if node else ():
            visit(to, at + 1, path | {place})

    visit(scenario.start, 0, frozenset())
    rows: dict[int, list[str]] = defaultdict(list)
    for node in scenario.nodes:
        if node.id in depth:
            rows[depth[node.id]].append(node.id)
    ends = [ending.id for ending in scenario.endings]
    return [*(rows[at] for at in sorted(rows)), ends]


def _edges(scenario: Scenario) -> dict[tuple[str, str], str]:
    """What leads from one place to another: the letters of options, with a question mark where it depends."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node in scenario.nodes:
        for to in leads_to(node):
            found[node.id, to] = []
        for letter, option in zip(_LETTERS, node.options, strict=False):
            depends = "" if isinstance(option.next, str) else "?"
            for to in dict.fromkeys(targets(option.next)):
                found[node.id, to].append(f"{letter}{depends}")
    return {edge: "".join(letters) for edge, letters in found.items()}


def _arrow(start: tuple[float, float], end: tuple[float, float], label: str) -> str:
    (x1, y1), (x2, y2) = start, end
    down = y2 > y1
    y1, y2 = (y1 + _HEIGHT / 2, y2 - _HEIGHT / 2) if down else (y1 - _HEIGHT / 2, y2 + _HEIGHT / 2)
    bend = (y2 - y1) / 2
    # In the middle of the curve, where arrows from one box have parted.
    at_x, at_y = (x1 + x2) / 2, (y1 + y2) / 2 + 4
    return (
        f'<path d="M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}" fill="none" '
        f'stroke="#57606a" marker-end="url(#tip)"/><text x="{at_x:.0f}" y="{at_y:.0f}" text-anchor="middle" '
        f'stroke="#ffffff" stroke-width="4" paint-order="stroke" fill="#1f2328">{label}</text>'
    )


def _box(scenario: Scenario, place: str, x: float, y: float) -> str:
    node, ending = scenario.node(place), scenario.ending(place)
    if ending is not None:
        fill, text, round_ = "#ddf4ff", f"{ending.title} ({ending.worth})", 20
    else:
        pivotal = node is not None and node.pivotal
        fill, text, round_ = ("#fff8c5" if pivotal else "#f6f8fa"), place + (" (rated)" if pivotal else ""), 6
    lines = textwrap.wrap(text, 26)[:3]
    first = y - (len(lines) - 1) * 8 + 4
    spans = "".join(
        f'<text x="{x:.0f}" y="{first + i * 16:.0f}" text-anchor="middle" fill="#1f2328">{escape(line)}</text>'
        for i, line in enumerate(lines)
    )
    return (
        f'<rect x="{x - _BOX / 2:.0f}" y="{y - _HEIGHT / 2:.0f}" width="{_BOX}" height="{_HEIGHT}" rx="{round_}" '
        f'fill="{fill}" stroke="#57606a"/>{spans}'
    )
