"""How a room is split: counts as bars, with the numbers as text in them."""

from collections.abc import Mapping
from html import escape


def split_chart(caption: str, rows: Mapping[str, Mapping[str, int]]) -> str:
    """One bar a row, cut into pieces by count.

    Args:
        caption: what was asked.
        rows: for each row's label the count of each piece, by the piece's name; a piece of 0 is left out.

    Returns:
        A table whose cells hold the bars; every piece says its name and count.
    """
    drawn = "".join(_row(label, pieces) for label, pieces in rows.items())
    return f"<table class='mh-split'><caption>{escape(caption)}</caption><tbody>{drawn}</tbody></table>"


def _row(label: str, pieces: Mapping[str, int]) -> str:
    names = list(pieces)
    shown = "".join(
        f"<span class='mh-piece mh-piece--{names.index(name) + 1}' style='flex-grow:{count}'>"
        f"{escape(name)} <b>×{count}</b></span> "
        for name, count in pieces.items()
        if count
    )
    none = "" if shown else "<span class='mh-muted'>no hands</span>"
    return f"<tr><th scope='row'>{escape(label)}</th><td><div class='mh-pieces'>{shown}{none}</div></td></tr>"
