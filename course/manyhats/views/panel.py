"""The feedback panel under an answer: the same findings as HTML and as plain text."""

from html import escape

from manyhats.notebook import Answer
from manyhats.reflection import Assessment, Finding, Flag, Level, Rubric
from manyhats.text import Span
from manyhats.views.theme import stylesheet

_LEVELS = {
    Level.MET: ("✓", "Found"),
    Level.PARTLY: ("◐", "Partly found"),
    Level.NOT_FOUND: ("○", "Not found"),
    Level.UNSURE: ("?", "Unsure: costs you nothing"),
}

_FLAGS = {
    Flag.EMPTY: "There is no answer here yet. Click into the cell above, write, and run this cell again.",
    Flag.MOSTLY_THE_PROMPT: "Most of this is the text of the exercise. What would you say in your own words?",
    Flag.NOT_WORDS: "Most of this doesn't read as words, so it can't be checked.",
    Flag.REPEATED: "Much of this stands here more than once. Each sentence counts one time.",
    Flag.KEYWORD_LIST: "This reads as a list of terms. What happened? Notes are fine: say who did what.",
    Flag.SHUFFLED: "The check could not follow the order of these words. How would you say it to a colleague?",
    Flag.OFF_TOPIC: "The check did not find what the prompt is about. It may have missed it.",
    Flag.TOO_LONG: "The answer is longer than 20,000 characters. The check read the beginning; nothing is lost.",
}

_LIMITS = (
    "The number under this box is provisional credit. Automatic and formative: it looks for traces of each point in your text and may miss what you meant. "
    "Your instructor decides. Nobody is looking for machine-written text here."
)


def panel_html(answer: Answer, assessment: Assessment, rubric: Rubric) -> str:
    """The panel as HTML that stands alone: in JupyterLab, in formgrader and in the returned feedback."""
    body = [
        f"<h3>What the check found: {escape(rubric.title)}</h3>",
        *(f'<p class="mh-panel-flag">{escape(_FLAGS[flag])}</p>' for flag in assessment.flags),
    ]
    if not _is_blank(assessment):
        body.append('<ul class="mh-findings">')
        body += [_finding_html(answer.text, finding) for finding in assessment.criteria]
        body.append("</ul>")
        body.append(_advice_html(assessment))
    body += [f'<p class="mh-muted mh-small">{escape(line)}</p>' for line in _closing(answer, assessment)]
    return f'{stylesheet()}<section class="mh mh-card mh-panel" aria-label="Feedback on your answer">{"".join(body)}</section>'


def panel_text(answer: Answer, assessment: Assessment, rubric: Rubric) -> str:
    """The panel as plain text, for a terminal or a reader that shows no HTML."""
    lines = [f"What the check found: {rubric.title}", *(_FLAGS[flag] for flag in assessment.flags)]
    if not _is_blank(assessment):
        for finding in assessment.criteria:
            icon, word = _LEVELS[finding.level]
            lines.append(f"{icon} {finding.label}: {word}")
            lines += [f"    “{_clipped(one.sentence, answer.text)}”" for one in finding.evidence[:3]]
        lines += [f"Next, if you like: {advice}" for advice in _advice(assessment)[:1]]
    return "\n".join([*lines, *_closing(answer, assessment)])


def problem_html(sentence: str) -> str:
    """The panel when there is no answer to read: one sentence that says what to do."""
    return (
        f'{stylesheet()}<section class="mh mh-card mh-panel" role="alert"><h3>This answer could not be read</h3>'
        f"<p>{escape(sentence)}</p></section>"
    )


def _is_blank(assessment: Assessment) -> bool:
    return Flag.EMPTY in assessment.flags


def _finding_html(text: str, finding: Finding) -> str:
    icon, word = _LEVELS[finding.level]
    quotes = "".join(
        f"<blockquote>{_marked(text, e.sentence, e.matched)}</blockquote>" for e in finding.evidence[:3]
    )
    more = len(finding.evidence) - 3
    if more > 0:
        quotes += f'<p class="mh-muted mh-small">and {more} more</p>'
    return (
        f'<li class="mh-finding mh-finding--{finding.level}"><span class="mh-finding-icon" aria-hidden="true">{icon}</span>'
        f'<div><strong>{escape(finding.label)}</strong> <span class="mh-level">{escape(word)}</span>{quotes}</div></li>'
    )


def _marked(text: str, sentence: Span, matched: Span) -> str:
    """The learner's own sentence, with the words that were matched set off."""
    start, end = max(matched.start, sentence.start), min(matched.end, sentence.end)
    before, match, after = text[sentence.start : start], text[start:end], text[end : sentence.end]
    return f"{escape(before[-160:])}<mark>{escape(match[:240])}</mark>{escape(after[:160])}"


def _clipped(span: Span, text: str, most: int = 240) -> str:
    found = span.of(text)
    return found if len(found) <= most else f"{found[:most]} …"


def _advice(assessment: Assessment) -> list[str]:
    """What to try next, the heaviest point first; only what was decided asks for anything."""
    order = {Level.NOT_FOUND: 0, Level.PARTLY: 1}
    missing = [one for one in assessment.criteria if one.level in order]
    return [one.advice for one in sorted(missing, key=lambda one: (order[one.level], -one.weight))]


def _advice_html(assessment: Assessment) -> str:
    advice = _advice(assessment)
    if not advice:
        return "<p>Every point of the prompt left a trace. Read it once more aloud: is it what you mean?</p>"
    first = f"<p><strong>One thing to try next.</strong> {escape(advice[0])}</p>"
    if len(advice) == 1:
        return first
    return f"{first}<details><summary>Another one</summary><p>{escape(advice[1])}</p></details>"


def _closing(answer: Answer, assessment: Assessment) -> list[str]:
    lines = []
    if assessment.to_instructor:
        lines.append(f"To the instructor, not scored: {assessment.to_instructor}")
    if assessment.held and not _is_blank(assessment):
        lines.append("Held for your instructor: the check does not decide this one.")
    if answer.saved_at:
        lines.append(
            f"This is the version that was saved at {answer.saved_at:%H:%M:%S}. Save (Ctrl+S) and run again after a change."
        )
    return [*lines, _LIMITS]
