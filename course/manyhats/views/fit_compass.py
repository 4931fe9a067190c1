"""The Fit Compass: a role, a profile with evidence, what lies between, questions, a plan, and the learner's decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from manyhats import journal, profile
from manyhats.compass import ENTRY, KIND, Compass, CompassError, Evidence, TargetRole, Verdict, prompts
from manyhats.compass.as_text import as_text
from manyhats.content.modules import Module, modules
from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.profile import STRENGTH_WORDS
from manyhats.roles.library import role_ids
from manyhats.views import fit_compass_html as html
from manyhats.views.coded_lines import CodedLines, plain_lines
from manyhats.views.download import download
from manyhats.views.earlier_words import earlier_words
from manyhats.views.explain import Explanation
from manyhats.views.parts import Parts, View, announce
from manyhats.views.predict import Prediction
from manyhats.views.role_choice import OWN, RoleChoice
from manyhats.views.theme import own_styles

if TYPE_CHECKING:
    from manyhats.roles.decoder import DecodedRole

_MODULE = "08-throw-your-hat-in"  # to which this view belongs
_MOST = 1000  # characters of one piece of evidence, of the questions, and of the plan
_PREDICT = "Under which hat will the largest gap lie, between what the role asks for and what you can show?"
_PREDICT_OPTIONS = {
    **{str(hat): DESCRIPTIONS[hat].name for hat in Hat},
    "none": "Nowhere: I can show all of it",
}
_EXPLAIN = "Explain, in a line or two: which line of the role decided it most, and what of your own did you hold against it?"


class FitCompass(View):
    """The view of one compass: what the journal holds of it, or an empty one with the levels of the self-rating.

    Args:
        role_id: the role to begin with where the journal holds no compass yet; the address of an app may name it.
            One that there is not is told in a sentence.
    """

    def __init__(self, role_id: str = "") -> None:
        self._parts = Parts()
        self._notice = self._parts.html()
        self._status = self._parts.status()
        self._status.add_class("mh-visually-hidden")
        self._top = self._parts.focus_line("mh-headline")
        self._top.value = "You and a role, side by side"
        self._body = self._parts.column()
        top = self._parts.row(self._top, kind="mh-fit-place")
        shown = (self._notice, top, self._body, self._status)
        self.widget = self._parts.page(*shown, styles=own_styles("fit_compass"), kind="mh-fit-compass")
        rated = journal.read(profile.KIND)
        self._tell(rated.notice)
        self._ratings = profile.read_ratings(rated.entries)
        self._begin(self._kept() or self._blank())
        if role_id in role_ids() and not self._compass.role:
            self._choice.choose(role_id)
        elif role_id and role_id not in role_ids():
            self._tell(f"There is no role “{role_id[:40]}” here. Choose one below.")

    def _kept(self) -> Compass | None:
        reading = journal.read(KIND)
        self._tell(reading.notice)
        if ENTRY not in reading.entries:
            return None
        try:
            return Compass.from_json(reading.entries[ENTRY])
        except CompassError as error:
            self._tell(f"{error} Here is an empty one. It takes the other's place once you change something.")
            return None

    def _blank(self) -> Compass:
        """No role yet, and the levels of the latest self-rating, for which there is no evidence yet."""
        latest = self._ratings.latest
        return Compass(profile={hat: Evidence(latest.strength[hat] if latest else None) for hat in Hat})

    def _tell(self, notice: str) -> None:
        if notice:
            self._notice.value = f"<p class='mh-message' role='status'>{escape(notice)}</p>"

    def _begin(self, compass: Compass) -> None:
        """Show a compass from its first step on."""
        self._compass = compass
        self._coded: CodedLines | None = None
        self._lab, self._rest = self._parts.column(), self._parts.column()
        # They take the focus, so they have to be on the page before the steps that they head.
        self._show_place, self._place = (self._parts.focus_line("mh-headline") for _ in range(2))
        self._after, self._sure = self._parts.column(), self._parts.column()
        self._role_step = self._role_controls()
        self._prediction: Prediction | None = None
        self._asked_ids: tuple[str, ...] | None = None  # the questions that are on the page
        self._before_lab = self._parts.column()
        assumed = self._parts.html(html.ASSUMPTIONS)
        self._body.children = [
            self._parts.html(_intro()),
            self._role_step,
            self._before_lab,
            # In rows of their own: Voila's page takes a label for the name of every control in its box.
            self._parts.row(self._show_place, kind="mh-fit-place"),
            self._lab,
            self._parts.row(self._place, kind="mh-fit-place"),
            self._rest,
            assumed,
            self._after,
        ]
        self._offer_the_end()
        if compass.role:
            self._show_role()

    def _change(self, **fields: Any) -> None:
        """Take over what the learner changed, and keep it."""
        self._compass = replace(self._compass, **fields, on=date.today())
        self._tell(journal.record(KIND, ENTRY, self._compass.to_json()))

    # 1: the role

    def _role_controls(self) -> widgets.Widget:
        role = self._compass.role
        chosen, text = "", ""
        if role:
            chosen = role.id if role.id in role_ids() else OWN
            text = "" if chosen != OWN else "\n".join(line.text for line in role.lines)
        note = (
            "It is kept in your journal, on this machine." if journal.is_kept() else "Nothing of it is kept."
        )
        self._choice = RoleChoice(
            self._parts, "Choose a role", chosen, self._take_role, own_note=note, own_text=text
        )
        self._refused = self._parts.status()
        self._lines = self._parts.column()
        return self._parts.column(
            self._parts.html("<h3>1. The role</h3>"),
            self._choice.widget,
            self._refused,
            self._lines,
            kind="mh-card",
        )

    def _take_role(self) -> None:
        """Another role: decode it, or say why that can't be done."""
        announce(self._refused, "")
        text = self._choice.text
        if text is None:
            return
        from manyhats.roles.decoder import (  # late: before a role is chosen no model is needed
            RoleTextError,
            decode,
        )

        try:
            decoded = decode(text)
        except RoleTextError as error:
            announce(self._refused, str(error))
            return
        own = self._choice.role_id == OWN
        role = (
            TargetRole.own(decoded)
            if own
            else TargetRole.of(self._choice.role_id, self._choice.name, decoded)
        )
        before = self._compass.role
        another = before is not None and before != role
        said = f"{role.name} is the role now."
        if another and self._compass.verdict:
            said += " Your decision was about the other one, so it is open again."
        verdict = None if another else self._compass.verdict
        self._change(role=role, verdict=verdict, left_out=() if another else self._compass.left_out)
        self._show_role()
        if another:
            self._asked_ids = None  # what was unticked was about the other role
            self._sync_verdict()
            self._redraw()
        announce(self._status, said)

    def _show_role(self) -> None:
        """The role's lines as they are; once the prediction is made, how they were read."""
        self._coded = None
        if self._prediction is None:
            self._show_plain_lines()
            # It unlocks the rest at once where it was made earlier.
            self._prediction = Prediction(self._parts, "fit-gap", _PREDICT, _PREDICT_OPTIONS, self._unlock)
            self._before_lab.children = [self._prediction.widget]
            self._redraw()
        elif self._prediction.value is None:
            self._show_plain_lines()
        else:
            self._show_mix()

    def _show_plain_lines(self) -> None:
        text = "\n".join(line.text for line in self._role.lines)
        self._lines.children = [self._parts.html(plain_lines(text))]

    @property
    def _role(self) -> TargetRole:
        assert self._compass.role
        return self._compass.role

    def _show_mix(self) -> None:
        self._mix = self._parts.html(html.mix(self._role))
        if self._coded:
            self._toggle = self._parts.button("Close the lines", self._close_lines)
            self._lines.children = [self._mix, self._parts.row(self._toggle), self._coded.widget]
        else:
            self._toggle = self._parts.button("See how each line was read, and correct it", self._open_lines)
            self._lines.children = [self._mix, self._parts.row(self._toggle)]

    def _open_lines(self) -> None:
        read = _decoder_s_reading(self._role)
        changes = _changes(self._role, read)
        self._coded = CodedLines(self._parts, read, self._recoded, self._taken_back, changes)
        self._show_mix()
        self._toggle.focus()

    def _close_lines(self) -> None:
        self._coded = None
        self._show_mix()
        self._toggle.focus()

    def _recoded(self, sentence: str) -> None:
        assert self._coded
        self._change(role=TargetRole.of(self._role.id, self._role.name, self._coded.role))
        self._mix.value = html.mix(self._role)
        self._redraw()
        announce(self._status, sentence)

    def _taken_back(self) -> None:
        self._recoded("Your changes are taken back.")
        self._toggle.focus()

    # 2: the profile

    def _unlock(self) -> None:
        """The prediction is made: the profile, and the rest where there is evidence already."""
        self._show_mix()
        self._show_place.value = "2. What you can show"
        earlier = earlier_words(*_earlier_modules())
        mine = earlier and (
            f"<details><summary>What you wrote earlier in the course</summary>{earlier}</details>"
        )
        hats = self._parts.row(*(self._hat_card(hat) for hat in Hat), kind="mh-fit-hats")
        self._held = self._parts.row(self._parts.button("Hold me against the role", self._hold, primary=True))
        self._lab.children = [
            self._parts.html(
                "<p>For each hat, a level and <b>one thing that happened</b>: what you did, "
                "with whom, and what came of it. A level with nothing beside it doesn't count yet. A failure is "
                "evidence, too.</p>"
            ),
            *([self._parts.linked(mine)] if mine else []),  # it links to exercises
            hats,
            self._held,
        ]
        if any(one.text.strip() for one in self._compass.profile.values()):
            self._hold(again=True)
        if self._prediction:  # it was made just now, and its button is gone
            self._show_place.focus()

    def _hat_card(self, hat: Hat) -> widgets.Widget:
        evidence, name = self._compass.profile[hat], DESCRIPTIONS[hat].name
        level = self._parts.radio(
            [(f"{number} {word}", number) for number, word in STRENGTH_WORDS.items()], evidence.level
        )
        level.observe(lambda change: self._set_evidence(hat, level=change["new"]), "value")
        field = self._field(
            f"{name}: {prompts().hats[hat].evidence}",
            evidence.text,
            lambda text: self._set_evidence(hat, text=text),
        )
        return self._parts.column(
            self._parts.html(html.hat_head(hat, self._ratings.baseline)),
            self._parts.heading(f"{name}: how strong are you at this today?"),
            level,
            field,
            kind="mh-card",
        )

    def _field(self, label: str, value: str, taken: Callable[[str], None]) -> widgets.Widget:
        """Lines to write in, taken over when the field is left; a text that is too long is told, and stays there."""
        field, told = self._parts.textarea(label, value), self._parts.status()
        field.continuous_update = False

        def changed(_: object) -> None:
            length = len(field.value)
            too_long = f"That is {length} characters. Cut it to {_MOST}, and it counts then."
            announce(told, too_long if length > _MOST else "")
            if length <= _MOST:
                taken(field.value)

        field.observe(changed, "value")
        return self._parts.column(field, told)

    def _set_evidence(self, hat: Hat, **part: Any) -> None:
        evidence = replace(self._compass.profile[hat], **part)
        self._change(profile={**self._compass.profile, hat: evidence})
        self._redraw()
        if self._rest.children:
            announce(self._status, next(one.sentence for one in self._compass.comparisons if one.hat is hat))

    # 3 to 5: what lies between, the questions, the plan and the decision

    def _hold(self, again: bool = False) -> None:
        """Show everything that follows from role and profile; from then on it follows each change."""
        self._held.children = ()
        self._place.value = "3. You beside the role"
        self._overlay, self._ideas, self._lens, self._decided = (self._parts.html() for _ in range(4))
        self._asked = self._parts.column(kind="mh-fit-questions")
        own = self._field(
            "Questions of your own, one on each line",
            "\n".join(self._compass.own_questions),
            lambda text: self._change(own_questions=_lines(text)),
        )
        plan = self._field(
            "Your plan, one step on each line: what, with whom, by when",
            "\n".join(self._compass.plan),
            lambda text: self._change(plan=_lines(text)),
        )
        self._verdict = self._parts.radio(
            [(one.name, one.id) for one in prompts().verdicts], self._compass.verdict
        )
        self._verdict.observe(self._decide, "value")
        self._rest.children = [
            self._overlay,
            self._parts.html(
                "<h3>4. Questions for the hiring manager</h3><p>One for each gap, and one for each hat that the text is "
                "silent on. Untick what you won't ask.</p>"
            ),
            self._asked,
            own,
            self._parts.html("<h3>5. Your plan, and your decision</h3>"),
            self._ideas,
            plan,
            self._parts.column(self._lens, self._parts.html(html.the_five()), kind="mh-card"),
            self._parts.heading(
                "Go, negotiate or not now? All three are good decisions, and this one is yours."
            ),
            self._verdict,
            self._decided,
            Explanation(self._parts, "fit", _EXPLAIN).widget,
        ]
        self._redraw()
        self._sync_verdict()
        if not again:
            self._place.focus()
            announce(self._status, html.outcome(self._compass))

    def _redraw(self) -> None:
        """Draw what follows from role and profile, once it is shown."""
        if not self._rest.children or self._prediction is None:
            return
        self._overlay.value = html.overlay(self._compass)
        self._ideas.value = html.steps(self._compass)
        self._lens.value = html.through_the_lens(self._role)
        self._prediction.happened(html.outcome(self._compass))
        derived = self._compass.derived
        if self._asked_ids != tuple(one.id for one in derived):
            self._asked_ids = tuple(one.id for one in derived)
            self._asked.children = [self._tick(one.id, one.text) for one in derived] or [
                self._parts.html(
                    "<p class='mh-muted'>No gap and no silence: ask what you're curious about.</p>"
                )
            ]

    def _tick(self, question_id: str, text: str) -> widgets.Checkbox:
        tick = self._parts.check(text, question_id not in self._compass.left_out)

        def changed(change: dict[str, Any]) -> None:
            others = [one for one in self._compass.left_out if one != question_id]
            self._change(left_out=(*others, *(() if change["new"] else (question_id,))))
            announce(self._status, f"You will ask {len(self._compass.questions)} questions.")

        tick.observe(changed, "value")
        return tick

    def _decide(self, change: dict[str, Any]) -> None:
        chosen = None if change["new"] is None else Verdict(change["new"])
        if chosen != self._compass.verdict:
            self._change(verdict=chosen)
        self._decided.value = html.verdict(chosen)

    def _sync_verdict(self) -> None:
        """Show the decision as it is kept."""
        if self._rest.children:
            self._verdict.value = self._compass.verdict and str(self._compass.verdict)
            self._decided.value = html.verdict(self._compass.verdict)

    # The end: take it away, or start again

    def _offer_the_end(self) -> None:
        kept = (
            "Everything here is kept in your journal as you go, on this machine. Your Role Brief is made of it."
            if journal.is_kept()
            else "Nothing of it is kept here: it goes when you close the page. Make a copy before."
        )
        self._copy = self._parts.html()
        self._after.children = [
            self._parts.html(f"<p class='mh-muted'>{kept}</p>"),
            self._parts.row(
                self._parts.button("Make a copy to take away", self._make_copy),
                self._parts.button("Back to the start values …", self._ask_to_start_again),
            ),
            self._copy,
            self._sure,
        ]

    def _make_copy(self) -> None:
        data = as_text(self._compass).encode()
        self._copy.value = download("fit-compass.txt", data, "text/plain;charset=utf-8", "as it stands now")
        announce(self._status, "The copy is ready: use the link below the button.")

    def _ask_to_start_again(self) -> None:
        keep = self._parts.button("Leave it as it is", self._leave, primary=True)
        self._sure.children = [
            self._parts.column(
                self._parts.html(
                    "<p><b>This would go:</b> the role, your evidence, questions, plan and decision. <b>This would "
                    "stay:</b> your prediction, your explanation, and your self-ratings.</p>"
                ),
                self._parts.row(keep, self._parts.button("Start again", self._start_again)),
                kind="mh-fit-sure",
            )
        ]
        keep.focus()
        announce(self._status, "Nothing is gone yet.")

    def _leave(self) -> None:
        self._sure.children = ()
        announce(self._status, "It is left as it was.")

    def _start_again(self) -> None:
        self._compass = self._blank()
        self._change()
        self._begin(self._compass)
        self._top.focus()
        announce(self._status, "This is a new beginning. Choose a role.")


def _intro() -> str:
    return (
        "<p>What it asks for, what you can show, and what lies between. "
        "<span class='mh-muted'>A lens with teaching assumptions, not calibrated. It takes no decision for you.</span></p>"
    )


def _earlier_modules() -> list[Module]:
    return [one for one in modules().values() if one.id != _MODULE]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _decoder_s_reading(role: TargetRole) -> DecodedRole:
    """The kept lines as the decoder reads them now, with its reasons."""
    from manyhats.roles.decoder import DecodedRole, decode_line

    return DecodedRole(tuple(decode_line(line.text) for line in role.lines))


def _changes(role: TargetRole, read: DecodedRole) -> dict[int, Hat | None]:
    """Where the kept coding is another than the decoder's."""
    pairs = enumerate(zip(role.lines, read.lines, strict=True))
    return {place: line.hat for place, (line, now) in pairs if line.hat != now.hat}
