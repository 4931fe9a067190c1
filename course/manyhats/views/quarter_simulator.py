"""The Quarter Simulator: split your week over the four hats, and see what becomes of the team and of the promise."""

from collections.abc import Iterable
from functools import partial
from html import escape
from typing import Any

from manyhats import journal
from manyhats.quarter import (
    BALANCED,
    CORNERS,
    EVEN,
    STARTS,
    Range,
    RunCodeError,
    Settings,
    Split,
    Strategy,
    Trajectory,
    best_split,
    ranges,
    read_code,
    simulate,
    write_code,
)
from manyhats.views.explain import Explanation
from manyhats.views.parts import Parts, View, announce
from manyhats.views.plots import Plots
from manyhats.views.predict import Prediction
from manyhats.views.quarter_assumptions import assumptions_html
from manyhats.views.quarter_charts import (
    CHARTS,
    YOURS,
    quarter_plots,
    race_table,
    setting_text,
    settings_text,
    split_text,
    summary,
    trust_lost_in,
)
from manyhats.views.quarter_setting import QuarterSetting
from manyhats.views.theme import own_styles
from manyhats.views.week_sliders import WeekSliders

KIND = "quarter"
_KEY = "kept"
_POLICY, _WEEKLY = "One split for all weeks", "Week by week"
_NOBODY, _EVEN, _KEPT, _BROUGHT = "Nobody", "Even week", "Kept run", "Run by code"
_QUESTION = (
    "Five managers each lean all the way to one side. Thirteen weeks, a steady team, nobody covers for them. "
    "Who loses the stakeholders' trust first?"
)
_OPTIONS = {
    "All coaching": "All coaching: 85% of the week for people",
    "No coaching": "No coaching: nothing for people",
    "All shipping": "All shipping: 85% for delivery",
    "No technical": "No technical: nothing for technical direction",
    "No business": "No business: nothing for stakeholders",
}
_MOST_SEARCHES = 6


