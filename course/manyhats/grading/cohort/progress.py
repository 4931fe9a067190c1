"""How far an exercise has got: handed in, graded, decided, returned."""

from dataclasses import dataclass

from manyhats.grading.cohort.records import Cohort


@dataclass(frozen=True)
class Progress:
    """Counts of submissions; ``answers_waiting`` and ``answers_scored`` count answers, of ``answers``."""

    learners: int
    handed_in: int
    ungraded: int
    late: int
    unreadable: int
    waiting: int
    returned: int
    answers: int
    answers_waiting: int
    answers_scored: int


def progress(cohort: Cohort) -> Progress:
    """Count it."""
    waiting = {one.student for one in cohort.marked if one.waits}
    return Progress(
        learners=cohort.learners,
        handed_in=len(cohort.handed_in) + cohort.ungraded,
        ungraded=cohort.ungraded,
        late=sum(one.late for one in cohort.handed_in),
        unreadable=sum(not one.readable for one in cohort.handed_in),
        waiting=len(waiting),
        returned=sum(one.returned for one in cohort.handed_in),
        answers=len(cohort.marked),
        answers_waiting=sum(one.waits for one in cohort.marked),
        answers_scored=sum(one.given is not None for one in cohort.marked),
    )
