"""What the role decoder sees in a line: words, pairs of words, groups of phrases, and how the line opens.

Every feature remembers the words of the line that gave it, so that a decision can be shown with its reasons.
"""

import re
from collections.abc import Iterator
from functools import cache

from manyhats.content import CONTENT, load
from manyhats.text import phrase_pattern

_TOKEN = re.compile(r"[^\W_]+(?:['’&/-][^\W_]+)*|[?$£€%+&]")
_DIGITS = re.compile(r"\d")
_BULLET = re.compile(r"^\s*(?:[-*•▪◦‣·–—>#]+|\d{1,2}[.)]|\[[ xX]\]|\(?[a-z]\))\s+")
_MOST_WORDS = 120  # a longer line is a paragraph: its beginning says what it is

Feature = tuple[str, str]
"""A feature's name, and the words of the line that it comes from ("" where it is the line's shape)."""


def bare(line: str) -> str:
    """A line without its bullet, Markdown emphasis and surrounding space."""
    text = line.strip()
    while match := _BULLET.match(text):
        text = text[match.end() :]
    return text.strip().strip("*_#").strip()


def features(line: str) -> list[Feature]:
    """The features of one bare line, each name once."""
    return list({name: (name, seen) for name, seen in _all(line)}.values())


def _all(line: str) -> Iterator[Feature]:
    tokens = [m[0] for m in _TOKEN.finditer(line)][:_MOST_WORDS]
    stems = [stem(token) for token in tokens]
    for token, word in zip(tokens, stems, strict=True):
        yield f"w:{word}", token
    for here in range(len(stems) - 1):
        yield f"b:{stems[here]} {stems[here + 1]}", f"{tokens[here]} {tokens[here + 1]}"
    for group, phrase in _groups(line):
        yield f"g:{group}", phrase
    yield from _opening(tokens, stems)
    yield from _shape(line, tokens)


def _opening(tokens: list[str], stems: list[str]) -> Iterator[Feature]:
    """The first words say most about who is asked to do something, or that nobody is."""
    if not tokens:
        return
    first = tokens[0].lower()
    yield f"o:{stems[0]}", tokens[0]
    yield f"o:{' '.join(stems[:2])}", " ".join(tokens[:2])
    if first.endswith("ing"):
        yield "o:-ing", tokens[0]
    elif first.endswith("s") and not first.endswith("ss"):
        yield "o:-s", tokens[0]
    elif first.endswith("ly"):
        yield "o:-ly", tokens[0]
    for word in ("you", "we", "i", "our", "they"):
        if word in (token.lower() for token in tokens):
            yield f"has:{word}", word


def _shape(line: str, tokens: list[str]) -> Iterator[Feature]:
    count = len(tokens)
    yield f"s:words {next(n for n in (1, 2, 3, 5, 8, 13, 21, 34, 999) if count <= n)}", ""
    if line.rstrip().endswith(":"):
        yield "s:colon", ""
    if line.rstrip().endswith("."):
        yield "s:full stop", ""
    if _DIGITS.search(line):
        yield "s:digit", ""
    letters = [token for token in tokens if token[0].isalpha()]
    if letters and count <= 8:
        capitals = sum(token[0].isupper() for token in letters)
        if capitals == len(letters) and len(letters) > 1:
            yield "s:title case", ""
        elif capitals <= 1:
            yield "s:sentence case", ""
    if line.isupper():
        yield "s:upper case", ""
    if "," in line:
        yield "s:list", ""


def stem(token: str) -> str:
    """Take inflection off a word: manages, managed and managing come out alike, and so do spellings."""
    word = token.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if _DIGITS.search(word):
        return "0"
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word.removesuffix(ending)
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.replace("isation", "ization").removesuffix("e")


def _groups(line: str) -> Iterator[Feature]:
    for group, pattern in _patterns().items():
        match = pattern.search(line)
        if match:
            yield group, match[0]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    groups = load(CONTENT / "role_phrases.yaml", dict[str, list[str]])
    return {name: phrase_pattern(tuple(phrases)) for name, phrases in groups.items()}
