"""The bad-news call: choose when, how and whom to tell, hear two replies, and see trust move with the reasons."""

from functools import cache, cached_property
from pathlib import Path

import ipywidgets as widgets

from manyhats.bad_news import Call, Message, Part, Rung, Wording, case, contrast, missing, respond
from manyhats.bad_news.case import EARLIEST
from manyhats.views import bad_news_html as html
from manyhats.views.explain import Explanation
from manyhats.views.parts import Parts, View, announce
from manyhats.views.plots import Plots
from manyhats.views.predict import Prediction

KEY = "bad-news-call"
BESIDE = 3  # calls that are shown side by side
FIRST_DRAFT = Call(
    5,
    Message(
        {
            Part.FACT: Wording.SOFT,
            Part.OPTIONS: Wording.LEFT_OUT,
            Part.ASK: Wording.SOFT,
            Part.DATE: Wording.LEFT_OUT,
        }
    ),
)
_PREDICTIONS = {
    "early": "Telling early, without options",
    "late": "Telling late, with options",
    "same": "Both cost about the same",
}
_ASKED = {
    Part.FACT: "The fact: what do you say has happened?",
    Part.OPTIONS: "The options: what can they choose between?",
    Part.ASK: "The ask: what do you want of them?",
    Part.DATE: "The date: when is the next word due?",
}
_RUNG = {
    "Both on the same day": Rung.BOTH,
    "Farid today, Celia tomorrow": Rung.FARID_FIRST,
    "Celia today, Farid tomorrow": Rung.CELIA_FIRST,
}
_OWN_PARTS = {
    Part.FACT: "The fact: what won't come, or not in time, and what it means for them",
    Part.OPTIONS: "The options: two that I could live with, each with its price",
    Part.ASK: "The ask: what I need from this one person",
    Part.DATE: "The date: by when I need it, and when they hear from me next",
}
_SOFT_FIRST = {Part.FACT, Part.ASK}  # so that the place of an answer doesn't tell what it is


@cache
def call_styles() -> str:
    """What the bad-news call has on top of the theme, as a ``<style>`` element."""
    return f"<style>{Path(__file__).with_name('bad_news_call.css').read_text(encoding='utf-8')}</style>"


