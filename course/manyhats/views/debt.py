"""Debt over three quarters: how much time goes to it, when that hurts, and when the repair shows."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from html import escape
from pathlib import Path

from manyhats.debt import (
    MOST_SHARE,
    WEEKS_A_QUARTER,
    Rates,
    Week,
    behind_in_sum,
    fewer_features,
    simulate,
    spans,
)
from manyhats.views.explain import Explanation
from manyhats.views.line_chart import Line, Mark, line_chart
from manyhats.views.parts import Parts, View, announce
from manyhats.views.plots import Plot, Plots
from manyhats.views.predict import Prediction
from manyhats.views.week_ticks import week_ticks

_QUARTERS = ("first", "second", "third")
_FIFTH = (20, 20, 20)  # percent, as the sliders have them
_NOTHING = (0, 0, 0)
_REPAIR = (0, 50, 20)
_STEP = 5  # percent
_TURN = WEEKS_A_QUARTER + 1  # the week in which the repair begins
_MARKS = (Mark(_TURN, "Q2"), Mark(2 * WEEKS_A_QUARTER + 1, "Q3"))

_HARM = "For three quarters nothing goes to debt and reliability. In which quarter does it begin to hurt?"
_HARM_OPTIONS = {
    "first": "In the first, weeks 1 to 13",
    "second": "In the second, weeks 14 to 26",
    "third": "In the third, weeks 27 to 39",
    "never": "In none of the three",
}
_RELIEF = (
    "Nothing in the first quarter. From week 14 half of the time goes to debt, and from week 27 a fifth again. "
    "When are incidents back to what they were in week 1?"
)
_RELIEF_OPTIONS = {
    "soon": "Within six weeks, by week 19",
    "second": "Later in the second quarter, weeks 20 to 26",
    "third": "In the third quarter, weeks 27 to 39",
    "never": "Not within the 39 weeks",
}
_EXPLAIN = (
    "Explain, in a line or two: it's week 18 of that repair. Half of the time goes to reliability, and incidents "
    "still rise. Somebody asks you why. What do you say?"
)


class Debt(View):
    """The view of the debt model: predict when it hurts, set the three quarters, predict the relief, explain."""

    def __init__(self) -> None:
        parts = self._parts = Parts()
        self._relief: Prediction | None = None
        self._status = parts.status()
        self._status.add_class("mh-visually-hidden")
        self._sliders = [
            parts.slider(f"{name.title()} quarter, in %", 0, round(100 * MOST_SHARE), value, _STEP)
            for name, value in zip(_QUARTERS, _FIFTH, strict=True)
        ]
        for slider in self._sliders:
            slider.observe(self._moved, "value")
        # It takes the focus, so that the charts come into sight below it.
        self._headline = parts.focus_line("mh-headline")
        self._plots = Plots(parts)
        self._above, self._below = parts.column(kind="mh-debt-relief"), parts.column()
        self._lab = parts.column()
        self._harm = Prediction(parts, "debt-harm", _HARM, _HARM_OPTIONS, self._unlock)
        assumed = parts.html(_assumptions(Rates()))
        self.widget = parts.page(
            parts.html(_intro()), self._harm.widget, self._lab, assumed, self._status, styles=_styles()
        )

    def _unlock(self) -> None:
        """Show the controls; the harm has been predicted."""
        buttons = self._parts.row(
            self._parts.button("Set all three to nothing", lambda: self._set(_NOTHING), primary=True),
            self._parts.button("Back to the start values", lambda: self._set(_FIFTH)),
        )
        controls = self._parts.row(*self._sliders, kind="mh-controls").add_class("mh-debt-sliders")
        ask = self._parts.html("<h3>How much of the time goes to debt and reliability?</h3>")
        # In a row of its own: Voila's page takes a label for the name of every control that it shares a box with.
        headline = self._parts.row(self._headline, kind="mh-debt-headline")
        self._lab.children = [
            ask,
            controls,
            buttons,
            self._above,
            headline,
            self._plots.widget,
            self._below,
        ]
        self._show()

    @property
    def _policy(self) -> tuple[int, ...]:
        return tuple(slider.value for slider in self._sliders)

    def _set(self, policy: Sequence[int]) -> None:
        """Move all three sliders, and draw once."""
        for slider in self._sliders:
            slider.unobserve(self._moved, "value")
        for slider, value in zip(self._sliders, policy, strict=True):
            slider.value = value
        for slider in self._sliders:
            slider.observe(self._moved, "value")
        self._draw()

    def _show(self) -> None:
        self._headline.value = _name(self._policy)
        _draw_plots(self._plots, self._policy)

    def _try_repair(self) -> None:
        self._set(_REPAIR)
        self._headline.focus()

    def _moved(self, _: object) -> None:
        self._draw()

    def _draw(self) -> None:
        policy = self._policy
        self._show()
        announce(self._status, f"{_name(policy)}. {_against_the_fifth(policy)}")
        if policy == _NOTHING:
            self._harm.happened(_what_harm_did())
            self._ask_relief()
        if policy == _REPAIR and self._relief:
            self._relief.happened(_what_relief_did())

    def _ask_relief(self) -> None:
        """The second prediction, once the harm has been seen."""
        if self._relief is None:
            self._relief = Prediction(
                self._parts, "debt-relief", _RELIEF, _RELIEF_OPTIONS, self._place_relief
            )
            self._place_relief()

    def _place_relief(self) -> None:
        """Ask below the charts that show the harm; once it is predicted, the policy's button stands above them."""
        if self._relief is None:
            return  # it is being made, from what the journal holds
        if self._relief.value is None:
            self._below.children = [self._relief.widget]
            return
        button = self._parts.button("Set nothing, then half, then a fifth", self._try_repair, primary=True)
        self._above.children = [self._relief.widget, self._parts.row(button)]
        self._below.children = [Explanation(self._parts, "debt", _EXPLAIN).widget]


