"""How many answers of an exercise have words in them; whether they are good ones is not asked here."""

import re
from pathlib import Path

from manyhats.notebook import AnswerProblem, Notebook, find_answer, grade_id, read_notebook
from manyhats.progress.count import Count
from manyhats.reflection.stub import STUB

_CHECK = "-check"
_UNTICKED = re.compile(r"^\s*[-*+] \[ \].*$", re.MULTILINE)


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
    return Count(sum(_has_words(notebook, prompt) for prompt in prompts), len(prompts))


def prompt_ids(notebook: Notebook) -> tuple[str, ...]:
    """The ids of an exercise's prompts, in their order."""
    ids = [found for cell in notebook["cells"] if (found := grade_id(cell))]
    return tuple(dict.fromkeys(found.removesuffix(_CHECK) for found in ids if found.endswith(_CHECK)))


def own_words(answer: str) -> str:
    """What the learner put into an answer: without the stub, and without options that are not ticked.

    Returns:
        The text; empty where no letter or digit is left.
    """
    left = _UNTICKED.sub("", answer.replace(STUB, "")).strip()
    return left if any(letter.isalnum() for letter in left) else ""


def _has_words(notebook: Notebook, prompt_id: str) -> bool:
    try:
        answer = find_answer(notebook, prompt_id)
    except AnswerProblem:
        return False
    return bool(own_words(answer))
