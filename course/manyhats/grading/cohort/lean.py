"""Where the class leans: of which hat the sentences of its answers speak, as the role decoder reads them.

The decoder learned from role descriptions, so on prose it is a rough reader: good for the picture of a class, not
for a verdict on a person.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from manyhats.grading.cohort.records import Marked
from manyhats.hats import Hat
from manyhats.roles.decoder import hat_of
from manyhats.text import sentences

_FEWEST = 2  # sentences that speak of a hat, for an answer to lean wholly to it


@dataclass(frozen=True)
class OneSided:
    """An answer all of whose hat sentences speak of one hat."""

    student: str
    prompt: str
    hat: Hat
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Lean:
    """Sentences by hat, all answers together; ``none`` speak of no hat; ``one_sided`` are answers with one hat."""

    counts: Mapping[Hat, int]
    none: int
    answers: int
    one_sided: tuple[OneSided, ...]

    @property
    def commonest(self) -> Hat | None:
        """The hat to which most one-sided answers lean, or None where there are none."""
        found = Counter(one.hat for one in self.one_sided)
        return max(Hat, key=lambda hat: found[hat]) if found else None


def lean(marked: Sequence[Marked]) -> Lean:
    """Read the sentences of all answers; flagged ones are left out, because they may be no answers."""
    counts: Counter[Hat] = Counter()
    none, read, one_sided = 0, 0, []
    for one in marked:
        if one.flags or not one.answer:
            continue
        read += 1
        told = [(span.of(one.answer), hat_of(span.of(one.answer))) for span in sentences(one.answer)]
        hats = Counter(hat for _, hat in told if hat is not None)
        counts.update(hats)
        none += sum(hat is None for _, hat in told)
        if len(hats) == 1 and hats.total() >= _FEWEST:
            (hat,) = hats
            lines = tuple(text for text, its in told if its is hat)
            one_sided.append(OneSided(one.student, one.prompt, hat, lines))
    return Lean({hat: counts[hat] for hat in Hat}, none, read, tuple(one_sided))
