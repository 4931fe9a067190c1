"""How far a post travels: at each hand it is passed on or not, and what a stranger can relate to is passed on more."""

from dataclasses import dataclass

from manyhats.feed.mix import Mix
from manyhats.hats import Hat

RELATABILITY: Mix = {Hat.PEOPLE: 1.0, Hat.DELIVERY: 0.2, Hat.TECHNICAL: 0.0, Hat.BUSINESS: 0.2}
"""How far a stranger can join in, by topic, 0..1; no shares, they don't sum to 1. A teaching assumption, in the
order that the essay gives: people topics cut across technology and product (claim C5a)."""


@dataclass(frozen=True)
class Spread:
    """What lies between somebody who writes a post and somebody who reads it.

    Attributes:
        more: by how much more often, at each hand, a post with relatability 1 is passed on than one with 0; from 0
            (no more often) up, 1 is twice as often.
        hands: how many people pass a post on before it reaches the reader; 0 is a reader who follows the writer.

    Raises:
        ValueError: ``more`` or ``hands`` is below 0.
    """

    more: float
    hands: int

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if self.more < 0 or self.hands < 0:
            raise ValueError(f"A spread starts at 0: more is {self.more}, hands is {self.hands}.")

    def reach(self, topic: Hat) -> float:
        """How many times as likely a post on a topic is to reach the reader as one with relatability 0.

        A hand passes a post on with probability ``c (1 + more r)``, r its relatability; after that many hands the
        product is left. The c of every hand is the same for all topics, so it falls out of the ratio.
        """
        return float((1 + self.more * RELATABILITY[topic]) ** self.hands)

    def arriving(self, written: Mix) -> dict[Hat, float]:
        """What share of the posts that reach the reader each topic has.

        Args:
            written: what share of the posts that are written each topic has.
        """
        weights = {topic: share * self.reach(topic) for topic, share in written.items()}
        total = sum(weights.values())
        return {topic: weight / total for topic, weight in weights.items()}
