"""The Forecast: how people, time and scope move the chance to make a date, from what a team finished before."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape

from manyhats.forecast import Forecast, Plan, capacity, forecast, payback_weeks, resample, slower_weeks
from manyhats.forecast.onboarding import COST_AT_FIRST, GAIN_IN_THE_END, WEEKS_TO_LEARN
from manyhats.forecast.story import LEVERS, PAST, ROUNDS, SEED, START, TEAM, WEEKS
from manyhats.views.explain import Explanation
from manyhats.views.line_chart import Band, Line, Mark, line_chart
from manyhats.views.parts import Parts, View, announce
from manyhats.views.plots import Plot, Plots
from manyhats.views.predict import Prediction
from manyhats.views.theme import own_styles

KEY = "forecast"
_SHOWN = 25  # weeks of the charts
_FEWEST, _MOST = 20, 60  # cards
_PREDICT = "Which of these would move that most?"
_EXPLAIN = "Explain: which lever would you pull for Farid, what would it cost, and whom?"


class ForecastView(View):
    """The forecast of one promise, with three levers that unlock once the learner has predicted.

    Each lever is tried on its own first; the sliders then mix them. All plans are played in the same seeded
    futures, so that what moves is the plan and not the luck.
    """

    def __init__(self) -> None:
        parts = Parts()
        self._futures = resample(PAST, WEEKS, ROUNDS, SEED)
        self._at_start = self._forecast(START)
        self._tried: dict[str, float] = {}
        self._is_setting = False
        self._told, self._compared = parts.html(), parts.html()
        self._plots = Plots(parts)
        self._status = parts.status()
        self._status.add_class("mh-visually-hidden")
        self._sliders = {
            "items": parts.slider("Cards to do", _FEWEST, _MOST, START.items),
            "date": parts.slider("The date: end of week", 6, 24, START.date),
            "added": parts.slider("People added", 0, 4, START.added),
            "arrival": parts.slider("They arrive at the start of week", 1, 20, START.arrival),
        }
        for slider in self._sliders.values():
            slider.observe(lambda _: self._moved(), "value")
        levers = [parts.button(_name(lever), partial(self._set, plan)) for lever, plan in LEVERS.items()]
        again = parts.button("Back to the start values", partial(self._set, START))
        self._controls = parts.column(
            parts.row(*levers, kind="mh-levers"),
            parts.row(*self._sliders.values(), kind="mh-sliders"),
            parts.row(again),
        )
        self._explanation = Explanation(parts, KEY, _EXPLAIN)
        self._place = parts.focus_line("mh-headline")
        self._place.value = "The levers unlock when you have committed to a prediction."
        self._before, self._after = parts.column(), parts.column()
        predict = f"{_of_100(self._start)} tries make the end of week {START.date}. {_PREDICT}"
        names = {lever: _name(lever) for lever in LEVERS}
        self._prediction = Prediction(parts, KEY, predict, names, self._unlock)
        self.widget = parts.page(
            parts.html(_situation()),
            self._prediction.widget,
            self._place,
            self._before,
            parts.row(self._told, self._compared, kind="mh-result"),
            self._plots.widget,
            parts.html(_assumptions()),
            self._after,
            self._status,
            styles=own_styles("forecast"),
        )
        self._draw()

    @property
    def _start(self) -> float:
        """The chance before any lever was moved."""
        return self._at_start.chance(START.date)

    @property
    def _plan(self) -> Plan:
        return Plan(**{name: slider.value for name, slider in self._sliders.items()})

    def _forecast(self, plan: Plan) -> Forecast:
        return forecast(plan, self._futures, TEAM)

    def _unlock(self) -> None:
        self._place.value = "Try each lever on its own. Then mix them."
        self._before.children = [self._controls]
        self._after.children = [self._explanation.widget]
        self._place.focus()

    def _set(self, plan: Plan) -> None:
        """Move every slider, and draw once."""
        self._is_setting = True
        for name, slider in self._sliders.items():
            slider.value = getattr(plan, name)
        self._is_setting = False
        self._moved()

    def _moved(self) -> None:
        if not self._is_setting:
            announce(self._status, self._draw())

    def _draw(self) -> str:
        """Draw the plan of the sliders, and return what changed in a sentence."""
        plan = self._plan
        made = self._at_start if _same(plan, START) else self._forecast(plan)
        self._sliders["arrival"].disabled = plan.added == 0
        for lever, tried in LEVERS.items():
            if _same(plan, tried):
                self._tried[lever] = made.chance(plan.date)
        self._prediction.happened(_outcome(self._start, self._tried))
        self._compared.value = _table(self._start, self._tried)
        self._told.value = _told(plan, made, self._start)
        left, (pace, said) = _left(plan, made, self._at_start), _pace(plan)
        drawn = f"{left.figure}<div>{pace.figure}<p class='mh-small'>{said}</p></div>"
        self._plots.show(f"<div class='mh-two-charts'>{drawn}</div>", [left, pace])
        return f"By week {plan.date}: {_of_100(made.chance(plan.date))} tries."


def _same(plan: Plan, other: Plan) -> bool:
    """Whether two plans come to the same; when nobody comes, the week of arrival is no matter."""
    return plan == other or (plan.added == other.added == 0 and replace(plan, arrival=other.arrival) == other)


def _name(lever: str) -> str:
    """What a lever's button says."""
    plan = LEVERS[lever]
    return {
        "people": f"Two more people (from week {plan.arrival})",
        "time": f"Two weeks more (week {plan.date})",
        "scope": f"A fifth less to do ({plan.items} cards)",
    }[lever]


