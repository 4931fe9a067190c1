"""Words and sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.text import phrase_pattern, sentences, words


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
    ],
)
def test_phrases_are_whole_words_unless_they_end_in_an_asterisk(
    phrase: str, text: str, found: str | None
) -> None:
    match = phrase_pattern((phrase,)).search(text)
    assert (match[0] if match else None) == found


def test_no_phrases_match_nothing() -> None:
    assert phrase_pattern(()).search("anything") is None
