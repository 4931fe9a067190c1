"""The passage of an answer that a learner picks for the brief: a few of its sentences, in their order."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from manyhats.text import sentences

KIND = "brief"  # of the journal's entries: prompt id to the sentences that were picked
MOST_SENTENCES = 3
MOST_WORDS = 50
_DEFAULT = (0, 1)
_MARKER = re.compile(r"^(?:[-*+•>#]+\s+|\d{1,2}[.)]\s+)*(?:\[[xX]\]\s+)?")


@dataclass(frozen=True)
class Passage:
    """Sentences of an answer, and which of them are picked.

    Attributes:
        sentences: all sentences of the answer, each on one line and without the marker of a list.
        picked: the places (from 0) of those that go into the brief, ascending; none leaves the answer out.
        lost: whether what was kept as a pick is none, or fits the answer no more, so that the default stands in.
    """

    sentences: tuple[str, ...]
    picked: tuple[int, ...]
    lost: bool = False

    @property
    def text(self) -> str:
        """The passage: gaps between its sentences are marked, and past ``MOST_WORDS`` words it is cut."""
        said = ""
        for place, index in enumerate(self.picked):
            gap = " … " if place and self.picked[place - 1] + 1 < index else " "
            said += (gap if said else "") + self.sentences[index]
        return shorten(said, MOST_WORDS)

    @property
    def full(self) -> bool:
        """Whether no further sentence can be picked."""
        return len(self.picked) == MOST_SENTENCES

    @property
    def first(self) -> "Passage":
        """The same with the first two sentences picked, as at the beginning."""
        return Passage(self.sentences, _DEFAULT[: len(self.sentences)])

    def pick(self, index: int, wanted: bool) -> "Passage":
        """The same with one sentence more or less; at most ``MOST_SENTENCES`` are taken.

        Args:
            index: the sentence, from 0.
            wanted: whether it is to be in the passage.
        """
        others = [one for one in self.picked if one != index]
        picked = sorted([*others, index] if wanted and len(others) < MOST_SENTENCES else others)
        return Passage(self.sentences, tuple(picked))

    def to_json(self) -> list[str]:
        """The pick as plain JSON: the sentences themselves, so that it outlives changes elsewhere in the answer."""
        return [self.sentences[index] for index in self.picked]


def passage(answer: str, kept: Mapping[str, Any], prompt_id: str) -> Passage:
    """The passage that was picked from an answer; its first two sentences until one is picked.

    Args:
        answer: the learner's words.
        kept: the journal's entries of ``KIND``.
        prompt_id: whose answer it is.
    """
    found = tuple(_one_line(span.of(answer)) for span in sentences(answer))
    default = Passage(found, ()).first
    if prompt_id not in kept:
        return default
    pick = kept[prompt_id]
    if not isinstance(pick, list) or not all(isinstance(sentence, str) for sentence in pick):
        return replace(default, lost=True)
    picked = _places(found, pick)
    return Passage(found, picked[:MOST_SENTENCES]) if picked or not pick else replace(default, lost=True)


def shorten(text: str, most: int) -> str:
    """A text on one line, cut after so many words; what is cut is marked."""
    words = text.split()
    return " ".join(words) if len(words) <= most else " ".join(words[:most]) + " …"


def _places(found: tuple[str, ...], pick: Collection[str]) -> tuple[int, ...]:
    """Where the sentences stand that were picked; one that stands there twice is meant as often as it was picked."""
    left = list(pick)
    places = []
    for index, sentence in enumerate(found):
        if sentence in left:
            left.remove(sentence)
            places.append(index)
    return tuple(places)


def _one_line(sentence: str) -> str:
    return _MARKER.sub("", " ".join(sentence.split()))
