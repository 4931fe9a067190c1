"""Whether the words of an answer stand in the order of sentences, or were shuffled.

Every word becomes a class: a function word stands for itself, any other for its ending, so that the subject of
an answer does not matter. For each pair of classes, next to each other or with one word between, the weights
say how much more often it is met in sentences than in the same words shuffled. They were trained by
``train_word_order.py`` on CEReD-English, with the errors of second-language writers and the gaps of notes
among the good examples (Nehyba and Stefanik, "Applications of deep language models for reflective writings",
Education and Information Technologies, 2022, doi 10.1007/s10639-022-11254-7).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

import msgspec

WEIGHTS = Path(__file__).with_name("word_order.json")

START, END, MARK, NUMBER, LETTER = "^", "$", ",", "#", "@"
"""Classes that no word has: a sentence's two ends, a mark inside it, a figure, an initial."""

KNOWN = frozenset(
    """
    a an the this that these those some any no every each all both either neither another other others such same
    own i you he she it we they who me him her us them my your his its our their mine yours hers ours theirs myself
    yourself himself herself itself ourselves themselves one someone somebody something anyone anybody anything
    everyone everybody everything nobody nothing none whom whose which what where when why how whether
    am is are was were be been being have has had having do does did doing done will would shall should can could
    may might must ought not never and or but nor so yet if because although though while until unless since than
    as like whereas once of to in on at by for with from into onto about over under between among through during
    before after without within against toward towards upon per around behind above below near across along off up
    down out back away very too also just only even still already again always often sometimes usually then now
    here there more most less least much many few little enough several quite rather almost perhaps maybe however
    therefore else together first last next later soon today yesterday tomorrow
    get gets got make makes made go goes went gone come comes came take takes took taken say says said tell tells
    told ask asks asked know knows knew think thinks thought see sees saw seen want wants wanted need needs needed
    give gives gave let lets try tries tried find found feel feels felt keep kept put
    i'm i'll i'd i've we're we'll we'd we've you're you'll you'd you've he's he'd he'll she's she'd she'll it's
    it'd it'll they're they'd they'll they've that's there's what's who's let's
    don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't cannot couldn't shouldn't haven't hasn't
    hadn't
    """.split()
)
"""Words that stand for themselves: those that carry grammar, and the commonest verbs."""

_ENDINGS = {
    **{"ly": "-ly", "ing": "-ing", "ed": "-ed", "er": "-er", "or": "-er", "est": "-est", "'s": "-'s"},
    **dict.fromkeys(("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship"), "-ness"),
    **dict.fromkeys(("able", "ible", "ful", "ous", "ive", "al", "ic", "less", "ant", "ent"), "-al"),
    **dict.fromkeys(("ss", "us"), "-"),
    "s": "-s",
}
_LONGEST_ENDING = max(map(len, _ENDINGS))
_BARE = "-"
_FEWEST = 12  # words and marks; less is too little to tell
_PROSE = 5  # words between two marks; notes have 2.7 to 5.3, prose 5.4 and more
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:/]*|[,;:()–—]|[.!?…](?=\s|$)|\n\s*\n")
_SENTENCE_ENDS = frozenset(".!?…")


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``word_order.json`` holds.

    Attributes:
        about: what made the file.
        source: the data that it was trained on, its licence and whom to cite.
        near: for a class and the class after it a whole number, in hundredths of natural-log odds.
        far: the same for a class and the one after the next.
        least: the score for each word, in hundredths, below which prose counts as shuffled.
        least_in_notes: the same for notes, whose many marks and gaps say less about order.
        allowance: what an answer of any length is given on top, in hundredths, since few words say little.
    """

    about: str
    source: str
    near: dict[str, dict[str, int]]
    far: dict[str, dict[str, int]]
    least: int
    least_in_notes: int
    allowance: int

    def score(self, classes: Sequence[str]) -> int:
        """The sum over the pairs of one sentence, in hundredths of log odds: above 0 for word order as usual."""
        return sum(
            (self.near if apart == 1 else self.far).get(one, {}).get(other, 0)
            for one, other, apart in pairs(classes)
        )


def is_shuffled(answer: str) -> bool:
    """Whether the words of an answer are rather a shuffle than sentences or notes.

    Args:
        answer: of any length; decided over the whole of it, the fewer words the more leniently, and not at all below 12.
    """
    weights = load_weights()
    score, count, least = order_score(answer, weights)
    return count >= _FEWEST and score < least * count - weights.allowance


def order_score(answer: str, weights: Weights) -> tuple[int, int, int]:
    """The score of all sentences together and what it is held against.

    Returns:
        The score in hundredths of log odds, the number of words and marks, and the least for each of these.
    """
    sentences = token_sentences(answer)
    classes = [classes_of(sentence) for sentence in sentences]
    lengths = stretches(sentences)
    notes = sum(lengths) < _PROSE * len(lengths)
    return (
        sum(weights.score(one) for one in classes),
        sum(len(one) - 2 for one in classes),
        weights.least_in_notes if notes else weights.least,
    )


def stretches(sentences: Sequence[Sequence[str]]) -> list[int]:
    """How many words and figures stand between one mark and the next, throughout the sentences."""
    lengths = [0]
    for sentence in sentences:
        for token in sentence:
            if token[0].isalnum():
                lengths[-1] += 1
            else:
                lengths.append(0)
        lengths.append(0)
    return [length for length in lengths if length]


def token_sentences(answer: str) -> list[list[str]]:
    """The words, figures and marks of each sentence, in lower case, without the sign that ends it."""
    sentences: list[list[str]] = [[]]
    for match in _TOKEN.finditer(answer):
        token = match[0].lower().replace("’", "'")
        if token in _SENTENCE_ENDS or token.isspace():
            sentences.append([])
        else:
            sentences[-1].append(token)
    return [sentence for sentence in sentences if sentence]


def classes_of(sentence: Sequence[str]) -> list[str]:
    """The classes of a sentence's tokens between its two ends; marks in a row count once."""
    classes = [START]
    for token in sentence:
        one = _class_of(token)
        if one != MARK or classes[-1] != MARK:
            classes.append(one)
    return [*classes, END]


@lru_cache(maxsize=4096)
def _class_of(token: str) -> str:
    if token in KNOWN:
        return token
    if not token[0].isalpha():
        return NUMBER if token[0].isdigit() else MARK
    if len(token) == 1:
        return LETTER
    for length in range(min(_LONGEST_ENDING, len(token) - 3), 0, -1):
        ending = _ENDINGS.get(token[-length:])
        if ending:
            return ending
    return _BARE


def pairs(classes: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Classes that stand next to each other, then those with one between, with their distance."""
    for apart in (1, 2):
        for one, other in zip(classes, classes[apart:], strict=False):
            yield one, other, apart


@cache
def load_weights() -> Weights:
    """The shipped weights, read once."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Weights)
