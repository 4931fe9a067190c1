"""Saves scores into the gradebook, and asks for the instructor's eye only where it is needed."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades
from nbgrader.utils import compute_checksum, determine_grade, is_solution

from manyhats.grading.cells import is_check, prompt_of
from manyhats.grading.graft import HandIn, Remark


class SaveScores(SaveAutoGrades):
    """For ``Autograde.autograde_preprocessors``, in the place of nbgrader's SaveAutoGrades.

    nbgrader asks for manual grading wherever a learner has written anything, and wherever a score was given by
    hand. Here it is asked for where the check held an answer, where the check itself failed, where the graft
    met something, and where an answer has changed since it was scored by hand. A score given by hand stands.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Save the scores and comments of one notebook in one transaction."""
        course = resources["nbgrader"]
        self.notebook_id, self.assignment_id = course["notebook"], course["assignment"]
        self.student_id, self.db_url = course["student"], course["db_url"]
        self.gradebook = self.parent.parent.gradebook
        hand_in: HandIn = resources["manyhats"]
        submission = self.gradebook.find_submission_notebook(
            self.notebook_id, self.assignment_id, self.student_id
        )
        grades = {grade.name: grade for grade in submission.grades}
        comments = {comment.name: comment for comment in submission.comments}
        remarked = _prompts_to_hold(nb, hand_in.remarks)
        waiting: dict[str, list[str]] = {}
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in comments:
                comments[name].auto_comment = "No response." if _is_untouched(cell) else None
            if name in grades:
                held = held_by_check(cell) if is_check(cell) else []
                if is_check(cell) and prompt_of(cell) in remarked:
                    held = [*held, "noted above"]
                changed = _is_changed(nb, hand_in.earlier_answers, prompt_of(cell))
                self._save(grades[name], cell, held, changed, unreadable=bool(hand_in.submission.problem))
                if grades[name].needs_manual_grade:
                    waiting[name] = held or ["changed since it was scored by hand"]
        self.gradebook.db.commit()
        nb.metadata["manyhats"]["waiting"] = NotebookNode(waiting)
        return nb, resources

    def _save(self, grade: Any, cell: NotebookNode, held: list[str], changed: bool, unreadable: bool) -> None:
        score, most = determine_grade(cell, self.log)
        if is_solution(cell) and most == 0:
            score = 0.0  # there for the instructor's comment, worth nothing
        if not (unreadable and grade.auto_score is not None):  # else the score of an earlier version stays
            grade.auto_score = score
        if grade.manual_score is not None:
            grade.needs_manual_grade = changed
        else:
            grade.needs_manual_grade = bool(held) or score is None


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
    prompts = {prompt_of(cell) for cell in nb.cells if is_check(cell)}
    held = {remark.prompt for remark in remarks if remark.held}
    return prompts if held - prompts else prompts & held


def _is_changed(nb: NotebookNode, earlier: dict[str, str], prompt: str) -> bool:
    now = nb.metadata["manyhats"]["answers"]
    return prompt not in now or earlier.get(prompt) != now[prompt]


def _is_untouched(cell: NotebookNode) -> bool:
    return cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)


class LatePenalties(AssignLatePenalties):
    """nbgrader's late penalties, which open the gradebook anew only for a submission that is late, or was."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Apply the configured penalty where there can be one."""
        course = resources["nbgrader"]
        found = self.parent.parent.gradebook.find_submission_notebook(
            course["notebook"], course["assignment"], course["student"]
        )
        if found.assignment.total_seconds_late > 0 or found.late_submission_penalty is not None:
            self.parent.parent.gradebook.db.rollback()  # nbgrader's own session is about to write
            return super().preprocess(nb, resources)
        return nb, resources
