"""What the Fit Compass shows, as HTML; whatever a person wrote is escaped here."""

from html import escape

from manyhats.compass import Comparison, Compass, TargetRole, Verdict, archetypes, largest_gaps, lens, prompts
from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.profile import LIKING_WORDS, MOST, STRENGTH_WORDS, SelfRating
from manyhats.views.charts import legend, mix_text, radar
from manyhats.views.theme import day_text, hat_label

_YOU = "You, with evidence"


def mix(role: TargetRole) -> str:
    """What the role asks for, in one sentence."""
    return f"<p>By its lines, {escape(role.name)} asks for: {mix_text(role.mix)}.</p>"


def hat_head(hat: Hat, baseline: SelfRating | None) -> str:
    """A hat's name, what it covers, and what the learner said of themselves at the start."""
    shown = DESCRIPTIONS[hat]
    return (
        f"<h3>{hat_label(hat)}</h3><p class='mh-small'>{escape(shown.gist)} "
        f"<span class='mh-muted'>Such as {escape(shown.covers)}.</span></p>{_at_the_start(hat, baseline)}"
    )


def _at_the_start(hat: Hat, baseline: SelfRating | None) -> str:
    if baseline is None:
        return ""
    strength, liking = baseline.strength[hat], baseline.liking[hat]
    return (
        f"<p class='mh-small'><b>At the start</b>, {day_text(baseline.on)}: strength {strength} of {MOST}, "
        f"“{STRENGTH_WORDS[strength]}”; liking {liking} of {MOST}, “{LIKING_WORDS[liking]}”.</p>"
    )


def overlay(compass: Compass) -> str:
    """Profile over role: as a radar, as a table, and in words."""
    assert compass.role
    names = (compass.role.name, _YOU)
    mixes = [
        (names[0], {one.hat: float(one.asked) for one in compass.comparisons}),
        (names[1], {one.hat: float(one.evidence.shown) for one in compass.comparisons}),
    ]
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in names)
    rows = "".join(
        f"<tr><th scope='row'>{hat_label(one.hat)}</th><td data-label='{escape(names[0], quote=True)}'>{_asked(one)}</td>"
        f"<td data-label='{names[1]}'>{_showed(one)}</td></tr>"
        for one in compass.comparisons
    )
    return (
        "<section class='mh-card' aria-label='You beside the role'><div class='mh-mix-parts'>"
        f"<div class='mh-mix-radar'>{radar(mixes, of=MOST)}{legend(names)}</div>"
        f"<div class='mh-mix-table'><table class='mh-fit-numbers'><thead><tr><td></td>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div></div>{_in_words(compass)}</section>"
    )


def _asked(one: Comparison) -> str:
    if one.silent:
        return "<b>0</b>, on no line"
    return f"<b>{one.asked}</b>, {escape(one.where)}"


def _showed(one: Comparison) -> str:
    if one.evidence.shown:
        return f"<b>{one.evidence.shown}</b>, {STRENGTH_WORDS[one.evidence.shown]}"
    claimed = f", you chose {one.evidence.level}" if one.evidence.level else ""
    return f"<b>0</b>, no evidence yet{claimed}"


def _in_words(compass: Compass) -> str:
    gaps, strengths = compass.gaps, compass.strengths
    others = [one for one in compass.comparisons if one not in gaps and one not in strengths]
    parts = [
        _sentences("Where it asks for more than you showed", gaps),
        _sentences("Where you can show more than the text says", strengths),
        _sentences("Where it is level, or silent", others),
    ]
    fine = "It is fine to be stronger under one hat than under another. A gap is something to ask about, not a mark."
    return f"<div class='mh-fit-words'>{''.join(parts)}<p class='mh-muted'>{fine}</p></div>"


