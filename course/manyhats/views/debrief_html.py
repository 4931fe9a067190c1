"""The pieces of HTML that follow a scenario's ending: the debrief, the ratings, and what is kept of them."""

from collections.abc import Sequence
from html import escape

from manyhats.content.claims import claims
from manyhats.scenarios import Judgement, Run, calibrate, cast, compare, judge
from manyhats.scenarios.calibration import confidence_text
from manyhats.scenarios.hands import Hands
from manyhats.scenarios.model import YOU
from manyhats.scenarios.play import holds
from manyhats.views.download import download
from manyhats.views.scenario_html import LETTERS, choice_text, meter_bar, moved

RATING_WORDS = {1: "ineffective", 2: "slightly effective", 3: "effective", 4: "very effective"}
_AGREES = {True: "yes", False: "no", None: "nothing rated above the rest"}


def happened(run: Run) -> str:
    """What happened, and why."""
    assert run.scene.ending is not None
    return f"<h4>What happened</h4><p>{escape(run.scene.ending.debrief)}</p>"


def hidden(run: Run) -> str:
    """What could not be seen, and how it moved; nothing where all was seen."""
    shown = []
    for meter in run.scenario.hidden:
        value = run.scene.meters[meter.id]
        moves = [
            f"<li>{_step(step)}: {moved(change)}</li>"
            for step, scene_ in enumerate(run.scenes)
            for change in scene_.changes
            if change.meter == meter.id
        ]
        history = f"<p>It began at {meter.start} of {meter.max}.</p><ul class='mh-why'>{''.join(moves)}</ul>"
        shown.append(f"<p>{escape(meter.reveal)}</p>{meter_bar(meter, value, ())}{history}")
    return f"<h4>What you couldn't see</h4>{''.join(shown)}" if shown else ""


def _step(step: int) -> str:
    return f"After decision {step}" if step else "At the start"


def saw(run: Run) -> str:
    """What each person saw, as they would say it."""
    chosen = {move.option for move in run.moves}
    said = "".join(
        f"<li><b>{escape(cast()[s.who].name if s.who != YOU else 'You')}</b> {escape(s.text)}</li>"
        for s in run.scenario.debrief.saw
        if holds(s.when, run.scene.meters, chosen)
    )
    return f"<h4>What each of them saw</h4><ul class='mh-saw'>{said}</ul>"


def claims_at_work(run: Run) -> str:
    """The essay's claims in this scenario, each with its scope."""
    shown = []
    for work in run.scenario.debrief.claims:
        scope = claims()[work.claim].scope
        note = f" <span class='mh-muted'>(The essay's scope: {escape(scope)}.)</span>" if scope else ""
        shown.append(f"<p>{escape(work.text)}{note}</p>")
    return f"<h4>The essay's claim at work</h4>{''.join(shown)}"


def road_not_taken(run: Run) -> str:
    """Where to go back to, and what to look for."""
    return f"<h4>The road not taken</h4><p>{escape(run.scenario.debrief.road_not_taken)}</p>"


def question(run: Run) -> str:
    """The question to carry on."""
    return f"<h4>One question to carry on</h4><p>{escape(run.scenario.debrief.question)}</p>"


def ratings(run: Run) -> str:
    """Your ratings of the pivotal decision beside the key, with what rating everything 3 earns."""
    judgement = judge(run)
    yours = [f"{item.rating}, {RATING_WORDS[item.rating]}" for item in judgement.options]
    top = {
        True: "what you rated highest is what the key rates highest",
        False: "what you rated highest is not what the key rates highest",
        None: "you rated nothing above the rest, so there is nothing to be sure of",
    }[judgement.top_agrees]
    return (
        "<h4>Your ratings beside the key</h4>"
        f"<p>Your ratings come to <b>{judgement.credit:.2f}</b> of 1. Rating everything 3 would come to "
        f"<b>{judgement.baseline:.2f}</b>. Your confidence was “{escape(confidence_text(judgement.confidence))}”: {top}.</p>"
        f"<p class='mh-muted'>Where the key comes from: {escape(judgement.provenance)}. It is there to think with, and you may well "
        "have a reason that it hasn't. This is practice, not a selection test. Your first ratings stand when "
        "you play again.</p>"
        f"{_beside_key(judgement, 'You', yours)}"
    )


