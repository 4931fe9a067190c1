"""The learner's own page: how far they are, where to go on, and their journal to take away or to delete."""

from collections.abc import Mapping
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any

from manyhats import commitments, compass, journal, profile
from manyhats.commitments import read_commitments
from manyhats.content.modules import modules
from manyhats.progress import Count, ModuleProgress, Play, course_progress, next_module, plays, written
from manyhats.views import counts, explain, predict, scenario
from manyhats.views.commitment import HowItWent, commitment_html
from manyhats.views.download import download
from manyhats.views.parts import Parts, View, announce, show_linked
from manyhats.views.places import exercise_link, module_link, resume_link
from manyhats.views.theme import day_text, message, own_styles

_MOST_RESUMED = 3


class MyPage(View):
    """What a learner has done so far, module by module, as of the moment at which it is drawn.

    It reads the journal, and the exercises in the folder beside the notebook's own, as they were last saved.
    Under Voila nothing is kept, and the page says so.
    """

    def __init__(self) -> None:
        self._parts = parts = Parts()
        self._status = parts.status()
        styles = own_styles("my_page")
        if not journal.is_kept():
            told = "This page keeps nothing of you, so it can't tell how far you are. Open the course in JupyterLab for that."
            self.widget = parts.page(
                parts.html(f"<div class='mh-card'>{told}</div>"), styles=styles, kind="mh-my-page"
            )
            return
        self._notice = parts.html()
        self._progress = parts.linked()
        self._place = parts.focus_line("mh-headline")
        self._copy = parts.html()
        self._journal = parts.column()
        again = parts.row(parts.button("Look again", self._look_again))
        self._commitments = parts.column()
        shown = (
            self._notice,
            self._progress,
            again,
            self._commitments,
            self._place,
            self._journal,
            self._status,
        )
        self.widget = parts.page(*shown, styles=styles, kind="mh-my-page")
        self._draw()

    # Progress

    def _look_again(self) -> None:
        self._draw()
        announce(self._status, "This is how it stands now.")

    def _draw(self) -> None:
        """Draw everything from what is kept now."""
        kept, notice = journal.read_all(*_KINDS)
        self._notice.value = message(notice)
        played = plays(kept[scenario.KIND])
        exercises = {one.id: written(Path(exercise_link(one))) for one in modules().values() if one.number}
        progress = course_progress(played, kept[predict.KIND], kept[explain.KIND], exercises)
        show_linked(
            self._progress,
            "<div class='mh-my-progress'>"
            f"{_where_to_go_on(played, progress)}{_rated(kept[profile.KIND])}{_table(progress)}</div>",
        )
        self._show_commitments(kept[commitments.KIND])
        self._offer()

    def _show_commitments(self, entries: Mapping[str, Any]) -> None:
        """Ask for those that stand, and show those that are ended."""
        parts, made = self._parts, read_commitments(entries)
        shown = [
            HowItWent(parts, module, one).widget
            if one.outcome is None
            else parts.html(commitment_html(module, one))
            for module, one in made.items()
        ]
        self._commitments.children = [parts.heading("What you meant to do"), *shown] if made else ()

    # The journal

    def _offer(self) -> None:
        """Say where the journal lies, and what can be done with it."""
        self._place.value = "Your journal"
        self._copy.value = ""
        self._journal.children = [
            self._parts.html(
                "<p>What you rate, predict, explain and decide is kept in one file on this machine: "
                f"<code>{escape(str(journal.path()))}</code></p>"
            ),
            self._parts.row(
                self._parts.button("Export my journal", self._export),
                self._parts.button("Delete my journal …", self._ask_to_delete),
            ),
            self._copy,
        ]

    def _export(self) -> None:
        exported = journal.export()
        self._copy.value = _download(exported.data) if exported.data else ""
        if exported.data:
            announce(self._status, "The copy is ready: use the link above.")
        else:
            announce(self._status, exported.notice or "There is nothing in your journal yet.")

    def _ask_to_delete(self) -> None:
        """Say what would go and what would stay, with a copy at hand, before anything is deleted."""
        exported = journal.export()
        self._place.value = "Delete your journal?"
        self._copy.value = _download(exported.data) if exported.data else ""
        self._journal.children = [
            self._parts.html(
                f"<p><b>This would go:</b> {escape(_what_goes())}</p>"
                "<p><b>This would stay:</b> what you have written in the exercises, and copies that you exported."
                "</p><p>There is no way back. Close the other notebooks of the course first: one that is open "
                "writes its own part anew at your next click there.</p>"
            ),
            self._copy,
            self._parts.row(
                self._parts.button("Keep my journal", self._keep, primary=True),
                self._parts.button("Delete it for good", self._delete),
            ),
        ]
        self._journal.add_class("mh-delete")
        self._place.focus()
        announce(self._status, "Nothing is deleted yet.")

    def _keep(self) -> None:
        self._leave("Your journal is kept as it was.")

    def _delete(self) -> None:
        notice = journal.delete()
        self._leave(notice or "Your journal is deleted. Run the cells of this page again to begin a new one.")

    def _leave(self, said: str) -> None:
        """Go back from the question whether to delete."""
        self._journal.remove_class("mh-delete")
        self._draw()
        self._place.focus()
        announce(self._status, said)


