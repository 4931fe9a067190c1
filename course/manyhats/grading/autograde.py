"""``nbgrader autograde`` for a class of strangers: nothing of theirs runs, and one bad file stops nobody."""

import copy
import fnmatch
import json
import shutil
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import find_all_files, parse_utc, setenv

from manyhats.grading.adopt import AdoptingExporter
from manyhats.grading.files import replace
from manyhats.grading.graft import HandIn, Remark, remarks_cell
from manyhats.grading.reading import is_plain_file, read_submission
from manyhats.grading.release import derive
from manyhats.grading.report import write_report
from manyhats.text import clean

_TIMESTAMP = "timestamp.txt"
_NAMED = 5  # files of a submission that a remark names


class CarefulAutograde(Autograde):
    """nbgrader's Autograde, with one open gradebook, one pass over a notebook, and nothing copied or followed."""

    gradebook: Gradebook

    def convert_notebooks(self) -> None:
        """Grade all submissions, then write the class's report.

        Raises:
            NbGraderException: the assignment has not been released, or a submission met an error of the
                course's own; the log says which.
        """
        self._skeletons: dict[tuple[str, str], NotebookNode] = {}
        self._locked: dict[tuple[str, str], dict[str, str]] = {}
        self._add_empty_folders()
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as self.gradebook:
            assignments = sorted({Path(folder).name for folder in self.assignments})
            for assignment in assignments:
                self._prepare(assignment)
            try:
                super().convert_notebooks()
            finally:
                for assignment in assignments:
                    folder = Path(self.coursedir.root, self.coursedir.autograded_directory)
                    self.log.info("Report for the instructor: %s", write_report(folder, assignment))

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Whether to grade: a new submission, a newer one, or any with ``--force``.

        What was graded earlier stays in its place until the new result takes it.
        """
        if student_id in self.coursedir.student_id_exclude.split(","):
            return False
        graded = Path(self._format_dest(assignment_id, student_id))
        if self.force or not any(graded.glob("*.ipynb")):
            return True
        new, _ = read_timestamp(Path(self._format_source(assignment_id, student_id)) / _TIMESTAMP)
        old, _ = read_timestamp(graded / _TIMESTAMP)
        if new and old and new > old:
            return True
        self.log.info("Skipping existing assignment: %s. Use --force to grade it again.", graded)
        return False

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Register the submission; of its folder only the notebooks of the assignment will be read."""
        gradebook = self.gradebook
        gradebook.db.rollback()
        gradebook.db.expunge_all()
        if not self.create_student:
            gradebook.find_student(student_id)
        gradebook.update_or_create_student(student_id)
        handed_in = Path(self._format_source(assignment_id, student_id))
        when, self._remarks = read_timestamp(handed_in / _TIMESTAMP)
        known = {"timestamp": when} if when else {}
        with warnings.catch_warnings():  # nbgrader's own way of adding a row makes SQLAlchemy 2 complain
            warnings.filterwarnings("ignore", message=".*not in session, add operation along")
            submission = gradebook.update_or_create_submission(assignment_id, student_id, **known)
        if submission.total_seconds_late > 0:
            self.log.warning("%s is %s seconds late", submission, submission.total_seconds_late)
        names = [one.name for one in gradebook.find_assignment(assignment_id).notebooks]
        names = [name for name in names if fnmatch.fnmatch(name, self.coursedir.notebook_id)]
        self.notebooks = [str(handed_in / f"{name}.ipynb") for name in sorted(names)]
        self._remarks += _other_files(handed_in, names)
        self._copy_course_files(assignment_id, Path(self._format_dest(assignment_id, student_id)), when)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Graft, run, save and write one notebook; nothing is written before the answers are safe to show."""
        resources = self.init_single_notebook_resources(notebook_filename)
        course = resources["nbgrader"]
        handed_in, remarks = _handed_in(Path(notebook_filename))
        submission = read_submission(handed_in)
        graded = (
            Path(self._format_dest(course["assignment"], course["student"])) / f"{course['notebook']}.ipynb"
        )
        earlier = _earlier(graded)
        if submission.problem and earlier is not None and earlier.metadata.manyhats.readable:
            self._keep_earlier(graded, earlier, submission.problem, course)
            return
        key = course["assignment"], course["notebook"]
        resources["manyhats"] = HandIn(
            submission,
            locked=self._locked[key],
            earlier_answers=dict(earlier.metadata.manyhats.answers) if earlier is not None else {},
            remarks=[*self._remarks, *remarks],
        )
        self.log.info("Grading %s", notebook_filename)
        with setenv(NBGRADER_EXECUTION="autograde"):
            text, _ = self.exporter.from_skeleton(self._skeletons[key], resources)
        replace(graded, text.encode())

    def _init_preprocessors(self) -> None:
        """Both lists of steps run in one pass: see ``convert_single_notebook``."""

    def _add_empty_folders(self) -> None:
        """Grade submissions without a notebook too: nbgrader leaves their folders out."""
        pattern = Path(self._format_source(self.coursedir.assignment_id, self.coursedir.student_id))
        relative = pattern.relative_to(self.coursedir.root)
        for folder in Path(self.coursedir.root).glob(str(relative)):
            if folder.is_dir():
                self.assignments.setdefault(str(folder), [])

    def _prepare(self, assignment_id: str) -> None:
        """Make the skeletons of an assignment's notebooks, once for the class."""
        try:
            notebooks = self.gradebook.find_assignment(assignment_id).notebooks
        except MissingEntry:
            notebooks = []
        if not notebooks:
            self._fail(
                f"{assignment_id} has not been released from this folder, so its points are not known. "
                f"Run: nbgrader generate_assignment {assignment_id} --force"
            )
        for notebook in notebooks:
            folder = self.coursedir.format_path(self.coursedir.source_directory, ".", assignment_id)
            solution = Path(folder, f"{notebook.name}.ipynb").resolve()
            skeleton = derive(solution, self.config, self)
            released = {cell.name: cell for cell in notebook.source_cells}
            ours = {c.metadata.nbgrader.grade_id: c for c in skeleton.cells if "nbgrader" in c.metadata}
            if ours.keys() != released.keys():
                changed = ", ".join(sorted(ours.keys() ^ released.keys()))
                self._fail(
                    f"{solution.name} has gained or lost cells since it was released: {changed}. "
                    f"Run: nbgrader generate_assignment {assignment_id} --force"
                )
            for name, cell in ours.items():
                cell.metadata.nbgrader.checksum = released[name].checksum
            self._skeletons[assignment_id, notebook.name] = skeleton
            self._locked[assignment_id, notebook.name] = {name: c.source for name, c in released.items()}

    def _copy_course_files(self, assignment_id: str, graded: Path, when: datetime | None) -> None:
        """Put what the exercise shows beside its cells (pictures, data) next to the graded notebook."""
        solutions = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", assignment_id))
        for file in find_all_files(str(solutions), [*self.coursedir.ignore, "*.ipynb"]):
            place = graded / Path(file).relative_to(solutions)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            shutil.copy(file, place)
        if when:
            replace(graded / _TIMESTAMP, f"{when:%Y-%m-%d %H:%M:%S.%f} UTC\n".encode())

    def _keep_earlier(
        self, graded: Path, earlier: NotebookNode, problem: str, course: dict[str, str]
    ) -> None:
        """Leave an earlier version and its score standing, and say so."""
        sentence = (
            f"A later version was handed in that could not be graded. {problem} What stands here, and its score, "
            "is the earlier version."
        )
        earlier.cells = [cell for cell in earlier.cells if cell.get("id") != "submission-notes"]
        earlier.cells.insert(0, remarks_cell([sentence]))
        earlier.metadata.manyhats.remarks = [sentence]
        found = self.gradebook.find_submission_notebook(
            course["notebook"], course["assignment"], course["student"]
        )
        for grade in found.grades:
            if grade.max_score > 0:
                grade.needs_manual_grade = True
                earlier.metadata.manyhats.waiting[grade.name] = ["a later version can't be read"]
        self.gradebook.db.commit()
        replace(graded, to_text(earlier).encode())
        self.log.warning("%s: %s", course["student"], sentence)

    def _fail(self, sentence: str) -> None:
        self.log.error(sentence)
        raise NbGraderException(sentence)


