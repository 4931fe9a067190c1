"""How many answers of an exercise have words in them; whether they are good ones is not asked here."""

from pathlib import Path

from manyhats.content.modules import Module
from manyhats.exercise.answers import read_written
from manyhats.notebook import AnswerProblem, Notebook, find_answer, grade_id, read_notebook
from manyhats.progress.count import Count

_CHECK = "-check"


def exercise_path(module: Module) -> str:
    """Where a module's exercise lies, from the folder that holds the course."""
    return f"exercises/{module.id}/{module.id}.ipynb"


def written(exercise: Path) -> Count | None:
    """How many of an exercise's answers are begun, as the file was last saved.

    An answer counts when a letter or digit stands in it besides the stub and the options that are not
    ticked. One whose cell was deleted, doubled or converted counts as not written.

    Args:
        exercise: the exercise's notebook file.

    Returns:
        None where the file can't be read.
    """
    try:
        notebook = read_notebook(exercise)
    except AnswerProblem:
        return None
    prompts = prompt_ids(notebook)
    return Count(sum(_is_begun(notebook, prompt) for prompt in prompts), len(prompts))


def prompt_ids(notebook: Notebook) -> tuple[str, ...]:
    """The ids of an exercise's prompts, in their order."""
    ids = [found for cell in notebook["cells"] if (found := grade_id(cell))]
    return tuple(dict.fromkeys(found.removesuffix(_CHECK) for found in ids if found.endswith(_CHECK)))


def own_words(answer: str) -> str:
    """What the learner put into an answer: the options that are ticked, and the words that are no stub.

    Returns:
        The text; empty where no option is ticked and no letter or digit is left.
    """
    found = read_written(answer)
    return "\n\n".join([*found.ticked, found.own]).strip() if found.words or found.ticked else ""


def _is_begun(notebook: Notebook, prompt_id: str) -> bool:
    try:
        answer = find_answer(notebook, prompt_id)
    except AnswerProblem:
        return False
    return bool(own_words(answer))
