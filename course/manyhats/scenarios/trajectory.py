"""How a meter ran through a finished run: as each decision was asked, as the last choice was made, as it ended."""

from manyhats.scenarios.run import Run


def trajectory(run: Run, meter: str) -> tuple[int, ...]:
    """The values of one meter, in its own units.

    Args:
        run: a run that came to an ending.
        meter: the id of a meter of its scenario; a hidden one is as good as any.

    Returns:
        One value as each decision was asked, one after what the last choice itself moved, and one at the
        ending, after all that followed: two more values than there were choices.

    Raises:
        ValueError: the run has not ended.
        KeyError: the scenario has no such meter.
    """
    if not run.finished:
        raise ValueError("Only a run that came to an ending has a whole trajectory.")
    asked = [scene.meters[meter] for scene in run.scenes[:-1]]
    return (*asked, run.scene.answered[meter], run.scene.meters[meter])
