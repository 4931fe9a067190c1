"""Finds the phrase groups of ``role_phrases.yaml`` in a line.

A phrase is a run of pieces: letters and digits between anything else, in lower case, so "on-call", "On call" and
"on/call" are one phrase.
"""

import re
from functools import cache

from manyhats.content import CONTENT, load
from manyhats.text import PhraseTable, Span, phrase_words, words_of

_PIECE = re.compile(r"[^\W_]+|[$£€]")
_ACT = "act-"  # groups of verbs, held against the verb of the duty alone


def phrase_groups(text: str) -> dict[str, Span]:
    """The groups that occur in a text, each with the place of its first phrase."""
    found: dict[str, Span] = {}
    for span, group in _tables()[0].find(text, _PIECE):
        found.setdefault(group, span)
    return found


def act_groups(verb: str) -> list[str]:
    """The groups of duty verbs that this word belongs to."""
    pieces = words_of(verb, _PIECE)
    return sorted({group for first, _, group in _tables()[1].mentions(pieces) if first == 0})


@cache
def _tables() -> tuple[PhraseTable[str], PhraseTable[str]]:
    """The phrases that stand anywhere in a line, and the verbs."""
    groups = load(CONTENT / "role_phrases.yaml", dict[str, list[str]])
    phrases = [(phrase_words(phrase, _PIECE), name) for name, group in groups.items() for phrase in group]
    return (
        PhraseTable(one for one in phrases if not one[1].startswith(_ACT)),
        PhraseTable(one for one in phrases if one[1].startswith(_ACT)),
    )
