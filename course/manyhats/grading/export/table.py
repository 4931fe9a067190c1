"""CSV that a spreadsheet and a learning platform read as it was meant."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from manyhats.files import replace
from manyhats.text import clean

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")


def write_table(path: Path, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a table in UTF-8, with commas, whole or not at all.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers.

    Args:
        path: the file.
        head: the names of the columns.
        rows: the lines; None is an empty cell.

    Returns:
        How many lines were written under the head.
    """
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(head)
    count = 0
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
        count += 1
    replace(path, page.getvalue().encode())
    return count


def _safe(cell: Cell) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return f"{round(cell, 4):.10g}"
    text = clean(cell)
    return f"'{text}" if text.lstrip(" \r").startswith(_FORMULA) else text
