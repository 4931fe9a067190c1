"""The one-to-one with two clocks: predict what silence does, have the talk, see both clocks, explain."""

from collections.abc import Sequence
from functools import cached_property
from html import escape

import ipywidgets as widgets

from manyhats.scenarios import Run, load
from manyhats.scenarios.disclosure import Disclosure, Outcome, Spread, disclosure, outcomes
from manyhats.scenarios.trajectory import trajectory
from manyhats.views.explain import Explanation
from manyhats.views.line_chart import Line, Mark, line_chart
from manyhats.views.parts import Parts, View
from manyhats.views.plots import Plot, Plots
from manyhats.views.predict import Prediction
from manyhats.views.scenario import ScenarioView
from manyhats.views.theme import own_styles

SCENARIO = "one-to-one"
# The choices at which Ines hears of the date from the player.
SAYING = {"say-the-date": Disclosure.UNASKED, "anneke-is": Disclosure.ASKED}
# When each decision is asked. The last two places of a trajectory are the end of the talk and the next morning.
TIMES = {
    "two-oclock": "2:00",
    "ten-past": "2:10",
    "twenty-past": "2:20",
    "half-past-said": "2:30",
    "half-past-unsaid": "2:30",
    "twenty-to": "2:40",
}
AFTER = ("2:45", "8:45")

_QUESTION = (
    "Say the talk is a good one, and you never bring up the fourteenth. Ines's trust in you starts at 5 of 10. "
    "How does it go from there?"
)
_OPTIONS = {
    "stays-up": "Up during the talk, and still up next morning",
    "back": "Up during the talk, and back at 5 next morning",
    "below": "Up during the talk, and below 5 next morning",
    "notices": "Down during the talk already, since she notices",
}
_EXPLAIN = (
    "What did the unspoken date cost, and who paid? In which minute would you say it, and in what words?"
)
_NAMES = {
    Disclosure.UNASKED: "Told before she asked",
    Disclosure.ASKED: "Told when she asked",
    Disclosure.NEVER: "Never told",
}
_ASSUMED = """\
<p class="mh-muted mh-small">This talk is made up, and so are the numbers in it: teaching assumptions, not measurements.</p>
<details><summary>What this page assumes</summary><ul>
<li>Ines's growth and her trust in you are meters from 0 to 10. What you say moves them by one to five steps, and each
step comes with its reason. The course's authors chose the steps. Nobody measured them.</li>
<li>Nothing is left to chance. The same words lead to the same talk.</li>
<li>One meter is hidden until the debrief. It runs by the same kind of rules.</li>
<li>The debrief counts all the ways through the talk. It doesn't weigh them: nobody knows how often people say what.</li>
</ul></details>"""


class OneToOne(View):
    """The talk of module 03, with what was predicted and how both clocks ran in its debrief."""

    def __init__(self) -> None:
        """Show the situation and ask for a prediction, or take up what the journal holds of both."""
        parts = Parts()
        self._parts = parts
        gate = parts.column(kind="mh-gate")
        self._talk = ScenarioView(SCENARIO, gate, self._debriefing)
        self._prediction = Prediction(parts, SCENARIO, _QUESTION, _OPTIONS, self._talk.unlock)
        gate.children = [self._prediction.widget]
        self._explanation = Explanation(parts, SCENARIO, _EXPLAIN)
        if self._talk.finished:
            self._prediction.happened(self._silence())
        self.widget = parts.page(self._talk.widget, parts.html(_ASSUMED), styles=own_styles("one_to_one"))

    @cached_property
    def _outcomes(self) -> dict[Disclosure, Outcome]:
        return outcomes(load(SCENARIO), SAYING)

    def _debriefing(self, run: Run, earlier: Sequence[Run]) -> list[widgets.Widget]:
        self._prediction.happened(self._silence())
        clocks = Plots(self._parts)
        _draw(clocks, run, earlier[-1] if earlier else None)
        return [
            self._parts.heading("Two clocks"),
            self._prediction.widget,
            self._parts.column(clocks.widget, kind="mh-card"),
            self._parts.html(f"<div class='mh-card'>{_ways(self._outcomes, _when(run)[0])}</div>"),
            self._explanation.widget,
        ]

    def _silence(self) -> str:
        """What became of her trust in all the talks in which she wasn't told."""
        never = self._outcomes[Disclosure.NEVER]
        talk, morning = never.before["trust"], never.after["trust"]
        return (
            f"There are {never.ways} ways through this talk in which you never tell her. As it ends her trust stands "
            f"at {talk.mean:.1f} on average, and at {talk.high} in the kindest. Next morning she hears of it from Anneke. "
            f"Then it is {morning.mean:.1f} on average, and {morning.high} at best."
        )


