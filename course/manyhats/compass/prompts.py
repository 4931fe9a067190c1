"""What the Fit Compass asks, hat by hat, and the three verdicts: from ``content/compass.yaml``."""

from functools import cache

from manyhats.content import CONTENT, Content, ContentError, load
from manyhats.hats import Hat


class HatPrompts(Content, frozen=True):
    """What is asked about one hat.

    ``evidence`` helps the learner to find a piece of evidence, ``gap`` and ``silent`` are questions for a hiring
    manager, ``step`` is an idea for the plan.
    """

    evidence: str
    gap: str
    silent: str
    step: str


class VerdictText(Content, frozen=True):
    """A verdict as it is shown: what it is called, and what it means in a sentence."""

    id: str
    name: str
    gist: str


class Prompts(Content, frozen=True):
    """The whole file."""

    hats: dict[Hat, HatPrompts]
    verdicts: tuple[VerdictText, ...]


@cache
def prompts() -> Prompts:
    """Everything that the Fit Compass asks.

    Raises:
        ContentError: the file is not as it should be, or leaves out a hat.
    """
    path = CONTENT / "compass.yaml"
    found = load(path, Prompts)
    if missing := [hat for hat in Hat if hat not in found.hats]:
        raise ContentError(
            f"{path}:1: nothing is asked about {', '.join(missing)}. Write it as for the others."
        )
    return found
