"""Sets a brief out as a document: what stands in which section, and what goes to the appendix."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from manyhats.brief.blocks import (
    Block,
    Document,
    Extract,
    Item,
    Paragraph,
    Points,
    Radar,
    Section,
    Table,
    Words,
)
from manyhats.brief.brief import COMMITMENT, Brief
from manyhats.brief.missing import missing
from manyhats.brief.passage import shorten
from manyhats.compass import TargetRole, prompts
from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.profile import LIKING_WORDS, MOST, STRENGTH_WORDS, SelfRating
from manyhats.scenarios.calibration import confidence_text

# How much of it stands in the brief itself; the appendix has the rest. So the brief stays a few pages long.
_MOST_LINES = 3  # of a role, for each hat
_MOST_POINTS = 6  # questions, steps of a plan
_POINT = 30  # words of a question or a step
_EVIDENCE = 40  # words
_DECIDED_BY = 50  # words
_LINE = 25  # words of a role's line
_COMMITMENT = 250  # words

_FEWEST_STATED = 5  # statements of confidence, below which a share of them says nothing

TITLES = {
    "profile": "How you see yourself",
    "role": "The role",
    "gaps": "What it asks, and what you showed",
    "questions": "What you will ask the hiring manager",
    "decision": "Your decision and your plan",
    COMMITMENT: "For the next 30 days",
    "reflections": "In your own words",
    "calibration": "How sure you were",
}
"""The sections of the brief itself in their order, each with its heading."""


def document(brief: Brief) -> Document:
    """The whole document. What is missing is named at the end of the appendix, with where to make it: who is given the
    brief need not read what isn't in it.
    """
    role = brief.compass.role
    parts: dict[str, Callable[[Brief], Iterator[Block]]] = {
        "profile": _profile,
        "role": _role,
        "gaps": _gaps,
        "questions": _questions,
        "decision": _decision,
        COMMITMENT: _commitment,
        "reflections": _reflections,
        "calibration": _calibration,
    }
    sections = tuple(Section(part, TITLES[part], tuple(blocks(brief))) for part, blocks in parts.items())
    return Document(
        title=f"Role Brief: {_name(role)}" if role else "Role Brief",
        opening=tuple(_opening(brief)),
        sections=tuple(section for section in sections if section.blocks),
        appendix=tuple(section for section in _appendix(brief) if section.blocks),
    )


def _name(role: TargetRole) -> str:
    return shorten(role.name, _LINE)


def _opening(brief: Brief) -> Iterator[Paragraph]:
    yield Paragraph(
        f"Made on {_day(brief.on)} with the course Many Hats, on your own machine. Nothing of it was sent anywhere.",
        quiet=True,
    )
    for notice in brief.notices:
        yield Paragraph(notice)


# The sections of the brief itself


def _profile(brief: Brief) -> Iterator[Block]:
    latest, baseline = brief.ratings.latest, brief.ratings.baseline
    if latest:
        earlier = baseline if baseline not in (None, latest) else None
        yield _rated(latest, earlier)
        since = f" In brackets: what it was on {_day(earlier.on)}, where that has changed." if earlier else ""
        yield Paragraph(
            f"You rated yourself on {_day(latest.on)}.{since} It is fine to be stronger under one hat than another.",
            quiet=True,
        )
    if any(one.shown for one in brief.compass.profile.values()):
        rows = tuple(
            (_hat(hat), one.words, shorten(one.text, _EVIDENCE) or "nothing yet")
            for hat, one in brief.compass.profile.items()
        )
        yield Table("What each level rests on", ("Hat", "Level", "One piece of evidence"), rows)


def _rated(latest: SelfRating, earlier: SelfRating | None) -> Radar:
    def cell(now: int, words: dict[int, str], then: int | None) -> str:
        said = f"{now} of {MOST}, {words[now]}"
        return said if then in (None, now) else f"{said} (was {then})"

    rows = tuple(
        (
            _hat(hat),
            cell(latest.strength[hat], STRENGTH_WORDS, earlier.strength[hat] if earlier else None),
            cell(latest.liking[hat], LIKING_WORDS, earlier.liking[hat] if earlier else None),
        )
        for hat in Hat
    )
    names = ("How strong you are", "How much you like it")
    mixes = tuple(
        (name, {hat: float(numbers[hat]) for hat in Hat})
        for name, numbers in zip(names, (latest.strength, latest.liking), strict=True)
    )
    return Radar(mixes, MOST, Table("Your rating of yourself", ("Hat", *names), rows))


def _role(brief: Brief) -> Iterator[Block]:
    role = brief.compass.role
    if role is None:
        return
    yield Paragraph(
        f"{_name(role)}: {role.coded} of its {len(role.lines)} lines ask for a hat, as you left their coding."
    )
    yield Points(tuple(_by_hat(role, hat) for hat in Hat))


def _by_hat(role: TargetRole, hat: Hat) -> Item:
    quotes = role.quotes(hat)
    shown = " ".join(f"“{shorten(quote, _LINE)}”" for quote in quotes[:_MOST_LINES])
    more = f" And {len(quotes) - _MOST_LINES} more, in the appendix." if len(quotes) > _MOST_LINES else ""
    lines = "1 line" if len(quotes) == 1 else f"{len(quotes) or 'no'} lines"
    return Item(shown + more, lead=f"{_hat(hat)}, {role.mix[hat]:.0%} ({lines})")


def _gaps(brief: Brief) -> Iterator[Block]:
    found = brief.compass.comparisons
    role = brief.compass.role
    if role is None:
        return
    rows = tuple(
        (_hat(one.hat), f"{one.asked} of {MOST}", f"{one.evidence.shown} of {MOST}") for one in found
    )
    names = (f"What {_name(role)} asks", "What you showed with evidence")
    mixes = (
        (names[0], {one.hat: float(one.asked) for one in found}),
        (names[1], {one.hat: float(one.evidence.shown) for one in found}),
    )
    yield Radar(mixes, MOST, Table("Role and profile, hat by hat", ("Hat", *names), rows))
    yield Points(tuple(Item(one.sentence) for one in sorted(found, key=lambda one: -one.gap)))
    yield Paragraph(
        "What is asked is read from the share of lines by a rule of thumb of the course. It measures neither you "
        "nor the job.",
        quiet=True,
    )


def _questions(brief: Brief) -> Iterator[Block]:
    yield from _points(brief.compass.questions)


def _decision(brief: Brief) -> Iterator[Block]:
    verdict = brief.compass.verdict
    if verdict:
        told = next((one for one in prompts().verdicts if one.id == verdict), None)
        yield Paragraph(f"{told.name}. {told.gist}" if told else str(verdict))
    if brief.decided_by:
        yield Extract("What decided it", "in your words", shorten(brief.decided_by, _DECIDED_BY))
    yield from _points(brief.compass.plan)


def _points(texts: Sequence[str]) -> Iterator[Block]:
    """A numbered list, each point of it short."""
    written = _written(texts)
    if written:
        yield Points(tuple(Item(shorten(text, _POINT)) for text in written[:_MOST_POINTS]), numbered=True)
    if len(written) > _MOST_POINTS:
        yield Paragraph(f"And {len(written) - _MOST_POINTS} more, in the appendix.", quiet=True)


def _commitment(brief: Brief) -> Iterator[Block]:
    if brief.commitment:
        cut = _is_cut(brief.commitment, _COMMITMENT)
        yield Words(shorten(brief.commitment, _COMMITMENT) if cut else brief.commitment)


def _reflections(brief: Brief) -> Iterator[Block]:
    for one in brief.reflections:
        if one.passage.picked:
            yield Extract(one.answer.title, f"module {one.module.number}", one.passage.text)


def _calibration(brief: Brief) -> Iterator[Block]:
    found = brief.calibration
    if found is None:
        return
    over = "one scenario" if found.rated == 1 else f"{found.rated} scenarios"
    yield Paragraph(
        f"Over {over}, your ratings come to {found.credit:.2f} of 1 on average. Rating everything 3 would come to "
        f"{found.baseline:.2f}."
    )
    if sum(level.stated for level in found.levels) >= _FEWEST_STATED:
        rows = tuple(
            (
                f"{confidence_text(level.confidence)} ({level.confidence:.0%})",
                str(level.stated),
                _agreed(level.agreed, level.stated),
            )
            for level in found.levels
        )
        yield Table("Your confidence beside the key", ("You said", "Times", "The key agreed"), rows)
    yield Paragraph(
        f"Where the keys come from: {found.provenance}. This is practice to think with, never a selection test.",
        quiet=True,
    )


def _agreed(agreed: int, stated: int) -> str:
    return f"{agreed} ({agreed / stated:.0%})"


# The appendix


def _appendix(brief: Brief) -> Iterator[Section]:
    for one in brief.reflections:
        title = f"{one.answer.title} (module {one.module.number})"
        yield Section(f"full-{one.answer.prompt_id}", title, (Words(one.answer.text),))
    if _is_cut(brief.commitment, _COMMITMENT):
        yield Section("full-commitment", TITLES[COMMITMENT], (Words(brief.commitment),))
    yield from _cut_short(brief)
    lacking = tuple(Item(one.sentence) for one in missing(brief))
    yield Section("missing", "Not in it yet", (Points(lacking),) if lacking else ())


def _cut_short(brief: Brief) -> Iterator[Section]:
    """What the brief itself had no room for."""
    compass = brief.compass
    if _is_cut(brief.decided_by, _DECIDED_BY):
        yield Section("full-decided-by", "What decided it", (Words(brief.decided_by),))
    evidence = [(hat, one.text) for hat, one in compass.profile.items() if _is_cut(one.text, _EVIDENCE)]
    yield Section(
        "full-evidence",
        "Evidence",
        tuple(Extract(_hat(hat), "in full", text) for hat, text in evidence),
    )
    for part, texts in (("questions", compass.questions), ("decision", compass.plan)):
        written = _written(texts)
        cut = len(written) > _MOST_POINTS or any(_is_cut(text, _POINT) for text in written)
        points = (Points(tuple(Item(text) for text in written), numbered=True),) if cut else ()
        yield Section(f"full-{part}", TITLES[part], points)
    if compass.role:
        lines = tuple(
            Item(line.text, lead=_hat(line.hat) if line.hat else "○ No hat") for line in compass.role.lines
        )
        yield Section("full-role", f"{_name(compass.role)}, line by line", (Points(lines, numbered=True),))


def _is_cut(text: str, most: int) -> bool:
    return len(text.split()) > most


def _written(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text.strip())


def _hat(hat: Hat) -> str:
    return f"{DESCRIPTIONS[hat].icon} {DESCRIPTIONS[hat].name}"


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
