"""The HTML of the bad-news call: what you'd say, what came back, and the calls side by side."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from manyhats.bad_news import Call, Case, Contrast, Message, Part, Response, Rung, Wording, respond
from manyhats.bad_news.case import EARLIEST, MOST_TRUST
from manyhats.bad_news.contrast import EARLY, LATE
from manyhats.scenarios import cast
from manyhats.views.line_chart import Line, Mark, line_chart
from manyhats.views.plots import Plot

PART_NAMES = {Part.FACT: "the fact", Part.OPTIONS: "the options", Part.ASK: "the ask", Part.DATE: "the date"}
_WORDINGS = {Wording.PLAIN: "plain", Wording.SOFT: "soft", Wording.LEFT_OUT: "left out"}
_RUNG = {Rung.BOTH: "both", Rung.FARID_FIRST: "Farid", Rung.CELIA_FIRST: "Celia"}


def _waited(call: Call) -> str:
    """When a call is made, as in "after 3 weeks"; the learner counts from today."""
    weeks = EARLIEST - call.weeks
    return f"after {_weeks(weeks)}" if weeks else "today"


def _weeks(number: int) -> str:
    return f"{number} {'week' if number == 1 else 'weeks'}"


def first_name(person_id: str) -> str:
    """What a person of the cast is called."""
    return cast()[person_id].name.split()[0]


def situation(case: Case) -> str:
    """What has happened, and who counts on it."""
    people = "".join(
        f"<li><b>{escape(cast()[one.id].name)}</b>, {escape(_post(one.id))}. {escape(one.counts_on)}</li>"
        for one in case.people
    )
    return (
        "<div class='mh-card'><h3>The call</h3><p>It's the first week of January. Ledger builds yearly plans: from "
        "1 March, Larkfield's customers can pay for a year ahead. This morning Wen found what nobody had built. It "
        "will be late. The date is <b>eight weeks</b> away, and outside your team nobody knows.</p>"
        f"<p>Two people count on it:</p><ul>{people}</ul>"
        f"<p>Each trusts you {case.start} of {MOST_TRUST} today. You can make the call as often as you like: each "
        "time it's January again, and nobody remembers.</p>"
        "<p class='mh-muted mh-small'>The numbers are teaching assumptions, not calibrated on anybody. All of "
        "them stand at the end, under “What this page assumes”.</p></div>"
    )


def preview(case: Case, call: Call) -> str:
    """The call as it would be said."""
    said = [case.sentence(call.message, part) for part in call.message.order]
    quoted = f"“{escape(' '.join(said))}”" if said else "You ring, and talk about the snow."
    whom = {
        Rung.BOTH: "to Farid and Celia, on the same day",
        Rung.FARID_FIRST: "to Farid, and to Celia on the day after",
        Rung.CELIA_FIRST: "to Celia, and to Farid on the day after",
    }[call.rung]
    left = f"{_weeks(call.weeks)} before 1 March" if call.weeks else "on 1 March"
    return (
        f"<div class='mh-draft'><p class='mh-muted'>{capital(_waited(call))}, {left}, {whom}:</p>"
        f"<blockquote>{quoted}</blockquote></div>"
    )


def result(case: Case, responses: Sequence[Response]) -> str:
    """What both said and why their trust moved."""
    answers = "".join(_answer(case, response) for response in responses)
    return f"<div class='mh-replies'>{answers}</div>"


def _answer(case: Case, response: Response) -> str:
    reasons = "".join(
        f"<li><b class='mh-nowrap'>{_signed(effect.by)}</b> <span>{escape(effect.reason)}</span></li>"
        for effect in response.effects
    )
    name, share = first_name(response.person), 100 * response.trust // MOST_TRUST
    return (
        f"<div class='mh-card'><h4>{escape(name)} on the phone</h4><p>{escape(' '.join(response.reply))}</p>"
        f"<p class='mh-meter-line'><span>Trust after 1 March</span> "
        f"<b class='mh-nowrap'>{case.start} → {response.trust} of {MOST_TRUST}</b></p>"
        f"<div class='mh-trust' aria-hidden='true'><div style='width:{share}%'></div>"
        f"<i style='left:{100 * case.start // MOST_TRUST}%'></i></div>"
        f"<ul class='mh-reasons'>{reasons}</ul></div>"
    )


def _signed(by: int) -> str:
    return f"+{by}" if by > 0 else f"−{-by}" if by else "±0"


def side_by_side(case: Case, numbered: Sequence[tuple[int, Call]]) -> str:
    """Some calls as the columns of a table."""
    rows: list[tuple[str, list[str]]] = [
        ("Weeks waited", [str(EARLIEST - call.weeks) for _, call in numbered]),
        *(
            (capital(name), [_WORDINGS[call.message.wordings[part]] for _, call in numbered])
            for part, name in PART_NAMES.items()
        ),
        ("Said first", [_opened(call.message) for _, call in numbered]),
        ("Rung first", [_RUNG[call.rung] for _, call in numbered]),
    ]
    answers = [respond(case, call) for _, call in numbered]
    trust = [
        (f"{first_name(person.id)}'s trust", [str(answer[place].trust) for answer in answers])
        for place, person in enumerate(case.people)
    ]
    head = "".join(f"<th scope='col'>Call {number}</th>" for number, _ in numbered)
    body = "".join(_row(name, cells) for name, cells in rows)
    body += "".join(_row(name, cells, "mh-trust-row") for name, cells in trust)
    return (
        "<h4 class='mh-ask'>Your calls side by side</h4><table class='mh-calls'><thead><tr><td></td>"
        f"{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(name: str, cells: Sequence[str], kind: str = "") -> str:
    return (
        f"<tr class='{kind}'><th scope='row'>{escape(name)}</th>"
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
    )


def _opened(message: Message) -> str:
    return PART_NAMES[message.order[0]] if message.order else "the snow"


def outcome(case: Case, calls: Sequence[Call], found: Contrast) -> str:
    """What happened, to stand beside the prediction."""
    early, late = calls[found.early], calls[found.late]
    more = _total(case, early) > _total(case, late)
    verdict = (
        "Late with options cost more." if more else "In these two calls, late with options didn't cost more."
    )
    sentence = (
        f"{verdict} Call {found.late + 1}, {_waited(late)}, with them: {_trusts(case, late)}. "
        f"Call {found.early + 1}, {_waited(early)}, without them: {_trusts(case, early)}."
    )
    if early == found.fair:
        return sentence
    return (
        f"{sentence} They differ in other words as well. With the other words of call {found.late + 1}, early and "
        f"without options would have come to: {_trusts(case, found.fair)}."
    )


def to_try(halves: Sequence[str]) -> str:
    """What settles the prediction and hasn't been tried."""
    asks = {
        "early": f"an early call (wait {EARLIEST - EARLY} weeks at most) with a plain fact and no options",
        "late": f"a late call (wait {EARLIEST - LATE} weeks or more) with a plain fact and options that one can choose",
    }
    tried = "".join(f"<li>{asks[half]}</li>" for half in halves)
    return f"<div class='mh-message'><p>To settle your prediction, try</p><ul>{tried}</ul></div>"


