"""Whether an answer is about its prompt, or about another prompt of the course.

``content/topics.yaml`` says for each prompt what an answer to it speaks of, in three to five facets. A facet
counts in full where two different phrases of it stand in the answer, and half where one does. That says little
by itself, since one may say the same thing in many words; so an answer is only held against the other prompts.
It has strayed where another prompt's facets are mostly there and its own are clearly fewer, or where it has
next to nothing of its own.
"""

from collections.abc import Mapping
from functools import cache

from manyhats.content import CONTENT, load
from manyhats.reflection.prompt_model import OTHER, likelihoods, load_model
from manyhats.text import PhraseTable, phrase_words, words_of

TOPICS = CONTENT / "topics.yaml"

# Chosen on the samples: no genuine answer strays, and 97 of 100 good ones that are handed in for another prompt do.
_PLAIN = 0.6  # share of another prompt's facets from which the answer may be an answer to that
_AHEAD = 0.15  # by how much the other prompt must be ahead
_NOTHING = 0.15  # share of its own prompt's facets below which an answer is about something else
_UNLIKELY = 0.12  # probability of the prompt under which its facets are counted
_ENOUGH = 2  # different phrases with which a facet counts in full

Facet = tuple[str, str]
"""A prompt's id and the name of one of its facets."""


def is_off_topic(answer: str, prompt_id: str) -> bool:
    """Whether an answer speaks of something else than its prompt.

    It does where the trained model finds its prompt next to impossible, or something else than any prompt
    likely; or where it finds the prompt unlikely, and another prompt's facets are plainly there. A prompt that
    the model doesn't know has no topic.

    Args:
        answer: plain text; takes time linear in it.
        prompt_id: the prompt that it was written for.
    """
    found, model = likelihoods(answer), load_model()
    if prompt_id not in found:
        return False
    likely = found[prompt_id]
    if likely < model.least or found[OTHER] > model.most_other:
        return True
    return likely < _UNLIKELY and is_another_topic(answer, prompt_id)


def is_another_topic(answer: str, prompt_id: str) -> bool:
    """Whether an answer reads as one to another prompt of the course, or to none.

    Args:
        answer: plain text; takes time linear in it.
        prompt_id: the prompt that it was written for; where ``topics.yaml`` does not have it, nothing is said.
    """
    shares = topic_shares(answer)
    if prompt_id not in shares:
        return False
    other = max((share for prompt, share in shares.items() if prompt != prompt_id), default=0.0)
    own = shares[prompt_id]
    return own < _NOTHING or (other >= _PLAIN and other - own > _AHEAD)


def topic_shares(answer: str) -> dict[str, float]:
    """For each prompt of ``topics.yaml`` how much of what belongs to it stands in the answer, 0..1."""
    met: dict[Facet, set[str]] = {}
    words = words_of(answer)
    for first, end, facet in _table().mentions(words):
        met.setdefault(facet, set()).add(" ".join(words[first:end]))
    return {
        prompt: round(
            sum(min(_ENOUGH, len(met.get((prompt, facet), ()))) for facet in facets)
            / (_ENOUGH * len(facets)),
            4,
        )
        for prompt, facets in _topics().items()
    }


@cache
def _topics() -> Mapping[str, Mapping[str, list[str]]]:
    return load(TOPICS, dict[str, dict[str, list[str]]])


@cache
def _table() -> PhraseTable[Facet]:
    return PhraseTable(
        (phrase_words(phrase), (prompt, facet))
        for prompt, facets in _topics().items()
        for facet, phrases in facets.items()
        for phrase in phrases
    )
