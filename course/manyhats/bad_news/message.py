"""The message: four parts, each said plainly, said softly or left out, and which of them comes first."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a person needs from a bad-news message to be able to act, in the course's usual order.

    The essay asks for accountability to stakeholders (C11); that it takes these four parts is the course's reading.
    """

    FACT = "fact"
    OPTIONS = "options"
    ASK = "ask"
    DATE = "date"


class Wording(StrEnum):
    """How a part is said: so that one can act on it, so that it only sounds like something, or not at all."""

    PLAIN = "plain"
    SOFT = "soft"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Message:
    """What is said in the call.

    Attributes:
        wordings: the wording of every part.
        opening: the part that is said first, if it is said at all; the others keep their usual order.
    """

    wordings: Mapping[Part, Wording]
    opening: Part = Part.FACT

    def __post_init__(self) -> None:
        """Refuse a message that leaves the wording of a part open.

        Raises:
            ValueError: a part has no wording.
        """
        open_ = [part.value for part in Part if part not in self.wordings]
        if open_:
            raise ValueError(f"The message says nothing about {', '.join(open_)}; use Wording.LEFT_OUT.")

    @property
    def order(self) -> list[Part]:
        """The parts that are said, in the order in which they are said."""
        said = [part for part in Part if self.wordings[part] is not Wording.LEFT_OUT]
        return sorted(said, key=lambda part: part is not self.opening)

    def with_wording(self, part: Part, wording: Wording) -> "Message":
        """The same message with one part said in another way."""
        return Message({**self.wordings, part: wording}, self.opening)