class BadNewsCall(View):
    """A promise will be late, and two people who count on it don't know yet.

    The learner predicts what costs more trust, composes a call, makes it, hears both replies, and calls again.
    """

    def __init__(self) -> None:
        self._parts = parts = Parts()
        self._case = case()
        self._calls: list[Call] = []
        self._relabelling = False
        self._status = parts.status()
        self._preview, self._said, self._beside = (parts.html() for _ in range(3))
        self._came_back = parts.focus_line("mh-headline")
        self._plots = Plots(parts)
        self._controls, self._after = parts.column(), parts.column()
        self._wait = parts.slider("How many weeks do you wait? (0 is today, 8 is 1 March)", 0, EARLIEST, 0)
        self._wordings = {part: parts.radio(self._ways(part), Wording.SOFT.value) for part in Part}
        self._opening = parts.radio(
            [(html.capital(text), part.value) for part, text in html.PART_NAMES.items()], Part.FACT.value
        )
        self._rung = parts.radio([(text, rung.value) for text, rung in _RUNG.items()], Rung.BOTH.value)
        self._set(FIRST_DRAFT)
        for control in (self._wait, *self._wordings.values(), self._opening, self._rung):
            control.observe(self._changed, "value")
        self._prediction = Prediction(
            parts, KEY, "Which of these costs more trust?", _PREDICTIONS, self._unlock
        )
        self.widget = parts.page(
            parts.html(html.situation(self._case)),
            self._prediction.widget,
            self._controls,
            self._status,
            self._after,
            parts.html(html.assumptions(self._case)),
            styles=call_styles(),
            kind="mh-bad-news",
        )

    # Composing

    def _unlock(self) -> None:
        """Show the controls, once the prediction is made."""
        parts = self._parts
        composed: list[widgets.Widget] = []
        for part, radio in self._wordings.items():
            composed += [parts.heading(_ASKED[part]), radio]
        self._controls.children = [
            parts.html(
                "<h3>Compose the call</h3><p>What stands here is your first draft. You wrote it at eleven at night.</p>"
            ),
            self._wait,
            parts.column(*composed, kind="mh-sentences"),
            parts.heading("What do you say first?"),
            self._opening,
            parts.heading("Whom do you ring?"),
            self._rung,
            self._preview,
            parts.row(
                parts.button("Make the call", self._make, primary=True),
                parts.button("Back to the start values", self._reset),
            ),
        ]
        self._draw_preview()

    @property
    def _call(self) -> Call:
        """The call as it is composed now."""
        wordings = {part: Wording(radio.value) for part, radio in self._wordings.items()}
        return Call(
            EARLIEST - self._wait.value, Message(wordings, Part(self._opening.value)), Rung(self._rung.value)
        )

    def _ways(self, part: Part, message: Message = FIRST_DRAFT.message) -> list[tuple[str, str]]:
        """The sentences that a part can be said in; those of the ask and the date depend on the options."""
        order = [Wording.SOFT, Wording.PLAIN] if part in _SOFT_FIRST else [Wording.PLAIN, Wording.SOFT]
        sentences = [
            (wording, self._case.sentence(message.with_wording(part, wording), part)) for wording in order
        ]
        return [(f"“{text}”", wording.value) for wording, text in sentences] + [
            ("(leave it out)", Wording.LEFT_OUT.value)
        ]

    def _changed(self, change: dict) -> None:
        if self._relabelling:
            return
        if change["owner"] is self._wordings[Part.OPTIONS]:
            self._relabel()
        self._draw_preview()

    def _relabel(self) -> None:
        """Say the ask and the date as they are said with these options."""
        self._relabelling = True  # new options reset a radio's value for a moment
        message = self._call.message
        for part in (Part.ASK, Part.DATE):
            radio, ways = self._wordings[part], self._ways(part, message)
            if tuple(radio.options) != tuple(ways):
                value = radio.value
                radio.options = ways
                radio.value = value
        self._relabelling = False

    def _draw_preview(self) -> None:
        self._preview.value = html.preview(self._case, self._call)

    def _set(self, call: Call) -> None:
        self._wait.value = EARLIEST - call.weeks
        for part, radio in self._wordings.items():
            radio.value = call.message.wordings[part].value
        self._opening.value, self._rung.value = call.message.opening.value, call.rung.value

    def _reset(self) -> None:
        self._set(FIRST_DRAFT)
        self._calls = []
        self._after.children = ()
        self._prediction.happened("")
        announce(self._status, "Your first draft is back, and no call has been made.")

    # Calling

    def _make(self) -> None:
        self._calls.append(self._call)
        number = len(self._calls)
        responses = respond(self._case, self._calls[-1])
        self._came_back.value = f"Call {number}: what came back"
        self._said.value = html.result(self._case, responses)
        first = max(0, number - BESIDE)
        self._beside.value = html.side_by_side(self._case, list(enumerate(self._calls[first:], first + 1)))
        found = contrast(self._calls)
        if found is None:
            self._plots.show(html.to_try(missing(self._calls)), [])
        else:
            self._prediction.happened(html.outcome(self._case, self._calls, found))
            plot = html.weeks_chart(self._case, number, self._calls[-1])
            self._plots.show(plot.figure, [plot])
        self._after.children = self._what_follows
        trusts = ", ".join(f"{html.first_name(one.person)} {one.trust}" for one in responses)
        settled = "Your prediction is settled, look above. " if found else ""
        announce(
            self._status,
            f"Call {number} is made. Trust after 1 March, of 10: {trusts}. {settled}The replies are below.",
        )
        self._came_back.focus()

    @cached_property
    def _what_follows(self) -> list[widgets.Widget]:
        """Made once, so that starting again takes no words away that the learner has begun to write."""
        question = "Explain: what does an early call give them that late options can't?"
        explanation = Explanation(self._parts, KEY, question)
        return [
            self._came_back,
            self._said,
            self._beside,
            self._plots.widget,
            explanation.widget,
            _Own(self._parts).widget,
        ]


class _Own:
    """The four parts as a list to tick, for a note of the learner's own; nothing judges the note here."""

    def __init__(self, parts: Parts) -> None:
        self._boxes = {part: parts.check(text) for part, text in _OWN_PARTS.items()}
        self._ready = parts.status()
        for box in self._boxes.values():
            box.observe(self._count, "value")
        self.widget = parts.column(
            parts.html(
                "<h3>And yours?</h3><p>Think of a piece of news that you'd rather not tell just now. Which parts of it "
                "do you have? Tick them yourself. Nothing here reads a note: you write it in the exercise, and it is "
                "checked there.</p>"
            ),
            *self._boxes.values(),
            self._ready,
            kind="mh-card",
        )

    def _count(self, _: dict) -> None:
        lacking = [html.PART_NAMES[part] for part, box in self._boxes.items() if not box.value]
        if not lacking:
            announce(self._ready, "You have all four. Who is waiting for them?")
        elif self._boxes[Part.FACT].value:
            announce(
                self._ready, f"Still open: {', '.join(lacking)}. The fact alone is enough to ring today."
            )
        else:
            announce(self._ready, f"Still open: {', '.join(lacking)}.")
