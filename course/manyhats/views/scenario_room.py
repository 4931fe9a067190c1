"""Plays a scenario with a room: large on a screen, hands as counts, and the debrief one step at a time.

A facilitator reads aloud, asks for hands and types the counts. Nothing is kept anywhere.
"""

from collections.abc import Callable
from functools import partial
from html import escape

import ipywidgets as widgets

from manyhats.content import ContentError
from manyhats.content.modules import modules
from manyhats.scenarios import Run, RunError, ids, load
from manyhats.scenarios.hands import MOST_HANDS, Hands
from manyhats.scenarios.run import RATINGS
from manyhats.views import debrief_html as after
from manyhats.views import scenario_html as html
from manyhats.views.parts import Parts, View, announce
from manyhats.views.scenario import roads_back, scenario_styles
from manyhats.views.split import split_chart

_CONFIDENCE = 0.5  # a run wants one; a room is not asked for it, and it is shown nowhere


class ScenarioRoom(View):
    """Any scenario of the course, for a facilitator and a room.

    Args:
        scenario_id: which one to begin with; without one the list is shown. One that there is not is told in
            a sentence above the list.
    """

    def __init__(self, scenario_id: str = "") -> None:
        """Show the list, or the opening of one scenario."""
        self._parts = Parts()
        self._status = self._parts.status()
        self._status.add_class("mh-visually-hidden")
        self._place = self._parts.focus_line("mh-place")
        self._title, self._scene, self._meters = (self._parts.html() for _ in range(3))
        self._stage = self._parts.row(self._scene, self._meters, kind="mh-stage")
        self._controls = self._parts.column()
        shown = (self._title, self._place, self._stage, self._controls, self._status)
        self.widget = self._parts.page(*shown, styles=scenario_styles(), kind="mh-scenario")
        self.widget.add_class("mh-room")
        self._hands: Hands | None = None
        self._list()
        if scenario_id:
            self._open(scenario_id)

    # The list

    def _list(self, notice: str = "") -> None:
        self._title.value = "<h3>Choose a scenario</h3>"
        self._scene.value = (
            (f"<p class='mh-message' role='status'>{escape(notice)}</p>" if notice else "")
            + "<p>You read aloud, the room decides. Once in each, everybody rates every option by show of hands.</p>"
        )
        self._meters.value, self._place.value = "", f"{len(ids())} scenarios"
        by_module: dict[str, list[widgets.Widget]] = {}
        for scenario_id in ids():
            try:
                scenario = load(scenario_id)
            except ContentError as error:
                by_module.setdefault("", []).append(self._parts.html(f"<p>{escape(str(error))}</p>"))
                continue
            text = f"{scenario.title} ({scenario.minutes} minutes to read)"
            button = self._parts.button(text, partial(self._open, scenario_id), kind="mh-option")
            by_module.setdefault(scenario.module, []).append(button)
        shown: list[widgets.Widget] = []
        for module in modules().values():
            if module.id in by_module:
                shown += [
                    self._parts.heading(f"{module.number}. {module.title}"),
                    *by_module.pop(module.id),
                ]
        self._controls.children = [*shown, *by_module.pop("", [])]

    def _open(self, scenario_id: str) -> None:
        if scenario_id not in ids():  # a visitor's address can ask for anything
            self._list(f"There is no scenario “{scenario_id[:40]}” here. Choose one below.")
            return
        try:
            scenario = load(scenario_id)
        except ContentError as error:
            self._list(str(error))
            return
        self._run, self._hands = Run(scenario), None
        self._title.value = f"<h3>{escape(scenario.title)}</h3>"
        self._scene.value, self._meters.value = html.intro(scenario), ""
        self._place.value = "Before you begin"
        self._controls.children = [
            self._parts.row(self._parts.button("Begin", self._show, primary=True), self._another())
        ]
        self._arrive()

    def _another(self) -> widgets.Button:
        return self._parts.button("Another scenario", self._leave)

    def _leave(self) -> None:
        self._list()
        self._arrive()

    def _arrive(self) -> None:
        announce(self._status, self._place.value)
        self._place.focus()

    # Playing

    def _show(self) -> None:
        run = self._run
        if run.finished:
            self._debrief(0)
            return
        self._scene.value, self._meters.value = html.scene(run), html.meters(run)
        self._place.value = html.decision_place(run)
        self._controls.children = self._rating() if run.must_rate else self._decision()
        self._arrive()

    def _decision(self) -> list[widgets.Widget]:
        decision = self._run.scene.decision
        assert decision is not None
        options = list(zip(html.LETTERS, self._run.options, strict=False))
        chart = self._parts.html()
        counted = {letter: self._count(f"Hands for {letter}") for letter, _ in options}

        def draw(_: object) -> None:
            counts = {letter: field.value for letter, field in counted.items()}
            chart.value = split_chart("Who would do what", {"Hands": counts}) if any(counts.values()) else ""

        for field in counted.values():
            field.observe(draw, "value")
        rows = [
            self._parts.card(
                self._parts.html(f"<p class='mh-lead'><b>{letter}</b> {escape(option.text)}</p>"),
                self._parts.row(
                    counted[letter],
                    self._parts.button(
                        f"Do {letter}", partial(self._choose, len(self._run.moves), option.id)
                    ),
                ),
            )
            for letter, option in options
        ]
        split = [self._split()] if decision.pivotal and self._hands else []
        return [*split, self._parts.heading(decision.ask), *rows, chart, self._below()]

    def _below(self) -> widgets.Box:
        made = len(self._run.moves)
        back = (
            [self._parts.button(f"Step back to decision {made}", partial(self._back, made - 1))]
            if made
            else []
        )
        return self._parts.row(*back, self._another())

    def _count(self, label: str) -> widgets.BoundedIntText:
        return self._parts.count(label, MOST_HANDS)

    def _rating(self) -> list[widgets.Widget]:
        decision = self._run.scene.decision
        assert decision is not None
        fields: dict[str, dict[int, widgets.BoundedIntText]] = {}
        rows = []
        for letter, option in zip(html.LETTERS, decision.options, strict=False):
            fields[option.id] = {
                rating: self._count(f"{letter}: {rating} {after.RATING_WORDS[rating]}") for rating in RATINGS
            }
            text = self._parts.html(f"<p class='mh-lead'><b>{letter}</b> {escape(option.text)}</p>")
            rows.append(self._parts.card(text, self._parts.row(*fields[option.id].values())))
        missing = self._parts.status()
        done = self._parts.button("Show the split", partial(self._rate, fields, missing), primary=True)
        ask = (
            "<p>Before anybody argues: how effective is each of these here? Ask for hands, one option after the "
            "other, and type how many there were.</p>"
        )
        return [
            self._parts.heading(decision.ask),
            self._parts.html(ask),
            *rows,
            self._parts.row(done),
            missing,
            self._below(),
        ]

    def _rate(self, fields: dict[str, dict[int, widgets.BoundedIntText]], missing: widgets.HTML) -> None:
        counts = {
            option: {rating: field.value for rating, field in by_rating.items()}
            for option, by_rating in fields.items()
        }
        try:
            self._hands = Hands(counts)
        except RunError as error:
            announce(missing, str(error))
            return
        self._run = self._run.rate(self._hands.ratings, _CONFIDENCE)
        self._show()

    def _split(self) -> widgets.HTML:
        assert self._hands is not None
        options = self._run.scenario.pivotal.options
        rows = {
            f"{letter} (mean {self._hands.mean(option.id):.1f})": {
                f"{rating}": count for rating, count in self._hands.counts[option.id].items()
            }
            for letter, option in zip(html.LETTERS, options, strict=False)
        }
        chart = split_chart("How the room rated: 1 ineffective, 4 very effective", rows)
        ask = "<p>Where is the room furthest apart? Hear one voice from each side. Then let them decide.</p>"
        return self._parts.html(f"<div class='mh-card'>{chart}{ask}</div>")

    def _choose(self, step: int, option_id: str) -> None:
        if step != len(self._run.moves):
            return  # the second half of a double click: this decision is made
        self._run = self._run.choose(option_id)
        self._show()

    def _back(self, step: int) -> None:
        self._run = self._run.back(step)
        self._show()

    # The debrief, one step at a time

    def _steps(self) -> list[tuple[str, str]]:
        run, debrief = self._run, self._run.scenario.debrief
        steps = [
            ("What happened", after.happened(run)),
            ("What nobody could see", after.hidden(run)),
            ("What each of them saw", after.saw(run)),
            ("Your ratings beside the key", after.room_ratings(run, self._hands) if self._hands else ""),
            ("The essay's claim at work", after.claims_at_work(run)),
        ]
        steps += [
            (f"Question {number}", f"<p class='mh-discuss'>{escape(question)}</p>")
            for number, question in enumerate(debrief.discuss, 1)
        ]
        steps.append(("To carry on", after.question(run)))
        steps.append(("The road not taken", after.road_not_taken(run)))
        return [(name, shown) for name, shown in steps if shown]

    def _debrief(self, at: int) -> None:
        steps = self._steps()
        name, shown = steps[at]
        # One thing at a time on the screen: the ending makes room once the talk about it begins.
        self._scene.value = "" if at else html.scene(self._run)
        self._meters.value = "" if at else html.meters(self._run)
        self._place.value = f"Debrief, {at + 1} of {len(steps)}: {name}"
        buttons: list[tuple[str, Callable[[], None]]] = []
        if at + 1 < len(steps):
            buttons.append((f"Next: {steps[at + 1][0]}", partial(self._debrief, at + 1)))
        if at:
            buttons.append((f"Back: {steps[at - 1][0]}", partial(self._debrief, at - 1)))
        row = [
            self._parts.button(text, pressed, primary=number == 0 and at + 1 < len(steps))
            for number, (text, pressed) in enumerate(buttons)
        ]
        roads = roads_back(self._parts, self._run, self._back) if at + 1 == len(steps) else []
        self._controls.children = [
            self._parts.html(f"<div class='mh-card mh-carry'>{shown}</div>"),
            *roads,
            self._parts.row(*row, self._another()),
        ]
        self._arrive()
