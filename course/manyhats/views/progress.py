"""Where a learner is in one module, what to go on with, and the last commitment that still stands."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from manyhats import commitments, journal
from manyhats.commitments import read_commitments, to_ask_for
from manyhats.content.modules import Module, modules
from manyhats.progress import ModuleProgress, Play, module_progress, plays, scenarios_of, written
from manyhats.views import counts, explain, predict, scenario
from manyhats.views.commitment import HowItWent
from manyhats.views.parts import Parts, View, show_linked
from manyhats.views.places import exercise_link, module_link, resume_link, scenario_link
from manyhats.views.theme import message


class Progress(View):
    """What is done in one module; it follows what the learner does further down in the same notebook.

    It reads the journal, and the module's exercise as it was last saved. Under Voila nothing is kept, and it shows
    nothing.

    Args:
        module_id: which module.

    Raises:
        KeyError: there is no module of that id.
    """

    def __init__(self, module_id: str) -> None:
        self._module = modules()[module_id]
        parts = Parts()
        if not journal.is_kept():
            self.widget = parts.page()
            return
        self._notice, self._line = parts.html(), parts.linked()
        shown = [self._notice, self._line]
        made = read_commitments(self._draw()[commitments.KIND])
        earlier = to_ask_for(made, self._module, date.today())
        if earlier:
            shown.append(HowItWent(parts, earlier, made[earlier]).widget)
        self.widget = parts.page(*shown)
        journal.watch(f"progress {module_id}", lambda _: self._draw())

    def _draw(self) -> dict[str, journal.Entries]:
        """Draw what is counted.

        Returns:
            What is kept now.
        """
        kept, notice = journal.read_all(scenario.KIND, predict.KIND, explain.KIND, commitments.KIND)
        self._notice.value = message(notice)
        own = tuple(one for one in plays(kept[scenario.KIND]) if one.scenario.module == self._module.id)
        progress = module_progress(
            self._module,
            own,
            kept[predict.KIND],
            kept[explain.KIND],
            written(Path(exercise_link(self._module))),
        )
        show_linked(self._line, _html(progress, own))
        return kept


def _html(progress: ModuleProgress, played: tuple[Play, ...]) -> str:
    module = progress.module
    counted = "".join(f"<li>{item}</li>" for item in _counted(progress))
    following = _following(progress, played)
    return (
        f"<div class='mh-card mh-where'><p><b>Where you are in module {module.number}</b></p>"
        f"<ul>{counted}</ul>{f'<p>{following}</p>' if following else ''}</div>"
    )


def _counted(progress: ModuleProgress) -> Iterator[str]:
    for count, done, to_do, many in (
        (progress.predictions, "prediction made", "a prediction to make", "predictions made"),
        (progress.explanations, "explanation kept", "an explanation to write", "explanations kept"),
        (progress.scenarios, "situation played", "a situation to play", "situations played"),
    ):
        if count.of == 1:
            yield f"{counts.mark(count.complete)} {done if count.complete else to_do}"
        elif count.of:
            yield counts.done(count, many)
    yield f"{counts.written(progress.module, progress.reflections)} in the exercise"


def _following(progress: ModuleProgress, played: tuple[Play, ...]) -> str:
    """What to go on with; nothing before the module is begun, because it begins right below."""
    module = progress.module
    standing = [play for play in reversed(played) if play.decision is not None]
    if standing:
        return f"Where you left off: {', or '.join(resume_link(play) for play in standing)}."
    if not progress.together.done:
        return ""
    if not progress.scenarios.complete:
        finished = {play.scenario.id for play in played if play.finished}
        left = [scenario_link(one) for one in scenarios_of(module) if one.id not in finished]
        return f"Still to play: {', or '.join(left)}."
    if not (progress.predictions + progress.explanations).complete:
        return "Still to do: predict, try and explain, in the interactive part below."
    if progress.reflections and not progress.reflections.complete:
        return f"Still to write: <a href='{exercise_link(module)}'>exercise {module.number}</a>."
    following = _next(module)
    return f"All done here. Go on with {module_link(following)}." if following else "All done here."


def _next(module: Module) -> Module | None:
    later = [one for one in modules().values() if one.number > module.number]
    return min(later, key=lambda one: one.number, default=None)
