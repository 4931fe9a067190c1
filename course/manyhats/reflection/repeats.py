"""How much of an answer stood in it before: sentences or paragraphs again, also lightly changed."""

from manyhats.text import words

_RUN = 4  # words in a row that count as the same text


def share_repeated(answer: str) -> float:
    """The share of the words that lie in a run of four words which stood in the answer before.

    A word that was changed takes only itself out of a longer repetition, for the runs to either side still
    match. Runs overlap, but every word counts once. Takes time linear in the answer.

    Returns:
        0..1; a text given twice has 0.5.
    """
    found = words(answer)
    again = [False] * len(found)
    first: dict[tuple[str, ...], int] = {}
    for start in range(len(found) - _RUN + 1):
        run = tuple(found[start : start + _RUN])
        # Overlap with its own first occurrence is no repetition: "on and on and on" is one phrase.
        if start - first.setdefault(run, start) >= _RUN:
            again[start : start + _RUN] = [True] * _RUN
    return sum(again) / len(found) if found else 0.0
