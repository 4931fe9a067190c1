"""The self-rating of the four hats: two questions a hat, kept as the beginning, and made again when you like."""

from collections.abc import Mapping
from datetime import date
from html import escape

import ipywidgets as widgets

from manyhats import journal
from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.profile import (
    BASELINE,
    KIND,
    LIKING_WORDS,
    MOST,
    STRENGTH_WORDS,
    read_ratings,
)
from manyhats.profile import SelfRating as Rating
from manyhats.views.charts import legend, radar
from manyhats.views.parts import Parts, View, announce
from manyhats.views.theme import day_text, hat_label, message, own_styles

_NAMES = ("How strong you are", "How much you like it")
_WORDS = (STRENGTH_WORDS, LIKING_WORDS)


class SelfRating(View):
    """The learner's rating of themselves, asked or shown.

    The first one is the baseline. It can be corrected for as long as this view is open; after that it stands,
    and a new rating is kept beside it under its day.
    """

    def __init__(self) -> None:
        self._parts = parts = Parts()
        self._notice = parts.html()
        self._place = parts.focus_line("mh-headline")
        self._body = parts.column()
        self._missing = parts.status()
        self._status = parts.status()
        self._status.add_class("mh-visually-hidden")
        self._asked: dict[Hat, tuple[widgets.RadioButtons, widgets.RadioButtons]] = {}
        self._entry = ""  # the journal's id of the rating that was made in this view, and may be corrected
        shown = (self._notice, self._place, self._body, self._missing, self._status)
        self.widget = parts.page(*shown, styles=own_styles("self_rating"), kind="mh-self-rating")
        reading = journal.read(KIND)
        self._ratings = read_ratings(reading.entries)
        self._tell(reading.notice)
        if BASELINE in reading.entries and self._ratings.baseline is None:
            self._tell(
                "Your earlier rating can't be read any more. Rate yourself anew, and it takes its place."
            )
        if self._ratings.latest is None:
            self._ask(None)
        else:
            self._show(self._ratings.latest)

    def _tell(self, notice: str) -> None:
        if notice:
            self._notice.value = message(notice)

    # Asked

    def _ask(self, before: Rating | None) -> None:
        """Ask both questions about each hat, with what was answered before where it is corrected."""
        self._place.value = "Two questions about each hat. Your first thought is good enough."
        self._asked = {hat: self._questions(hat, before) for hat in Hat}
        buttons = [self._parts.button("Keep this rating", self._keep, primary=True)]
        if self._ratings.latest is not None:
            buttons.append(self._parts.button("Leave it as it was", self._leave))
        self._body.children = [
            *(self._card(hat, *radios) for hat, radios in self._asked.items()),
            self._parts.row(*buttons),
        ]

    def _questions(
        self, hat: Hat, before: Rating | None
    ) -> tuple[widgets.RadioButtons, widgets.RadioButtons]:
        strength, liking = (
            self._parts.radio(
                [(f"{number} {word}", number) for number, word in words.items()],
                numbers[hat] if numbers else None,
            )
            for words, numbers in zip(
                _WORDS, (before.strength, before.liking) if before else (None, None), strict=True
            )
        )
        for radio in (strength, liking):
            radio.observe(lambda _: announce(self._missing, ""), "value")
        return strength, liking

    def _card(self, hat: Hat, strength: widgets.RadioButtons, liking: widgets.RadioButtons) -> widgets.Box:
        shown = DESCRIPTIONS[hat]
        return self._parts.column(
            self._parts.html(
                f"<h3>{hat_label(hat)}</h3><p>{escape(shown.gist)} "
                f"<span class='mh-muted mh-small'>Such as {escape(shown.covers)}.</span></p>"
            ),
            self._parts.heading(f"{shown.name}: how strong are you at this today?"),
            strength,
            self._parts.heading(f"{shown.name}: how much do you like doing it?"),
            liking,
            kind="mh-card",
        )

    def _keep(self) -> None:
        open_ = [
            f"{DESCRIPTIONS[hat].name} ({what})"
            for hat, radios in self._asked.items()
            for what, radio in zip(("how strong", "how much you like it"), radios, strict=True)
            if radio.value is None
        ]
        if open_:
            announce(self._missing, f"Still open: {', '.join(open_)}.")
            return
        rating = Rating(
            {hat: strength.value for hat, (strength, _) in self._asked.items()},
            {hat: liking.value for hat, (_, liking) in self._asked.items()},
            date.today(),
        )
        self._entry = self._entry or self._new_entry(rating)
        self._ratings = self._ratings.with_(self._entry, rating)
        self._tell(journal.record(KIND, self._entry, rating.to_json()))
        self._show(rating)
        self._place.focus()
        announce(
            self._status,
            f"Your rating. {_NAMES[0]}: {_numbers(rating.strength)}. {_NAMES[1]}: {_numbers(rating.liking)}.",
        )

    def _new_entry(self, rating: Rating) -> str:
        """The baseline if there is none, in the journal as it is now: another notebook may have kept one."""
        if journal.is_kept():
            self._ratings = read_ratings(journal.read(KIND).entries)
        return BASELINE if self._ratings.baseline is None else rating.on.isoformat()

    def _leave(self) -> None:
        assert self._ratings.latest is not None
        self._show(self._ratings.latest)
        self._place.focus()

    # Shown

    def _show(self, rating: Rating) -> None:
        announce(self._missing, "")
        baseline = self._ratings.baseline
        earlier = baseline if baseline not in (None, rating) else None
        self._place.value = f"How you see yourself, {day_text(rating.on)}" + (
            ", and at the start" if earlier else ""
        )
        if self._entry:
            button = self._parts.button("Correct it", lambda: self._ask(rating))
        else:
            button = self._parts.button("Rate yourself again", lambda: self._ask(None))
        self._body.children = [
            self._parts.html(_picture(rating, earlier) + _in_words(rating) + self._what_becomes_of_it()),
            self._parts.row(button),
        ]

    def _what_becomes_of_it(self) -> str:
        if not journal.is_kept():
            said = "Nothing of it is kept here: it goes when you close the page."
        elif self._entry == BASELINE:
            said = (
                "This is your starting point. You can still correct it. Once you run this cell again or close the "
                "notebook it stands, and module 8 shows it to you again. It is kept in your journal, on this "
                "machine, for you alone."
            )
        elif self._entry:
            said = "Kept in your journal under today's date. Your starting point stays as it was."
        else:
            said = "Rate yourself again when you like. Your starting point stays, and the new rating is kept beside it."
        return f"<p class='mh-muted'>{said}</p>"


