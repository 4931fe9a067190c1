"""Plays one scenario: the scene, the meters, the decision, and after the ending the debrief.

Everything that is clicked is a button or a radio button that answers to Tab and Space, because JupyterLab
takes the arrow keys of a list in a cell's output for itself. After each step the focus goes to the line that
tells where you are, so a keyboard or a screen reader goes on from the top of what is new.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from html import escape
from typing import Any

import ipywidgets as widgets

from manyhats import journal
from manyhats.content import ContentError
from manyhats.scenarios import Run, RunError, judge, load
from manyhats.scenarios.calibration import CONFIDENCE_WORDS
from manyhats.views import debrief_html as after
from manyhats.views import scenario_html as html
from manyhats.views.parts import Parts, View, announce
from manyhats.views.theme import own_styles

KIND = "scenario"
MAX_RUNS = 20  # finished runs that the record keeps for one scenario

Debriefing = Callable[[Run, Sequence[Run]], Sequence[widgets.Widget]]


def scenario_styles() -> str:
    """What a view of a scenario has on top of the theme, as a ``<style>`` element."""
    return own_styles("scenario")


def roads_back(parts: Parts, run: Run, back: Callable[[int], None]) -> list[widgets.Button]:
    """A button for each decision of a run, with what was chosen; ``back`` is called with the decision, from 0."""
    return [
        parts.button(
            f"Go back to decision {step + 1}: {html.choice_text(run, step)}",
            _later(back, step),
            kind="mh-option",
        )
        for step in range(len(run.moves))
    ]


class ScenarioView(View):
    """One scenario, to be played.

    Args:
        scenario_id: the name of a file in ``content/scenarios``, such as ``"two-offers"``. A file that
            is missing or not in order is told in a sentence in place of the scenario.
        gate: stands under the situation; the scenario can't be begun until ``unlock()`` is called.
        debriefing: adds to the debrief, under what happened. It is given the run that came to an ending and the
            earlier ones that went another way, oldest first.
    """

    def __init__(
        self, scenario_id: str, gate: widgets.Widget | None = None, debriefing: Debriefing | None = None
    ) -> None:
        """Show the opening, or what the journal knows of an earlier run."""
        self._parts = Parts()
        self._gate, self._debriefing = gate, debriefing
        self._status = self._parts.status()
        self._status.add_class("mh-visually-hidden")
        self._place = self._parts.focus_line("mh-place")
        self._scene, self._meters, self._notice = (self._parts.html() for _ in range(3))
        self._stage = self._parts.row(self._scene, self._meters, kind="mh-stage")
        self._controls = self._parts.column()
        self._finished: list[Run] = []
        self._openers: list[widgets.Button] = []
        try:
            self._scenario = load(scenario_id)
        except ContentError as error:
            told = self._parts.html(f"<div class='mh-card' role='alert'>{escape(str(error))}</div>")
            self.widget = self._parts.page(told, styles=scenario_styles(), kind="mh-scenario")
            return
        self._run = Run(self._scenario)
        title = self._parts.html(f"<h3>{escape(self._scenario.title)}</h3>")
        shown = (title, self._notice, self._place, self._stage, self._controls, self._status)
        self.widget = self._parts.page(*shown, styles=scenario_styles(), kind="mh-scenario")
        self._open()

    def _open(self) -> None:
        reading = journal.read(KIND)
        self._tell(reading.notice)
        stored = reading.entries.get(self._scenario.id)
        if stored:
            self._take_up(stored)
        self._scene.value = html.intro(self._scenario)
        self._meters.value = ""
        self._place.value = "Before you begin"
        self._openers = self._opening_buttons()
        for button in self._openers:
            button.disabled = self._gate is not None
        gate = [] if self._gate is None else [self._gate]
        self._controls.children = [*gate, *self._told_before(), self._parts.row(*self._openers)]

    @property
    def finished(self) -> tuple[Run, ...]:
        """The runs that came to an ending, no two alike, the last one last."""
        return tuple(self._finished)

    def unlock(self) -> None:
        """Let the scenario be begun, or gone on with."""
        for button in self._openers:
            button.disabled = False
        if self._openers:
            self._openers[0].focus()

    def _take_up(self, stored: Any) -> None:
        """Go on from what the journal holds, as far as it still fits the scenario."""
        try:
            for data in stored["finished"]:
                with suppress(RunError):
                    self._finished.append(Run.from_json(self._scenario, data))
            self._run = Run.from_json(self._scenario, stored["current"])
        except (RunError, KeyError, TypeError):
            self._tell("The scenario has changed since you played it, so your earlier run can't be resumed.")

    def _told_before(self) -> list[widgets.Widget]:
        """How far an earlier run went, if there is one."""
        if not self._begun:
            return []
        ending = self._run.scene.ending
        told = f"You stopped at decision {len(self._run.moves) + 1}."
        if ending:
            told = f"You have played this to an ending: {ending.title}."
        return [self._parts.html(f"<p>{escape(told)}</p>")]

    def _opening_buttons(self) -> list[widgets.Button]:
        if not self._begun:
            return [self._parts.button("Begin", self._show, primary=True)]
        ended = "See the ending and the debrief again"
        go_on = ended if self._run.finished else f"Resume at decision {len(self._run.moves) + 1}"
        return [
            self._parts.button(go_on, self._show, primary=True),
            self._parts.button("Start over", self._start_over),
        ]

    @property
    def _begun(self) -> bool:
        return bool(self._run.moves) or self._run.rating is not None

    # Steps: each changes the run, keeps it and draws it.

    def _choose(self, step: int, option_id: str, why: widgets.Text) -> None:
        if step != len(self._run.moves):
            return  # the second half of a double click: this decision is made
        self._run = self._run.choose(option_id, why.value)
        if self._run.finished:
            moves = [(m.node, m.option) for m in self._run.moves]
            others = [r for r in self._finished if [(m.node, m.option) for m in r.moves] != moves]
            self._finished = [*others, self._run][-MAX_RUNS:]
        self._keep()
        self._show()

    def _back(self, step: int) -> None:
        self._run = self._run.back(step)
        self._keep()
        self._show()

    def _start_over(self) -> None:
        self._run = self._run.back(0) if self._run.settled else Run(self._scenario)
        self._keep()
        self._show()

    def _keep(self) -> None:
        data = {"current": self._run.to_json(), "finished": [run.to_json() for run in self._finished]}
        notice = journal.record(KIND, self._scenario.id, data)
        if notice:
            self._tell(notice)

    def _tell(self, notice: str) -> None:
        self._notice.value = f"<p class='mh-message' role='status'>{escape(notice)}</p>" if notice else ""

    # What is drawn.

    def _show(self) -> None:
        run = self._run
        self._scene.value = html.scene(run)
        self._meters.value = html.meters(run)
        if run.finished:
            self._place.value = f"The ending, after {len(run.moves)} decisions"
            self._controls.children = self._after()
        else:
            self._place.value = html.decision_place(run)
            self._controls.children = self._rating() if run.must_rate else self._decision()
        announce(self._status, f"{self._place.value}. {self._moves_in_words()}")
        self._place.focus()

    def _moves_in_words(self) -> str:
        seen = {meter.id: meter.name for meter in self._scenario.meters}
        return " ".join(
            f"{seen[c.meter]}: now {c.after}. {c.reason}" for c in self._run.scene.changes if c.meter in seen
        )

    def _decision(self) -> list[widgets.Widget]:
        decision = self._run.scene.decision
        assert decision is not None
        why = self._parts.text("Why? In a line, if you like, before you choose. It is kept with your choice.")
        rating = self._run.rating if decision.pivotal else None
        buttons = []
        for letter, option in zip(html.LETTERS, self._run.options, strict=False):
            rated = ""
            if rating is not None:
                value = rating.options[option.id]
                rated = f"  (you rated it {value}, {after.RATING_WORDS[value]})"
            text, choose = (
                f"{letter}  {option.text}{rated}",
                _later(self._choose, len(self._run.moves), option.id, why),
            )
            buttons.append(self._parts.button(text, choose, kind="mh-option"))
        return [
            self._parts.heading(decision.ask),
            why,
            *buttons,
            *self._rerate(decision.pivotal),
            *self._step_back(),
        ]

    def _step_back(self) -> list[widgets.Widget]:
        made = len(self._run.moves)
        if not made:
            return []
        text = f"Step back to decision {made}"
        return [self._parts.row(self._parts.button(text, _later(self._back, made - 1)))]

    def _rerate(self, pivotal: bool) -> list[widgets.Widget]:
        if not pivotal:
            return []
        if self._run.settled:
            return [
                self._parts.html("<p class='mh-muted'>Your first ratings stand. You can choose afresh.</p>")
            ]
        return [self._parts.row(self._parts.button("Change my ratings", self._rate_again))]

    def _rate_again(self) -> None:
        self._controls.children = self._rating()
        self._place.focus()

    def _rating(self) -> list[widgets.Widget]:
        decision = self._run.scene.decision
        assert decision is not None
        before = self._run.rating
        asked: dict[str, widgets.RadioButtons] = {}
        rows: list[widgets.Widget] = []
        for letter, option in zip(html.LETTERS, decision.options, strict=False):
            words = [(f"{letter}: {value} {word}", value) for value, word in after.RATING_WORDS.items()]
            asked[option.id] = self._parts.radio(
                words, before.options[option.id] if before else None, f"How effective is {letter}"
            )
            text = self._parts.html(f"<p><b>{letter}</b> {escape(option.text)}</p>")
            rows.append(self._parts.card(text, asked[option.id]))
        sure = self._parts.radio(
            [(word, value) for value, word in CONFIDENCE_WORDS.items()],
            before.confidence if before else None,
            "How sure you are",
        )
        missing = self._parts.status()
        for radio in (*asked.values(), sure):
            radio.observe(lambda _: announce(missing, ""), "value")
        done = self._parts.button(
            "Keep these ratings, and choose", _later(self._rate, asked, sure, missing), primary=True
        )
        return [
            self._parts.heading(decision.ask),
            self._parts.html(
                "<p>Before you choose: how effective is each of these here? Rate all of them. Two may get the same."
                "</p>"
            ),
            *rows,
            self._parts.heading("How sure are you that what you rated highest is the most effective here?"),
            sure,
            self._parts.row(done),
            missing,
        ]

    def _rate(
        self, asked: dict[str, widgets.RadioButtons], sure: widgets.RadioButtons, missing: widgets.HTML
    ) -> None:
        letters = [
            letter for letter, radio in zip(html.LETTERS, asked.values(), strict=False) if radio.value is None
        ]
        if letters or sure.value is None:
            lacking = [f"a rating for {', '.join(letters)}"] if letters else []
            lacking += ["how sure you are"] if sure.value is None else []
            announce(missing, f"Still open: {' and '.join(lacking)}.")
            return
        self._run = self._run.rate({option: radio.value for option, radio in asked.items()}, sure.value)
        kept = self._parts.focus_line("mh-headline")  # beside the options: the story above is read already
        kept.value = "Your ratings are kept. Now choose."
        self._controls.children = [kept, *self._decision()]
        announce(self._status, kept.value)
        kept.focus()
        self._keep()

    def _after(self) -> list[widgets.Widget]:
        run = self._run
        kept = [] if journal.is_kept() else [self._parts.html(after.run_to_take_away(run))]
        return [
            self._parts.html(
                f"<div class='mh-card'><h3>Debrief</h3>{after.happened(run)}{after.hidden(run)}{after.saw(run)}</div>"
            ),
            *(self._debriefing(run, self._others()) if self._debriefing else ()),
            self._parts.html(
                f"<div class='mh-card'>{after.ratings(run)}</div><div class='mh-card'>{after.claims_at_work(run)}</div>"
                f"<div class='mh-card mh-carry'>{after.question(run)}</div>{after.road_not_taken(run)}"
            ),
            *roads_back(self._parts, run, self._back),
            self._parts.row(self._parts.button("Start over", self._start_over)),
            *self._comparison(),
            *self._calibration(),
            *kept,
        ]

    def _calibration(self) -> list[widgets.Widget]:
        played = []
        for scenario_id, stored in journal.read(KIND).entries.items():
            with suppress(ContentError, RunError, KeyError, TypeError):
                run = Run.from_json(load(scenario_id), stored["current"])
                played.append((run.scenario.title, judge(run)))
        return [self._parts.html(after.calibration(played))] if len(played) > 1 else []

    def _others(self) -> list[Run]:
        return [run for run in self._finished if run.moves != self._run.moves]

    def _comparison(self) -> list[widgets.Widget]:
        others = self._others()
        if not others:
            return []
        table = self._parts.html(after.runs_side_by_side([others[-1], self._run]))
        parts: list[widgets.Widget] = [self._parts.heading("Your runs side by side")]
        if len(others) > 1:
            names = [
                (f"Run {n}: {run.scene.ending.title}", n - 1)
                for n, run in enumerate(others, 1)
                if run.scene.ending
            ]
            which = self._parts.radio(names, len(others) - 1, "The run to compare with")

            def redraw(change: dict) -> None:
                table.value = after.runs_side_by_side([others[change["new"]], self._run])

            which.observe(redraw, "value")
            parts += [self._parts.html("<p>Hold this run against:</p>"), which]
        return [*parts, table]


def _later(step: Callable, *arguments: object) -> Callable[[], None]:
    return lambda: step(*arguments)
