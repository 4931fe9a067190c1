"""The last line of an answer that goes to the instructor alone."""

import re

_TO_INSTRUCTOR = re.compile(r"^[ \t]*to my instructor[ \t]*:[ \t]*(.*)\Z", re.IGNORECASE | re.MULTILINE)


def split_note(answer: str) -> tuple[str, str]:
    """Take a last line "To my instructor: ..." off: it is a message, not part of the answer.

    Returns:
        The answer without it, and the message, which is empty where there is none.
    """
    note = _TO_INSTRUCTOR.search(answer)
    return (answer[: note.start()].rstrip(), note[1].strip()) if note else (answer, "")