def _when(run: Run) -> tuple[Disclosure, int | None]:
    return disclosure((move.option for move in run.moves), SAYING)


def _told(run: Run) -> str:
    """What saying the date, or not saying it, did in this talk."""
    kind, step = _when(run)
    trust = trajectory(run, "trust")
    if step is None:
        return (
            f"<p><b>Ines was never told of the fourteenth.</b> As the talk ended, her trust in you stood at {trust[-2]} of "
            f"10. Next morning she had it from Anneke, and her trust stood at {trust[-1]}.</p>"
        )
    lost = trust[step] - trust[step + 1]
    return (
        f"<p><b>Ines was {_NAMES[kind].lower()}, at {_times(run)[step]}.</b> It cost {lost} of her trust at once. As the talk "
        f"ended, her trust in you stood at {trust[-2]} of 10. Next morning Anneke spoke of the day, and Ines knew. Her trust stood at "
        f"{trust[-1]}.</p>"
    )


def _times(run: Run) -> tuple[str, ...]:
    return (*(TIMES[move.node] for move in run.moves), *AFTER)


def _draw(clocks: Plots, run: Run, before: Run | None) -> None:
    """The clock that was seen and the one that wasn't, side by side, each with that of an earlier talk."""
    seen = [Line("her growth", trajectory(run, "growth")), Line("her trust", trajectory(run, "trust"))]
    unseen = [Line("this talk" if before else "the date", trajectory(run, "clock"))]
    note = ""
    if before and before.scene.ending:
        seen.append(Line("earlier trust", trajectory(before, "trust")))
        unseen.append(Line("earlier talk", trajectory(before, "clock")))
        note = (
            f"<p class='mh-muted'>“Earlier” is the talk that ended as “{escape(before.scene.ending.title)}”: "
            f"{_NAMES[_when(before)[0]].lower()}.</p>"
        )
    step = _when(run)[1]
    times = _times(run)
    told = Mark(len(times) - 1, "from Anneke") if step is None else Mark(step, "from you")

    def plot(title: str, lines: list[Line]) -> Plot:
        places = range(len(times))
        return line_chart(
            title,
            "time",
            places,
            lines,
            (0, 10),
            marks=[told],
            number="{:g}".format,
            place=lambda at: times[int(at)],
        )

    plots = [plot("The clock you saw: Ines", seen), plot("The clock you didn’t see: the fourteenth", unseen)]
    clocks.show(
        f"{_told(run)}<div class='mh-clocks'>{''.join(plot.figure for plot in plots)}</div>"
        f"<p class='mh-muted'>The second clock is what could still be ready on the fourteenth, from nothing (0) to all of "
        f"it (10). The talk ends at 2:45, and 8:45 is the next morning. The upright line is where she hears of the date."
        f"</p>{note}",
        plots,
    )


def _ways(found: dict[Disclosure, Outcome], yours: Disclosure) -> str:
    """All the talks that there could have been, by when she was told."""
    kinds = [kind for kind in Disclosure if kind in found]
    marks = {kind: " class='mh-yours'" if kind is yours else "" for kind in kinds}
    head = "".join(
        f"<th scope='col'{marks[kind]}>{_NAMES[kind]}{' (this talk)' if kind is yours else ''}</th>"
        for kind in kinds
    )
    rows = {
        "How many ways": [str(found[kind].ways) for kind in kinds],
        "Her trust as the talk ends": [_spread(found[kind].before["trust"]) for kind in kinds],
        "Her trust next morning": [_spread(found[kind].after["trust"]) for kind in kinds],
        "Her growth": [_spread(found[kind].after["growth"]) for kind in kinds],
        "Ready on the fourteenth": [_spread(found[kind].after["clock"]) for kind in kinds],
    }
    body = "".join(
        f"<tr><th scope='row'>{name}</th>"
        + "".join(f"<td{marks[kind]}>{cell}</td>" for kind, cell in zip(kinds, cells, strict=True))
        + "</tr>"
        for name, cells in rows.items()
    )
    total = sum(outcome.ways for outcome in found.values())
    return (
        f"<h4>All {total} ways through this talk</h4><p>You had one of them. Here are all of them, with the average of "
        "each meter, and its lowest and highest.</p>"
        f"<table class='mh-ways'><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>"
        "<p>Silence looks best as the talk ends. Next morning it looks worst. And look at her growth: it didn't need "
        "the silence.</p>"
        "<p class='mh-muted'>Teaching assumptions, not measurements. The ways are counted, and not weighed.</p>"
    )


def _spread(spread: Spread) -> str:
    return f"<b>{spread.mean:.1f}</b> <span class='mh-nowrap'>({spread.low} to {spread.high})</span>"
