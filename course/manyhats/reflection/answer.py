"""An answer, taken apart once for all criteria of a rubric: its sentences, and what stands in each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from manyhats.reflection.elements import Read, read_elements
from manyhats.reflection.mentions import Mentions, mentions
from manyhats.reflection.rubric import Rubric
from manyhats.text import Span

_QUOTED = re.compile(r"“([^“”\n]{8,400})”|\"([^\"\n]{8,400})\"|(?<!\w)[‘']([^‘’'\n]{12,400})[’'](?!\w)")
_BLOCK_QUOTE = re.compile(r"^\s{0,3}>\s?(.{8,400})$", re.MULTILINE)
_CLAUSE = re.compile(r"[^;\s](?:[^;]*[^;\s])?")


@dataclass(frozen=True)
class Answer:
    """An answer and what was found in it.

    Attributes:
        text: the whole answer, without its line to the instructor.
        sentences: as ``manyhats.text.sentences`` gives them.
        read: what the model says of each sentence; empty where no criterion of the rubric asks for it.
        mentions: where the phrases of the rubric stand.
        rubric: what it is held against.
        wholes: the sentence that each of ``sentences`` is, or is a clause of.
    """

    text: str
    sentences: Sequence[Span]
    read: Sequence[Read]
    mentions: Mentions
    rubric: Rubric
    wholes: Sequence[Span]

    @cached_property
    def own(self) -> "Answer":
        """The answer with the words in quotation marks blanked out: they are somebody else's."""
        text = self.text
        for span in quotations(text):
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
        return self if text == self.text else self._anew(text, self.sentences, self.wholes)

    @cached_property
    def clauses(self) -> "Answer":
        """The answer with a semicolon read as the end of a sentence."""
        if ";" not in self.text:
            return self
        found = [
            (Span(clause.start(), clause.end()), sentence)
            for sentence in self.sentences
            for clause in _CLAUSE.finditer(self.text, sentence.start, sentence.end)
        ]
        return self._anew(self.text, *zip(*found, strict=True))

    def _anew(self, text: str, sentences: Sequence[Span], wholes: Sequence[Span]) -> "Answer":
        """The same answer with another text or other sentences; what hasn't changed is not read again."""
        known = {
            span: read
            for span, read in zip(self.sentences, self.read, strict=bool(self.read))
            if span.of(text) == span.of(self.text)
        }
        fresh = [span for span in sentences if span not in known] if self.read else []
        known.update(zip(fresh, read_elements([span.of(text) for span in fresh]), strict=True))
        read = [known[span] for span in sentences] if self.read else []
        return Answer(text, sentences, read, mentions(text, sentences, self.rubric), self.rubric, wholes)


def take_apart(text: str, sentences: Sequence[Span], rubric: Rubric) -> Answer:
    """Read an answer for a rubric.

    Args:
        text: without its line to the instructor; takes time linear in it.
        sentences: its sentences.
        rubric: what it will be held against.
    """
    needs_model = any(criterion.elements for criterion in rubric.criteria)
    read = read_elements([span.of(text) for span in sentences]) if needs_model else []
    return Answer(text, sentences, read, mentions(text, sentences, rubric), rubric, sentences)


def quotations(text: str) -> Iterator[Span]:
    """The quoted passages of a text: with their marks, or lines that begin with ``>``."""
    for match in _QUOTED.finditer(text):
        yield Span(match.start(), match.end())
    for match in _BLOCK_QUOTE.finditer(text):
        yield Span(match.start(1), match.end(1))
