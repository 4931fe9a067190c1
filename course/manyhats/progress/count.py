"""A share of things that are done."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """``done`` of so many; of none where a module has nothing of the kind."""

    done: int
    of: int

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.done >= self.of

    def __add__(self, other: "Count") -> "Count":
        """Both together."""
        return Count(self.done + other.done, self.of + other.of)