def room_ratings(run: Run, hands: Hands) -> str:
    """A room's mean ratings beside the key, with what rating everything 3 earns."""
    judgement = judge(run)
    keys = {item.option.id: item.key for item in judgement.options}
    means = [f"{hands.mean(item.option.id):.1f}" for item in judgement.options]
    return (
        "<h4>Your ratings beside the key</h4>"
        f"<p>A hand in this room comes to <b>{hands.credit(keys):.2f}</b> of 1 on average. Rating everything 3 would "
        f"come to <b>{judgement.baseline:.2f}</b>.</p>"
        f"<p class='mh-muted'>Where the key comes from: {escape(judgement.provenance)}. Where the room disagrees with it, the room may "
        "have a reason that it hasn't.</p>"
        f"{_beside_key(judgement, 'The room', means)}"
    )


def _beside_key(judgement: Judgement, who: str, ratings_: Sequence[str]) -> str:
    """The table of options: somebody's ratings, the key, and why it is what it is."""
    rows = "".join(
        f"<tr><th scope='row'><b>{letter}</b> {escape(item.option.text)}</th>"
        f"<td class='mh-rated' data-label='{who}'>{rating}</td>"
        f"<td class='mh-rated' data-label='Key'>{item.key}, {RATING_WORDS[item.key]}</td>"
        f"<td data-label='Why'>{escape(item.rationale)}</td></tr>"
        for letter, item, rating in zip(LETTERS, judgement.options, ratings_, strict=False)
    )
    return (
        f"<table class='mh-ratings'><thead><tr><th scope='col'>Option</th><th scope='col'>{who}</th>"
        f"<th scope='col'>Key</th><th scope='col'>Why</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def calibration(played: Sequence[tuple[str, Judgement]]) -> str:
    """How sure you were over several scenarios, beside how often the key agreed, and what each rating came to.

    Args:
        played: title and judgement of each scenario that was rated, in the order of playing.
    """
    levels = calibrate(judgement for _, judgement in played)
    rows = "".join(
        f"<tr><th scope='row'>{escape(confidence_text(level.confidence))} ({level.confidence:.0%})</th>"
        f"<td>{level.stated}</td><td>{level.agreed} ({level.agreed / level.stated:.0%})</td></tr>"
        for level in levels
    )
    each = "".join(
        f"<tr><th scope='row'>{escape(title)}</th><td>{j.credit:.2f}</td><td>{j.baseline:.2f}</td>"
        f"<td>{escape(confidence_text(j.confidence))}</td><td>{_AGREES[j.top_agrees]}</td></tr>"
        for title, j in played
    )
    return (
        f"<div class='mh-card'><h4>How sure you were, over {len(played)} scenarios</h4>"
        "<p>If your confidence fits, the two percentages in a row come near each other over time. A handful of "
        "scenarios can't tell; look for a pattern, such as always being surer than the key bears out.</p>"
        "<table><thead><tr><th scope='col'>You said</th><th scope='col'>Times</th>"
        f"<th scope='col'>The key agreed</th></tr></thead><tbody>{rows}</tbody></table>"
        "<details class='mh-story'><summary>Scenario by scenario, in the order of playing</summary><table><thead><tr>"
        "<th scope='col'>Scenario</th><th scope='col'>Yours</th><th scope='col'>All 3</th><th scope='col'>You said</th>"
        f"<th scope='col'>The key agreed</th></tr></thead><tbody>{each}</tbody></table></details></div>"
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


def run_to_take_away(run: Run) -> str:
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
        f"Where the key comes from: {judgement.provenance}.",
        "",
        run.scenario.debrief.question,
    ]
    link = download(
        f"{run.scenario.id}.txt", "\n".join(lines).encode(), "text/plain;charset=utf-8", "this run as text"
    )
    return f"<p>Nothing of this is kept here.</p>{link}"
