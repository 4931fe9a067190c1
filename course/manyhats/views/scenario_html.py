"""The pieces of HTML of the scenario view: what is said, how meters stand, and the debrief."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from manyhats.content.claims import claims
from manyhats.scenarios import Run, Scenario, cast, compare, judge
from manyhats.scenarios.model import YOU, Line, Meter
from manyhats.scenarios.play import Change, holds

LETTERS = "ABCDEFGH"
RATING_WORDS = {1: "ineffective", 2: "slightly effective", 3: "effective", 4: "very effective"}
CONFIDENCE_WORDS = {0.25: "a guess", 0.5: "rather unsure", 0.75: "fairly sure", 0.95: "almost certain"}


def intro(scenario: Scenario) -> str:
    """The card before the first scene: situation, what is at stake, who is there."""
    people = [cast()[person] for person in scenario.characters]
    rows = "".join(
        f"<li><b>{escape(p.name)}</b>, {escape(p.role)}. <span class='mh-muted'>{escape(p.line)}</span></li>"
        for p in people
    )
    return (
        f"<div class='mh-card'><p class='mh-lead'>{escape(scenario.situation)}</p>"
        f"<p><b>At stake:</b> {escape(scenario.stake)}</p>"
        f"<h4>Who you meet</h4><ul>{rows}</ul>"
        f"<p class='mh-muted mh-small'>About {scenario.minutes} minutes. You can go back to any choice at the end. "
        "Everyone here is fictional.</p></div>"
    )


def scene(run: Run) -> str:
    """What was said since the last choice, under what was chosen."""
    ending = run.scene.ending
    parts = [_chosen(run)] if run.moves else []
    parts += [_spoken(line) for line in run.scene.lines]
    if ending is not None:
        split = len(parts) - sum(line in ending.lines for line in run.scene.lines)
        parts.insert(split, f"<h4 class='mh-ending'>How it ends: {escape(ending.title)}</h4>")
    return f"<div class='mh-card mh-scene'>{''.join(parts)}</div>"


def _chosen(run: Run) -> str:
    move = run.moves[-1]
    option = next(o for o in run.options_at(len(run.moves) - 1) if o.id == move.option)
    why = (
        f" <span class='mh-muted'>Your reason: {escape(move.explanation)}</span>" if move.explanation else ""
    )
    return f"<p class='mh-chosen'><b>You chose:</b> {escape(option.text)}{why}</p>"


def _spoken(line: Line) -> str:
    if line.who is None:
        return f"<p class='mh-told'>{escape(line.text)}</p>"
    name = "You" if line.who == YOU else cast()[line.who].name
    kind = "mh-say mh-say--you" if line.who == YOU else "mh-say"
    return f"<p class='{kind}'><b class='mh-who'>{escape(name)}</b> {escape(line.text)}</p>"


def meters(run: Run) -> str:
    """How the seen meters stand, and why they moved since the last choice."""
    shown = [
        _meter(meter, run.scene.meters[meter.id], [c for c in run.scene.changes if c.meter == meter.id])
        for meter in run.scenario.meters
    ]
    return f"<div class='mh-card mh-card--quiet'><h4>Where things stand</h4>{''.join(shown)}</div>"


def _meter(meter: Meter, value: int, changes: Sequence[Change]) -> str:
    share = 100 * (value - meter.min) / (meter.max - meter.min)
    why = "".join(f"<li>{_moved(change)}</li>" for change in changes)
    return (
        f"<div class='mh-meter'><p class='mh-meter-name'><b>{escape(meter.name)}</b> "
        f"<span class='mh-nowrap'>{value} of {meter.max}</span></p>"
        f"<div class='mh-bar' aria-hidden='true'><div style='width:{share:.0f}%'></div></div>"
        f"<p class='mh-ends mh-muted' aria-hidden='true'><span>{escape(meter.low)}</span>"
        f"<span>{escape(meter.high)}</span></p>"
        + (f"<ul class='mh-why'>{why}</ul>" if why else "")
        + "</div>"
    )


def _moved(change: Change) -> str:
    by = change.after - change.before
    if by == 0:
        return f"<b>Stays at {change.after}</b>: {escape(change.reason)}"
    return f"<b>{'▲ up' if by > 0 else '▼ down'} {abs(by)}</b>: {escape(change.reason)}"


def debrief(run: Run) -> str:
    """What happened, what was hidden, what each person saw, the ratings, the claims, the road not taken."""
    ending, content = run.scene.ending, run.scenario.debrief
    assert ending is not None
    chosen = {move.option for move in run.moves}
    saw = "".join(
        f"<li><b>{escape(cast()[s.who].name if s.who != YOU else 'You')}</b> {escape(s.text)}</li>"
        for s in content.saw
        if holds(s.when, run.scene.meters, chosen)
    )
    return (
        f"<div class='mh-card'><h3>Debrief</h3><h4>What happened</h4><p>{escape(ending.debrief)}</p>"
        f"{_hidden(run)}<h4>What each of them saw</h4><ul class='mh-saw'>{saw}</ul></div>"
        f"{ratings(run)}"
        f"<div class='mh-card'><h4>The essay's claim at work</h4>{_claims(run)}</div>"
    )


def _claims(run: Run) -> str:
    shown = []
    for work in run.scenario.debrief.claims:
        scope = claims()[work.claim].scope
        note = f" <span class='mh-muted'>(The essay's scope: {escape(scope)}.)</span>" if scope else ""
        shown.append(f"<p><b>{escape(work.claim)}</b> {escape(work.text)}{note}</p>")
    return "".join(shown)


def _hidden(run: Run) -> str:
    shown = []
    for meter in run.scenario.hidden:
        value = run.scene.meters[meter.id]
        moves = [
            f"<li>{_step(step)}: {_moved(change)}</li>"
            for step, scene_ in enumerate(run.scenes)
            for change in scene_.changes
            if change.meter == meter.id
        ]
        moved = f"<p>It began at {meter.start} of {meter.max}.</p><ul class='mh-why'>{''.join(moves)}</ul>"
        shown.append(f"<p>{escape(meter.reveal)}</p>{_meter(meter, value, ())}{moved}")
    return f"<h4>What you couldn't see</h4>{''.join(shown)}" if shown else ""


def _step(step: int) -> str:
    return f"After decision {step}" if step else "At the start"


def ratings(run: Run) -> str:
    """Your ratings of the pivotal decision beside the key, with what rating everything 3 earns."""
    judgement = judge(run)
    rows = "".join(
        f"<tr><th scope='row'><b>{letter}</b> {escape(item.option.text)}</th>"
        f"<td class='mh-rated' data-label='You'>{item.rating}, {RATING_WORDS[item.rating]}</td>"
        f"<td class='mh-rated' data-label='Key'>{item.key}, {RATING_WORDS[item.key]}</td>"
        f"<td data-label='Why'>{escape(item.rationale)}</td></tr>"
        for letter, item in zip(LETTERS, judgement.options, strict=False)
    )
    sure = CONFIDENCE_WORDS.get(judgement.confidence, f"{judgement.confidence:.0%} sure")
    top = {
        True: "what you rated highest is what the key rates highest",
        False: "what you rated highest is not what the key rates highest",
        None: "you rated nothing above the rest, so there is nothing to be sure of",
    }[judgement.top_agrees]
    return (
        f"<div class='mh-card'><h4>Your ratings beside the key</h4>"
        f"<p>Your ratings come to <b>{judgement.credit:.2f}</b> of 1. Rating everything 3 would come to "
        f"<b>{judgement.baseline:.2f}</b>. Your confidence was “{escape(sure)}”: {top}.</p>"
        f"<p class='mh-muted'>The key is {escape(judgement.provenance)}. It is there to think with, and you may well "
        "have a reason that it hasn't. This is practice, not a selection test. Your first ratings stand when "
        "you play again.</p>"
        f"<table class='mh-ratings'><thead><tr><th scope='col'>Option</th><th scope='col'>You</th>"
        f"<th scope='col'>Key</th><th scope='col'>Why</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def runs_side_by_side(runs: Sequence[Run]) -> str:
    """Two runs as a table: each choice, the ending, each meter."""
    first, second = runs
    held = compare(first, second)
    rows = []
    for step in range(max(len(first.moves), len(second.moves))):
        note = " <span class='mh-muted'>(here they part)</span>" if step == held.parted else ""
        cells = "".join(f"<td>{escape(choice_text(run, step))}</td>" for run in runs)
        rows.append(f"<tr><th scope='row'>Decision {step + 1}{note}</th>{cells}</tr>")
    endings = "".join(f"<td>{escape(run.scene.ending.title)}</td>" for run in runs if run.scene.ending)
    rows.append(f"<tr><th scope='row'>Ending</th>{endings}</tr>")
    for meter in first.scenario.all_meters:
        a, b = held.meters[meter.id]
        rows.append(f"<tr><th scope='row'>{escape(meter.name)}</th><td>{a}</td><td>{b}</td></tr>")
    return (
        "<table class='mh-runs'><thead><tr><td></td><th scope='col'>Earlier run</th>"
        f"<th scope='col'>This run</th></tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def choice_text(run: Run, step: int) -> str:
    """The text of what was chosen at a step; a dash where the run has no such step."""
    if step >= len(run.moves):
        return "–"
    return next(o.text for o in run.options_at(step) if o.id == run.moves[step].option)


def download(run: Run) -> str:
    """A link that saves the run as a text file, for where nothing is kept."""
    lines = [run.scenario.title, ""]
    for step, move in enumerate(run.moves):
        lines.append(f"Decision {step + 1}: {choice_text(run, step)}")
        lines += [f"  Your reason: {move.explanation}"] if move.explanation else []
    judgement = judge(run)
    lines += ["", f"Ending: {run.scene.ending.title}" if run.scene.ending else ""]
    lines += [f"Rated {item.rating} (key {item.key}): {item.option.text}" for item in judgement.options]
    lines += [
        f"Credit {judgement.credit:.2f}; rating everything 3 earns {judgement.baseline:.2f}. "
        f"The key is {judgement.provenance}.",
        "",
        run.scenario.debrief.question,
    ]
    data = b64encode("\n".join(lines).encode()).decode()
    name = f"{run.scenario.id}.txt"
    return (
        "<p>Nothing of this is kept here. "
        f"<a download='{name}' href='data:text/plain;charset=utf-8;base64,{data}'>Download this run as text</a></p>"
    )
