"""Many readers of one feed: how far their pictures lie apart by chance alone."""

from collections.abc import Iterable


def middle(values: Iterable[float]) -> tuple[float, float]:
    """Between what two values the middle eight of ten lie.

    Args:
        values: one of each reader, in any order, ten or more.

    Raises:
        ValueError: there are fewer than ten.
    """
    ranked = sorted(values)
    if len(ranked) < 10:
        raise ValueError(f"The middle eight of ten need ten readers, there are {len(ranked)}.")
    left_out = len(ranked) // 10
    return ranked[left_out], ranked[-1 - left_out]
