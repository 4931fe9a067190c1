"""The modules of the course in their order, from ``modules.yaml``."""

from functools import cache

from manyhats.content.load import CONTENT, Content, load


class Module(Content, frozen=True):
    """One module: ``id`` is its notebook's name, ``claims`` are the essay's claims that it teaches.

    ``predictions`` and ``explanations`` are the journal's ids of what its interactive asks for. ``situations`` is how
    many of its scenarios its minutes count with; the learner chooses which, and whoever likes plays the others too.
    """

    id: str
    title: str
    claims: tuple[str, ...]
    situations: int = 0
    predictions: tuple[str, ...] = ()
    explanations: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """Its place in the course, from 0."""
        return int(self.id[:2])


@cache
def modules() -> dict[str, Module]:
    """Every module by its id, in the order of the course."""
    return {module.id: module for module in load(CONTENT / "modules.yaml", tuple[Module, ...])}
