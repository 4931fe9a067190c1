"""Finds the phrase groups of ``role_phrases.yaml`` in a line, by looking words up rather than by patterns.

A phrase is a run of pieces: letters and digits between anything else, in lower case, so "on-call", "On call" and
"on/call" are one phrase. Looking up takes time linear in the text, however many phrases there are.
"""

import re
from collections.abc import Iterator
from functools import cache

from manyhats.content import CONTENT, load

_PIECE = re.compile(r"[^\W_]+|[$£€]")
_ACT = "act-"  # groups of verbs, held against the verb of the duty alone
_LONGEST_STEM = 16  # no open-ended phrase is longer, so longer beginnings of a word need no look-up

_Phrase = tuple[list[str], bool, str]


class _Lexicon:
    """The phrases by their first piece, and the open-ended single words by their beginning."""

    def __init__(self, groups: dict[str, list[str]]) -> None:
        self.phrases: dict[str, list[_Phrase]] = {}
        self.beginnings: dict[str, list[str]] = {}
        for group, phrases in groups.items():
            for phrase in phrases:
                pieces, is_open = _PIECE.findall(phrase.lower()), phrase.endswith("*")
                if len(pieces) == 1 and is_open:
                    self.beginnings.setdefault(pieces[0], []).append(group)
                else:
                    self.phrases.setdefault(pieces[0], []).append((pieces, is_open, group))

    def at(self, pieces: list[str], here: int) -> Iterator[tuple[str, int]]:
        """Groups with a phrase that begins at this piece, and how many pieces the phrase has."""
        word = pieces[here]
        for length in range(2, min(len(word), _LONGEST_STEM) + 1):
            for group in self.beginnings.get(word[:length], ()):
                yield group, 1
        for phrase, is_open, group in self.phrases.get(word, ()):
            count = len(phrase)
            run = pieces[here : here + count]
            if run == phrase or (
                is_open and len(run) == count and run[:-1] == phrase[:-1] and run[-1].startswith(phrase[-1])
            ):
                yield group, count


def phrase_groups(text: str) -> dict[str, tuple[int, int]]:
    """The groups that occur in a text, each with the start and end of its first phrase, in characters."""
    matches = list(_PIECE.finditer(text))
    pieces = [match[0].lower() for match in matches]
    found: dict[str, tuple[int, int]] = {}
    for here in range(len(pieces)):
        for group, count in _lexicons()[0].at(pieces, here):
            found.setdefault(group, (matches[here].start(), matches[here + count - 1].end()))
    return found


def act_groups(verb: str) -> list[str]:
    """The groups of duty verbs that this word belongs to."""
    pieces = _PIECE.findall(verb.lower())
    return sorted({group for group, _ in _lexicons()[1].at(pieces, 0)}) if pieces else []


@cache
def _lexicons() -> tuple[_Lexicon, _Lexicon]:
    groups = load(CONTENT / "role_phrases.yaml", dict[str, list[str]])
    acts = {name: phrases for name, phrases in groups.items() if name.startswith(_ACT)}
    return _Lexicon({name: groups[name] for name in groups.keys() - acts.keys()}), _Lexicon(acts)
