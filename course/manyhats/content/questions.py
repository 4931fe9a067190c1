"""Recall questions: short questions that look back on an earlier module."""

from functools import cache

from manyhats.content.errors import ContentError
from manyhats.content.load import CONTENT, Content, load


class Option(Content, frozen=True):
    """One answer, with the reply that whoever chooses it reads."""

    text: str
    reply: str
    right: bool = False


class Question(Content, frozen=True):
    """A question about the module ``about``, with one right option and a hint for after two misses."""

    id: str
    about: str
    question: str
    hint: str
    options: list[Option]


@cache
def questions() -> dict[str, Question]:
    """All recall questions by id.

    Raises:
        ContentError: the file is not as it should be; a question has not exactly one right option.
    """
    path = CONTENT / "recall.yaml"
    found = {question.id: question for question in load(path, list[Question])}
    for question in found.values():
        if sum(option.right for option in question.options) != 1:
            raise ContentError(f"{path}: the question “{question.id}” needs exactly one right option.")
    return found
