"""Codes a role description line by line: which hat each line asks for, and why.

The model is linear over the features of ``features.py``, trained by ``train.py`` on lines that were written and
coded for this course. Its weights stand in ``weights.json``; every decision is a sum of them, so the words that
weighed most are the reason.
"""

import math
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import msgspec

from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.roles.features import Feature, features, stem
from manyhats.roles.lines import split_lines
from manyhats.text import FUNCTION_WORDS, words

MAX_CHARACTERS = 50_000
WEIGHTS = Path(__file__).with_name("weights.json")

_CANDIDATES = 16  # the words and phrases among which the reasons are chosen
_WEAK = 0.15  # a pull towards a hat that is no reason
_MARKS = ",;:.—–()"
_CLOSE = 0.15  # two hats whose probabilities are nearer than this are a close call


class RoleTextError(ValueError):
    """A text that can't be decoded; the message says what it is and what to paste instead."""


@dataclass(frozen=True)
class DecodedLine:
    """One line and its coding.

    Attributes:
        text: the line without its bullet.
        hat: what it asks for, or None when it says nothing of what the person must do.
        why: the reason in a sentence.
        second: the next hat in a close call, or None.
        recoded: whether a person has changed the decoder's coding.
    """

    text: str
    hat: Hat | None
    why: str
    second: Hat | None = None
    recoded: bool = False


@dataclass(frozen=True)
class DecodedRole:
    """A decoded role description."""

    lines: tuple[DecodedLine, ...]

    @property
    def mix(self) -> dict[Hat, float]:
        """Each hat's share of the lines that ask for a hat; sums to 1, or is all 0 where no line does."""
        coded = [line.hat for line in self.lines if line.hat is not None]
        return {hat: coded.count(hat) / len(coded) if coded else 0.0 for hat in Hat}

    def recode(self, index: int, hat: Hat | None) -> "DecodedRole":
        """The same role with a person's own coding of one line.

        Args:
            index: the line, from 0.
            hat: what the person reads it as; None for no hat.
        """
        lines = list(self.lines)
        lines[index] = replace(lines[index], hat=hat, recoded=True)
        return DecodedRole(tuple(lines))


def decode(text: str) -> DecodedRole:
    """Code a role description line by line.

    Args:
        text: English plain text or Markdown, one duty a line or in prose; at most 50,000 characters.

    Raises:
        RoleTextError: the text is empty, too long, not text, or not English.
    """
    lines = split_lines(_checked(text))
    if not lines:
        raise RoleTextError("There are no words in this text. Paste the duties of a role, one on each line.")
    return DecodedRole(tuple(decode_line(line) for line in lines))


def hat_of(line: str) -> Hat | None:
    """The hat of one line, without the reason; a third of the time of ``decode_line``."""
    scores = _model().scores(features(line))
    return _hat(max(scores, key=lambda label: scores[label]))


def decode_line(line: str) -> DecodedLine:
    """Code one line, whatever it is."""
    found = features(line)
    scores = _model().scores(found)
    ranked = sorted(scores, key=lambda label: -scores[label])
    best, runner_up = ranked[0], ranked[1]
    close = scores[best] - scores[runner_up] < _CLOSE
    hat, second = _hat(best), _hat(runner_up) if close else None
    return DecodedLine(line, hat, _why(found, best, hat, second), second)


NONE = "none"
"""The label of a line that asks for no hat, in the weights and in the training lines."""


def _hat(label: str) -> Hat | None:
    return None if label == NONE else Hat(label)


def _checked(text: str) -> str:
    """Refuse what is no English role description, with a sentence that says what to do."""
    if len(text) > MAX_CHARACTERS:
        raise RoleTextError(
            f"This text has {len(text):,} characters; the decoder reads up to {MAX_CHARACTERS:,}. Paste the role "
            "description alone, without the page around it."
        )
    if not text.strip():
        raise RoleTextError("There is no text yet. Paste a role description, or choose one from the list.")
    odd = sum(1 for c in text if c == "\ufffd" or (ord(c) < 32 and c not in "\t\n\r\f\v"))
    if odd > len(text) / 100:
        raise RoleTextError(
            "This looks like a file of another kind (a PDF, a document or a picture), not like text. Open it, "
            "copy the words, and paste those."
        )
    letters = [c for c in text if c.isalpha()]
    found = words(text)
    foreign_script = sum(c > "\u024f" for c in letters) > len(letters) / 2
    if foreign_script or (len(found) >= 12 and _share_known(found) < 0.5):
        raise RoleTextError(
            "This doesn't read as English. The decoder learned from English descriptions only: paste an English "
            "version, or read the lines yourself with the four hats beside you."
        )
    return text