_KINDS = {
    profile.KIND: ("self-rating", "self-ratings"),
    scenario.KIND: ("scenario with your choices and ratings", "scenarios with your choices and ratings"),
    predict.KIND: ("prediction", "predictions"),
    explain.KIND: ("explanation", "explanations"),
    commitments.KIND: ("commitment", "commitments"),
    compass.KIND: ("Fit Compass", "Fit Compasses"),
}


def _what_goes() -> str:
    """What is in the journal, counted."""
    found = []
    others = dict.fromkeys(journal.kinds(), ("other entry", "other entries"))
    others.pop(explain.DAY_KIND, None)  # told with the explanations
    names = {**others, **_KINDS}
    kept, notice = journal.read_all(*names)
    if notice:
        return f"the whole journal. What is in it can't be told: {notice}"
    for kind, (one, many) in names.items():
        if kept[kind]:
            found.append(f"{len(kept[kind])} {one if len(kept[kind]) == 1 else many}")
    return (", ".join(found) or "nothing that counts: your journal is empty") + "."


def _download(data: bytes) -> str:
    name = f"many-hats-journal-{date.today().isoformat()}.json"
    return download(name, data, "application/json", "a text file that any editor opens")


def _where_to_go_on(played: tuple[Play, ...], progress: tuple[ModuleProgress, ...]) -> str:
    """The runs that stand open, the one that was touched last at the top; else what comes next."""
    standing = [play for play in reversed(played) if play.decision is not None]
    if standing:
        links = "".join(
            f"<li>{module_link(modules()[play.scenario.module])}: {resume_link(play)}</li>"
            for play in standing[:_MOST_RESUMED]
        )
        return f"<div class='mh-card mh-go-on'><h4>Where you left off</h4><ul>{links}</ul></div>"
    following = next_module(progress)
    if following is None:
        brief = f"<a href='{list(modules())[-1]}.ipynb#Your-Role-Brief'>Role Brief</a>"
        said = (
            f"You have been through all of it. Your {brief} holds what you made, and what is left is the job."
        )
    else:
        verb = "Go on with" if any(one.together.done for one in progress) else "Begin with"
        said = f"{verb} {module_link(following.module)}."
    return f"<div class='mh-card mh-go-on'><h4>Where to go on</h4><p>{said}</p></div>"


def _rated(entries: Mapping[str, Any]) -> str:
    baseline = profile.read_ratings(entries).baseline
    said = f"made on {day_text(baseline.on)}" if baseline else "not made yet"
    return f"<p>{counts.mark(baseline is not None)} Your first self-rating: {said}.</p>"


def _table(progress: tuple[ModuleProgress, ...]) -> str:
    """Every module with what is done in it."""
    names = ("Scenarios", "Predictions", "Explanations", "Exercise")
    head = "".join(f"<th scope='col'>{name}</th>" for name in ("Module", *names))
    rows = "".join(
        f"<tr><th scope='row'><a href='{one.module.id}.ipynb'>{one.module.number} {escape(one.module.title)}</a></th>"
        + "".join(
            f"<td data-label='{name}'>{cell}</td>"
            for name, cell in zip(
                names,
                (
                    _done(one.scenarios, "played"),
                    _done(one.predictions, "made"),
                    _done(one.explanations, "kept"),
                    counts.written(one.module, one.reflections),
                ),
                strict=True,
            )
        )
        + "</tr>"
        for one in progress
    )
    return (
        "<table class='mh-modules'><caption class='mh-visually-hidden'>What you have done in each module</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f"<p class='mh-muted mh-small'>As it stood at {datetime.now():%H:%M}. A scenario counts once you have played it to an ending, an exercise's answer "
        "once words stand in it. Whether they are good words is not counted here.</p>"
    )


def _done(count: Count, verb: str) -> str:
    if not count.of:
        return "<span class='mh-muted mh-none'>none here</span>"
    return counts.done(count, verb)