class QuarterSimulator(View):
    """The view of the quarter model: predict which corner fails first, then race them, then find a better week.

    Args:
        code: of a run that is drawn beside the learner's once the prediction is made; the address of an app may
            hold it. One that can't be read is told in a sentence.
    """

    def __init__(self, code: str = "") -> None:
        self._parts = Parts()
        self._sent, sentence = _read_sent(code)
        notice = (
            [self._parts.html(f"<p class='mh-message' role='status'>{escape(sentence)}</p>")] if code else []
        )
        self._raced: list[str] = []
        self._bench = self._parts.column()
        about = self._parts.html(
            "<p class='mh-muted'>A small model of a team and the people who wait for it. Its numbers are <b>teaching "
            "assumptions, not calibrated</b>: it shows how such a thing can behave, and foretells no real quarter.</p>"
        )
        self._prediction = Prediction(self._parts, KIND, _QUESTION, _OPTIONS, self._unlock)
        shown = (*notice, about, self._prediction.widget, self._bench)
        self.widget = self._parts.page(*shown, styles=own_styles("quarter_simulator"))

    # What is on the bench

    def _unlock(self) -> None:
        """Build the controls; before the prediction there are none."""
        parts = self._parts
        self._played: list[Split] = []
        self._steps: list[int] = []  # how many weeks each step played, for taking one back
        self._bands: dict[str, Range] | None = None
        self._searches: list[str] = []
        self._runs_by_name = _stored_run()
        self._quiet = False
        self._setting = QuarterSetting(parts, self._begin_again)
        self._week = WeekSliders(parts, self._week_changed)
        self._mode = parts.radio([(_POLICY, _POLICY), (_WEEKLY, _WEEKLY)], _POLICY)
        self._mode.observe(lambda _: self._begin_again(), "value")
        self._opponent = parts.radio(self._opponents(), _NOBODY)
        self._opponent.observe(self._race, "value")
        self._play_row = parts.row()
        self._play_buttons = {
            1: parts.button("Play 1 week", partial(self._play, 1), primary=True),
            4: parts.button("Play 4 weeks", partial(self._play, 4)),
        }
        self._end_button = parts.button("Play to the end", self._play_to_the_end)
        self._back_button = parts.button("Take back the last step", self._take_back)
        self._sum, self._notice, self._code_notice = (parts.status() for _ in range(3))
        self._sum.add_class("mh-quarter-sum")
        self._plots = Plots(parts)
        self._table, self._code, self._found = (parts.html() for _ in range(3))
        self._field = parts.text("Bring a run back by its code").add_class("mh-stacked")
        explanation = Explanation(
            parts,
            KIND,
            "In a line: which corner failed in a way that you hadn't expected, and what did your best week depend on?",
        )
        self._bench.children = (
            self._setting.widget,
            self._race_card(),
            self._week_card(),
            self._plots.widget,
            self._table,
            self._search_card(),
            self._code_card(),
            explanation.widget,
            parts.html(assumptions_html()),
        )
        self._update()
        if self._sent:
            self._add_opponent(_BROUGHT, self._sent)

    def _race_card(self) -> Any:
        return self._parts.column(self._parts.html("<h3>Race against</h3>"), self._opponent, kind="mh-card")

    def _week_card(self) -> Any:
        parts = self._parts
        return parts.column(
            parts.html(
                "<h3>Your week</h3><p class='mh-muted'>The four always add up to 100: move one, and the others give way.</p>"
            ),
            self._mode,
            self._week.widget,
            self._play_row,
            self._sum,
            parts.row(
                parts.button("Keep this run to race against", self._keep),
                parts.button("Show how much hangs on the rates", self._draw_bands),
                parts.button("Back to the start values", self._reset),
            ),
            self._notice,
            kind="mh-card",
        )

    def _search_card(self) -> Any:
        parts = self._parts
        return parts.column(
            parts.html(
                "<h3>Which week is best here?</h3><p>Look for your own first. Then let the model try every fixed split in "
                "tenths. <b>Best</b> means most value until the run ends, and nothing of what comes after. Change who "
                "covers, or how long it runs, and search again.</p>"
            ),
            parts.row(parts.button("Search in this setting", self._search)),
            self._found,
            kind="mh-card",
        )

    def _code_card(self) -> Any:
        parts = self._parts
        return parts.column(
            parts.html("<h3>The code of a run</h3>"),
            self._code,
            self._field,
            parts.row(parts.button("Bring it back", self._bring)),
            self._code_notice,
            kind="mh-card",
        )

    # The runs

    @property
    def _weekly(self) -> bool:
        return bool(self._mode.value == _WEEKLY)

    def _own_strategy(self) -> Strategy | None:
        """What the learner plays; None where no week was played yet."""
        if not self._weekly:
            return Strategy.fixed(self._week.split, self._setting.hires)
        if not self._played:
            return None
        reached = tuple(hire for hire in self._setting.hires if hire[0] <= len(self._played))
        return Strategy.by_week(self._played, reached)

    def _own(self) -> Trajectory:
        strategy = self._own_strategy()
        if strategy is None:
            return Trajectory(STARTS[self._setting.start], ())
        weeks = len(self._played) if self._weekly else self._setting.weeks
        return self._settings(strategy, weeks).play()

    def _settings(self, strategy: Strategy, weeks: int | None = None) -> Settings:
        return Settings(strategy, weeks or self._setting.weeks, self._setting.cover, self._setting.start)

    def _complete(self) -> Settings | None:
        """The learner's run, if it is played to the end."""
        strategy = self._own_strategy()
        if strategy is None or (self._weekly and len(self._played) < self._setting.weeks):
            return None
        return self._settings(strategy)

    def _run_of(self, name: str) -> Trajectory:
        """An opponent's run; as far as the learner's own where that is played week by week."""
        if name in self._runs_by_name:
            run = self._runs_by_name[name].play()
        else:
            split = (CORNERS.get(name) or BALANCED).split_in(1)
            run = self._settings(Strategy.fixed(split, self._setting.hires)).play()
        return Trajectory(run.start, run.weeks[: len(self._played)]) if self._weekly else run

    def _opponents(self) -> list[tuple[str, float | str]]:
        return [(name, name) for name in (_NOBODY, *CORNERS, _EVEN, *self._runs_by_name)]

    # Drawing

    def _update(self) -> None:
        own, opponent = self._own(), str(self._opponent.value)
        runs = {YOURS: own}
        if opponent != _NOBODY:
            runs[opponent] = self._run_of(opponent)
        weeks = max(self._setting.weeks, *(len(run.weeks) for run in runs.values()))
        plots = quarter_plots(weeks, runs, self._bands)
        figures = "".join(plot.figure for plot in plots)
        self._plots.show(f"<div class='mh-quarter-charts'>{figures}</div>", plots)
        if own.weeks:
            raced = {name: self._run_of(name) for name in self._raced}
            self._table.value = race_table({**runs, **raced})
            announce(self._sum, summary(own))
        else:
            self._table.value = ""
            announce(self._sum, "Nothing is played yet. Split your first week, and play it.")
        self._code.value = self._code_html()
        self._show_play_buttons()

    def _show_play_buttons(self) -> None:
        """Offer what can be done now; the buttons stay the same, so that the keyboard keeps its place."""
        left = self._setting.weeks - len(self._played)
        for count, button in self._play_buttons.items():
            button.disabled = left < count
        self._end_button.disabled, self._back_button.disabled = not left, not self._steps
        shown = (*self._play_buttons.values(), self._end_button, self._back_button)
        self._play_row.children = shown if self._weekly else ()

    def _code_html(self) -> str:
        brought = self._runs_by_name.get(str(self._opponent.value))
        told = f"<p>{self._opponent.value}: {escape(settings_text(brought))}</p>" if brought else ""
        run = self._complete()
        if run is None:
            return f"<p>Your run gets its code when it is played to the end.</p>{told}"
        return (
            f"<p>Yours is <input class='mh-quarter-code' aria-label='The code of your run' readonly value='{write_code(run)}'>"
            f"It brings this very run back, here or on another machine. Copy it, and paste it into your exercise.</p>{told}"
        )

    # What the learner does

    def _week_changed(self) -> None:
        """In a run that is played week by week, a new split waits for the next week."""
        self._bands = None
        if not self._weekly:
            self._update()

    def _begin_again(self) -> None:
        had_played = bool(self._played)
        self._played, self._steps, self._bands = [], [], None
        self._update()
        announce(self._notice, "Your run begins again from the first week." if had_played else "")

    def _play(self, weeks: int) -> None:
        self._played += [self._week.split] * weeks
        self._steps.append(weeks)
        self._bands = None
        self._update()

        if len(self._played) == self._setting.weeks:
            self._back_button.focus()

    def _play_to_the_end(self) -> None:
        self._play(self._setting.weeks - len(self._played))

    def _take_back(self) -> None:
        del self._played[len(self._played) - self._steps.pop() :]
        self._bands = None
        self._update()
        if not self._steps:
            self._play_buttons[1].focus()

    def _race(self, _: Any) -> None:
        if self._quiet:
            return
        name = str(self._opponent.value)
        if name in CORNERS and name not in self._raced:
            self._raced.append(name)
            self._prediction.happened(_outcome(self._raced))
        self._update()

    def _add_opponent(self, name: str, run: Settings) -> None:
        self._runs_by_name[name] = run
        self._quiet = True
        self._opponent.options = self._opponents()
        self._opponent.value = name
        self._quiet = False
        self._update()

    def _keep(self) -> None:
        run = self._complete()
        if run is None:
            announce(self._notice, "Play your run to the end first.")
            return
        self._add_opponent(_KEPT, run)
        notice = journal.record(KIND, _KEY, write_code(run))
        announce(self._notice, notice or "Kept. Change your week, and race against the one before.")

    def _bring(self) -> None:
        try:
            run = read_code(self._field.value)
        except RunCodeError as error:
            announce(self._code_notice, str(error))
            return
        self._add_opponent(_BROUGHT, run)
        announce(self._code_notice, "The run is back. It is drawn beside yours.")

    def _draw_bands(self) -> None:
        strategy = self._own_strategy()
        if strategy is None:
            announce(self._notice, "Play a week first.")
            return
        weeks = len(self._played) if self._weekly else self._setting.weeks
        series = {name: chart.read for name, chart in CHARTS.items()}
        start = STARTS[self._setting.start]
        self._bands = ranges(strategy, weeks, self._setting.cover, start, series)
        self._update()
        announce(
            self._notice,
            "The band holds the middle eight of ten of 300 runs of yours, with every rate drawn within 25%. "
            "It goes when you change something.",
        )

    def _search(self) -> None:
        weeks, cover, start = self._setting.weeks, self._setting.cover, self._setting.start
        best = best_split(weeks, cover, STARTS[start], hires=self._setting.hires)
        most = self._settings(Strategy.fixed(best, self._setting.hires)).play().total_value
        told = setting_text(weeks, cover, start) + (", two new in week 3" if self._setting.hires else "")
        row = f"<li>{escape(told)}: <b>{split_text(best)}</b>. Value {most:.1f} in all.</li>"
        self._searches = [*(one for one in self._searches if one != row), row][-_MOST_SEARCHES:]
        self._found.value = _found_html(self._searches)

    def _reset(self) -> None:
        self._quiet = True
        self._opponent.value, self._mode.value = _NOBODY, _POLICY
        self._quiet = False
        self._week.set(EVEN)
        self._searches, self._found.value = [], ""
        self._setting.reset()
        announce(self._notice, "All is as it was at the beginning.")


