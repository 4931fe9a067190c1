"""Integrity gates: what is no answer at all, or no answer that a machine should score.

A gate never judges a person. It keeps the automatic credit low and asks the instructor to look.
"""

from collections.abc import Sequence

from manyhats.reflection.assessment import Flag
from manyhats.reflection.key_terms import is_list_of_terms
from manyhats.reflection.non_words import share_of_non_words
from manyhats.reflection.prompt_copy import share_of_prompt
from manyhats.reflection.repeats import share_repeated
from manyhats.reflection.rubric import Rubric
from manyhats.reflection.stub import STUB
from manyhats.reflection.topic import is_off_topic
from manyhats.reflection.word_order import is_shuffled
from manyhats.text import Span, words

MAX_CHARACTERS = 20_000
_MOST_OF_IT = 0.5
_MOST_REPEATED = 0.4  # the whole text given twice has half of its words repeated


def without_stub(answer: str) -> str:
    """The answer with spaces in place of the line that stood there before, so that every place stays where it was."""
    return answer.replace(STUB, " " * len(STUB)).rstrip()


def flags(answer: str, sentences: Sequence[Span], rubric: Rubric) -> list[Flag]:
    """The gates that an answer of prose does not pass.

    Args:
        answer: without the stub and without the line to the instructor.
        sentences: the answer's sentences.
        rubric: of the prompt that it answers.

    Returns:
        Flags in a fixed order. An answer that is empty, the prompt or no words is not looked at further.
    """
    if not sentences or not words(answer):
        return [Flag.EMPTY]
    if share_of_prompt(answer) > _MOST_OF_IT:
        return [Flag.MOSTLY_THE_PROMPT]
    if share_of_non_words(answer) > _MOST_OF_IT:
        return [Flag.NOT_WORDS]
    gates = {
        Flag.REPEATED: share_repeated(answer) > _MOST_REPEATED,
        Flag.KEYWORD_LIST: is_list_of_terms(answer, rubric),
        Flag.SHUFFLED: is_shuffled(answer),
        Flag.OFF_TOPIC: is_off_topic(answer, rubric.id),
    }
    return [flag for flag, raised in gates.items() if raised]
