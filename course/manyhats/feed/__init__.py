"""How a feed makes a picture of a job: what is passed on further is met more often.

A small, stated simulation. Its coefficients are teaching assumptions, not calibrated: it shows how a skew can
arise, and is no evidence that one does.
"""

from typing import TYPE_CHECKING

from manyhats.lazy import exports

if TYPE_CHECKING:
    from manyhats.feed.crowd import middle
    from manyhats.feed.mix import Mix
    from manyhats.feed.reader import WEEKS, read
    from manyhats.feed.resemblance import nearest
    from manyhats.feed.spread import RELATABILITY, Spread

__all__ = ["RELATABILITY", "WEEKS", "Mix", "Spread", "middle", "nearest", "read"]

__getattr__ = exports(
    __name__,
    {
        "middle": "manyhats.feed.crowd",
        "Mix": "manyhats.feed.mix",
        **dict.fromkeys(("WEEKS", "read"), "manyhats.feed.reader"),
        "nearest": "manyhats.feed.resemblance",
        **dict.fromkeys(("RELATABILITY", "Spread"), "manyhats.feed.spread"),
    },
)
