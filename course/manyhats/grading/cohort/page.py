"""The report as HTML: one part a question that an instructor has; every text that a person wrote is escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from manyhats.grading.cells import CHECK_SUFFIX
from manyhats.grading.cohort.agreement import CLOSE, agreement
from manyhats.grading.cohort.charts import LEVELS, agreement_plot, agreement_table, hat_bars, level_bar
from manyhats.grading.cohort.criteria import FEWEST, Spread, spreads
from manyhats.grading.cohort.gap import common_gap
from manyhats.grading.cohort.gather import Standing
from manyhats.grading.cohort.judgement import Judged, RatedOption, judged
from manyhats.grading.cohort.lean import Lean, lean
from manyhats.grading.cohort.progress import progress
from manyhats.grading.cohort.pseudonyms import Names
from manyhats.grading.cohort.queue import queue, sample
from manyhats.grading.cohort.records import Cohort, Marked, Prompt
from manyhats.text import clean
from manyhats.views.theme import hat_label, stylesheet

_MOST_QUEUED = 200  # rows; a longer list is told by its number
_MOST_QUOTED = 6
_LONGEST = 300  # characters of a quoted sentence
_LONGEST_REASON = 140


@dataclass(frozen=True)
class Setting:
    """Whose names are shown, where formgrader answers (without a slash at its end), and the class's other exercises."""

    names: Names
    formgrader: str
    overview: Sequence[Standing] = ()


def page(cohort: Cohort, setting: Setting) -> str:
    """The report as a page of its own, which loads nothing."""
    title = f"Class report: {_text(cohort.assignment)}"
    return (
        f'<!DOCTYPE html>\n<html lang="en" class="mh-page"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">'
        f"</head><body><main>{body(cohort, setting)}</main></body></html>\n"
    )


def body(cohort: Cohort, setting: Setting) -> str:
    """The report as a piece of HTML with its style."""
    parts = [
        f"<h1>Class report: {_text(cohort.assignment)}</h1>",
        "<p>For the instructor alone. The check looks for traces and may miss what somebody meant: <b>you decide</b>.</p>",
        _progress(cohort, setting),
        _queue(cohort, setting),
        *(_prompt(cohort, prompt, setting) for prompt in cohort.prompts),
        _lean(lean(cohort.marked), setting),
        _judged(judged([one.record for one in cohort.handed_in])),
        _agreement(cohort),
    ]
    return f'{styles()}<div class="mh mh-cohort">{"".join(parts)}</div>'


@cache
def styles() -> str:
    """The course's style and the report's own."""
    return (
        f"{stylesheet()}<style>{Path(__file__).with_name('cohort.css').read_text(encoding='utf-8')}</style>"
    )


def _progress(cohort: Cohort, setting: Setting) -> str:
    found = progress(cohort)
    facts = [
        (f"{found.handed_in} of {found.learners}" if found.learners else "0", "handed in"),
        (found.handed_in - found.ungraded, "graded"),
        (found.waiting, "wait for you"),
        (found.returned, "feedback made"),
        (found.late, "late"),
        (found.unreadable, "not readable"),
    ]
    listed = "".join(f"<li><b>{value}</b> {name}</li>" for value, name in facts)
    scored = f"<p>You have scored {found.answers_scored} of {found.answers} answers; {found.answers_waiting} wait for you.</p>"
    rows = [[_text(one.assignment), one.graded, one.waiting] for one in setting.overview]
    others = _table("The class so far", ("exercise", "graded", "with something that waits"), rows)
    return f'<h2>Progress</h2><ul class="mh-facts">{listed}</ul>{scored}{others if len(rows) > 1 else ""}'


def _queue(cohort: Cohort, setting: Setting) -> str:
    waiting = queue(cohort.marked)
    if not waiting:
        return "<h2>What waits for you</h2><p>Nothing. A few answers to read all the same stand under each prompt.</p>"
    rows = [
        [
            _link(one, setting),
            _text(one.prompt),
            _text(_clipped("; ".join(one.reasons), _LONGEST_REASON) or "asked for by the gradebook"),
            _points(one),
        ]
        for one in waiting[:_MOST_QUEUED]
    ]
    more = len(waiting) - len(rows)
    told = f"<p>And {more} more, in formgrader under <i>Manual grading</i>.</p>" if more > 0 else ""
    table = _table(
        f"{len(waiting)} answers: flagged ones first, then unsure, then changed",
        ("open", "prompt", "why", "check's points"),
        rows,
    )
    return (
        "<h2>What waits for you</h2><p>The links open formgrader while JupyterLab runs in the class's folder.</p>"
        f"{table}{told}"
    )


