"""Pat Kua's five archetypes as a lens on a role: which of them its mix of hats comes near, or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from manyhats.content import CONTENT, Content, load
from manyhats.hats import Hat

_PLAIN = 0.5  # a hat with more than this share of the lines makes the role lean plainly to it
_LEANING = 0.4  # from this share on, and ahead of the next by _AHEAD, the role leans to it
_AHEAD = 0.1


class Archetype(Content, frozen=True):
    """One archetype: Kua's name for it, its gist in the course's words, and the hat that it leans to, if any."""

    id: str
    name: str
    gist: str
    hat: Hat | None = None


class Archetypes(Content, frozen=True):
    """All five, and the article that they are from."""

    link: str
    archetypes: tuple[Archetype, ...]


@dataclass(frozen=True)
class Lens:
    """How a role looks through the archetypes.

    Attributes:
        nearest: the archetype that the role leans to; None for a hybrid, or where no line asks for a hat.
        plain: whether it leans there with more than half of its lines.
        leading: the hats with the largest share; none where no line asks for a hat.
    """

    nearest: Archetype | None
    plain: bool
    leading: tuple[Hat, ...]


@cache
def archetypes() -> Archetypes:
    """The archetypes and where they are from.

    Raises:
        ContentError: the file is not as it should be.
    """
    return load(CONTENT / "archetypes.yaml", Archetypes)


def lens(mix: Mapping[Hat, float]) -> Lens:
    """Look at a mix of hats through the archetypes.

    Args:
        mix: each hat's share in 0..1.

    Returns:
        The archetype whose hat has more than half of the lines, or at least 40% and ten points more than the next:
        the course's own thresholds. Lead of Leads is never found so: it is a scope, which no mix can tell.
    """
    ranked = sorted(mix.values(), reverse=True)
    most, next_ = ranked[0], ranked[1]
    leading = tuple(hat for hat in Hat if most and mix[hat] == most)
    plain = most > _PLAIN
    if not (plain or (most >= _LEANING and most - next_ >= _AHEAD - 1e-9)):
        return Lens(None, False, leading)
    return Lens(next(one for one in archetypes().archetypes if one.hat is leading[0]), plain, leading)
