"""Writes a brief as Markdown. Whatever a person wrote goes through ``literal``, in this module alone."""

from collections.abc import Iterator

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
from manyhats.brief.brief import Brief
from manyhats.brief.document import document
from manyhats.brief.literal import literal


def to_markdown(brief: Brief) -> str:
    """The whole brief, with the full texts after it, as one Markdown file."""
    made = document(brief)
    parts = [f"# {literal(made.title)}", *(_block(one) for one in made.opening)]
    parts += [part for section in made.sections for part in _section(section, "##")]
    if made.appendix:
        parts += ["---", "## Appendix: in full"]
        parts += [part for section in made.appendix for part in _section(section, "###")]
    return "\n\n".join(parts) + "\n"


def _section(section: Section, level: str) -> Iterator[str]:
    yield f"{level} {literal(section.title)}"
    yield from (_block(block) for block in section.blocks)


def _block(block: Block) -> str:
    match block:
        case Paragraph(text):
            return literal(text)
        case Words(text):
            return _quotation(text)
        case Extract(title, source, text):
            return f"**{literal(title)}** ({literal(source)})\n\n{_quotation(text)}"
        case Points():
            return _points(block)
        case Radar(table=table) | (Table() as table):
            return _table(table)


def _quotation(text: str) -> str:
    """The learner's words as a quotation; a line of theirs stays a line."""
    return "\n>\n".join(
        "  \n".join(f"> {literal(line)}" for line in lines) for lines in paragraph_lines(text)
    )


def _points(points: Points) -> str:
    marks = (f"{number}." if points.numbered else "-" for number in range(1, len(points.items) + 1))
    return "\n".join(
        " ".join(
            part
            for part in (mark, f"**{literal(item.lead)}**" if item.lead else "", literal(item.text))
            if part
        )
        for mark, item in zip(marks, points.items, strict=True)
    )


def _table(table: Table) -> str:
    rows = [table.head, tuple("---" for _ in table.head), *table.rows]
    drawn = [_row(cells, ready=number == 1) for number, cells in enumerate(rows)]
    return f"{literal(table.caption)}:\n\n" + "\n".join(drawn)


def _row(cells: tuple[str, ...], ready: bool) -> str:
    return f"| {' | '.join(cells if ready else map(literal, cells))} |"