def _stored_run() -> dict[str, Settings]:
    """The run that was kept in an earlier session, if there is one that can be read."""
    stored = journal.read(KIND).entries.get(_KEY)
    try:
        return {_KEPT: read_code(stored)} if isinstance(stored, str) else {}
    except RunCodeError:
        return {}


def _outcome(raced: Iterable[str]) -> str:
    """What happened to the corners that were raced, first to last, in the setting of the prediction."""
    lost = {name: trust_lost_in(simulate(CORNERS[name])) for name in raced}
    gone = sorted((week, name) for name, week in lost.items() if week)
    kept = [name for name, week in lost.items() if week is None]
    told = [f"{name}: below 30 in week {week}." for week, name in gone]
    told += [f"{name}: not in thirteen weeks." for name in kept]
    open_ = len(CORNERS) - len(lost)
    if open_:
        told.append(f"{open_} still to race.")
    return " ".join(told)


def _found_html(rows: list[str]) -> str:
    return (
        "<div role='status' aria-live='polite'><p class='mh-quarter-sum'>The best fixed week, in per cent</p>"
        f"<ul>{''.join(rows)}</ul></div>"
    )


def _read_sent(code: str) -> tuple[Settings | None, str]:
    """The run that an address holds, and what is said of it."""
    if not code:
        return None, ""
    try:
        return read_code(
            code
        ), "A run was sent with this page. It is drawn beside yours once you have predicted."
    except RunCodeError as error:
        return None, f"The run in this page's address can't be brought back. {error}"
