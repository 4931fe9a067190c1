"""How much of an answer can't be words: keys at random, one letter again and again, signs alone."""

import re
from functools import lru_cache
from itertools import pairwise

_VOWEL = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýąęěėīōūůаеёиоуыэюяієїαάεέηήιίοόυύωώ]")
_VOWELLED = re.compile(r"[a-zà-ɏа-яёієїґα-ώ]+")
"""Scripts whose words have vowel letters: Latin, Cyrillic, Greek. Others are not judged."""

_ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiopü",
    "asdfghjklöä",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
)
_NEIGHBOURS = frozenset(pair for row in _ROWS for a, b in pairwise(row) for pair in (a + b, b + a, a + a))
_LONGEST_WORD = 30
_CLUSTER = re.compile(r"[bcdfghjklmnpqrstvwxzбвгджзйклмнпрстфхцчшщ]{6}")


def share_of_non_words(answer: str) -> float:
    """The share of the answer's tokens that can't be words, 0..1; an acronym, a number and a lone sign may be."""
    tokens = answer.split()
    return sum(not _may_be_word(token) for token in tokens) / len(tokens) if tokens else 0.0


@lru_cache(maxsize=4096)
def _may_be_word(token: str) -> bool:
    letters = "".join(c for c in token.lower() if c.isalpha())
    if not letters:
        return any(c.isdigit() for c in token) or len(token) <= 2
    if len(letters) > 3 and len(set(letters)) == 1:
        return False
    if len(letters) > _LONGEST_WORD:
        return "-" in token or "/" in token
    if len(letters) <= 3 or token.isupper() or not _VOWELLED.fullmatch(letters):
        return True
    if not _VOWEL.search(letters) or _CLUSTER.search(letters):
        return False
    return len(letters) < 5 or not (len(set(letters)) == 2 or _runs_along_a_row(letters))


def _runs_along_a_row(letters: str) -> bool:
    """Whether nearly every letter lies next to the one before on a keyboard's row."""
    steps = sum(letters[n : n + 2] in _NEIGHBOURS for n in range(len(letters) - 1))
    return steps > 0.7 * (len(letters) - 1)
