"""What somebody can show under one hat: a level, and one piece of evidence for it in their own words."""

from dataclasses import dataclass

from manyhats.profile import MOST, STRENGTH_WORDS


@dataclass(frozen=True)
class Evidence:
    """A level under one hat, and what it rests on.

    Args:
        level: 1 to 5, in the words of ``profile.STRENGTH_WORDS``; None where it was not chosen yet.
        text: one thing that happened, in the learner's words; may be empty.

    Raises:
        ValueError: the level is not a whole number from 1 to 5.
    """

    level: int | None = None
    text: str = ""

    def __post_init__(self) -> None:
        """Refuse what nobody can have chosen."""
        if self.level is not None and (type(self.level) is not int or not 1 <= self.level <= MOST):
            raise ValueError(f"A level is a whole number from 1 to {MOST}.")

    @property
    def shown(self) -> int:
        """The level if there is evidence for it, else 0: a level alone is not evidenced yet."""
        return self.level if self.level is not None and self.text.strip() else 0

    @property
    def words(self) -> str:
        """The level in words, such as "3 of 5, get by"; "not chosen yet" where there is none."""
        if self.level is None:
            return "not chosen yet"
        return f"{self.level} of {MOST}, {STRENGTH_WORDS[self.level]}"
