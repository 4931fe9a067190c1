"""Two runs of one scenario side by side: where they parted, and what came of it."""

from dataclasses import dataclass

from manyhats.scenarios.run import Run


@dataclass(frozen=True)
class Comparison:
    """``parted`` is the number of the choice (from 0) at which the runs part, None if they never do.

    ``meters`` maps each meter, hidden ones too, to its last value in the two runs.
    """

    first: Run
    second: Run
    parted: int | None
    meters: dict[str, tuple[int, int]]


def compare(first: Run, second: Run) -> Comparison:
    """Hold two runs of the same scenario side by side.

    Raises:
        ValueError: they are runs of different scenarios.
    """
    if first.scenario.id != second.scenario.id:
        raise ValueError("Only two runs of the same scenario can be compared.")
    ours = [(move.node, move.option) for move in first.moves]
    theirs = [(move.node, move.option) for move in second.moves]
    shared = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), None)
    if shared is None and len(ours) != len(theirs):
        shared = min(len(ours), len(theirs))
    a, b = first.scene.meters, second.scene.meters
    return Comparison(first, second, shared, {meter: (a[meter], b[meter]) for meter in a})
