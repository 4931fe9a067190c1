"""Where words, sentences and phrases stand in a text; shared by the role decoder and the reflection check."""

from manyhats.text.phrases import PhraseTable, Token, phrase_words, tokens, words_of
from manyhats.text.sentences import FUNCTION_WORDS, WORD, Span, clean, meanings, sentences, words

__all__ = [
    "FUNCTION_WORDS",
    "WORD",
    "PhraseTable",
    "Span",
    "Token",
    "clean",
    "meanings",
    "phrase_words",
    "sentences",
    "tokens",
    "words",
    "words_of",
]
