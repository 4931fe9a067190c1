"""What somebody says of themselves: strength and liking under each hat, at the beginning and later."""

from manyhats.profile.ratings import BASELINE, KIND, Ratings, read_ratings
from manyhats.profile.self_rating import LIKING_WORDS, MOST, STRENGTH_WORDS, SelfRating

__all__ = [
    "BASELINE",
    "KIND",
    "LIKING_WORDS",
    "MOST",
    "STRENGTH_WORDS",
    "Ratings",
    "SelfRating",
    "read_ratings",
]
