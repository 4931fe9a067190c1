"""What a submission holds beside its answers, or has changed of the course's own cells.

None of it has an effect. The instructor is told all the same: words in the wrong place must not be lost, and a
changed check is worth a talk.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import is_locked

from manyhats.grading.reading import SETTINGS, SubmittedCell
from manyhats.grading.remark import Remark
from manyhats.reflection import STUB

_WORDS_THAT_COUNT = 5  # a new cell with fewer words is a mark or a greeting, not a lost answer
_OPENING = 200  # characters of such a cell that the instructor is shown
_NAMED = 5  # cells, names or tags that are told one by one


def differences(skeleton: NotebookNode, cells: Iterable[SubmittedCell]) -> list[Remark]:
    """Everything about a submission that is neither an answer nor as it was released.

    Args:
        skeleton: the released notebook, made from the solution.
        cells: the cells that were handed in.
    """
    own = {c.metadata.nbgrader.grade_id: c for c in skeleton.cells if "nbgrader" in c.metadata}
    cells = list(cells)
    known = [cell for cell in cells if cell.grade_id in own]
    return [
        *_locked_cells(own, known),
        *_settings(own, known),
        *_tags(skeleton, cells),
        *_attachments(cells),
        *_invented(own, cells),
        *_orphans(skeleton, own, cells),
    ]


def _locked_cells(own: dict[str, NotebookNode], known: list[SubmittedCell]) -> Iterator[Remark]:
    for name, cell in own.items():
        if not is_locked(cell):
            continue
        handed_in = [one for one in known if one.grade_id == name]
        if not handed_in:
            yield Remark(f"The locked cell “{name}” is missing; the course's own was used.")
        if len(handed_in) > 1:
            yield Remark(
                f"The locked cell “{name}” is there {len(handed_in)} times; the course's own was used."
            )
        if any(one.source.strip() != cell.source.strip() for one in handed_in):
            yield Remark(f"The locked cell “{name}” was changed; the course's own was used.")


def _settings(own: dict[str, NotebookNode], known: list[SubmittedCell]) -> Iterator[Remark]:
    """Flags and points are metadata, which a learner sees only who looks for it."""
    for name, cell in own.items():
        released: dict[str, Any] = cell.metadata.nbgrader
        changed = {
            setting
            for one in known
            if one.grade_id == name
            for setting in SETTINGS
            if (one.settings.get(setting) or 0) != (released.get(setting) or 0)
        }
        if changed:
            named = ", ".join(setting for setting in SETTINGS if setting in changed)
            yield Remark(
                f"nbgrader's settings of the cell “{name}” were changed ({named}); the course's own count."
            )


def _tags(skeleton: NotebookNode, cells: list[SubmittedCell]) -> Iterator[Remark]:
    ours = {tag for cell in skeleton.cells for tag in cell.metadata.get("tags", [])}
    theirs = list(dict.fromkeys(tag for cell in cells for tag in cell.tags if tag not in ours))
    if theirs:
        yield Remark(f"Cells were tagged {_listed(theirs)}; tags have no effect.")


def _attachments(cells: list[SubmittedCell]) -> Iterator[Remark]:
    """A picture may have been meant for the instructor, so it is said where it is."""
    found = [cell for cell in cells if cell.attached]
    if found:
        answers = list(dict.fromkeys(cell.grade_id for cell in found if cell.grade_id and cell.is_answer))
        where = f" of {_listed(answers)}" if answers else ""
        yield Remark(f"Pictures or files are attached to cells{where}; only text was taken.")


def _invented(own: dict[str, NotebookNode], cells: list[SubmittedCell]) -> Iterator[Remark]:
    names = list(dict.fromkeys(c.grade_id[:60] for c in cells if c.grade_id and c.grade_id not in own))
    if names:
        yield Remark(
            f"Cells call themselves graded that the course has not: {_listed(names)}; they earn nothing."
        )


def _orphans(
    skeleton: NotebookNode, own: dict[str, NotebookNode], cells: list[SubmittedCell]
) -> Iterator[Remark]:
    """Words that stand in no answer cell: they are not graded, but they must not be lost either."""
    released = {(c.cell_type, c.source.strip()) for c in skeleton.cells}
    after, code, orphans = None, 0, 0
    for cell in cells:
        if cell.grade_id in own:
            after = cell.grade_id if cell.is_answer else after
        elif (cell.kind, cell.source.strip()) in released:
            continue
        elif cell.kind == "code":
            code += bool(cell.source.strip())
        elif cell.source.strip() != STUB and len(cell.source.split()) >= _WORDS_THAT_COUNT:
            orphans += 1
            if orphans <= _NAMED:
                yield _orphan(cell, after)
    if orphans > _NAMED:
        yield Remark(f"{orphans - _NAMED} more cells of the learner's own hold text.", held=True)
    if code:
        what = "a code cell" if code == 1 else f"{code} code cells"
        yield Remark(f"The notebook has {what} of the learner's own; left out, and never run.")


def _orphan(cell: SubmittedCell, after: str | None) -> Remark:
    """It may belong to any prompt, so all of them wait for the instructor."""
    where = f"after the answer “{after}”" if after else "before the first answer"
    opening = " ".join(cell.source.split())
    if len(opening) > _OPENING:
        opening = f"{opening[:_OPENING]} …"
    return Remark(f"Text in a cell of its own {where} is not graded: “{opening}”", held=True)


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(f"“{name}”" for name in names[:_NAMED]) + more
