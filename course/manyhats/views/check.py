"""``check``: the one call in an exercise that reads an answer, shows what was found and gives the credit."""

from typing import Any

from IPython.display import display

from manyhats.notebook import AnswerProblem, read_answer
from manyhats.reflection import Finding, Level, assess, load_rubric
from manyhats.views.panel import panel_html, panel_text, problem_html

_QUOTED = 300  # characters of a sentence


def check(prompt_id: str, points: float) -> float:
    """Check the answer to a prompt, show the feedback panel, and return the partial credit.

    Nothing is printed and nothing goes to standard error, because nbgrader takes either for a result.

    Args:
        prompt_id: the prompt's id, which is the answer cell's grade_id and the rubric's name.
        points: what the answer can earn at most.

    Returns:
        A plain float in 0..points: nbgrader reads it as partial credit from the cell's output.
    """
    try:
        answer = read_answer(prompt_id)
    except AnswerProblem as problem:
        _show(problem_html(str(problem)), str(problem), held=True)
        return 0.0
    rubric = load_rubric(prompt_id)
    assessment = assess(answer.text, rubric)
    _show(
        panel_html(answer, assessment, rubric),
        panel_text(answer, assessment, rubric),
        held=assessment.held,
        unsure=[one.label for one in assessment.criteria if one.level is Level.UNSURE],
        flags=[str(flag) for flag in assessment.flags],
        criteria={one.id: _told(one, answer.text) for one in assessment.criteria},
    )
    return round(min(max(assessment.score, 0.0), 1.0) * float(points), 2)


def _told(finding: Finding, text: str) -> dict[str, Any]:
    """One criterion for the instructor's report: how far it was found, and the sentences that it rests on."""
    quoted = [one.sentence.of(text)[:_QUOTED] for one in finding.evidence[:3]]
    return {"level": str(finding.level), "sentences": quoted}


def _show(html: str, text: str, **for_the_grader: Any) -> None:
    """Show a panel; what the grader has to know of it travels in the output's metadata."""
    display({"text/html": html, "text/plain": text}, metadata={"manyhats": for_the_grader}, raw=True)