@cache
def _styles() -> str:
    return f"<style>{Path(__file__).with_name('debt.css').read_text(encoding='utf-8')}</style>"


@lru_cache(maxsize=64)
def _course(policy: tuple[int, ...]) -> tuple[Week, ...]:
    return simulate([percent / 100 for percent in policy])


# What is told


def _intro() -> str:
    return (
        "<h3>Three quarters of one team</h3><p>The team splits its time between features and, as one share, debt and "
        "reliability. Incidents take theirs first. The dashed line is the same team with a <b>steady fifth</b>: the "
        "numbers are made so that a fifth just holds the debt where it is. We say that <b>it hurts</b> in a week in which "
        "the team ships fewer features than it would with that fifth.</p><p class='mh-muted'>A made-up team. The "
        "numbers are teaching assumptions, not calibrated. A fifth is a yardstick here, and no advice.</p>"
    )


def _what_harm_did() -> str:
    fifth, policy = _course(_FIFTH), _course(_NOTHING)
    first, in_sum = fewer_features(policy, fifth)[0], behind_in_sum(policy, fifth)[0]
    return (
        f"{_quarter(first)}: from week {first} on, every week brought fewer features than a steady fifth would. Counted "
        f"from week 1, the team was still ahead in week {in_sum - 1}."
    )


def _what_relief_did() -> str:
    after = _course(_REPAIR)[_TURN - 1 :]
    worst = max(after, key=lambda week: week.incidents)
    before = _course(_REPAIR)[0].incidents
    back = next(week.number for week in after if week.incidents <= before)
    return (
        f"{_quarter(back)}, in week {back}. Incidents rose until week {worst.number}, though the repair had begun in "
        f"week {_TURN}."
    )


def _quarter(week: int) -> str:
    return f"In the {_QUARTERS[(week - 1) // WEEKS_A_QUARTER]} quarter"


def _name(policy: tuple[int, ...]) -> str:
    return "Yours: {}%, then {}%, then {}%".format(*policy)


def _against_the_fifth(policy: tuple[int, ...]) -> str:
    ours, fifth = _course(policy), _course(_FIFTH)
    if policy == _FIFTH:
        return "That is the steady fifth itself."
    hurts, behind = _weeks(fewer_features(ours, fifth)), _weeks(behind_in_sum(ours, fifth))
    return f"It hurts in {hurts}. Counted from week 1, you are behind the steady fifth in {behind}."


