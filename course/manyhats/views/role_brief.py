"""The Role Brief: what is in it and what is missing, a passage for each answer, and the document to take away."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from html import escape
from typing import Any

import ipywidgets as widgets

from manyhats import compass, journal, profile
from manyhats.brief import (
    KIND,
    MOST_SENTENCES,
    MOST_WORDS,
    TITLES,
    Brief,
    Missing,
    Passage,
    Reflection,
    Saved,
    build,
    missing,
    read_exercises,
    save,
    to_markdown,
)
from manyhats.views import explain, scenario
from manyhats.views.download import download
from manyhats.views.parts import Parts, View, announce, show_linked
from manyhats.views.places import COURSE
from manyhats.views.role_brief_html import to_html
from manyhats.views.theme import message, own_styles

FOLDER = "role-brief"
_MADE_ELSEWHERE = (profile.KIND, compass.KIND, scenario.KIND, explain.KIND)


class RoleBrief(View):
    """One document of what the learner has made in the course, as of the moment at which it is drawn.

    It reads the journal, and the exercises in the folder beside the notebook's own, as they were last saved. Under
    Voila nothing is kept, and it says so.
    """

    def __init__(self) -> None:
        self._parts = parts = Parts()
        styles = own_styles("role_brief")
        if not journal.is_kept():
            told = (
                "A Role Brief is made of what you rate, decide and write in the course. Nothing of that is kept here, "
                "so there is nothing to put into one. Open the course in JupyterLab for it."
            )
            self.widget = parts.page(
                parts.html(f"<div class='mh-card'>{told}</div>"), styles=styles, kind="mh-role-brief"
            )
            return
        self._notice, self._links, self._saved, self._page = (parts.html() for _ in range(4))
        self._status, self._said = parts.status(), parts.status()
        self._said.add_class("mh-visually-hidden")
        self._content = parts.linked()
        self._picks = parts.column(kind="mh-brief-picks")
        self._page.add_class("mh-brief-page")
        self.widget = parts.page(
            self._notice,
            self._content,
            parts.row(parts.button("Look again", self._look_again)),
            parts.heading("Take it away"),
            parts.html(
                "<p>Two files with the same words: one to read and print, one as plain text (Markdown). They are made "
                "on this machine and go nowhere unless you send them. The full texts of your answers stand in an "
                "appendix, on pages of its own.</p>"
            ),
            self._links,
            parts.row(parts.button("Save both beside my exercises", self._save, primary=True)),
            self._status,
            self._saved,
            self._picks,
            parts.heading("How it looks"),
            self._page,
            self._said,
            styles=styles,
            kind="mh-role-brief",
        )
        self._read()
        journal.watch("role brief", self._follow)

    # What there is

    def _follow(self, kind: str) -> None:
        """Draw anew what was changed elsewhere in the same notebook; the picks are made here."""
        if kind in _MADE_ELSEWHERE:
            self._read()

    def _look_again(self) -> None:
        self._saved.value = ""
        announce(self._status, "")
        self._read()
        announce(self._said, "This is how it stands now.")

    def _read(self) -> None:
        """Read everything that is kept, and draw it."""
        kept, notice = journal.read_all(KIND, *_MADE_ELSEWHERE)
        self._brief = _build(kept)
        notices = dict.fromkeys((notice, *self._brief.notices))
        self._notice.value = "".join(map(message, notices))
        show_linked(self._content, _content(self._brief))
        self._picks.children = self._pickers()
        self._draw()

    def _draw(self) -> None:
        """Draw the document, and the links that hold it."""
        page, text = to_html(self._brief), to_markdown(self._brief)
        self._links.value = download(
            f"{FOLDER}.html", page.encode(), "text/html", "opens in a browser, prints on A4"
        ) + download(f"{FOLDER}.md", text.encode(), "text/markdown", "plain text that any editor opens")
        self._page.value = (
            "<iframe class='mh-brief-sheet' title='Your Role Brief, as it will look' sandbox='' tabindex='0' "
            f"srcdoc='{escape(page, quote=True)}'></iframe>"
            "<p class='mh-brief-print'>To print your brief, save it above and print the page from there.</p>"
        )

    # A passage for each answer

    def _pickers(self) -> list[widgets.Widget]:
        if not self._brief.reflections:
            return []
        told = (
            "<p>Each answer puts a passage into the brief: its first two sentences, until you pick others. Up to "
            f"{MOST_SENTENCES} sentences and {MOST_WORDS} words an answer. With none ticked, it stays out of the brief and stands in the "
            "appendix alone.</p>"
        )
        picks = [_Picker(self._parts, one, self._pick).widget for one in self._brief.reflections]
        return [self._parts.heading("Pick a passage from each answer"), self._parts.html(told), *picks]

    def _pick(self, prompt_id: str, passage: Passage) -> None:
        self._brief = self._brief.with_passage(prompt_id, passage)
        notice = journal.record(KIND, prompt_id, passage.to_json())
        self._draw()
        taken = f"{len(passage.picked)} of {MOST_SENTENCES} sentences are in your brief."
        announce(self._said, notice or taken)

    # The files

    def _save(self) -> None:
        if not (COURSE / "exercises").is_dir():
            announce(
                self._status,
                "The exercises aren't beside this notebook's folder, so there is no place to save to. Use the two "
                "links above.",
            )
            return
        self._read()  # an answer may have been written since
        texts = {f"{FOLDER}.html": to_html(self._brief), f"{FOLDER}.md": to_markdown(self._brief)}
        saved = save(texts, (COURSE / FOLDER).resolve())
        announce(self._status, saved.problem or "Saved, both of them.")
        self._saved.value = _where(saved)


def _build(kept: Mapping[str, journal.Entries]) -> Brief:
    return build(
        date.today(),
        self_ratings=kept[profile.KIND],
        compass=kept[compass.KIND],
        scenarios=kept[scenario.KIND],
        picks=kept[KIND],
        explanations=kept[explain.KIND],
        exercises=read_exercises(COURSE),
    )


class _Picker:
    """One answer: its passage, and on request its sentences to tick."""

    def __init__(self, parts: Parts, reflection: Reflection, picked: Callable[[str, Passage], None]) -> None:
        self._parts, self._reflection, self._picked = parts, reflection, picked
        self._passage = reflection.passage
        self._shown = parts.html()
        self._name = f"“{reflection.answer.title}”"
        self._opener = parts.button(f"Pick from {self._name}", self._toggle)
        self._sentences = parts.column()
        self._boxes: list[widgets.Checkbox] = []
        self.widget = parts.column(self._shown, parts.row(self._opener), self._sentences, kind="mh-card")
        self._show()

    def _toggle(self) -> None:
        if self._sentences.children:
            self._sentences.children = ()
            self._opener.description = f"Pick from {self._name}"
            return
        self._boxes = [self._parts.check(sentence, False) for sentence in self._passage.sentences]
        self._tick()
        for index, box in enumerate(self._boxes):
            box.observe(partial(self._changed, index), "value")
        again = self._parts.button("Start again with the first two sentences", self._start_again)
        self._sentences.children = (*self._boxes, self._parts.row(again))
        self._opener.description = f"Done with {self._name}"

    def _changed(self, index: int, change: Mapping[str, Any]) -> None:
        if change["new"] != (index in self._passage.picked):
            self._take(self._passage.pick(index, change["new"]))

    def _start_again(self) -> None:
        self._take(self._passage.first)

    def _take(self, passage: Passage) -> None:
        self._passage = passage
        self._tick()
        self._show()
        self._picked(self._reflection.answer.prompt_id, passage)

    def _tick(self) -> None:
        """Tick what is picked; once no more can be, the others wait until one is given up."""
        for index, box in enumerate(self._boxes):
            box.value = index in self._passage.picked
            box.disabled = self._passage.full and not box.value

    def _show(self) -> None:
        words = self._passage.text
        shown = (
            f"<blockquote>{escape(words)}</blockquote>"
            if words
            else "<p class='mh-muted'>Not in the brief, in the appendix alone.</p>"
        )
        module = self._reflection.module.number
        self._shown.value = f"<p><b>{escape(self._reflection.answer.title)}</b> <span class='mh-muted'>(module {module})</span></p>{shown}"


def _content(brief: Brief) -> str:
    """Each part of the brief: there, or what is missing of it and where to make that."""
    lacking = missing(brief)
    rows = "".join(
        _part(title, [one for one in lacking if one.part == part])
        for part, title in TITLES.items()
        if part not in ("gaps", "questions") or brief.compass.role
    )
    said = (
        "Nothing is missing."
        if not lacking
        else "It can be made as it is. What is missing is named on its last page."
    )
    return (
        "<div class='mh-card mh-brief-content'><h4>What is in your brief</h4>"
        f"<ul>{rows}</ul><p class='mh-muted'>{said} Exercises count as they were last saved; this is "
        f"as of {datetime.now():%H:%M}.</p></div>"
    )


def _part(title: str, lacking: list[Missing]) -> str:
    mark = "○" if lacking else "✓"
    places: dict[str, list[Missing]] = {}
    for one in lacking:
        places.setdefault(one.path, []).append(one)
    told = "".join(f"<li>{_told(ones)}</li>" for ones in places.values())
    state = f"<ul>{told}</ul>" if told else ""
    there = "" if lacking else ": there"
    return f"<li><span aria-hidden='true'>{mark}</span> <b>{escape(title)}</b>{there}{state}</li>"


def _told(lacking: list[Missing]) -> str:
    """What is missing in one place, with one link to it."""
    said = ". ".join(escape(one.what) for one in lacking)
    return f"{said}. Open <a href='../{escape(lacking[0].path, quote=True)}'>{escape(lacking[0].where)}</a>."


def _where(saved: Saved) -> str:
    """Where the files are, and where the older ones."""
    files = "".join(f"<li><code>{escape(str(file))}</code></li>" for file in saved.files)
    kept = "".join(f"<li><code>{escape(file.name)}</code></li>" for file in saved.kept)
    older = f"<p>What stood there before is kept as:</p><ul>{kept}</ul>" if kept else ""
    return (f"<ul>{files}</ul>" if files else "") + older
