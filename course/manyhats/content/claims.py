"""The essay's claims, by id, from ``claims.yaml``: what the course teaches, each with its scope."""

from functools import cache

from manyhats.content.load import CONTENT, Content, load


class Claim(Content, frozen=True):
    """One claim of the essay in the course's words; ``scope`` is how far the essay says it reaches."""

    id: str
    text: str
    scope: str = ""


@cache
def claims() -> dict[str, Claim]:
    """Every claim by its id, such as ``C1`` or ``F2``."""
    return {claim.id: claim for claim in load(CONTENT / "claims.yaml", tuple[Claim, ...])}
