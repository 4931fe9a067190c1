"""The pieces of HTML of a scenario that is being played: what is said, and how meters stand."""

from collections.abc import Sequence
from html import escape

from manyhats.scenarios import Run, Scenario, cast
from manyhats.scenarios.model import YOU, Line, Meter
from manyhats.scenarios.play import Change

LETTERS = "ABCDEFGH"


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
    """What was said since the last choice, under what was chosen; what came before it can be opened."""
    met: set[str] = set()
    before = "".join(_told(run, step, met) for step in range(len(run.moves)))
    now = _told(run, len(run.moves), met)
    story = (
        f"<details class='mh-story'><summary>The story so far</summary>{before}</details>" if before else ""
    )
    return f"<div class='mh-card mh-scene'>{story}{now}</div>"


def _told(run: Run, step: int, met: set[str]) -> str:
    """One scene; ``met`` are those who have spoken before, whose role needs no telling again."""
    scene_ = run.scenes[step]
    parts = [_chosen(run, step - 1)] if step else []
    parts += [_spoken(line, met) for line in scene_.lines]
    if scene_.ending is not None:
        split = len(parts) - sum(line in scene_.ending.lines for line in scene_.lines)
        parts.insert(split, f"<h4 class='mh-ending'>How it ends: {escape(scene_.ending.title)}</h4>")
    return "".join(parts)


def _chosen(run: Run, step: int) -> str:
    why = run.moves[step].explanation
    reason = f" <span class='mh-muted'>Your reason: {escape(why)}</span>" if why else ""
    return f"<p class='mh-chosen'><b>You chose:</b> {escape(choice_text(run, step))}{reason}</p>"


def _spoken(line: Line, met: set[str]) -> str:
    if line.who is None:
        return f"<p class='mh-told'>{escape(line.text)}</p>"
    if line.who == YOU:
        return (
            f"<p class='mh-say mh-say--you'>{_face('You')}<b class='mh-who'>You</b> {escape(line.text)}</p>"
        )
    person = cast()[line.who]
    role = "" if line.who in met else f" <span class='mh-role'>{escape(person.role)}</span>"
    met.add(line.who)
    return (
        f"<p class='mh-say'>{_face(person.name)}<b class='mh-who'>{escape(person.name)}{role}</b> "
        f"{escape(line.text)}</p>"
    )


def _face(name: str) -> str:
    initials = "".join(word[0] for word in name.split()[:2])
    return f"<span class='mh-face' aria-hidden='true'>{escape(initials)}</span>"


def meters(run: Run) -> str:
    """How the seen meters stand, and why they moved since the last choice."""
    shown = [
        meter_bar(meter, run.scene.meters[meter.id], [c for c in run.scene.changes if c.meter == meter.id])
        for meter in run.scenario.meters
    ]
    return f"<div class='mh-card mh-card--quiet'><h4>Where things stand</h4>{''.join(shown)}</div>"


def meter_bar(meter: Meter, value: int, changes: Sequence[Change]) -> str:
    """One meter with its name, value and ends, and why it moved."""
    share = 100 * (value - meter.min) / (meter.max - meter.min)
    why = "".join(f"<li>{moved(change)}</li>" for change in changes)
    return (
        f"<div class='mh-meter'><p class='mh-meter-name'><b>{escape(meter.name)}</b> "
        f"<span class='mh-nowrap'>{value} of {meter.max}</span></p>"
        f"<div class='mh-bar' aria-hidden='true'><div style='width:{share:.0f}%'></div></div>"
        f"<p class='mh-ends mh-muted' aria-hidden='true'><span>{escape(meter.low)}</span>"
        f"<span>{escape(meter.high)}</span></p>"
        + (f"<ul class='mh-why'>{why}</ul>" if why else "")
        + "</div>"
    )


def moved(change: Change) -> str:
    """A change in words."""
    by = change.after - change.before
    if by == 0:
        return f"<b>Stays at {change.after}</b>: {escape(change.reason)}"
    return f"<b>{'▲ up' if by > 0 else '▼ down'} {abs(by)}</b>: {escape(change.reason)}"


def decision_place(run: Run) -> str:
    """At which decision a run stands, and how many there are on the way to an ending."""
    number, fewest, most = run.progress
    between = "or" if most == fewest + 1 else "to"
    return f"Decision {number} of {fewest if fewest == most else f'{fewest} {between} {most}'}"


def choice_text(run: Run, step: int) -> str:
    """The text of what was chosen at a step; a dash where the run has no such step."""
    if step >= len(run.moves):
        return "–"
    return next(o.text for o in run.options_at(step) if o.id == run.moves[step].option)
