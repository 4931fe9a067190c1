"""The two calls that settle the prediction: early without options, and late with them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from manyhats.bad_news.message import Part, Wording
from manyhats.bad_news.respond import Call

EARLY = 6  # weeks before the date, or more
LATE = 2  # weeks before the date, or fewer


@dataclass(frozen=True)
class Contrast:
    """Two calls of the learner's, by their places in the list of all calls.

    Attributes:
        early: the latest call that was made early, with a plain fact and without options.
        late: the latest call that was made late, with a plain fact and plain options.
        fair: the late call as it would have been early and without options, and otherwise word for word the same.
    """

    early: int
    late: int
    fair: Call


def early_without_options(call: Call) -> bool:
    """Whether a call is one half of the contrast."""
    wordings = call.message.wordings
    said = (wordings[Part.FACT], wordings[Part.OPTIONS])
    return call.weeks >= EARLY and said == (Wording.PLAIN, Wording.LEFT_OUT)


def late_with_options(call: Call) -> bool:
    """Whether a call is the other half."""
    wordings = call.message.wordings
    said = (wordings[Part.FACT], wordings[Part.OPTIONS])
    return call.weeks <= LATE and said == (Wording.PLAIN, Wording.PLAIN)


def contrast(calls: Sequence[Call]) -> Contrast | None:
    """The contrast among the calls that were made, or None while one half is missing."""
    early = [place for place, call in enumerate(calls) if early_without_options(call)]
    late = [place for place, call in enumerate(calls) if late_with_options(call)]
    if not early or not late:
        return None
    made = calls[late[-1]]
    bare = made.message.with_wording(Part.OPTIONS, Wording.LEFT_OUT)
    return Contrast(early[-1], late[-1], replace(made, weeks=calls[early[-1]].weeks, message=bare))


def missing(calls: Sequence[Call]) -> list[str]:
    """Which halves of the contrast nobody has tried yet: "early", "late", both or none."""
    halves = {"early": early_without_options, "late": late_with_options}
    return [name for name, fits in halves.items() if not any(map(fits, calls))]
