"""One self-rating: how strong you hold yourself to be under each hat, and how much you like wearing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from manyhats.hats import Hat

VERSION = 1
MOST = 5
STRENGTH_WORDS = {1: "new to me", 2: "tried it", 3: "get by", 4: "good at it", 5: "known for it"}
LIKING_WORDS = {1: "drains me", 2: "rather not", 3: "don't mind", 4: "like it", 5: "gives energy"}
_APART = 2  # steps between strength and liking that are worth a word


@dataclass(frozen=True)
class SelfRating:
    """What somebody says of themselves on one day; it measures nothing but that.

    Args:
        strength: for each hat 1 to 5, in the words of ``STRENGTH_WORDS``.
        liking: for each hat 1 to 5, in the words of ``LIKING_WORDS``.
        on: the day on which it was made.

    Raises:
        ValueError: a hat is left out, or a number is not a whole one from 1 to 5.
    """

    strength: Mapping[Hat, int]
    liking: Mapping[Hat, int]
    on: date

    def __post_init__(self) -> None:
        """Refuse what nobody can have answered."""
        for numbers in (self.strength, self.liking):
            if set(numbers) != set(Hat):
                raise ValueError("A self-rating has a number for each of the four hats.")
            if any(type(number) is not int or not 1 <= number <= MOST for number in numbers.values()):
                raise ValueError(f"A self-rating's numbers are whole ones from 1 to {MOST}.")

    @property
    def lean(self) -> tuple[Hat, ...]:
        """The hats where strength and liking together come highest; none where all four are level."""
        together = {hat: self.strength[hat] + self.liking[hat] for hat in Hat}
        highest = max(together.values())
        found = tuple(hat for hat in Hat if together[hat] == highest)
        return () if len(found) == len(Hat) else found

    @property
    def stronger_than_liked(self) -> tuple[Hat, ...]:
        """The hats that are worn well, two steps and more above how much they are liked."""
        return tuple(hat for hat in Hat if self.strength[hat] - self.liking[hat] >= _APART)

    @property
    def liked_beyond_strength(self) -> tuple[Hat, ...]:
        """The hats that are liked two steps and more above the strength in them, so far."""
        return tuple(hat for hat in Hat if self.liking[hat] - self.strength[hat] >= _APART)

    def to_json(self) -> dict[str, Any]:
        """The rating as plain JSON values."""
        return {
            "version": VERSION,
            "on": self.on.isoformat(),
            "strength": {str(hat): self.strength[hat] for hat in Hat},
            "liking": {str(hat): self.liking[hat] for hat in Hat},
        }

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """The rating that ``to_json`` wrote.

        Raises:
            ValueError: it is damaged, or of another version.
        """
        try:
            if data["version"] != VERSION:
                raise ValueError("This self-rating was kept by another version of the course.")
            strength, liking = (
                {Hat(hat): number for hat, number in data[which].items()} for which in ("strength", "liking")
            )
            return cls(strength, liking, date.fromisoformat(data["on"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("This self-rating can't be read: it is damaged.") from error
