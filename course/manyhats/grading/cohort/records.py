"""One exercise of a class as the figures take it: plain values, without gradebook, file or widget."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from manyhats.reflection import Level


@dataclass(frozen=True)
class Marked:
    """One answer, with what the check and the instructor made of it.

    Attributes:
        student: whose it is.
        prompt: the prompt's id.
        most: the points that it can earn.
        proposed: the check's points, 0 to ``most``, or None where it gave none.
        given: the instructor's points, or None.
        waits: whether the gradebook asks for the instructor.
        reasons: why it waits, as sentences' ends ("off topic", "unsure of ...").
        flags: what the check raised.
        levels: how far each criterion was found, by its id.
        sentences: those of the answer that a criterion rests on, by its id.
        answer: the learner's text, without markup.
        page: formgrader's id of the handed-in notebook.
    """

    student: str
    prompt: str
    most: float
    proposed: float | None
    given: float | None = None
    waits: bool = False
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=dict)
    sentences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answer: str = ""
    page: str = ""

    @property
    def credit(self) -> float | None:
        """The check's points as a share of the most, 0 to 1."""
        return None if self.proposed is None or not self.most else self.proposed / self.most


@dataclass(frozen=True)
class HandedIn:
    """One submission.

    ``remarks`` are what the grader met in it, ``returned`` says whether its feedback page has been made, ``record``
    is the text of the optional answer ``my-record``.
    """

    student: str
    when: datetime | None = None
    late: bool = False
    readable: bool = True
    returned: bool = False
    remarks: tuple[str, ...] = ()
    record: str = ""


@dataclass(frozen=True)
class Prompt:
    """A prompt's title, and the label of each of its criteria by id, in the rubric's order."""

    id: str
    title: str
    criteria: Mapping[str, str]


@dataclass(frozen=True)
class Cohort:
    """All that a class handed in to one exercise and that has been graded.

    ``learners`` is how many the gradebook knows; ``ungraded`` how many submissions wait to be graded at all;
    ``prompts`` are in the order of the exercise.
    """

    assignment: str
    learners: int
    ungraded: int
    handed_in: tuple[HandedIn, ...]
    marked: tuple[Marked, ...]
    prompts: tuple[Prompt, ...]

    def of(self, prompt: str) -> list[Marked]:
        """The answers to one prompt."""
        return [one for one in self.marked if one.prompt == prompt]
