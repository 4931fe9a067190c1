"""Which weeks the axis of a chart names where it shows whole quarters."""

from manyhats.debt import WEEKS_A_QUARTER

_PARTS = 4  # of the axis at least, so that one quarter is not a bare beginning and end


def week_ticks(first: int, last: int) -> list[int] | None:
    """The first week, the last of each quarter, and weeks between where there are few quarters.

    Args:
        first: the first week on the axis, 0 or 1.
        last: the last one.

    Returns:
        The weeks to name, rising; None where the axis doesn't end with a quarter.
    """
    quarters, left = divmod(last, WEEKS_A_QUARTER)
    if left or not quarters:
        return None
    parts = quarters * max(1, _PARTS // quarters)
    return [first, *(-(-last * part // parts) for part in range(1, parts + 1))]
