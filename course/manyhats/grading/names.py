"""Learners' names as ids: what a page, a spreadsheet, a path and the gradebook can all bear."""

import re
import unicodedata

_MARKUP = frozenset('"<>&\\`{}[]|*?:/')
_FORMULA = ("=", "+", "-", "@")
_MARKS = "@+.-"


def student_id(name: str) -> str:
    """An id that is made of a name: lower case letters and digits of any script, dots, hyphens, @ and +."""
    composed = unicodedata.normalize("NFC", name.lower())
    bare = re.sub(r"_late(?=_|$)", "", composed)
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" or c in _MARKS else "-" for c in bare)
    return re.sub(r"-+", "-", kept).strip("-.@+") or "unnamed"


def is_safe_id(name: str) -> bool:
    """Whether an id can be shown and exported as it is.

    Formgrader writes ids into its pages and scripts unescaped, and a spreadsheet runs what begins as a formula
    does. Spaces, apostrophes and letters of any script are fine.
    """
    return (
        name.isprintable()
        and not _MARKUP & set(name)
        and not name.strip().startswith(_FORMULA)
        and name != ""
    )
