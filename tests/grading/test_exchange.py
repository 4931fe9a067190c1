"""nbgrader's exchange, as a class on JupyterHub uses it: released, fetched, submitted, collected, graded, returned."""

import json
import sys
from pathlib import Path

import pytest
from classroom import MODULE, SAME_TITLE, Classroom, cell_of, nbgrader
from manyhats.grading.handed_in import SECRET


def run(folder: Path, *words: str) -> None:
    ran = nbgrader(folder, *words)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange does not run on Windows")
def test_feedback_comes_back_through_the_exchange(classroom: Classroom, tmp_path: Path) -> None:
    exchange, learner = tmp_path / "exchange", tmp_path / "learner"
    exchange.mkdir()
    exchange.chmod(0o777)
    learner.mkdir()
    setting = f'c.Exchange.root = "{exchange}"\n'
    classroom.add_config(setting)
    (learner / "nbgrader_config.py").write_text(
        f'c = get_config()\nc.CourseDirectory.course_id = "manyhats"\n{setting}', encoding="utf-8"
    )
    run(classroom.root, "release_assignment", MODULE)
    run(learner, "fetch_assignment", MODULE)
    notebook = learner / MODULE / f"{MODULE}.ipynb"
    written = json.loads(notebook.read_text(encoding="utf-8"))
    cell_of(written, "same-title")["source"] = SAME_TITLE
    notebook.write_text(json.dumps(written), encoding="utf-8")
    run(learner, "submit", MODULE)
    run(classroom.root, "collect", MODULE)
    run(classroom.root, "autograde", MODULE)
    run(classroom.root, "generate_feedback", MODULE)
    run(classroom.root, "release_feedback", MODULE)
    run(learner, "fetch_feedback", MODULE)
    (page,) = learner.glob(f"{MODULE}/feedback/*/{MODULE}.html")
    assert "I compared the two offers" in page.read_text(encoding="utf-8")
    assert "other files" not in classroom.report(), "what the exchange itself adds is no remark"


def test_a_link_or_a_large_file_is_no_secret(classroom: Classroom, tmp_path: Path) -> None:
    (tmp_path / "private.txt").write_text("not theirs", encoding="utf-8")
    for student in ("linked", "large"):
        classroom.submit(student)
    (classroom.folder("linked") / SECRET).symlink_to(tmp_path / "private.txt")
    (classroom.folder("large") / SECRET).write_bytes(b"x" * 100_000)
    assert classroom.autograde()["success"]
    assert list(classroom.root.glob(f"autograded/*/*/{SECRET}")) == []
