"""The people of the scenarios, from ``content/cast.yaml``: one page, so that they stay who they are."""

from functools import cache

from manyhats.content import CONTENT, Content, load


class Character(Content, frozen=True):
    """A person of the cast: ``line`` is the one line that a player reads; ``notes`` are for authors."""

    id: str
    name: str
    role: str
    line: str
    notes: str = ""


class Cast(Content, frozen=True):
    """The company's facts and its people."""

    company: dict[str, str]
    people: tuple[Character, ...]


@cache
def cast() -> dict[str, Character]:
    """Everybody who may appear, by id."""
    return {person.id: person for person in load(CONTENT / "cast.yaml", Cast).people}
