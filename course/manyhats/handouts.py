"""Sheets to print for a workshop, made from the same content as the apps: ``python -m manyhats handouts FOLDER``."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path

from manyhats.content.claims import claims
from manyhats.hats import DESCRIPTIONS
from manyhats.scenarios import ids, load
from manyhats.scenarios.cast import cast
from manyhats.scenarios.model import YOU, Line, Node, Option, Scenario

_LETTERS = "ABCDEF"


def write_handouts(folder: Path) -> list[Path]:
    """Write every handout as a page of its own that needs no other file.

    Args:
        folder: where to; it is made if need be, and what is there under the same names is replaced.

    Returns:
        The files, in the order in which a workshop uses them.

    Raises:
        ContentError: a scenario's file is not in order.
        OSError: the folder can't be written to.
    """
    scenarios = [load(scenario_id) for scenario_id in ids()]
    pages = {
        "four-hats-worksheet.html": worksheet(),
        "scenario-cards.html": scenario_cards(scenarios),
        "scenario-debriefs.html": scenario_debriefs(scenarios),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8")
    return [folder / name for name in pages]


def worksheet() -> str:
    """One sheet for each person: what a role asks for, hat by hat, beside what they can show."""
    rows = "".join(
        f"<tr><th scope='row'>{shown.icon} {escape(shown.name)}<p class='small'>{escape(shown.gist)}</p></th>"
        "<td></td><td></td><td></td></tr>"
        for shown in DESCRIPTIONS.values()
    )
    lines = "<div class='line'></div>" * 3
    sheet = (
        "<h1>Four hats: one role and you</h1>"
        "<p>Take a role description. For each hat, copy the line that asks for it. Then write what you have done, with "
        "a fact that somebody else could confirm. Where one of the two is empty, you have found a question to ask.</p>"
        "<table class='worksheet'><thead><tr><th scope='col'>Hat</th><th scope='col'>The role asks, in its own words</th>"
        "<th scope='col'>I have done</th><th scope='col'>I would ask</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
        "<p class='small'>That the hats are four is this course’s own reading of an essay that says “multiple hats”. "
        "Being stronger in one than in the others is fine. Not knowing which one is wanted is not.</p>"
        f"<h2>The one question that I take to the hiring manager</h2>{lines}"
    )
    return _page("Four hats: worksheet", [("worksheet", "Worksheet", sheet)])


def scenario_cards(scenarios: Iterable[Scenario]) -> str:
    """For the players: one sheet a scenario, up to its pivotal decision, and no word of what comes of it."""
    return _page("Scenario cards", _sheets(scenarios, _card))


def scenario_debriefs(scenarios: Iterable[Scenario]) -> str:
    """For the facilitator alone: what each option leads to at first, its rating by the authors, and what to discuss."""
    return _page("Scenario debriefs, for the facilitator", _sheets(scenarios, _debrief))


def _sheets(scenarios: Iterable[Scenario], sheet: Callable[[Scenario], str]) -> list[tuple[str, str, str]]:
    return [(scenario.id, scenario.title, sheet(scenario)) for scenario in scenarios]


def _card(scenario: Scenario) -> str:
    people = "".join(
        f"<li><b>{escape(person.name)}</b>, {escape(person.role)}. {escape(person.line)}</li>"
        for person in (cast()[who] for who in scenario.characters)
    )
    start = next(node for node in scenario.nodes if node.id == scenario.start)
    pivotal = scenario.pivotal
    first = "" if start is pivotal else f"<h2>First</h2>{_told(start)}<h2>Then</h2>"
    boxes = "<td class='box'>☐</td>" * 4
    options = "".join(
        f"<tr><td><b>{letter}</b> {escape(option.text)}</td>{boxes}</tr>"
        for letter, option in _options(pivotal)
    )
    return (
        f"<h1>{escape(scenario.title)}</h1><p>{escape(scenario.situation)}</p>"
        f"<p><b>At stake:</b> {escape(scenario.stake)}</p><ul class='small'>{people}</ul>"
        f"{first}{_told(pivotal)}<h2>{escape(pivotal.ask)}</h2>"
        "<p class='small'>On your own first: how effective is each? 1 ineffective, 4 very effective. Then decide together.</p>"
        "<table><thead><tr><th scope='col'>What you could do</th>"
        + "".join(f"<th scope='col'>{rating}</th>" for rating in range(1, 5))
        + f"</tr></thead><tbody>{options}</tbody></table>"
    )


def _debrief(scenario: Scenario) -> str:
    options = "".join(
        f"<tr><td><b>{letter}</b> {escape(option.text)}{_reply(option)}</td><td class='box'>{option.key}</td>"
        f"<td>{escape(option.rationale or '')}</td></tr>"
        for letter, option in _options(scenario.pivotal)
    )
    at_work = "".join(f"<li>{escape(one.text)}{_scope(one.claim)}</li>" for one in scenario.debrief.claims)
    discuss = "".join(f"<li>{escape(question)}</li>" for question in scenario.debrief.discuss)
    return (
        f"<h1>{escape(scenario.title)}</h1><p class='small'>For the facilitator. Ratings are provisional, the course’s "
        "authors’: they are there to argue with, and select nobody. What an option leads to is only its first answer; "
        "the Scenario Room has the rest.</p>"
        "<table><thead><tr><th scope='col'>Option, and the first answer to it</th><th scope='col'>Rating</th>"
        f"<th scope='col'>Why</th></tr></thead><tbody>{options}</tbody></table>"
        f"<h2>Discuss, one at a time</h2><ol>{discuss}</ol><h2>The essay at work</h2><ul>{at_work}</ul>"
        f"<h2>To carry on</h2><p>{escape(scenario.debrief.question)}</p>"
    )


def _options(node: Node) -> Sequence[tuple[str, Option]]:
    return list(zip(_LETTERS, node.options, strict=False))


def _told(node: Node) -> str:
    """What is said whatever was chosen before: paper has no memory."""
    return "".join(_line(line) for line in node.lines if not line.when)


def _reply(option: Option) -> str:
    return "".join(f"<div class='small'>{_line(line)}</div>" for line in option.reply if not line.when)


def _line(line: Line) -> str:
    if line.who is None:
        return f"<p>{escape(line.text)}</p>"
    name = "You" if line.who == YOU else cast()[line.who].name
    return f"<p><span class='who'>{escape(name)}:</span> {escape(line.text)}</p>"


def _scope(claim_id: str) -> str:
    scope = claims()[claim_id].scope
    return f" <span class='small'>({escape(scope)})</span>" if scope else ""


def _page(title: str, sheets: Sequence[tuple[str, str, str]]) -> str:
    style = Path(__file__).with_name("handouts.css").read_text(encoding="utf-8")
    index = "".join(f"<li><a href='#{escape(name)}'>{escape(shown)}</a></li>" for name, shown, _ in sheets)
    contents = (
        f"<nav aria-label='Sheets'><p>Print the sheets that you need.</p><ol>{index}</ol></nav>"
        if len(sheets) > 1
        else ""
    )
    body = "".join(
        f"<section class='sheet' id='{escape(name)}'>{sheet}</section>" for name, _, sheet in sheets
    )
    return (
        "<!DOCTYPE html><html lang='en-GB'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{escape(title)} · Many Hats</title><style>{style}</style></head>"
        f"<body><main>{contents}{body}</main></body></html>\n"
    )
