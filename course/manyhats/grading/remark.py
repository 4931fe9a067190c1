"""A sentence about a submission that the instructor has to know."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """Something that was found in a submission.

    ``prompt`` is the answer that it is about, or None for the whole notebook; ``held`` asks for the
    instructor's own grading.
    """

    sentence: str
    prompt: str | None = None
    held: bool = False