def _prompt(cohort: Cohort, prompt: Prompt, setting: Setting) -> str:
    marked = cohort.of(prompt.id)
    found = spreads(marked, list(prompt.criteria))
    empty = sum("empty" in one.flags for one in marked)
    read = len(marked) - empty
    legend = ", ".join(f"{sign} {words}" for sign, words in LEVELS.values())
    criteria = "".join(_criterion(one, prompt) for one in found)
    spread = f'<p class="mh-muted">{legend}. Empty answers ({empty}) are left out.</p><ul class="mh-criteria">{criteria}</ul>'
    return (
        f"<h2>{_text(prompt.title)} <small>({_text(prompt.id)})</small></h2>"
        f"<p>{len(marked)} answers, {read} of them with words. {_credit(marked)}</p>"
        f"{spread if criteria else '<p>This prompt has no rubric, so nothing is known of its criteria.</p>'}"
        f"{_gap(marked, prompt, setting)}{_sample(marked, setting)}"
    )


def _criterion(one: Spread, prompt: Prompt) -> str:
    relation = (
        f' <span class="mh-muted mh-small">correlation with the others {one.relation:.2f}</span>'
        if one.relation is not None
        else ""
    )
    warning = f'<p class="mh-warning">{escape(one.warning)}</p>' if one.warning else ""
    return f"<li>{_text(prompt.criteria[one.criterion])}{relation}{level_bar(one.counts)}{warning}</li>"


