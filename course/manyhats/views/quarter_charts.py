"""What a run of the quarter model looks like: six charts, a table of the race, a sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.quarter import Range, Settings, Split, Trajectory
from manyhats.views.line_chart import Band, Line, line_chart
from manyhats.views.plots import Plot
from manyhats.views.week_ticks import week_ticks

TRUST_LOST = 30  # of 100: below it stakeholders have stopped to count on the team
YOURS = "Yours"


@dataclass(frozen=True)
class Chart:
    """One of the charts: its title, its numbers and the extent of its axis."""

    title: str
    read: Callable[[Trajectory], list[float]]
    extent: tuple[float, float]
    first: int  # the week of the first value: a stock has one for the start, a flow has none
    digits: int = 0


CHARTS = {
    "trust": Chart(
        "Stakeholders' trust, of 100", lambda run: run.stock(lambda at: 100 * at.trust), (0, 100), 0
    ),
    "health": Chart(
        "Health of the team, of 100", lambda run: run.stock(lambda at: 100 * at.health), (0, 100), 0
    ),
    "value": Chart("Value a week", lambda run: run.flow(lambda week: week.value), (0, 10), 1, 1),
    "throughput": Chart(
        "Throughput, items a week", lambda run: run.flow(lambda week: week.throughput), (0, 10), 1, 1
    ),
    "debt": Chart("Technical debt", lambda run: run.stock(lambda at: at.debt), (0, 120), 0),
    "headcount": Chart("Headcount", lambda run: run.stock(lambda at: at.headcount), (0, 12), 0),
}


def quarter_plots(
    weeks: int, runs: Mapping[str, Trajectory], bands: Mapping[str, Range] | None = None
) -> list[Plot]:
    """All charts.

    Args:
        weeks: how far the axes go; a run may stop before.
        runs: one or two runs by name; the first is the learner's own.
        bands: for each chart's name the range of the first run, if it was asked for.
    """
    return [_plot(name, chart, weeks, runs, (bands or {}).get(name)) for name, chart in CHARTS.items()]


def _plot(name: str, chart: Chart, weeks: int, runs: Mapping[str, Trajectory], band: Range | None) -> Plot:
    lines = [Line(who, chart.read(run)) for who, run in runs.items()]
    if name == "value":
        own = next(iter(runs.values()))
        lines.append(Line("Promised", own.flow(lambda week: week.promise)))
    return line_chart(
        chart.title,
        "week",
        range(chart.first, weeks + 1),
        [line for line in lines if len(line.values) > 1],
        chart.extent,
        bands=[Band("yours in 8 of 10 draws", band.low, band.high)] if band else [],
        number=f"{{:.{chart.digits}f}}".format,
        ticks=week_ticks(chart.first, weeks),
    )


def split_text(split: Split) -> str:
    """A week in words: "People 25, Delivery 25, Technical 25, Business 25"."""
    return ", ".join(f"{DESCRIPTIONS[hat].name} {split.of(hat)}" for hat in Hat)


def summary(run: Trajectory) -> str:
    """A sentence about how a run stands."""
    last = run.weeks[-1].stocks
    left = {0: "Nobody has left.", 1: "One person has left."}.get(run.exits, f"{run.exits} people have left.")
    count = len(run.weeks)
    return (
        f"After {count} {'week' if count == 1 else 'weeks'}: trust {100 * last.trust:.0f}, health {100 * last.health:.0f}, "
        f"debt {last.debt:.0f}, value {run.total_value:.1f} in all. {left}"
    )


def trust_lost_in(run: Trajectory) -> int | None:
    """The first week that ends with trust below 30 of 100."""
    return run.first_week(lambda week: 100 * week.stocks.trust < TRUST_LOST)


def race_table(runs: Mapping[str, Trajectory]) -> str:
    """The runs one under the other, in numbers."""
    heads = ("Run", "Value", "Trust", f"Trust under {TRUST_LOST}", "Health", "Left")
    head = "".join(f"<th scope='col'>{one}</th>" for one in heads)
    rows = "".join(_row(name, run) for name, run in runs.items())
    return (
        f"<p class='mh-quarter-sum'>The runs so far: their value in all, and how they end</p>"
        f"<div class='mh-quarter-table'><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(name: str, run: Trajectory) -> str:
    lost, last = trust_lost_in(run), run.weeks[-1].stocks
    cells = (
        f"{run.total_value:.1f}",
        f"{100 * last.trust:.0f}",
        f"week {lost}" if lost else "never",
        f"{100 * last.health:.0f}",
        str(run.exits),
    )
    return f"<tr><th scope='row'>{escape(name)}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def settings_text(settings: Settings) -> str:
    """What a run's settings are, in a few sentences."""
    changes = settings.strategy.changes
    told = [
        f"{split_text(split)} {'from the start' if week == 1 else f'from week {week}'}"
        for week, split in changes
    ]
    hires = [f"{count} new in week {week}" for week, count in settings.strategy.hires]
    return f"{setting_text(settings.weeks, settings.cover, settings.start)}. {'; '.join(told + hires)}."


COVERED_BY = {
    Hat.PEOPLE: "a people partner",
    Hat.DELIVERY: "a delivery lead",
    Hat.TECHNICAL: "a tech lead",
    Hat.BUSINESS: "a product manager",
}


def setting_text(weeks: int, cover: frozenset[Hat], start: str) -> str:
    """The context of a run: "13 weeks, a steady team, covered by a tech lead"."""
    covering = _and([COVERED_BY[hat] for hat in Hat if hat in cover])
    return f"{weeks} weeks, {start[0].lower()}{start[1:]}, {f'covered by {covering}' if covering else 'nobody covers'}"


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
