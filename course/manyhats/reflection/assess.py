"""The check of one answer against one rubric: offline, deterministic, and shown with its evidence."""

from manyhats.reflection.answer import take_apart
from manyhats.reflection.assessment import Assessment, Finding, Flag, Level
from manyhats.reflection.evidence import find
from manyhats.reflection.integrity import MAX_CHARACTERS, flags, without_stub
from manyhats.reflection.note import split_note
from manyhats.reflection.rubric import Rubric
from manyhats.text import sentences

HELD_CREDIT = 0.25
_ZERO = frozenset({Flag.EMPTY, Flag.MOSTLY_THE_PROMPT, Flag.NOT_WORDS})
_CREDIT = {Level.MET: 1.0, Level.PARTLY: 0.5, Level.NOT_FOUND: 0.0}


def assess(text: str, rubric: Rubric) -> Assessment:
    """Look for a rubric's criteria in an answer.

    The score is (met + half of partly) over the weight of the criteria that were decided; a criterion on
    which the check is unsure costs nothing. Where less than half of the weight was decided, or a flag
    stands, the answer is held for the instructor and its credit is capped at a quarter. An answer that is
    empty, the prompt itself or no words earns nothing. (CURRICULUM: Reflections.)

    Args:
        text: the answer as the learner wrote it, Markdown; past 20,000 characters it is not read.
        rubric: from ``load_rubric``.

    Returns:
        The same assessment for the same text, on every machine.
    """
    answer, to_instructor = split_note(without_stub(text[:MAX_CHARACTERS]))
    spans = sentences(answer)
    raised = [Flag.TOO_LONG] if len(text) > MAX_CHARACTERS else []
    if rubric.form == "prose":
        raised += flags(answer, spans, rubric)
    findings = find(take_apart(answer, spans, rubric))
    score, held = _score(findings, raised)
    return Assessment(score, findings, tuple(raised), held, to_instructor)


def _score(findings: tuple[Finding, ...], raised: list[Flag]) -> tuple[float, bool]:
    total = sum(one.weight for one in findings)
    decided = [one for one in findings if one.level is not Level.UNSURE]
    weight = sum(one.weight for one in decided)
    score = sum(one.weight * _CREDIT[one.level] for one in decided) / weight if weight else 0.0
    held = bool(raised) or weight < total / 2
    if _ZERO.intersection(raised):
        return 0.0, held
    return (min(score, HELD_CREDIT) if held else score), held
