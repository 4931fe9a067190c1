"""Where words and sentences begin and end in a text; shared by the role decoder and the reflection check.

Every pattern here runs in time linear in the text, whatever the text is.
"""

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
FUNCTION_WORDS = frozenset(
    "a about after all also an and any are as at be because been before but by can could did do does for from "
    "had has have he her his how i if in into is it its me more my no not of on one or our out she should so "
    "some than that the their them then there they this to up us was we were what when which who will with "
    "would you your".split()
)
"""Words that carry grammar more than meaning; real sentences are full of them, lists of terms are not."""

_NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_TOKEN = re.compile(r"\S+")
_ENDS = re.compile(r"[.!?…]+[\"'”’)\]*_]*$")
_ABBREVIATIONS = frozenset(
    "e.g. i.e. etc. vs. mr. mrs. ms. dr. no. approx. incl. st. sr. jr. inc. ltd.".split()
)
_OPENS_BLOCK = re.compile(r"\s*(?:[-*+•>#|]|\d{1,2}[.)]\s)")
_SHORT_LINE = 60  # characters; prose that is wrapped has longer lines
_OPENING = "\"'“‘([*_>-–—•"


@dataclass(frozen=True)
class Span:
    """A stretch of a text: ``text[start:end]``, in characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]


def clean(text: str) -> str:
    """A text without characters that can't be written or shown: controls, lone surrogates, direction overrides."""
    return _UNWANTED.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def words(text: str) -> list[str]:
    """The words of a text in lower case: letters with inner apostrophes and hyphens, no numbers."""
    return [match[0].lower() for match in WORD.finditer(text)]


def meanings(text: str) -> int:
    """How many words of a text carry a meaning of their own: no function words, no numbers."""
    return sum(word not in FUNCTION_WORDS and word not in _NUMBERS for word in words(text))


def sentences(text: str) -> list[Span]:
    """Split a text into sentences.

    A sentence ends with a token that ends in a full stop, a question mark or an exclamation mark when the
    next token opens a sentence: a capital, a digit or a quotation mark. An abbreviation or a single initial
    does not end one. It also ends with a paragraph, before an item of a list, a quotation or a heading, and
    with a short line before one that begins with a capital, as in notes; a line that is only wrapped goes on.

    Returns:
        Spans in order, without surrounding space; stretches that hold no letter or digit are left out.
    """
    found: list[Span] = []
    for block in _blocks(text):
        tokens = [Span(m.start(), m.end()) for m in _TOKEN.finditer(text, block.start, block.end)]
        first = 0
        for here, token in enumerate(tokens):
            following = tokens[here + 1].of(text) if here + 1 < len(tokens) else None
            if following is None or _is_end(token.of(text), following):
                found.append(Span(tokens[first].start, token.end))
                first = here + 1
    return [span for span in found if any(c.isalnum() for c in span.of(text))]


def _blocks(text: str) -> list[Span]:
    """Stretches of lines that a sentence may run through."""
    blocks: list[Span] = []
    offset, before = 0, ""
    for line in text.splitlines(keepends=True):
        goes_on = before.strip() and line.strip() and not _OPENS_BLOCK.match(line)
        if goes_on and len(before) < _SHORT_LINE and line.lstrip()[:1].isupper():
            goes_on = False
        start = blocks.pop().start if goes_on else offset
        offset += len(line)
        blocks.append(Span(start, offset))
        before = line
    return blocks


def _is_end(token: str, following: str) -> bool:
    if not _ENDS.search(token):
        return False
    bare = token.lower().lstrip(_OPENING)
    if bare in _ABBREVIATIONS or (len(bare) == 2 and bare[0].isalpha() and bare != "i."):
        return False
    opening = following.lstrip(_OPENING)[:1]
    return opening.isupper() or opening.isdigit() or following[0] in "\"“‘'"