def _of_100(share: float) -> str:
    """A share as a count, which never claims a certainty that it isn't."""
    if 0 < share < 0.005:
        return "fewer than 1 of 100"
    if 0.995 <= share < 1:
        return "more than 99 of 100"
    return f"{share * 100:.0f} of 100"


def _outcome(start: float, tried: Mapping[str, float]) -> str:
    """What the levers did so far, beside the prediction."""
    if not tried:
        return ""
    first, *others = sorted(tried, key=lambda lever: -tried[lever])
    rest = "".join(f" {_name(lever)}: {_of_100(tried[lever])}." for lever in others)
    moved = f"from {_of_100(start)} to {_of_100(tried[first])}.{rest}"
    if len(tried) == len(LEVERS):
        return f"{_name(first)} moved it most, {moved}"
    to_go = len(LEVERS) - len(tried)
    return f"{_name(first)}: {moved} {'One lever' if to_go == 1 else 'Two levers'} to go."


def _table(start: float, tried: Mapping[str, float]) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(_name(lever))}</th>{_cells(start, tried.get(lever))}</tr>"
        for lever in LEVERS
    )
    return (
        "<table class='mh-tried'><caption>Each lever on its own</caption><thead><tr><th scope='col'>Lever</th>"
        "<th scope='col' class='mh-number'>On the day</th><th scope='col' class='mh-number'>Change</th></tr></thead>"
        f"<tbody><tr><th scope='row'>As it is</th><td class='mh-number'>{_of_100(start)}</td>"
        f"<td class='mh-number'></td></tr>{rows}</tbody></table>"
    )


def _cells(start: float, chance: float | None) -> str:
    if chance is None:
        return "<td class='mh-number mh-muted'>not tried yet</td><td></td>"
    change = round(chance * 100) - round(start * 100)
    return f"<td class='mh-number'>{_of_100(chance)}</td><td class='mh-number'>{change:+d}</td>"