def _weeks(numbers: list[int]) -> str:
    """Week numbers in words: "weeks 1 to 13, week 20", or "no week"."""
    told = [f"week {a}" if a == b else f"weeks {a} to {b}" for a, b in spans(numbers)]
    return ", ".join(told) or "no week"


# What is drawn


def _draw_plots(plots: Plots, policy: tuple[int, ...]) -> None:
    ours, fifth = _course(policy), _course(_FIFTH)
    at = [week.number for week in ours]

    ticks = week_ticks(at[0], at[-1])

    def plot(title: str, value: Callable[[Week], float], most: float) -> Plot:
        lines = [
            Line("Yours", [value(week) for week in ours]),
            Line("Steady fifth", [value(week) for week in fifth]),
        ]
        return line_chart(
            title, "week", at, lines, (0, most), marks=_MARKS, number="{:.1f}".format, ticks=ticks
        )

    drawn = [
        plot("Features shipped in a week", lambda week: week.features, 8),
        plot("Incidents in a week, on average", lambda week: week.incidents, 8),
        plot("Debt, in weeks of the whole team's work", lambda week: week.debt, 16),
    ]
    figures = "".join(plot.figure for plot in drawn)
    plots.show(
        f"<p>{_against_the_fifth(policy)}</p><div class='mh-debt-charts'>{figures}{_table(ours, fifth)}</div>",
        drawn,
    )


def _table(ours: Sequence[Week], fifth: Sequence[Week]) -> str:
    rows = [
        (f"Features, {name} quarter", *(f"{_features(run, place):.0f}" for run in (ours, fifth)))
        for place, name in enumerate(_QUARTERS)
    ]
    rows += [
        ("Features in all", *(f"{sum(w.features for w in run):.0f}" for run in (ours, fifth))),
        ("Features in week 39", *(f"{run[-1].features:.1f}" for run in (ours, fifth))),
        ("Incidents in all", *(f"{sum(w.incidents for w in run):.0f}" for run in (ours, fifth))),
        ("Debt in week 39", *(f"{run[-1].debt:.1f}" for run in (ours, fifth))),
    ]
    body = "".join(
        f"<tr><th scope='row'>{name}</th><td class='mh-number'>{mine}</td><td class='mh-number'>{other}</td></tr>"
        for name, mine, other in rows
    )
    return (
        "<figure class='mh-figure'><figcaption>The three quarters</figcaption><table><thead><tr><td></td>"
        "<th scope='col' class='mh-number'>Yours</th>"
        f"<th scope='col' class='mh-number'>Steady fifth</th></tr></thead><tbody>{body}</tbody></table></figure>"
    )


def _features(run: Sequence[Week], quarter: int) -> float:
    first = quarter * WEEKS_A_QUARTER
    return sum(week.features for week in run[first : first + WEEKS_A_QUARTER])


def _assumptions(rates: Rates) -> str:
    told = (
        f"Debt is counted in weeks of the whole team's work that it would take to put right. It begins at {rates.start:g}.",
        "Every feature leaves a little debt behind, and so does every hurried repair after an incident. How much a "
        f"feature leaves is set so that {rates.holding:.0%} of the time holds the debt still.",
        f"Work on debt lands late: {rates.landing:g} weeks on average. The less debt there is, the less an hour gains.",
        f"Code is felt when somebody next works in it. So features and incidents answer to the debt {rates.feeling:g} "
        "weeks late, on average. Both delays are first-order lags: some comes early, some much later.",
        f"There is {rates.incidents:g} incident a week at the beginning. Twice the felt debt means "
        f"{2**rates.steepness:g} times the incidents. Each takes {rates.cost:.0%} of a week of the whole team, all of "
        f"them at most {rates.worst:.0%}. The share is of the time that they leave.",
        f"With all its time and no debt, the team would ship {rates.pace:g} features a week. With {rates.halving:g} weeks of felt "
        "debt, half of that.",
        "Left out: people who leave or tire, features that nobody needs, debt that nobody ever meets again, and a "
        "clever idea on a Tuesday.",
    )
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in told)
    return (
        "<details><summary>What this page assumes</summary><p>Stocks and flows, one step a week, the same every time. "
        "The numbers are teaching assumptions, not calibrated on any real team.</p>"
        f"<ul>{items}</ul></details>"
    )
