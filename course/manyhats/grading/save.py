"""Saves scores into the gradebook, and asks for the instructor's eye only where it is needed."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades
from nbgrader.utils import compute_checksum, determine_grade, is_solution

from manyhats.grading.cells import is_check, is_prose_answer, prompt_of
from manyhats.grading.graft import HandIn
from manyhats.grading.remark import Remark


class SaveScores(SaveAutoGrades):
    """For ``Autograde.autograde_preprocessors``, in the place of nbgrader's SaveAutoGrades.

    nbgrader asks for manual grading wherever a learner has written anything, and wherever a score was given by
    hand. Here it is asked for where the check held an answer, where the check itself failed, where the graft
    met something, and where an answer has changed since an instructor scored or commented it. What an instructor
    gave stands, and stays flagged until an instructor looks, however often the class is graded again.

    The converter commits, when the late penalty is in as well.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Put the scores and comments of one notebook into the open transaction."""
        hand_in: HandIn = resources["manyhats"]
        grades, comments = hand_in.rows.grades, hand_in.rows.comments
        remarked = _prompts_to_hold(nb, hand_in.remarks)
        waiting: dict[str, list[str]] = {}
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in comments:
                comments[name].auto_comment = "No response." if _is_untouched(cell) else None
            if name in grades:
                grade, prompt = grades[name], prompt_of(cell)
                held = held_by_check(cell) if is_check(cell) else []
                if is_check(cell) and prompt in remarked:
                    held = [*held, "noted above"]
                self._save_score(grade, cell, unreadable=bool(hand_in.submission.problem))
                grade.needs_manual_grade = _waits(
                    grade,
                    worth=cell.metadata.nbgrader.get("points", 0),
                    held=bool(held),
                    commented=prompt in comments and comments[prompt].manual_comment is not None,
                    changed=_is_changed(nb, hand_in.earlier_answers, prompt),
                )
                if grade.needs_manual_grade:
                    waiting[name] = held or ["changed since you scored or commented it"]
        nb.metadata["manyhats"]["waiting"] = NotebookNode(waiting)
        return nb, resources

    def _save_score(self, grade: Any, cell: NotebookNode, unreadable: bool) -> None:
        score, most = determine_grade(cell, self.log)
        if is_solution(cell) and most == 0:
            score = 0.0  # there for the instructor's comment, worth nothing
        if not (unreadable and grade.auto_score is not None):  # else the score of an earlier version stays
            grade.auto_score = score


def _waits(grade: Any, worth: float, held: bool, commented: bool, changed: bool) -> bool:
    """Whether a cell asks for the instructor's eye; the grade has its new score already."""
    by_hand = grade.manual_score is not None
    if not worth and not by_hand:
        return False  # the answer cell itself: its check asks
    undecided = not by_hand and (held or grade.auto_score is None)
    seen_before = by_hand or commented or grade.extra_credit is not None
    # What was flagged stays flagged: the run that flagged it may have been killed before it could write down
    # which answer it had seen, and then this run sees no change.
    return bool(undecided or (seen_before and (changed or grade.needs_manual_grade)))


def held_by_check(cell: NotebookNode) -> list[str]:
    """Why a check cell's result is not to stand by itself; empty when it may.

    An empty answer is no reason: there is nothing for an instructor to read.
    """
    reasons: list[str] = []
    for output in cell.outputs:
        if output.output_type == "error" or output.get("name") == "stderr":
            reasons.append("the check itself failed")
        told = output.get("metadata", {}).get("manyhats", {})
        if told.get("held") and told.get("flags") != ["empty"]:
            reasons += [flag.replace("_", " ") for flag in told.get("flags", [])] or [
                "too little was decided"
            ]
        reasons += [f"unsure of “{label}”" for label in told.get("unsure", [])]
    return list(dict.fromkeys(reasons))


def _prompts_to_hold(nb: NotebookNode, remarks: list[Remark]) -> set[str]:
    """A remark on an answer holds that prompt; one on an answer that no check reads holds none, any other holds all."""
    prompts = {prompt_of(cell) for cell in nb.cells if is_check(cell)}
    answers = {prompt_of(cell) for cell in nb.cells if is_prose_answer(cell)}
    held = {remark.prompt for remark in remarks if remark.held}
    return prompts if held - prompts - answers else prompts & held


def _is_changed(nb: NotebookNode, earlier: dict[str, str], prompt: str) -> bool:
    now = nb.metadata["manyhats"]["answers"]
    return prompt not in now or earlier.get(prompt) != now[prompt]


def _is_untouched(cell: NotebookNode) -> bool:
    return cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)


class LatePenalties(AssignLatePenalties):
    """nbgrader's late penalties, in the transaction of the scores."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Apply the configured penalty to a submission that is late, and take it off one that no longer is."""
        hand_in: HandIn = resources["manyhats"]
        found, penalty = hand_in.rows.notebook, None
        if hand_in.seconds_late > 0:
            session = self.parent.parent.gradebook.db
            session.flush()
            session.refresh(found, ["score"])  # it is a sum in the database
            self.init_plugin()
            student = resources["nbgrader"]["student"]
            penalty = self.plugin_inst.late_submission_penalty(student, found.score, hand_in.seconds_late)
            if penalty is not None:
                penalty = self._check_late_penalty(found, penalty)
        if penalty != found.late_submission_penalty:
            found.late_submission_penalty = penalty
        return nb, resources