class SubmissionExporter(AdoptingExporter):
    """For ``Autograde.exporter_class``."""

    converter_class = CarefulAutograde

    def from_skeleton(self, skeleton: NotebookNode, resources: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Take a copy of the course's notebook through both configured lists of steps."""
        if not self._preprocessors:
            for step in [*self.parent.sanitize_preprocessors, *self.parent.autograde_preprocessors]:
                self.register_preprocessor(step)
        notebook = copy.deepcopy(skeleton)
        for step in self._preprocessors:
            notebook, resources = step(notebook, resources)
        return to_text(notebook), resources


def to_text(notebook: NotebookNode) -> str:
    """A graded notebook as it is written; it is made of the course's own parts, so it is not validated again."""
    return str(nbformat.v4.writes(notebook)) + "\n"


def read_timestamp(path: Path) -> tuple[datetime | None, list[Remark]]:
    """When a submission was handed in, in UTC, from the file that a collector writes; None when there is none."""
    if not is_plain_file(path) or path.stat().st_size > 200:
        return None, []
    text = path.read_bytes().decode("utf-8", "replace").strip()
    try:
        return (parse_utc(text) if text else None), []
    except (ValueError, OverflowError, TypeError, AttributeError):
        sentence = (
            f"The time of handing in can't be read (“{clean(text)[:40]}”); it counts as handed in on time."
        )
        return None, [Remark(sentence)]


def _handed_in(expected: Path) -> tuple[Path, list[Remark]]:
    """The notebook to read: the expected one, or the only other one there is, under whatever name."""
    others = sorted(path for path in expected.parent.glob("*.ipynb") if path != expected)
    if is_plain_file(expected) or len(others) != 1 or not is_plain_file(others[0]):
        return expected, []
    return others[0], [
        Remark(f"The notebook is called “{clean(others[0].name)[:80]}”; it was taken as {expected.name}.")
    ]


def _other_files(folder: Path, names: list[str]) -> list[Remark]:
    """Tell of files that are not part of the assignment; they are neither copied nor opened."""
    expected = {_TIMESTAMP, *(f"{name}.ipynb" for name in names)}
    others = sorted(path for path in folder.iterdir() if path.name not in expected)
    links = [path for path in others if path.is_symlink()]
    remarks = []
    for what, paths in (("links", links), ("other files", [path for path in others if path not in links])):
        if paths:
            shown = ", ".join(f"“{clean(path.name)[:60]}”" for path in paths[:_NAMED])
            more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
            remarks.append(
                Remark(f"The submission has {what} beside the notebook, left alone: {shown}{more}.")
            )
    return remarks


def _earlier(graded: Path) -> NotebookNode | None:
    """The notebook as it was graded before, or None."""
    try:
        notebook = nbformat.from_dict(json.loads(graded.read_text(encoding="utf-8")))
        return notebook if notebook.metadata.manyhats.answers is not None else None
    except (OSError, ValueError, AttributeError):
        return None
