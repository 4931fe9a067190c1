"""A plan: what can be moved when a date comes close."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """How much is to be done, by when, and who is added.

    Attributes:
        items: what is still to be done, counted in what the past throughput counts; at least 0.
        date: the week at whose end all of it should be done, from 1.
        added: people who join the team; at least 0.
        arrival: the week at whose start they join, from 1.

    Raises:
        ValueError: one of them is below its least.
    """

    items: int
    date: int
    added: int = 0
    arrival: int = 1

    def __post_init__(self) -> None:
        """Refuse what is no plan."""
        for name, least in (("items", 0), ("date", 1), ("added", 0), ("arrival", 1)):
            if getattr(self, name) < least:
                raise ValueError(f"A plan's {name} is at least {least}, not {getattr(self, name)}.")