def _credit(marked: Sequence[Marked]) -> str:
    shares = sorted(one.credit for one in marked if one.credit is not None)
    if not shares:
        return ""
    middle = shares[len(shares) // 2]
    return f"The check's credit: lowest {shares[0]:.0%}, middle {middle:.0%}, highest {shares[-1]:.0%} of the points."


def _gap(marked: Sequence[Marked], prompt: Prompt, setting: Setting) -> str:
    gap = common_gap(marked, list(prompt.criteria))
    if gap is None:
        return ""
    nearest = _quotes(gap.nearest, setting)
    shown = f"<p>Sentences that came near:</p>{nearest}" if nearest else "<p>No sentence came near to it.</p>"
    return (
        f"<h3>The common gap</h3><p><b>{_text(prompt.criteria[gap.criterion])}</b>: {gap.lacking} of {gap.decided} answers "
        f"lack it or have it in part.</p>{shown}"
    )


def _sample(marked: Sequence[Marked], setting: Setting) -> str:
    few = sample(marked)
    if not few:
        return ""
    links = ", ".join(f"{_link(one, setting)} ({_points(one)})" for one in few)
    return f"<p>Nothing asks you to read these, from the least credit to the most: {links}.</p>"


def _lean(found: Lean, setting: Setting) -> str:
    total = sum(found.counts.values())
    if not total:
        return ""
    hat = found.commonest
    sided = ""
    if hat is not None:
        its = [one for one in found.one_sided if one.hat is hat]
        lines = ((one.student, sentence) for one in its for sentence in one.sentences[:1])
        sided = (
            f"<h3>Answers with one hat alone</h3><p>{len(found.one_sided)} of {found.answers} answers speak of one hat only; "
            f"most often it is {hat_label(hat)} ({len(its)}). That is a matter to talk about, not a fault: a prompt may ask "
            f"for it.</p>{_quotes(list(lines)[:_MOST_QUOTED], setting)}"
        )
    return (
        f"<h2>Where the class leans</h2><p>Of which hat the sentences speak, in {found.answers} answers without a flag; "
        f"{found.none} sentences speak of none. The role decoder learned from role descriptions, so on prose it is a "
        f"rough reader: good for the picture of a class, not for a verdict on a person.</p>{hat_bars(found.counts)}{sided}"
    )


def _judged(found: Judged) -> str:
    if not found.records and not found.problems:
        return ""
    broken = (
        f" {len(found.problems)} more can't be read: {_text(found.problems[0])}" if found.problems else ""
    )
    parts = [
        f"<h2>Judgement in the scenarios</h2><p>Records that learners chose to hand in: {found.records}.{broken}</p>"
    ]
    if found.strength:
        said = ", ".join(f"{hat_label(hat)} {mean:.1f}" for hat, mean in found.strength.items())
        parts.append(
            f"<p>Their own strength, as {found.self_rated} of them rate it from 1 to 5, on average: {said}.</p>"
        )
    for scenario in found.scenarios:
        rows = [_rated(one) for one in scenario.options]
        title = f"{scenario.title}: {scenario.ratings} rated it, {scenario.confidence:.0f}% sure of the best option"
        parts.append(_table(title, ("option", "leans to", "1", "2", "3", "4", "mean", "key"), rows))
    if found.scenarios:
        parts.append(
            "<p class='mh-muted'>1 is ineffective, 4 very effective. The keys are provisional, the course authors': this is "
            "no selection test. Where ratings spread is where a talk is worth having.</p>"
        )
    return "".join(parts)


def _rated(one: RatedOption) -> list[object]:
    counts = [one.counts[rating] or "·" for rating in sorted(one.counts)]
    return [_text(one.option.text), _text(one.option.lean), *counts, f"{one.mean:.1f}", one.option.key or ""]


def _agreement(cohort: Cohort) -> str:
    found = agreement(cohort.marked)
    if found is None:
        return (
            "<h2>The check and you</h2><p>You have given no points yet, so there is nothing to compare.</p>"
        )
    few = f" {len(found.pairs)} are few: take the figures as a hint." if len(found.pairs) < FEWEST else ""
    relation = "" if found.correlation is None else f" The correlation is {found.correlation:.2f}."
    side = "you give more" if found.bias > 0 else "you give less"
    bias = (
        "no difference on average"
        if abs(found.bias) < 0.005
        else f"{abs(found.bias):.0%} of the points, {side}"
    )
    rows = []
    for prompt in cohort.prompts:
        if its := agreement(cohort.of(prompt.id)):
            rows.append(
                [
                    _text(prompt.id),
                    len(its.pairs),
                    f"{its.bias:+.0%}",
                    f"{its.distance:.0%}",
                    f"{its.close:.0%}",
                ]
            )
    by_prompt = _table(
        "By prompt; + means that you give more than the check",
        ("prompt", "answers", "difference", "distance", "close"),
        rows,
    )
    return (
        f"<h2>The check and you</h2><p>{len(found.pairs)} answers have points from both. On average: {bias}. The two are "
        f"{found.distance:.0%} of the points apart, and {found.close:.0%} of the answers lie within {CLOSE:.1%} (the "
        f"band).{relation}{few}</p><p class='mh-muted'>You saw the check's points before you gave yours, and you read "
        "mostly what it held: both make this agreement look other than it is.</p>"
        f'<div class="mh-side">{agreement_plot(found.pairs)}<div class="mh-wide">{agreement_table(found.pairs)}</div></div>'
        f"{by_prompt}"
    )


def _quotes(lines: Iterable[tuple[str, str]], setting: Setting) -> str:
    return "".join(
        f"<blockquote>{_text(_clipped(sentence))} <span class='mh-muted mh-small'>{_text(setting.names.of(student))}</span>"
        "</blockquote>"
        for student, sentence in lines
    )


def _clipped(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else f"{text[:most]} …"


def _link(one: Marked, setting: Setting) -> str:
    name = _text(setting.names.of(one.student))
    if not one.page:
        return name
    place = f"{setting.formgrader}/submissions/{quote(one.page)}/#{quote(one.prompt + CHECK_SUFFIX)}"
    return f'<a href="{escape(place)}" target="_blank" rel="noopener">{name}</a>'


def _points(one: Marked) -> str:
    return "none" if one.proposed is None else f"{one.proposed:g} of {one.most:g}"


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table; its cells are HTML already."""
    heads = "".join(f"<th scope='col'>{escape(name)}</th>" for name in head)
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f"<div class='mh-wide'><table><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{lines}</tbody></table></div>"
    )


def _text(text: str) -> str:
    """What a person wrote, safe to show."""
    return escape(clean(text))