def _sentences(title: str, found: list[Comparison] | tuple[Comparison, ...]) -> str:
    if not found:
        return ""
    items = "".join(f"<li>{escape(one.sentence)}{_evidence(one)}</li>" for one in found)
    return f"<h4>{title}</h4><ul>{items}</ul>"


def _evidence(one: Comparison) -> str:
    return f"<blockquote>{escape(one.evidence.text)}</blockquote>" if one.evidence.shown else ""


def outcome(compass: Compass) -> str:
    """Where the largest gap lies, in a plain sentence; not HTML."""
    largest = largest_gaps(compass.comparisons)
    if not largest:
        return "There is no gap: under every hat you showed what the role asks for."
    if len(largest) == 1:
        return f"The largest gap is under {DESCRIPTIONS[largest[0].hat].name}. {largest[0].sentence}"
    *first, last = (DESCRIPTIONS[one.hat].name for one in largest)
    return f"The largest gaps are level, under {', '.join(first)} and {last}."


def steps(compass: Compass) -> str:
    """An idea for the plan for each gap."""
    if not compass.gaps:
        return "<p>There is no gap to plan for. Plan how you'd find out whether the strengths you have would be used.</p>"
    items = "".join(
        f"<li>{hat_label(one.hat)}: {escape(prompts().hats[one.hat].step)}</li>" for one in compass.gaps
    )
    return f"<p>One idea for each gap, to take or to leave:</p><ul>{items}</ul>"


def through_the_lens(role: TargetRole) -> str:
    """The role through Pat Kua's archetypes, with the essay's caveat."""
    seen = lens(role.mix)
    name = escape(role.name)
    if seen.nearest:
        how = "plainly" if seen.plain else "somewhat"
        said = f"By a rule of ours, {name} leans {how} towards what he calls a <b>{escape(seen.nearest.name)}</b>."
    elif seen.leading:
        said = f"{name} leans to none of them by its lines: read like this, it is a <b>hybrid</b>."
    else:
        said = f"No line of {name} asks for a hat, so there is nothing to look at."
    return (
        f"<h4>A lens, not a label</h4><p>Pat Kua names five “archetypes” of the job. {said} "
        "The essay's footnote adds that in a large number of organisations the role stays a hybrid, so a lean on paper "
        "is one more thing to ask about.</p>"
    )


def the_five() -> str:
    """The archetypes one by one, on request, and what the course made of them."""
    five = "".join(
        f"<li><b>{escape(one.name)}</b>: {escape(one.gist)}.</li>" for one in archetypes().archetypes
    )
    return (
        f"<details><summary>The five, and what they are not</summary><ul>{five}</ul>"
        "<p>The course matches a hat to each of the first four, and calls it a lean from 40% of the lines on, ten points "
        "ahead of the next. He has no such rule. The essay also names a technical, a people and a product kind: "
        "those three are another attempt, and not his five. "
        f"<a href='{archetypes().link}' target='_blank' rel='noopener'>His article</a> says it in his own words.</p>"
        "</details>"
    )


def verdict(chosen: Verdict | None) -> str:
    """What the learner's decision means; no decision is better than another."""
    said = next(
        (one.gist for one in prompts().verdicts if one.id == chosen), "Still open. You can keep it open, too."
    )
    return f"<p>{escape(said)}</p>"


ASSUMPTIONS = (
    "<details class='mh-assumed'><summary>What this comparison takes for granted</summary>"
    "<p>Levels are what you say of yourself. A level counts once a piece of evidence stands beside it; nobody reads "
    "whether the evidence is good, and you can judge that best.</p>"
    "<p>For the role, lines are counted. Of the lines that ask for a hat, one hat's share stands for a level: 1 for a "
    "few lines, 2 above 15%, 3 above 30%, 4 above half. That is a rule of thumb of this course, made so that the two can "
    "stand in one picture. Nobody measured it. One line can be half the job, and a line that isn't there can be "
    "the other half. How a line was read comes from a small model that errs: correct it where you read it differently."
    "</p></details>"
)
