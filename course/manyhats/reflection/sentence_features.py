"""What the sentence model sees in a sentence: word stems, pairs of them, slots, the opening and the shape.

Every feature remembers the words that gave it, so that a probability can be shown with its reasons.
The weights were trained on these names: after a change here, or to ``stem``, run ``train.py`` again.
"""

from collections.abc import Iterator, Sequence

from manyhats.reflection.slots import Match
from manyhats.roles.features import stem
from manyhats.text import Span, Token

FAMILIES = {"w": 1.0, "b": 1.0, "k": 0.5, "s": 1.0, "n": 1.0, "h": 0.7, "o": 1.0, "f": 1.0}
"""The families, by the letter before the colon of a feature's name, and how strongly each counts in training.

``w`` a stem, ``b`` two stems in a row, ``k`` two stems with one word between, ``s`` a slot, ``n`` a slot two or
three times, ``h`` a slot in the first or second half, ``o`` the opening words, ``f`` length and punctuation.
"""

MOST_TOKENS = 150
"""How many words of a sentence are read: a longer one lacks full stops, and its beginning says enough."""

_LENGTHS = (3, 5, 8, 12, 17, 24, 34)
_MARKS = {
    "?": "?",
    "!": "!",
    "...": "…",
    "…": "…",
    ":": ":",
    '"': "quoted",
    "“": "quoted",
    "(": "(",
    ",": ",",
}


def features(sentence: str, tokens: Sequence[Token], matches: Sequence[Match]) -> dict[str, list[Span]]:
    """The features of one sentence.

    Args:
        sentence: plain text.
        tokens: its tokens, as ``manyhats.text.tokens`` gives them.
        matches: its slots, as ``slots.slots_of`` gives them for these tokens.

    Returns:
        For each feature's name the places that gave it; none where it is the whole sentence's shape.
    """
    found: dict[str, list[Span]] = {}
    for name, span in _of_words(tokens):
        found.setdefault(name, []).append(span)
    for name, span in _of_slots(sentence, matches):
        found.setdefault(name, []).append(span)
    for name in _shape(sentence, tokens):
        found.setdefault(name, [])
    return found


def _of_words(tokens: Sequence[Token]) -> Iterator[tuple[str, Span]]:
    stems = [stem(token.word) for token in tokens]
    spans = [token.span for token in tokens]
    for word, span in zip(stems, spans, strict=True):
        yield f"w:{word}", span
    for here in range(len(stems) - 1):
        yield f"b:{stems[here]} {stems[here + 1]}", _join(spans[here], spans[here + 1])
    for here in range(len(stems) - 2):
        yield f"k:{stems[here]} _ {stems[here + 2]}", _join(spans[here], spans[here + 2])
    if stems:
        yield f"o:{tokens[0].word}", spans[0]
        yield f"b:{stems[-1]} >", spans[-1]
    if len(stems) > 1:
        yield f"o:{tokens[0].word} {tokens[1].word}", _join(spans[0], spans[1])


def _of_slots(sentence: str, matches: Sequence[Match]) -> Iterator[tuple[str, Span]]:
    count: dict[str, int] = {}
    for match in matches:
        count[match.slot] = count.get(match.slot, 0) + 1
        half = "first" if match.span.start < len(sentence) / 2 else "second"
        yield f"s:{match.slot}", match.span
        yield f"h:{match.slot} {half}", match.span
    for match in matches:
        if count[match.slot] > 1:
            yield f"n:{match.slot} {min(count[match.slot], 3)}", match.span


def _shape(sentence: str, tokens: Sequence[Token]) -> Iterator[str]:
    yield f"f:words {next((n for n in _LENGTHS if len(tokens) <= n), 'more')}"
    for mark, name in _MARKS.items():
        if mark in sentence:
            yield f"f:{name}"
    if sentence.count(",") > 2:
        yield "f:commas"
    if any(token.word[0].isdigit() for token in tokens):
        yield "f:number"
    past = sum(token.word.endswith("ed") for token in tokens)
    if past:
        yield f"f:-ed {min(past, 3)}"
    if any(token.word.endswith("ing") for token in tokens):
        yield "f:-ing"


def _join(first: Span, last: Span) -> Span:
    return Span(first.start, last.end)
