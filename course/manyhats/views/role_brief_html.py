"""Writes a brief as one HTML page that stands alone: no script, no other file, light, made for A4.

Whatever a person wrote is escaped here, in this module alone.
"""

import html

from manyhats.brief import Brief, document
from manyhats.brief.blocks import (
    Block,
    Extract,
    Paragraph,
    Points,
    Radar,
    Section,
    Table,
    Words,
    paragraph_lines,
)
from manyhats.text import clean
from manyhats.views.charts import legend, radar
from manyhats.views.theme import own_styles, stylesheet

# Even if something of a person's words got through: no script, no request, no form.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(brief: Brief) -> str:
    """The whole brief, with the full texts after it, as one page."""
    made = document(brief)
    opening = "".join(_block(one) for one in made.opening)
    sections = "".join(_section(section, 2) for section in made.sections)
    full = "".join(_section(section, 3) for section in made.appendix)
    appendix = (
        f"<section class='appendix' aria-labelledby='appendix'><h2 id='appendix'>Appendix: in full</h2>{full}</section>"
        if full
        else ""
    )
    return (
        "<!DOCTYPE html>\n<html lang='en-GB'><head><meta charset='utf-8'>"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        "<meta name='viewport' content='width=device-width, initial-scale=1'><meta name='color-scheme' content='light'>"
        f"<title>{_escaped(made.title)}</title>{stylesheet()}{own_styles('role_brief_page')}</head>\n"
        f"<body class='mh'><main><header><h1>{_escaped(made.title)}</h1>{opening}</header>\n{sections}\n{appendix}</main>"
        "</body></html>\n"
    )


def _section(section: Section, level: int) -> str:
    name = _escaped(section.id)
    blocks = "".join(_block(block) for block in section.blocks)
    return f"<section aria-labelledby='{name}'><h{level} id='{name}'>{_escaped(section.title)}</h{level}>{blocks}</section>\n"


def _block(block: Block) -> str:
    match block:
        case Paragraph(text, quiet):
            return (
                f"<p class='mh-muted mh-small'>{_escaped(text)}</p>" if quiet else f"<p>{_escaped(text)}</p>"
            )
        case Words(text):
            return _quotation(text)
        case Extract(title, source, text):
            return (
                f"<figure><figcaption><b>{_escaped(title)}</b> <span class='mh-muted'>({_escaped(source)})</span></figcaption>"
                f"{_quotation(text)}</figure>"
            )
        case Points():
            return _points(block)
        case Radar(mixes, of, table):
            named = [(clean(name), mix) for name, mix in mixes]
            return (
                f"<div class='mh-mix-parts'><div class='mh-mix-radar'>{radar(named, of)}{legend([name for name, _ in named])}</div>"
                f"<div class='mh-mix-table'>{_table(table)}</div></div>"
            )
        case Table():
            return _table(block)


def _quotation(text: str) -> str:
    """The learner's words as a quotation; a line of theirs stays a line."""
    paragraphs = "".join(f"<p>{'<br>'.join(map(_escaped, lines))}</p>" for lines in paragraph_lines(text))
    return f"<blockquote>{paragraphs}</blockquote>"


def _points(points: Points) -> str:
    tag = "ol" if points.numbered else "ul"
    items = "".join(
        f"<li>{f'<b>{_escaped(item.lead)}</b> ' if item.lead else ''}{_escaped(item.text)}</li>"
        for item in points.items
    )
    return f"<{tag}>{items}</{tag}>"


def _table(table: Table) -> str:
    head = "".join(f"<th scope='col'>{_escaped(cell)}</th>" for cell in table.head)
    rows = "".join(
        f"<tr><th scope='row'>{_escaped(first)}</th>{''.join(f'<td>{_escaped(cell)}</td>' for cell in cells)}</tr>"
        for first, *cells in table.rows
    )
    return f"<table><caption>{_escaped(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _escaped(text: str) -> str:
    return html.escape(clean(text))
