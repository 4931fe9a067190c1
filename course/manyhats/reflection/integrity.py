"""Integrity gates: what is no answer at all, or no answer that a machine should score.

A gate never judges a person. It keeps the automatic credit low and asks the instructor to look.
"""

import re
from collections import Counter
from collections.abc import Sequence

from manyhats.reflection.assessment import Flag
from manyhats.reflection.stub import STUB
from manyhats.text import FUNCTION_WORDS, Span, words

MAX_CHARACTERS = 20_000
_FEWEST_WORDS = 12
_VOWEL = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüý]", re.IGNORECASE)


def without_stub(answer: str) -> str:
    """The answer without the line that stood there before."""
    return answer.replace(STUB, "").strip()


def flags(answer: str, sentences: Sequence[Span]) -> list[Flag]:
    """The gates that an answer of prose does not pass.

    Args:
        answer: without the stub and without the line to the instructor.
        sentences: the answer's sentences.
    """
    found = words(answer)
    if not found:
        return [Flag.EMPTY]
    raised = []
    if _share_of_non_words(answer) > 0.5:
        raised.append(Flag.NOT_WORDS)
    if _share_repeated(answer, sentences) > 0.5:
        raised.append(Flag.REPEATED)
    if len(found) >= _FEWEST_WORDS and _share_of_function_words(found) < 0.18:
        raised.append(Flag.KEYWORD_LIST)
    return raised


def _share_of_non_words(answer: str) -> float:
    """Share of tokens that can't be words: no letter, no vowel, one letter again and again, or endless."""
    tokens = answer.split()
    odd = sum(1 for token in tokens if not _may_be_word(token))
    return odd / len(tokens)


def _may_be_word(token: str) -> bool:
    letters = [c for c in token.lower() if c.isalpha()]
    if not letters:
        return any(c.isdigit() for c in token) or len(token) <= 2
    if len(letters) > 30 or (len(letters) > 3 and len(set(letters)) == 1):
        return False
    latin = all(c < "\u0250" for c in letters)
    return not latin or len(letters) <= 3 or token.isupper() or bool(_VOWEL.search(token))


def _share_repeated(answer: str, sentences: Sequence[Span]) -> float:
    """Share of the sentences, by words, that stood in the answer before."""
    counts = Counter(" ".join(words(span.of(answer))) for span in sentences)
    total = sum(len(text.split()) * times for text, times in counts.items())
    again = sum(len(text.split()) * (times - 1) for text, times in counts.items())
    return again / total if total else 0.0


def _share_of_function_words(found: Sequence[str]) -> float:
    return sum(1 for word in found if word in FUNCTION_WORDS) / len(found)
