"""How many answers of an exercise have words in them; whether they are good ones is not asked here."""

from pathlib import Path

from manyhats.exercise.answers import read_written
from manyhats.notebook import AnswerProblem, Notebook, find_answer, grade_id, read_notebook
from manyhats.progress.count import Count

_CHECK = "-check"


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
    ids = [found for cell in notebook["cells"] if (found := grade_id(cell))]
    prompts = {found.removesuffix(_CHECK) for found in ids if found.endswith(_CHECK)}
    return Count(sum(_is_begun(notebook, prompt) for prompt in prompts), len(prompts))


def _is_begun(notebook: Notebook, prompt_id: str) -> bool:
    try:
        found = read_written(find_answer(notebook, prompt_id))
    except AnswerProblem:
        return False
    return bool(found.words or found.ticked)