def _told(plan: Plan, made: Forecast, start: float) -> str:
    """What the sponsor would hear."""
    chance = _of_100(made.chance(plan.date))
    before = "" if _same(plan, START) else f" At the beginning it was {_of_100(start)}."
    return (
        f"<div class='mh-card mh-told-sponsor'><h4>What you'd tell Farid</h4>"
        f"<p class='mh-lead'>“It will be done by the end of week {made.week_of(0.85)} in 85 of 100 tries. "
        f"By week {plan.date}, your date: <b class='mh-chance'>{chance}</b>.”</p><p class='mh-muted'>"
        f"Half of the tries are done by week {made.week_of(0.5)}, 95 of 100 by week {made.week_of(0.95)}.{before}</p></div>"
    )


def _left(plan: Plan, made: Forecast, at_start: Forecast) -> Plot:
    """What is left week by week, against the date."""
    weeks = range(_SHOWN + 1)
    shown = [made.remaining[week] for week in weeks]
    lines = [Line("half of tries", [left.middle for left in shown])]
    if not _same(plan, START):
        lines.append(Line("at the start", [at_start.remaining[week].middle for week in weeks]))
    band = Band("8 of 10 tries", [left.low for left in shown], [left.high for left in shown])
    date = Mark(plan.date, f"week {plan.date}")
    return line_chart("Cards left", "week", weeks, lines, (0, _MOST), [band], [date])


def _pace(plan: Plan) -> tuple[Plot, str]:
    """What an average week finishes, and in words when newcomers have paid back what they cost."""
    weeks = range(_SHOWN + 1)
    usual = sum(PAST) / len(PAST)
    lines = [Line("six people", [usual for _ in weeks])]
    said = f"Nobody is added. An average week finishes {usual:.1f} cards."
    if plan.added:
        paces = [usual * capacity(week, TEAM, plan.added, plan.arrival) for week in weeks]
        lines.insert(0, Line(f"with {plan.added} more", paces))
        slower = plan.arrival + slower_weeks() - 1
        even = plan.arrival + payback_weeks() - 1
        said = (
            f"In weeks {plan.arrival} to {slower} the team is slower than without them. "
            f"By the end of week {even} they've brought what they cost."
        )
    date = Mark(plan.date, f"week {plan.date}")
    plot = line_chart("Cards in an average week", "week", weeks, lines, (0, 6), (), [date], "{:.1f}".format)
    return plot, said


def _situation() -> str:
    bars = "".join(
        f"<li><span>{count}</span><i aria-hidden='true' style='height:{count * 0.5}em'></i></li>"
        for count in PAST
    )
    return (
        "<div class='mh-card'><h3>Direct debits, for Farid</h3>"
        f"<p>Six engineers, {START.items} cards to do. Farid's letter says the end of week {START.date}. This is what "
        f"the six finished in each of the last {len(PAST)} weeks, {sum(PAST)} cards in all:</p>"
        f"<ol class='mh-weeks' aria-label='Cards finished, week by week'>{bars}</ol>"
        f"<p class='mh-muted'>The forecast makes up {ROUNDS * len(PAST):,} futures from it, and calls each a try. For "
        "every week to come a try draws one of these twelve weeks, as if out of a hat.</p></div>"
    )


def _assumptions() -> str:
    return (
        "<p class='mh-small mh-muted'>A small simulation with seeded draws. Its coefficients are teaching assumptions, "
        "not calibrated.</p><details class='mh-card mh-card--quiet'><summary>What this page assumes</summary><ul>"
        "<li>The weeks to come are like the last twelve, and one week tells nothing about the next. A flu, or a holiday, "
        "would break that.</li>"
        "<li>Cards are about of one size, none is added on the way, and cutting one costs nothing. None of these three "
        "is quite true of any wall.</li>"
        f"<li>A newcomer takes {COST_AT_FIRST:g} of a person off the team in the first week, and brings "
        f"{GAIN_IN_THE_END:g} after {WEEKS_TO_LEARN} weeks, in even steps between. “Adding people to a late project makes "
        "it later” is a saying, known as Brooks' law. The figures here are ours, chosen to show its shape.</li>"
        "<li>Every plan is played in the same tries, so what moves is the plan and not the luck. Another draw of the hat "
        "would change a count of 100 by one or two.</li></ul></details>"
    )