def _share_known(found: list[str]) -> float:
    known = _model().weights
    return sum(1 for word in found if f"w:{stem(word)}" in known) / len(found)


def _why(found: list[Feature], label: str, hat: Hat | None, second: Hat | None) -> str:
    """Name the words that weighed most for the decision, and say where it was a close call."""
    reasons = _reasons(found, label)
    quoted = _listed([f"“{words_}”" for words_ in reasons])
    if hat is None:
        said = "Says nothing of what the person must do"
        why = (
            f"{said}: {quoted} {_verb(reasons)} like a heading, a condition or an offer."
            if quoted
            else f"{said}."
        )
    else:
        name = DESCRIPTIONS[hat].name
        why = (
            f"{quoted} {_verb(reasons)} like {name}." if quoted else f"The line as a whole reads like {name}."
        )
    return f"{why} A close call: it could be {DESCRIPTIONS[second].name} too." if second else why


def _verb(reasons: list[str]) -> str:
    return "reads" if len(reasons) == 1 else "read"


def _reasons(found: list[Feature], label: str, most: int = 3) -> list[str]:
    """The words and phrases that pull most towards a label, none of them told twice."""
    model = _model()
    pulls: dict[str, float] = {}
    for name, seen in found:
        if words_ := _trimmed(seen):
            pulls[words_] = pulls.get(words_, 0.0) + model.pull(name, label)
    heaviest = sorted(pulls.items(), key=lambda item: -item[1])[:_CANDIDATES]
    parts = [(set(seen.split()), pull) for seen, pull in heaviest if pull > 0]
    # A phrase has the pull of its words too: "technical debt" is a better reason than "technical" and "debt".
    phrases = {seen: sum(pull for part, pull in parts if part <= set(seen.split())) for seen, _ in heaviest}
    told: list[str] = []
    for seen, pull in sorted(phrases.items(), key=lambda item: -item[1]):
        if pull < _WEAK or len(told) == most:
            break
        if not any(set(seen.split()) & set(other.split()) - FUNCTION_WORDS for other in told):
            told.append(seen)
    return told


def _trimmed(seen: str) -> str:
    """Lower case, without function words and numbers at either end; "" where nothing is left."""
    parts = seen.lower().replace("’", "'").split()
    while parts and _says_little(parts[0].strip(_MARKS)):
        parts.pop(0)
    while parts and _says_little(parts[-1].strip(_MARKS)):
        parts.pop()
    return " ".join(parts).strip(_MARKS)


def _says_little(word: str) -> bool:
    """A function word, a bare number below 1,000, or a sign alone."""
    is_sign = not any(c.isalnum() for c in word)
    return is_sign or word in FUNCTION_WORDS or (word.isdecimal() and len(word) < 4)


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


class _Model(msgspec.Struct, frozen=True):
    """The published weights: for each feature one number a label, in the order of ``labels``."""

    about: str
    labels: list[str]
    scale: float
    bias: list[float]
    weights: dict[str, list[int]]

    def scores(self, found: list[Feature]) -> dict[str, float]:
        """The probability of each label."""
        totals = list(self.bias)
        for name, _ in found:
            for place, weight in enumerate(self.weights.get(name, ())):
                totals[place] += weight * self.scale
        highest = max(totals)
        powers = [math.exp(total - highest) for total in totals]
        return {label: power / sum(powers) for label, power in zip(self.labels, powers, strict=True)}

    def pull(self, name: str, label: str) -> float:
        """How far a feature pulls towards a label, against the mean of the others."""
        row = self.weights.get(name)
        if row is None:
            return 0.0
        own = row[self.labels.index(label)]
        return self.scale * (own - (sum(row) - own) / (len(row) - 1))


@cache
def _model() -> _Model:
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=_Model)