def _picture(rating: Rating, earlier: Rating | None) -> str:
    """The rating as a radar and as a table of words, with what stood there at the start."""
    numbers = (rating.strength, rating.liking)
    before = (earlier.strength, earlier.liking) if earlier else (None, None)
    mixes = [(name, {hat: float(ns[hat]) for hat in Hat}) for name, ns in zip(_NAMES, numbers, strict=True)]
    head = "".join(f"<th scope='col'>{name}</th>" for name in _NAMES)
    rows = "".join(
        f"<tr><th scope='row'>{hat_label(hat)}</th>"
        + "".join(
            f"<td data-label='{name}'>{_cell(now[hat], words, then[hat] if then else None)}</td>"
            for name, now, words, then in zip(_NAMES, numbers, _WORDS, before, strict=True)
        )
        + "</tr>"
        for hat in Hat
    )
    return (
        "<section class='mh-card' aria-label='Your rating'><div class='mh-mix-parts'>"
        f"<div class='mh-mix-radar'>{radar(mixes, of=MOST)}{legend(_NAMES)}</div>"
        f"<div class='mh-mix-table'><table class='mh-own-numbers'><thead><tr><td></td>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div></div></section>"
    )


def _cell(now: int, words: dict[int, str], then: int | None) -> str:
    said = f"<b>{now} of {MOST}</b>, {escape(words[now])}"
    if then is None:
        return said
    return f"{said} <span class='mh-muted'>({then if then != now else 'the same'} at the start)</span>"


def _numbers(rated: Mapping[Hat, int]) -> str:
    return ", ".join(f"{DESCRIPTIONS[hat].name} {rated[hat]} of {MOST}" for hat in Hat)


def _in_words(rating: Rating) -> str:
    """What stands out, as sentences; nothing here is a verdict."""
    if rating.lean:
        said = [f"Strength and liking together are highest under <b>{_names(rating.lean)}</b>."]
    else:
        said = ["No hat stands out: strength and liking together come to the same under all four."]
    if rating.stronger_than_liked:
        said.append(
            f"You wear <b>{_names(rating.stronger_than_liked)}</b> better than you like to. "
            "Ask of a job how much of your week that would be."
        )
    if rating.liked_beyond_strength:
        said.append(
            f"You like <b>{_names(rating.liked_beyond_strength)}</b> more than you're strong at it so far. "
            "That is a place to grow."
        )
    said.append("None of this is a score: it is fine to be stronger under one hat than under another.")
    return f"<p>{' '.join(said)}</p>"


def _names(hats: tuple[Hat, ...]) -> str:
    *first, last = (DESCRIPTIONS[hat].name for hat in hats)
    return f"{', '.join(first)} and {last}" if first else last
