"""Several people who grade one class at the same time."""

import pytest
from classroom import SAME_TITLE, Classroom
from nbgrader.api import Gradebook, InvalidEntry


def test_a_learner_whom_another_grader_adds_at_this_moment_is_graded(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    add, refused = Gradebook.update_or_create_student, []

    def beaten_once(gradebook: Gradebook, student: str) -> object:
        if student not in refused:
            refused.append(student)
            raise InvalidEntry("duplicate key value violates unique constraint")
        return add(gradebook, student)

    monkeypatch.setattr(Gradebook, "update_or_create_student", beaten_once)
    classroom.submit("ada", {"same-title": SAME_TITLE})
    assert classroom.autograde()["success"]
    assert refused == ["ada"]
    assert classroom.scores("ada")["same-title-check"] > 0
