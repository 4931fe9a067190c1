"""A job beside somebody's picture of it, hat by hat: two marks on a line of their own, and the numbers as text."""

from collections.abc import Mapping
from html import escape

from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.views.plots import Plot
from manyhats.views.theme import hat_label

_WIDTH, _LEFT, _RIGHT = 380, 110, 26  # units; text of 14 stays readable on a phone
_TOP, _ROW = 14, 62
_HEIGHT = _TOP + _ROW * len(Hat) + 14
_TICKS = (0, 0.25, 0.5, 0.75, 1)
_JOB = 'fill="var(--mh-surface)" stroke="var(--mh-text)" stroke-width="2.5"'
_PICTURE = 'fill="var(--mh-accent)" stroke="var(--mh-accent)" stroke-width="2.5"'


def picture_chart(
    who: str,
    job: Mapping[Hat, float],
    picture: Mapping[Hat, float],
    crowd: Mapping[Hat, tuple[float, float]],
) -> Plot:
    """A chart of a job's mix, one reader's picture of it, and how far other readers' pictures spread.

    Args:
        who: the reader's name.
        job: each hat's share of the job, 0..1.
        picture: each hat's share of the reader's picture.
        crowd: for each hat the two shares between which eight of ten readers' pictures lie.

    Returns:
        A ``<figure>`` with an ``<svg>`` whose label tells the numbers, and a table of them.
    """
    said = " ".join(
        f"{DESCRIPTIONS[hat].name}: {job[hat]:.0%} of the job, {picture[hat]:.0%} of {who}'s picture."
        for hat in Hat
    )
    rows = "".join(
        _row(_TOP + _ROW * place + _ROW / 2, hat, job[hat], picture[hat], crowd[hat])
        for place, hat in enumerate(Hat)
    )
    title = f"The job, and {who}'s picture of it"
    figure = (
        f"<figure class='mh-figure'><figcaption>{escape(title)} {_legend(who)}</figcaption>"
        f'<svg class="mh-lines" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(f"{title}. {said}", quote=True)}">{_axis()}{rows}</svg></figure>'
    )
    return Plot(figure, _table(title, who, job, picture, crowd))


def _x(share: float) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * share


def _axis() -> str:
    return "".join(
        f'<line x1="{_x(tick):.1f}" y1="{_TOP}" x2="{_x(tick):.1f}" y2="{_HEIGHT - 18}" stroke="var(--mh-line)"/>'
        f'<text x="{_x(tick):.1f}" y="{_HEIGHT - 3}" text-anchor="middle" class="mh-tick">{tick:.0%}</text>'
        for tick in _TICKS
    )


def _row(y: float, hat: Hat, job: float, picture: float, crowd: tuple[float, float]) -> str:
    shown = DESCRIPTIONS[hat]
    low, high = (_x(share) for share in crowd)
    return (
        f'<text x="0" y="{y + 5:.1f}" style="fill: var(--mh-{hat})" class="mh-line-name">{shown.icon} {shown.name}</text>'
        f'<rect x="{low - 1:.1f}" y="{y - 8:.1f}" width="{high - low + 2:.1f}" height="16" rx="3" '
        f'fill="var(--mh-accent)" fill-opacity="0.18"/>'
        f'<line x1="{_x(job):.1f}" y1="{y:.1f}" x2="{_x(picture):.1f}" y2="{y:.1f}" stroke="var(--mh-text)"/>'
        f"{_diamond(_x(job), y)}{_dot(_x(picture), y)}"
        f'<text x="{_x(job):.1f}" y="{y - 13:.1f}" text-anchor="middle" class="mh-tick">{job:.0%}</text>'
        f'<text x="{_x(picture):.1f}" y="{y + 23:.1f}" text-anchor="middle" class="mh-line-name">{picture:.0%}</text>'
    )


def _diamond(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z" {_JOB}/>'


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" {_PICTURE}/>'


def _legend(who: str) -> str:
    marks = ((_diamond(9, 9), "in the job"), (_dot(9, 9), f"in {who}'s picture"))
    shown = "".join(
        f'<span class="mh-mark-name"><svg viewBox="0 0 18 18" aria-hidden="true">{mark}</svg>{escape(name)}</span>'
        for mark, name in marks
    )
    return f'<span class="mh-mark-names">{shown}<span class="mh-band-name">8 of 10 readers</span></span>'


def _table(
    title: str,
    who: str,
    job: Mapping[Hat, float],
    picture: Mapping[Hat, float],
    crowd: Mapping[Hat, tuple[float, float]],
) -> str:
    heads = "".join(
        f"<th scope='col'>{escape(head)}</th>"
        for head in ("hat", "the job", f"{who}'s picture", "8 of 10 readers")
    )
    rows = "".join(
        f"<tr><th scope='row'>{hat_label(hat)}</th><td>{job[hat]:.0%}</td><td>{picture[hat]:.0%}</td>"
        f"<td>{crowd[hat][0]:.0%} to {crowd[hat][1]:.0%}</td></tr>"
        for hat in Hat
    )
    return f"<table><caption>{escape(title)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
