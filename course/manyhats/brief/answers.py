"""What a learner has written in the exercises, as their files were last saved."""

from dataclasses import dataclass
from pathlib import Path

from manyhats.content import ContentError
from manyhats.content.modules import Module, modules
from manyhats.notebook import AnswerProblem, Notebook, find_answer, read_notebook
from manyhats.progress import exercise_path, own_words, prompt_ids
from manyhats.reflection import load_rubric
from manyhats.reflection.note import split_note
from manyhats.text import clean

MOST_CHARACTERS = 20_000
_CUT = "\n\n[Cut here. The rest is in the exercise.]"


@dataclass(frozen=True)
class Answer:
    """The answer to one prompt.

    Attributes:
        prompt_id: such as "same-title".
        title: what the prompt is called.
        text: the learner's words, without options that are not ticked and without the line to the instructor; empty
            where nothing is written yet.
        problem: a sentence where the answer's cell can't be read, else "".
    """

    prompt_id: str
    title: str
    text: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Exercise:
    """The answers of one exercise; ``problem`` is a sentence where its file can't be read, else ""."""

    module: Module
    answers: tuple[Answer, ...] = ()
    problem: str = ""

    @property
    def name(self) -> str:
        """What it is called, such as "exercise 3"."""
        return f"exercise {self.module.number}"

    @property
    def path(self) -> str:
        """Where its file lies, from the folder that holds the course."""
        return exercise_path(self.module)


def read_exercises(root: Path) -> tuple[Exercise, ...]:
    """Read every exercise of the course.

    Args:
        root: the folder that holds ``exercises``.

    Returns:
        One for each module from 1 on, in their order; what can't be read is told in it, never raised.
    """
    return tuple(read_exercise(root, module) for module in modules().values() if module.number)


def read_exercise(root: Path, module: Module) -> Exercise:
    """Read the exercise of one module, as ``read_exercises`` reads them all."""
    exercise = Exercise(module)
    try:
        notebook = read_notebook(root / exercise.path)
    except AnswerProblem as problem:
        return Exercise(exercise.module, problem=str(problem))
    return Exercise(exercise.module, tuple(_answer(notebook, prompt) for prompt in prompt_ids(notebook)))


def _answer(notebook: Notebook, prompt_id: str) -> Answer:
    title = _title(prompt_id)
    try:
        written, _ = split_note(own_words(find_answer(notebook, prompt_id)))
    except AnswerProblem as problem:
        return Answer(prompt_id, title, problem=str(problem))
    text = clean(own_words(written))
    return Answer(prompt_id, title, text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + _CUT)


def _title(prompt_id: str) -> str:
    try:
        return load_rubric(prompt_id).title
    except ContentError:
        return prompt_id
