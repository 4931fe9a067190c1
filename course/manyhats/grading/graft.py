"""The graft: the course's own notebook, into which only the text of a learner's answers is set."""

import hashlib
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_locked

from manyhats.grading.cells import is_prose_answer
from manyhats.grading.differences import differences
from manyhats.grading.display import active_markup, note_html
from manyhats.grading.reading import Submission, SubmittedCell
from manyhats.grading.remark import Remark
from manyhats.grading.rows import Rows
from manyhats.reflection import STUB
from manyhats.reflection.integrity import MAX_CHARACTERS

MAX_ANSWER = MAX_CHARACTERS


@dataclass
class HandIn:
    """One notebook on its way through the steps of grading; nbgrader's resources carry it as ``manyhats``.

    ``fingerprint`` tells this state of the file from others. ``rows`` are the gradebook's. ``locked`` is the source
    of every locked cell as the gradebook has it, with mark scheme and hidden tests. ``earlier_answers`` are the
    fingerprints of the version that was graded before. ``remarks`` grow on the way.
    """

    submission: Submission
    fingerprint: str
    rows: Rows
    seconds_late: float
    locked: dict[str, str]
    earlier_answers: dict[str, str]
    remarks: list[Remark]


def graft(skeleton: NotebookNode, submission: Submission) -> list[Remark]:
    """Set a submission's answers into the course's notebook, in place.

    Args:
        skeleton: the released notebook, made from the solution.
        submission: what was handed in.

    Returns:
        What was found beside the answers, or instead of them.
    """
    if submission.problem:
        return [Remark(f"{submission.problem} It counts as an empty submission until you decide.", held=True)]
    remarks: list[Remark] = []
    for cell in skeleton.cells:
        if is_prose_answer(cell):
            prompt = cell.metadata.nbgrader.grade_id
            handed_in = [one for one in submission.cells if one.grade_id == prompt]
            text, found = _answer(prompt, handed_in, released=cell.source)
            cell.source = text
            remarks += found
    notes = [Remark(sentence) for sentence in submission.notes]
    return [*remarks, *notes, *differences(skeleton, submission.cells)]


def answer_hashes(notebook: NotebookNode) -> dict[str, str]:
    """A short fingerprint of every answer of a grafted notebook, by prompt."""
    return {
        cell.metadata.nbgrader.grade_id: hashlib.sha256(cell.source.encode()).hexdigest()[:16]
        for cell in notebook.cells
        if is_prose_answer(cell)
    }


def _answer(prompt: str, cells: list[SubmittedCell], released: str) -> tuple[str, list[Remark]]:
    if not cells:
        return released, [
            Remark(f"The answer cell “{prompt}” is missing from the notebook.", prompt, held=True)
        ]
    remarks: list[Remark] = []
    parts = list(dict.fromkeys(cell.source for cell in cells))
    if len(cells) > 1:
        written = [part for part in parts if part.strip() and part.strip() not in (released.strip(), STUB)]
        parts = written or parts[:1]
        what = "their texts were joined" if len(parts) > 1 else "one text was taken"
        remarks.append(
            Remark(f"The answer cell “{prompt}” is there {len(cells)} times; {what}.", prompt, held=True)
        )
    for kind in dict.fromkeys(cell.kind for cell in cells if cell.kind != "markdown"):
        remarks.append(
            Remark(
                f"The answer cell “{prompt}” had become a {kind} cell; its text was taken as prose, nothing was run.",
                prompt,
            )
        )
    if any(cell.unshowable for cell in cells):
        remarks.append(
            Remark(f"“{prompt}” holds characters that can't be shown; a sign stands in their place.", prompt)
        )
    text = "\n\n".join(parts)
    if markup := active_markup(text[:MAX_ANSWER]):
        remarks.append(
            Remark(
                f"“{prompt}” holds markup or a formula (“{markup}”); it is shown as the text that it is.",
                prompt,
            )
        )
    if len(text) > MAX_ANSWER:
        sentence = f"This answer has {len(text):,} characters; the first {MAX_ANSWER:,} were taken."
        remarks.append(Remark(f"“{prompt}”: {sentence}", prompt, held=True))
        text = f"{text[:MAX_ANSWER]}\n\n[{sentence}]"
    return text, remarks


class Graft(NbGraderPreprocessor):
    """For ``Autograde.sanitize_preprocessors``: sets the answers in, and notes on top what was found.

    The converter brings the ``HandIn`` in ``resources["manyhats"]``.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Graft the answers into ``nb``, which is the course's own notebook."""
        hand_in: HandIn = resources["manyhats"]
        hand_in.remarks += graft(nb, hand_in.submission)
        for cell in nb.cells:
            if is_locked(cell):
                cell.source = hand_in.locked[cell.metadata.nbgrader.grade_id]
        sentences = [remark.sentence for remark in hand_in.remarks]
        nb.metadata["manyhats"] = NotebookNode(
            answers=answer_hashes(nb),
            handed_in=hand_in.fingerprint,
            remarks=sentences,
            readable=not hand_in.submission.problem,
        )
        if sentences:
            nb.cells.insert(0, remarks_cell(sentences))
        for sentence in sentences:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], sentence)
        return nb, resources


def remarks_cell(sentences: list[str]) -> NotebookNode:
    """A cell for the top of a graded notebook that says what the grader met."""
    return new_markdown_cell(note_html("Notes on this submission", sentences), id="submission-notes")
