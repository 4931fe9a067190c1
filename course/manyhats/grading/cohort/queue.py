"""In which order an instructor reads: what can't wait first, then a few of each quality."""

from collections.abc import Sequence

from manyhats.grading.cohort.records import Marked

_SAMPLE = 5


def queue(marked: Sequence[Marked]) -> list[Marked]:
    """The answers that wait: flagged ones, then those that the check was unsure of, then changed ones.

    Inside each kind the order is by prompt, because the same question is marked best in one go.
    """
    return sorted(
        (one for one in marked if one.waits), key=lambda one: (_kind(one), one.prompt, -(one.credit or 0.0))
    )


def sample(marked: Sequence[Marked], most: int = _SAMPLE) -> list[Marked]:
    """A few answers to one prompt that nobody has to read, spread from the least credit to the most.

    Args:
        marked: the answers to one prompt.
        most: how many to name.
    """
    quiet = [one for one in marked if not one.waits and one.given is None and one.credit is not None]
    quiet.sort(key=lambda one: (one.credit or 0.0, one.student))
    if len(quiet) <= most:
        return quiet
    return [quiet[round(place * (len(quiet) - 1) / (most - 1))] for place in range(most)]


def _kind(one: Marked) -> int:
    if one.flags or any(not reason.startswith(("unsure", "changed")) for reason in one.reasons):
        return 0
    return 1 if any(reason.startswith("unsure") for reason in one.reasons) else 2
