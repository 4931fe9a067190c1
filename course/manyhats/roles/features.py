"""What the role decoder sees in a line: its words, the act that it asks for, groups of phrases, and its shape.

Every feature remembers the words of the line that gave it, so that a decision can be shown with its reasons.
The first letters of a feature's name say what it is:

- ``w:`` a word, ``b:`` two words in a row inside a clause, ``g:`` a group of phrases;
- ``a:`` the verb of the act, ``m:`` a word and ``gm:`` a group inside the act: a duty is told by what is done
  ("report", "coach"), more than by what it is done with or for;
- ``f:`` how the line speaks (of experience, of the past, of the company ...), and ``n:`` a word or a group of a line
  that so asks nothing of anybody, whatever its words are;
- ``o:`` how the line opens, ``has:`` who it speaks of, ``s:`` its shape.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from manyhats.roles.frames import Act, frame, main_act
from manyhats.roles.phrases import act_groups, phrase_groups

_TOKEN = re.compile(r"[^\W_]+(?:['’&/-][^\W_]+)*|[?$£€%+&]|[,;:.—–(]")
_CLAUSE_ENDS = frozenset(",;:.—–(")
_WITHIN = re.compile(r"[^\W_]|['’&/-]")
_DIGITS = re.compile(r"\d")
_MOST_WORDS = 120  # a longer line is a paragraph: its beginning says what it is
_MOST_CHARACTERS = 1_200

Feature = tuple[str, str]
"""A feature's name, and the words of the line that it comes from ("" where it is the line's shape)."""


@dataclass(frozen=True)
class _Line:
    """A line taken apart; all lists have one item a word."""

    text: str
    words: list[str]
    low: list[str]
    stems: list[str]
    clauses: list[int]
    starts: list[int]
    act: Act

    def between(self, first: int, end: int) -> str:
        """The line's text from the word ``first`` up to, without, the word ``end``."""
        last = min(end, len(self.words)) - 1
        return self.text[self.starts[first] : self.starts[last] + len(self.words[last])]


def features(line: str) -> list[Feature]:
    """The features of one bare line, each name once."""
    parsed = _parse(line[:_MOST_CHARACTERS])
    return list({name: (name, seen) for name, seen in _all(parsed)}.values()) if parsed.words else []


def _parse(text: str) -> _Line:
    words: list[str] = []
    clauses: list[int] = []
    starts: list[int] = []
    clause = 0
    for match in _TOKEN.finditer(text):
        if match[0] in _CLAUSE_ENDS:
            clause += 1
        elif len(words) < _MOST_WORDS:
            words.append(match[0])
            clauses.append(clause)
            starts.append(match.start())
    low = [word.lower().replace("’", "'") for word in words]
    stems = [stem(word) for word in words]
    return _Line(text, words, low, stems, clauses, starts, main_act(low, clauses))


def _all(line: _Line) -> Iterator[Feature]:
    kind, opening = frame(line.low)
    if opening:
        yield f"f:{kind}", line.between(0, opening)
    asks_nothing = kind in ("credential", "past", "company")
    for word, name in zip(line.words, line.stems, strict=True):
        yield f"w:{name}", word
        if asks_nothing:
            yield f"n:{name}", word
    for here in range(len(line.words) - 1):
        if line.clauses[here] == line.clauses[here + 1]:
            yield f"b:{' '.join(line.stems[here : here + 2])}", line.between(here, here + 2)
    yield from _act(line)
    yield from _groups(line, asks_nothing)
    yield from _opening(line)
    yield from _shape(line)


def _act(line: _Line) -> Iterator[Feature]:
    verb = line.words[line.act.verb]
    yield f"a:{line.stems[line.act.verb]}", verb
    for group in act_groups(verb):
        yield f"g:{group}", verb
    for here in range(line.act.verb, line.act.end):
        yield f"m:{line.stems[here]}", line.words[here]


def _groups(line: _Line, asks_nothing: bool) -> Iterator[Feature]:
    act_ends = line.starts[line.act.end] if line.act.end < len(line.starts) else len(line.text)
    for group, span in phrase_groups(line.text).items():
        phrase = _whole_words(line.text, span.start, span.end)
        yield f"g:{group}", phrase
        if span.start < act_ends:
            yield f"gm:{group}", phrase
        if asks_nothing:
            yield f"n:g:{group}", phrase


def _whole_words(text: str, start: int, end: int) -> str:
    """A phrase and the rest of the words that it begins and ends in: "cloud-native" where "native" was found."""
    while start > 0 and _WITHIN.match(text[start - 1]):
        start -= 1
    while end < len(text) and _WITHIN.match(text[end]):
        end += 1
    return text[start:end].strip("-'’/&")


def _opening(line: _Line) -> Iterator[Feature]:
    """The first words say most about who is asked to do something, or that nobody is."""
    first = line.low[0]
    yield f"o:{line.stems[0]}", line.words[0]
    yield f"o:{' '.join(line.stems[:2])}", line.between(0, 2 if line.clauses[:2] == [0, 0] else 1)
    if first.endswith("ing"):
        yield "o:-ing", line.words[0]
    elif first.endswith("s") and not first.endswith("ss"):
        yield "o:-s", line.words[0]
    elif first.endswith("ly"):
        yield "o:-ly", line.words[0]
    for word in ("you", "we", "i", "our", "they"):
        if word in line.low:
            yield f"has:{word}", word


def _shape(line: _Line) -> Iterator[Feature]:
    text, count = line.text.rstrip(), len(line.words)
    yield f"s:words {next(n for n in (1, 2, 3, 5, 8, 13, 21, 34, 999) if count <= n)}", ""
    for end, name in ((":", "colon"), (".", "full stop")):
        if text.endswith(end):
            yield f"s:{name}", ""
    if _DIGITS.search(text):
        yield "s:digit", ""
    if "," in text:
        yield "s:list", ""
    if text.isupper():
        yield "s:upper case", ""
    yield from _capitals([word for word in line.words if word[0].isalpha()], count)


def _capitals(words: list[str], count: int) -> Iterator[Feature]:
    """Headings have capitals throughout; names of companies and tools have them inside a sentence."""
    capitals = sum(word[0].isupper() for word in words)
    if words and count <= 8:
        if capitals == len(words) > 1:
            yield "s:title case", ""
        elif capitals <= 1:
            yield "s:sentence case", ""
    if count > 3:
        inside = sum(word[0].isupper() and word != "I" for word in words[1:])
        yield f"s:capitals {min(inside, 4)}", ""


@lru_cache(maxsize=8192)
def stem(token: str) -> str:
    """Take inflection off a word: manages, managed and managing come out alike, and so do spellings."""
    word = token.lower().replace("’", "'").removesuffix("'s").strip("'")
    if _DIGITS.search(word):
        return "0"
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word.removesuffix(ending)
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    if len(word) > 5:
        word = word.replace("isation", "ization").replace("our", "or").replace("ysis", "yz")
        if word.endswith("is"):
            word = word.removesuffix("is") + "iz"
    return word.removesuffix("e")
