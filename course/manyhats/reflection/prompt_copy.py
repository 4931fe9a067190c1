"""How much of an answer is the exercise's own text: the prompt, the page around it, the line to replace.

The text stands once, in ``solutions/``. What ships is ``content/rubrics/prompts.json``: a check sum of every five
words in a row, made by ``sum_prompts.py``, so that an answer can be held against them without the notebooks.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from functools import cache

from manyhats.content import CONTENT
from manyhats.text import words

PROMPTS = CONTENT / "rubrics" / "prompts.json"

_RUN = 5  # words in a row; fewer would hit what anybody says


def share_of_prompt(answer: str) -> float:
    """The share of the answer's words that lie in five words in a row of any exercise's text, 0..1."""
    found = words(answer)
    copied = [False] * len(found)
    for start, run in enumerate(runs(found)):
        if run in _shipped():
            copied[start : start + _RUN] = [True] * _RUN
    return sum(copied) / len(found) if found else 0.0


def runs(found: Sequence[str]) -> Iterator[int]:
    """The check sum of every five words in a row."""
    for start in range(len(found) - _RUN + 1):
        yield zlib.crc32(" ".join(found[start : start + _RUN]).encode())


@cache
def _shipped() -> frozenset[int]:
    return frozenset(json.loads(PROMPTS.read_bytes())["runs"])
