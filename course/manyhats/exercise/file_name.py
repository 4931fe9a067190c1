"""The name of a file that is handed in: ``<exercise>__<name>.ipynb``. "Hand in" writes it, collecting reads it."""

import re
import unicodedata

HANDED_IN = re.compile(r"^(?P<file_id>\d\d(?:-[a-z]+)+)__(?P<student>[^/]+?)(?: \(\d+\))?\.ipynb$")
"""A browser that saves the file a second time adds " (2)"."""

MOST = 150  # bytes of the name: a file's whole name may have 255


class NameProblem(ValueError):
    """A name can't be used in a file's name; the message says what to do."""


def file_name(exercise: str, name: str, number: int = 0) -> str:
    """The name of the file to hand in.

    Args:
        exercise: the exercise's id, such as ``01-one-title-many-roles``.
        name: who hands in, in any script.
        number: of an earlier file that is kept, from 1; 0 is the newest.

    Raises:
        NameProblem: there is no letter or digit in the name, or it is too long.
    """
    counted = f" ({number})" if number else ""
    return f"{exercise}__{plain_name(name)}{counted}.ipynb"


def plain_name(name: str) -> str:
    """A name as it may stand in a path and as an id: lower case letters and digits of any script, and ``. @ + -``.

    Raises:
        NameProblem: there is no letter or digit in it, or it is too long.
    """
    composed = unicodedata.normalize("NFC", name.lower())
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" or c in "@.+-" else "-" for c in composed)
    plain = re.sub(r"-+", "-", kept).strip("-.@+")
    if not any(c.isalnum() for c in plain):
        raise NameProblem(
            "Write your name, or the id that your class uses: it becomes part of the file's name."
        )
    if len(plain.encode("utf-8", "replace")) > MOST:
        raise NameProblem(
            f"This name has {len(name.strip())} characters, too many for a file's name. Write a shorter one."
        )
    return plain
