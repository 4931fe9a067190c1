"""Makes attacks and learners' errors out of good sentences, to train the gates and to measure them.

Everything here works on a sentence's tokens, as ``word_order.token_sentences`` gives them, and is drawn from
the generator that is passed in: the same seed gives the same text.
"""

from collections.abc import Sequence
from itertools import zip_longest
from random import Random

from manyhats.reflection.word_order import KNOWN

_ARTICLES = frozenset(("a", "an", "the"))
_LEFT_OUT_IN_NOTES = _ARTICLES | frozenset(
    "i it we is are was were to of have has be been my our there that and".split()
)
_PARTICIPLES = frozenset(
    "made done been gone told asked found said taken given seen left written kept".split()
)


def shuffled(sentence: Sequence[str], draw: Random, window: int | None = None) -> list[str]:
    """The words in a random order, marks where they were; with a ``window``, only among that many neighbours."""
    places = [n for n, token in enumerate(sentence) if token[0].isalnum()]
    mixed = list(sentence)
    step = window or max(1, len(places))
    for start in range(0, len(places), step):
        some = places[start : start + step]
        order = draw.sample(some, len(some))
        for place, taken in zip(some, order, strict=True):
            mixed[place] = sentence[taken]
    return mixed


def alternated(sentence: Sequence[str], draw: Random) -> list[str]:
    """Function words and others in turn, each in a random order: a shuffle that looks more like a sentence."""
    kinds = [[token for token in sentence if (token in KNOWN) is known] for known in (True, False)]
    for kind in kinds:
        draw.shuffle(kind)
    both = zip_longest(*sorted(kinds, key=len, reverse=True))
    return [token for pair in both for token in pair if token]


def shuffled_throughout(sentences: Sequence[Sequence[str]], draw: Random) -> list[list[str]]:
    """The words and marks of all sentences in a random order, cut into sentences of the same lengths."""
    tokens = [token for sentence in sentences for token in sentence]
    draw.shuffle(tokens)
    rest = iter(tokens)
    return [[next(rest) for _ in sentence] for sentence in sentences]


def second_language(sentence: Sequence[str], draw: Random, rate: float, swaps: float = 0.0) -> list[str]:
    """Errors such as a second-language writer makes.

    Args:
        sentence: its tokens.
        draw: the source of chance.
        rate: the share of articles left out and of plurals, past tenses and (half as many) -ing forms that lose
            their ending; 0..1.
        swaps: the share of neighbouring words that change places; 0..1.
    """
    written = []
    for token in sentence:
        if token in _ARTICLES and draw.random() < rate:
            continue
        written.append(_without_ending(token, draw, rate))
    here = 0
    while here < len(written) - 1:
        if written[here][0].isalpha() and written[here + 1][0].isalpha() and draw.random() < swaps:
            written[here], written[here + 1] = written[here + 1], written[here]
            here += 1
        here += 1
    return written


def _without_ending(token: str, draw: Random, rate: float) -> str:
    if token.endswith("s") and not token.endswith("ss") and len(token) > 4 and draw.random() < rate:
        return token[:-1]
    if token.endswith("ed") and len(token) > 5 and draw.random() < rate:
        return token[:-2]
    if token.endswith("ing") and len(token) > 6 and draw.random() < rate / 2:
        return token[:-3]
    return token


def verb_last(sentence: Sequence[str]) -> list[str]:
    """The first participle or past tense goes to the end of its clause, as first speakers of German write."""
    for here, token in enumerate(sentence):
        if here and (token in _PARTICIPLES or (token.endswith("ed") and len(token) > 4)):
            end = here + 1
            while end < len(sentence) and sentence[end][0].isalnum():
                end += 1
            return [*sentence[:here], *sentence[here + 1 : end], token, *sentence[end:]]
    return list(sentence)


def as_notes(sentence: Sequence[str], draw: Random, rate: float = 0.6) -> list[str]:
    """Without most of the words that people leave out of notes: articles, pronouns, forms of to be."""
    return [token for token in sentence if token not in _LEFT_OUT_IN_NOTES or draw.random() >= rate]


def written(sentences: Sequence[Sequence[str]]) -> str:
    """Tokens as a text again: a capital first, a full stop last."""
    lines = (
        " ".join(sentence).replace(" ,", ",").replace(" ;", ";").replace(" :", ":") for sentence in sentences
    )
    return " ".join(f"{line[:1].upper()}{line[1:]}." for line in lines if line)