def weeks_chart(case: Case, number: int, call: Call) -> Plot:
    """The trust of both together over the weeks, with and without options; the other words as in a call."""
    at = range(EARLIEST + 1)
    lines = [
        Line(name, [_total(case, replace(call, weeks=EARLIEST - waited, message=message)) for waited in at])
        for name, message in (
            ("with options", call.message.with_wording(Part.OPTIONS, Wording.PLAIN)),
            ("without", call.message.with_wording(Part.OPTIONS, Wording.LEFT_OUT)),
        )
    ]
    return line_chart(
        f"Both together trust you so far (0 to 20), by how long you wait. All other words as in call {number}.",
        "weeks that you wait",
        at,
        lines,
        (0, 2 * MOST_TRUST),
        marks=[Mark(EARLIEST - call.weeks, f"call {number}")],
    )


def assumptions(case: Case) -> str:
    """Everything that the replies rest on, in words and numbers."""
    people = "".join(
        f"<li><b>{escape(first_name(person.id))}</b> can "
        + "; ".join(
            f"{escape(chance.chance)} ({_until(chance.until)}, {_signed(chance.by)})" for chance in person.can
        )
        + f". After a soft fact it takes {person.soft_delay} weeks until {escape(first_name(person.id))} knows.</li>"
        for person in case.people
    )
    return (
        "<details><summary>What this page assumes</summary><p>This is a small model with made-up numbers, written to "
        "be argued with. Nothing in it was measured, and two real people would differ.</p><ul>"
        f"<li>Trust starts at {case.start}, goes from 0 to {MOST_TRUST}, and moves by the sum of the reasons that you "
        "see.</li>"
        f"{people}"
        "<li>A plain ask, a plain date and, to Farid, plain options are worth a point each while something can still "
        "be done, and nothing after that. To Celia, options are worth two points in time, and one later. A plain fact "
        "is worth a point to Farid.</li>"
        "<li>A soft sentence costs a point. It sounds like something, so people plan by it. A part that is left out "
        "costs nothing, except the fact: that costs two. Then they know on 1 March, or after a while if your options "
        "gave it away.</li>"
        "<li>What you say first hardly matters here. Farid takes a point off for options before the fact.</li>"
        "<li>Who hears it from the other takes two points off.</li>"
        "<li>Your two ways are ready at any time. In life they often take a few days. Nothing stops you from ringing "
        "before.</li></ul></details>"
    )


def _until(weeks: int) -> str:
    return "after that" if weeks == 0 else f"up to {_weeks(weeks)} before 1 March"


def _trusts(case: Case, call: Call) -> str:
    return ", ".join(f"{first_name(one.person)} {one.trust}" for one in respond(case, call))


def _total(case: Case, call: Call) -> int:
    return sum(one.trust for one in respond(case, call))


def capital(text: str) -> str:
    """The text with a capital at its start."""
    return text[0].upper() + text[1:]


def _post(person_id: str) -> str:
    """A person's role without the company, to go on after the name."""
    role = cast()[person_id].role.split(",")[0]
    return role[0].lower() + role[1:]
