"""What newcomers do to a team's pace: they cost first, and bring something later.

A teaching assumption, not calibrated. It puts a form to the saying that goes by the name of Brooks' law, "adding
people to a late project makes it later", which is a saying and no measurement.
"""

COST_AT_FIRST = 0.5  # people: what the questions of one newcomer take off the team in the first week
GAIN_IN_THE_END = 0.75  # people: less than one, because more people have more to agree on
WEEKS_TO_LEARN = 8  # from the one to the other, in even steps


def capacity(week: int, team: int, added: int, arrival: int) -> float:
    """The team's pace in a week, as a multiple of its pace before anybody was added.

    Args:
        week: the week to come, from 1.
        team: people in the team before anybody is added, at least 1.
        added: newcomers, who arrive together.
        arrival: the week at whose start they arrive.

    Returns:
        1 before they arrive; never below 0, however many arrive at once.
    """
    if week < arrival:
        return 1.0
    return max(0.0, 1 + added * _brings(week - arrival) / team)


def slower_weeks() -> int:
    """For how many weeks a team is slower than without its newcomers."""
    return sum(_brings(since) < 0 for since in range(WEEKS_TO_LEARN))


def payback_weeks() -> int:
    """After how many weeks newcomers have brought as much as they cost."""
    balance, weeks = 0.0, 0
    while weeks == 0 or balance < 0:
        balance += _brings(weeks)
        weeks += 1
    return weeks


def _brings(since: int) -> float:
    """What one newcomer adds, in people, so many weeks after the first."""
    learnt = min(1.0, since / WEEKS_TO_LEARN)
    return -COST_AT_FIRST + (COST_AT_FIRST + GAIN_IN_THE_END) * learnt
