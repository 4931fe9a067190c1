"""Recall questions: answer from memory, read why, try again; a hint is offered after two misses."""

from functools import partial
from html import escape

from manyhats.content.questions import Question, questions
from manyhats.views.details import Details
from manyhats.views.parts import Parts, View

_MISSES_BEFORE_HINT = 2


class Recall(View):
    """The view of some recall questions, one under the other.

    Args:
        question_ids: ids from ``content/recall.yaml``, in the order in which they are asked.

    Raises:
        KeyError: there is no question of that id.
    """

    def __init__(self, *question_ids: str) -> None:
        parts = Parts()
        self.widget = parts.page(*(_Asked(parts, questions()[name]).widget for name in question_ids))


class _Asked:
    """One question in one of three states: not tried, not yet, right."""

    def __init__(self, parts: Parts, question: Question) -> None:
        self._question = question
        self._misses = 0
        prompt = parts.html(f"<h3>From memory</h3><p>{escape(question.question)}</p>")
        self._buttons = [
            parts.button(option.text, partial(self._answer, place), kind="mh-answer")
            for place, option in enumerate(question.options)
        ]
        self._reply = parts.html(_reply("not-tried", ""))
        options = parts.column(*self._buttons, kind="mh-options")
        self._hint = Details(parts, "A hint")
        self.widget = parts.column(prompt, options, self._reply, self._hint.widget, kind="mh-card")

    def _answer(self, chosen: int) -> None:
        option = self._question.options[chosen]
        self._misses += not option.right
        for place, button in enumerate(self._buttons):
            button.button_style = ("success" if option.right else "warning") if place == chosen else ""
        offered = not option.right and self._misses >= _MISSES_BEFORE_HINT
        self._hint.show(f"<p>{escape(self._question.hint)}</p>" if offered and self._question.hint else "")
        state = "right" if option.right else "not-yet"
        self._reply.value = _reply(state, f"“{option.text}”: {option.reply}")


def _reply(state: str, text: str) -> str:
    icon = {"not-tried": "", "not-yet": "○ ", "right": "✓ "}[state]
    return (
        f'<p class="mh-reply mh-reply--{state}" role="status" aria-live="polite">'
        f'<span aria-hidden="true">{icon}</span>{escape(text)}</p>'
    )
