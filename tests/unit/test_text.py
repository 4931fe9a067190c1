"""Words, sentences and phrases."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.text import PhraseTable, Span, phrase_words, sentences, words, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("We met Dr. Hale, e.g. in May. Then we left.", ["We met Dr. Hale, e.g. in May.", "Then we left."]),
        ("A line that is only\nwrapped goes on.", ["A line that is only\nwrapped goes on."]),
        ("One part\n\nanother part", ["One part", "another part"]),
        ("No ladder here\nAd: coaching", ["No ladder here", "Ad: coaching"]),
        ("They said:\n> lead a team\n- one\n- two", ["They said:", "> lead a team", "- one", "- two"]),
        ("“Ship it.” She said it twice.", ["“Ship it.”", "She said it twice."]),
        ("Up 3.5 per cent. 7 of us cheered.", ["Up 3.5 per cent.", "7 of us cheered."]),
        ("R. told me so. I agreed.", ["R. told me so.", "I agreed."]),
        ("", []),
        ("--- *** ---", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


@given(st.text(max_size=400))
def test_sentences_are_stretches_of_the_text_in_order_and_apart(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)


def test_words_are_lower_case_and_keep_inner_apostrophes() -> None:
    assert words("Don't re-plan the Q3 roadmap!") == ["don't", "re-plan", "the", "q", "roadmap"]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("coach*", "She coached him", "coached"),
        ("coach", "She coached him", None),
        ("don't know", "I don’t know", "don’t know"),
        ("1:1*", "two 1:1s a week", "1:1s"),
        ("?", "Who decides?", "?"),
        ("ship", "leadership", None),
        ("by 30 _", "It ends by 30 November", "by 30 November"),
        ("by 30 _", "It ends by 30", None),
    ],
)
def test_phrases_are_whole_words_unless_they_end_in_an_asterisk(
    phrase: str, text: str, found: str | None
) -> None:
    word_or_mark = re.compile(r"\w+|\W")
    table = PhraseTable([(phrase_words(phrase, word_or_mark), "a")])
    places = [span.of(text) for span, _ in table.find(text, word_or_mark)]
    assert places == ([found] if found else [])


def test_no_phrases_match_nothing() -> None:
    assert list(PhraseTable([]).find("anything")) == []
    assert list(PhraseTable([((), "no words")]).find("anything")) == []


def test_a_table_finds_whole_words_stems_and_phrases() -> None:
    phrases = [("turned down", "a"), ("coach*", "b"), ("don't know", "c"), ("go", "d"), ("?", "e")]
    table = PhraseTable((phrase_words(phrase), label) for phrase, label in phrases)
    words = words_of("I turned down the coaching. We don’t know; ago, GO.")
    assert [(" ".join(words[first:end]), label) for first, end, label in table.mentions(words)] == [
        ("turned down", "a"),
        ("coaching", "b"),
        ("don't know", "c"),
        ("go", "d"),
    ]


def test_what_begins_at_one_word_comes_in_the_order_given() -> None:
    phrases = [("the team", 1), ("the", 2), ("the _ lead*", 3), ("team", 4), ("th*", 5)]
    table = PhraseTable((phrase.split(), label) for phrase, label in phrases)
    assert [label for _, label in table.find("The team leads")] == [1, 2, 3, 5, 4]


def test_phrases_may_name_the_classes_of_a_word() -> None:
    table = PhraseTable([(("i", "@past"), "done")], lambda word: ["@past"] if word.endswith("ed") else [])
    assert list(table.find("So I moved it, and I move it.")) == [(Span(3, 10), "done")]


@given(st.text(max_size=300))
def test_a_phrase_lies_in_the_stretch_that_is_read(text: str) -> None:
    within = Span(len(text) // 3, len(text) - len(text) // 3)
    table = PhraseTable([((word,), "a") for word in words_of(text)])
    assert all(
        within.start <= span.start < span.end <= within.end for span, _ in table.find(text, within=within)
    )
