"""What the learner wrote in earlier modules, brought back with the place and, where it is known, the day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from manyhats import commitments, journal
from manyhats.commitments import Outcome, read_commitments
from manyhats.content.modules import Module, modules
from manyhats.views import explain
from manyhats.views.commitment import commitment_html
from manyhats.views.parts import Parts, View
from manyhats.views.places import COURSE, exercise_link
from manyhats.views.theme import day_text


class EarlierWords(View):
    """The learner's own explanations, answers and kept commitments, as of the moment at which it is drawn.

    Of an answer its first two sentences are shown, as it was last saved.

    Args:
        module_ids: the modules whose words are shown, in this order; without any, all of the course.
        prompt_id: the prompt whose answer alone is shown; without one, everything.

    Raises:
        KeyError: there is no module of that id.
    """

    def __init__(self, *module_ids: str, prompt_id: str = "") -> None:
        parts = Parts()
        asked = [modules()[name] for name in module_ids] or list(modules().values())
        found = _one_answer(asked, prompt_id) if prompt_id else earlier_words(*asked)
        self.widget = parts.page(parts.linked(found or _nothing_yet(asked)))


def earlier_words(*asked: Module) -> str:
    """The HTML of what is kept of these modules, as quotations; what is damaged or empty is passed over.

    Under Voila there is nothing: its visitors share one machine.
    """
    return "".join(_quotations(asked)) if journal.is_kept() else ""


def _quotations(asked: Sequence[Module]) -> Iterator[str]:
    everything, _ = journal.read_all(explain.KIND, explain.DAY_KIND, commitments.KIND)
    kept, days = everything[explain.KIND], everything[explain.DAY_KIND]
    made = read_commitments(everything[commitments.KIND])
    for module in asked:
        for key in module.explanations:
            text = kept.get(key)
            if isinstance(text, str) and text.strip():
                yield _quotation(_where(module, _day(days.get(key))), text)
        yield from _answers(module).values()
        if module in made and made[module].outcome is Outcome.DONE:
            yield commitment_html(module, made[module])


def _one_answer(asked: Sequence[Module], prompt_id: str) -> str:
    if not journal.is_kept():
        return ""
    return next((found[prompt_id] for found in map(_answers, asked) if prompt_id in found), "")


def _answers(module: Module) -> dict[str, str]:
    """The beginnings of what stands in a module's exercise, by prompt."""
    if not module.number:
        return {}
    from manyhats.brief import passage, read_exercise  # late: they read the rubrics

    none: Mapping[str, Any] = {}
    found = {}
    for answer in read_exercise(COURSE, module).answers:
        if answer.text:
            where = (
                f"In <a href='{exercise_link(module)}'>exercise {module.number}</a>, "
                f"“{escape(answer.title)}”, you wrote:"
            )
            begins = passage(answer.text, none, answer.prompt_id)
            more = " …" if len(begins.picked) < len(begins.sentences) else ""
            found[answer.prompt_id] = _quotation(where, begins.text + more)
    return found


def _quotation(where: str, text: str) -> str:
    return (
        f"<figure class='mh-earlier'><figcaption class='mh-muted'>{where}</figcaption>"
        f"<blockquote>{escape(text)}</blockquote></figure>"
    )


def _where(module: Module, on: date | None) -> str:
    day = f", on {day_text(on)}," if on else ","
    return f"In module {module.number}, {escape(module.title)}{day} you wrote:"


def _day(kept: object) -> date | None:
    try:
        return date.fromisoformat(kept) if isinstance(kept, str) else None
    except ValueError:
        return None


def _nothing_yet(asked: list[Module]) -> str:
    if not journal.is_kept():
        said = "This page keeps nothing of you, so there is nothing to bring back. Open the course in JupyterLab for that."
    else:
        links = ", ".join(f"<a href='{one.id}.ipynb'>module {one.number}</a>" for one in asked if one.number)
        said = f"Nothing is kept yet. What you write in {links or 'a module'} will come back to you here."
    return f"<p class='mh-muted'>{said}</p>"
