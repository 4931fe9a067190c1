"""A reader, who believes what she reads: her picture of the job is the mix of the posts that she has met."""

import random
from itertools import accumulate

from manyhats.feed.mix import Mix
from manyhats.hats import Hat

WEEKS = 12
POSTS_A_WEEK = 10


def read(arriving: Mix, seed: int, weeks: int = WEEKS) -> list[dict[Hat, float]]:
    """Let a reader read ten posts a week, drawn at random from those that reach her.

    To follow every post through every hand until ten have arrived draws the same thing, and takes long.

    Args:
        arriving: the share of each topic among the posts that reach her.
        seed: whose luck it is. A reader has the same luck in whatever arrives, so what differs between two feeds of
            hers is what was passed on. Where the share of the first hat grows, her picture of it never shrinks.
        weeks: for how many weeks, 1 or more.

    Returns:
        Her picture after each week, of all that she has read until then.
    """
    luck = random.Random(seed)
    hats = list(Hat)
    bounds = list(accumulate(arriving[hat] for hat in hats))
    counts = dict.fromkeys(hats, 0)
    pictures = []
    for week in range(1, weeks + 1):
        for topic in luck.choices(hats, cum_weights=bounds, k=POSTS_A_WEEK):
            counts[topic] += 1
        pictures.append({hat: count / (week * POSTS_A_WEEK) for hat, count in counts.items()})
    return pictures
