"""Which of some jobs a picture looks most like."""

from collections.abc import Mapping
from typing import TypeVar

from manyhats.feed.mix import Mix

_Job = TypeVar("_Job")


def nearest(picture: Mix, jobs: Mapping[_Job, Mix]) -> _Job:
    """The job whose mix differs least from a picture, by the sum of the differences over the hats.

    Args:
        picture: what a reader thinks that the job is.
        jobs: the mix of each job, one or more; of two as near, the earlier.
    """
    return min(jobs, key=lambda job: sum(abs(picture[hat] - share) for hat, share in jobs[job].items()))
