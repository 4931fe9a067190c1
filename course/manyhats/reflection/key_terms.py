"""Whether an answer lists key terms instead of saying anything with them.

Terms may be set apart by commas or line breaks, strung together with *and* or *because*, or held together by
little words that say nothing: *the fact is the delay and the ask is the decision*. Notes are no such list: they
have words of a clause (who, did, not, when, for), and longer stretches between their marks.
"""

from collections.abc import Sequence
from functools import lru_cache

from manyhats.reflection.rubric import Rubric, shared_phrases
from manyhats.reflection.word_order import KNOWN, stretches, token_sentences
from manyhats.text import PhraseTable, phrase_words, words_of

_FEWEST = 15  # words; less is too little to tell a list by
_LONG = 5  # words between two marks, from which on something may be said
_CHAINS = frozenset(("and", "or", "because", "therefore"))
_GLUE = _CHAINS | frozenset("a an the is are was were be of with by next so then if".split())
_CLAUSE = KNOWN - _GLUE

# Shares of the words, between what lists and what genuine answers reach on the samples and CEReD-English.
_FEWEST_IN_LONG = 0.2  # lists with marks at most 0.15, notes 0.36 and more
_FEWEST_CLAUSE_WORDS = 0.17  # genuine answers 0.20 and more
_MOST_CHAINS = 0.12  # genuine answers at most 0.09
_MOST_GLUE = 0.38  # genuine answers at most 0.33
_MOST_PHRASES = 0.65  # the rubric's own phrases strung together 0.79 and more, genuine answers at most 0.50


def is_list_of_terms(answer: str, rubric: Rubric) -> bool:
    """Whether an answer of 15 words or more reads as a list of terms, or of the rubric's phrases.

    Args:
        answer: plain text; a line break counts as a mark.
        rubric: whose phrases a list may be made of.
    """
    sentences = token_sentences(answer.replace("\n", "\n\n"))
    found = [token for sentence in sentences for token in sentence if token[0].isalnum()]
    if len(found) < _FEWEST:
        return False
    return (
        sum(length for length in stretches(sentences) if length >= _LONG) < _FEWEST_IN_LONG * len(found)
        or _share(found, _CLAUSE) < _FEWEST_CLAUSE_WORDS
        or _share(found, _CHAINS) > _MOST_CHAINS
        or _share(found, _GLUE) > _MOST_GLUE
        or share_of_phrases(answer, rubric) > _MOST_PHRASES
    )


def share_of_phrases(answer: str, rubric: Rubric) -> float:
    """The share of an answer's words that belong to clear or telling phrases of the rubric, 0..1."""
    words = words_of(answer)
    covered = [False] * len(words)
    groups = (*rubric.concepts.values(), *shared_phrases().values())
    table = _table(tuple(phrase for group in groups for phrase in (*group.telling, *group.clear)))
    for first, end, _ in table.mentions(words):
        covered[first:end] = [True] * (end - first)
    return sum(covered) / len(words) if words else 0.0


def _share(found: Sequence[str], kind: frozenset[str]) -> float:
    return sum(token in kind for token in found) / len(found)


@lru_cache(maxsize=32)
def _table(phrases: tuple[str, ...]) -> PhraseTable[None]:
    return PhraseTable((phrase_words(phrase), None) for phrase in phrases)
