"""``nbgrader autograde`` for a class of strangers: nothing of theirs runs, and one bad file stops nobody."""

import fnmatch
import json
import traceback
import warnings
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, InvalidEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import find_all_files, setenv
from sqlalchemy.exc import OperationalError

from manyhats.files import replace, sweep
from manyhats.grading.adopt import AdoptingExporter
from manyhats.grading.audit import AuditLog, graded_entry
from manyhats.grading.cells import is_check
from manyhats.grading.graft import HandIn, remarks_cell
from manyhats.grading.handed_in import (
    SECRET,
    TIMESTAMP,
    find_notebook,
    other_files,
    read_secret,
    take_timestamp,
)
from manyhats.grading.names import is_safe_id, student_id
from manyhats.grading.overrides import audit_log, note_overrides
from manyhats.grading.progress import progress
from manyhats.grading.reading import fingerprint, read_submission
from manyhats.grading.remark import Remark
from manyhats.grading.report import write_report
from manyhats.grading.rows import Rows, find_rows
from manyhats.grading.skeleton import Skeleton, SkeletonError, make_skeletons
from manyhats.grading.tally import Tally
from manyhats.text import clean


class CarefulAutograde(Autograde):
    """nbgrader's Autograde, with one open gradebook, one pass over a notebook, and nothing copied or followed.

    It can be stopped at any moment, also by a power cut, and started again. Of a submission the gradebook is
    written first, in one transaction, then the graded notebook, whole or not at all; its time of handing in comes
    last. What has not got so far is graded again.
    """

    gradebook: Gradebook
    _audit: AuditLog
    _when: datetime | None = None
    _seconds_late: float = 0
    _remarks: list[Remark]

    def convert_notebooks(self) -> None:
        """Grade all submissions, then write the class's reports.

        Raises:
            NbGraderException: an assignment has not been released, the gradebook can't be written, or a submission
                met an error of the course's own; the log says which.
        """
        self._add_empty_folders()
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as self.gradebook:
            self._audit = audit_log(self.coursedir)
            if damaged := note_overrides(self.coursedir, self.gradebook):
                self.log.warning(damaged)
            assignments = sorted({Path(folder).name for folder in self.assignments})
            self._skeletons = {name: self._prepare(name) for name in assignments}
            tallies = {name: Tally() for name in assignments}
            try:
                with closing(progress(sorted(self.assignments), self.log)) as folders:
                    for folder in folders:
                        self._grade(Path(folder), tallies[Path(folder).name])
            finally:
                self._conclude(tallies)
        failed = [student for tally in tallies.values() for student in tally.failed]
        if failed:
            raise NbGraderException(
                f"Not graded, because of an error of the course's own: {', '.join(failed)}"
            )

    def _grade(self, folder: Path, tally: Tally) -> None:
        """Grade one submission; whatever happens to it, the next ones have their turn."""
        assignment, student = folder.name, folder.parent.name
        if student in self.coursedir.student_id_exclude.split(","):
            return
        if not is_safe_id(student):
            tally.left_out[student] = _unsafe(student)
            self.log.warning("%s: %s", clean(student), tally.left_out[student])
            return
        self.notebooks = sorted(self.assignments[str(folder)])
        sweep(Path(self._format_dest(assignment, student)))
        try:
            if not self.init_destination(assignment, student):
                tally.as_before += 1
                return
            self.run_pre_convert_hook()
            self.init_assignment(assignment, student)
            for notebook in self.notebooks:
                self.convert_single_notebook(notebook)
            self.set_permissions(assignment, student)
            self.run_post_convert_hook()
            tally.graded += 1
        except KeyboardInterrupt:
            self.log.error("Stopped. What was graded is kept; run the same command again to go on.")
            raise
        except OperationalError as error:
            self._fail(
                f"The gradebook can't be used: {error.orig}. What was graded is kept. Close what else works with the "
                "gradebook, and run the same command again."
            )
        except Exception as error:
            self.gradebook.db.rollback()
            self.log.error("%s: %s", student, traceback.format_exc())
            tally.failed[student] = (
                f"This submission was not graded now, because of an error of the course's own ({type(error).__name__}). "
                "The file is where it was, and so is what was graded earlier."
            )

    def _conclude(self, tallies: dict[str, Tally]) -> None:
        """Write the reports and say how it went."""
        folder = Path(self.coursedir.root, self.coursedir.autograded_directory)
        for assignment, tally in tallies.items():
            report = write_report(folder, assignment, {**tally.left_out, **tally.failed})
            self.log.info("%s: %s", assignment, tally.summary())
            self.log.info("Report for the instructor: %s", report)

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Whether to grade: a submission that is new, newer or not as it was graded, or any with ``--force``.

        What was graded earlier stays in its place until the new result takes it.
        """
        if self.force:
            return True
        graded = Path(self._format_dest(assignment_id, student_id))
        handed_in = Path(self._format_source(assignment_id, student_id))
        new, _ = take_timestamp(handed_in)
        old, _ = take_timestamp(graded)
        if new and old and new < old:
            return False
        return (new is not None and new != old) or any(
            _mark_of(_earlier(graded / f"{name}.ipynb"))
            != fingerprint(find_notebook(handed_in / f"{name}.ipynb")[0])
            for name in self._names(assignment_id)
        )

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Register the submission; of its folder only the notebooks of the assignment will be read."""
        gradebook = self.gradebook
        gradebook.db.rollback()
        gradebook.db.expunge_all()
        if not self.create_student:
            gradebook.find_student(student_id)
        try:
            gradebook.update_or_create_student(student_id)
        except InvalidEntry:  # another grader has added the same learner at this moment
            gradebook.update_or_create_student(student_id)
        handed_in = Path(self._format_source(assignment_id, student_id))
        self._when, self._remarks = take_timestamp(handed_in)
        known = {"timestamp": self._when} if self._when else {}
        with warnings.catch_warnings():  # nbgrader's own way of adding a row makes SQLAlchemy 2 complain
            warnings.filterwarnings("ignore", message=".*not in session, add operation along")
            submission = gradebook.update_or_create_submission(assignment_id, student_id, **known)
        self._seconds_late = submission.total_seconds_late
        if self._seconds_late > 0:
            self.log.warning("%s is %s seconds late", submission, self._seconds_late)
        names = self._names(assignment_id)
        self.notebooks = [str(handed_in / f"{name}.ipynb") for name in names]
        self._remarks += other_files(handed_in, names)
        # What the exercise shows beside its cells (pictures, data) comes before what is graded: see the class.
        solutions = Path(self._solutions(assignment_id))
        graded = Path(self._format_dest(assignment_id, student_id))
        if secret := read_secret(handed_in):
            self._write(graded / SECRET, secret)
        for file in find_all_files(str(solutions), [*self.coursedir.ignore, "*.ipynb"]):
            self._write(graded / Path(file).relative_to(solutions), Path(file).read_bytes())

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Graft, run, save and write one notebook; nothing is written before the answers are safe to show."""
        resources = self.init_single_notebook_resources(notebook_filename)
        course = resources["nbgrader"]
        handed_in, remarks = find_notebook(Path(notebook_filename))
        mark = fingerprint(handed_in)
        submission = read_submission(handed_in)
        graded = (
            Path(self._format_dest(course["assignment"], course["student"])) / f"{course['notebook']}.ipynb"
        )
        earlier = _earlier(graded)
        rows = find_rows(self.gradebook, course["notebook"], course["assignment"], course["student"])
        if submission.problem and earlier is not None and earlier.metadata.manyhats.readable:
            text = self._keep_earlier(earlier, submission.problem, mark, rows)
        else:
            skeleton = self._skeletons[course["assignment"]][course["notebook"]]
            resources["manyhats"] = HandIn(
                submission,
                fingerprint=mark,
                rows=rows,
                seconds_late=self._seconds_late,
                locked=skeleton.locked,
                earlier_answers=dict(earlier.metadata.manyhats.answers) if earlier is not None else {},
                remarks=[*self._remarks, *remarks],
            )
            self.log.debug("Grading %s", notebook_filename)
            with setenv(NBGRADER_EXECUTION="autograde"):
                text, _ = self.exporter.from_skeleton(skeleton.fresh(), resources)
        self._commit(course, text, rows)
        self._write(graded, text.encode())

    def _commit(self, course: dict[str, str], text: str, rows: Rows) -> None:
        """Bring a notebook's scores into the gradebook, then into the audit log: see there for the order."""
        penalty = rows.notebook.late_submission_penalty
        entry = graded_entry(course["assignment"], course["student"], json.loads(text), rows.grades, penalty)
        self.gradebook.db.commit()
        self._audit.add([entry])

    def set_permissions(self, assignment_id: str, student_id: str) -> None:
        """The last step of a submission: its time of handing in, which says that all the rest is there."""
        if self._when:
            graded = Path(self._format_dest(assignment_id, student_id))
            self._write(graded / TIMESTAMP, f"{self._when:%Y-%m-%d %H:%M:%S.%f} UTC\n".encode())
        if self.coursedir.groupshared:
            super().set_permissions(assignment_id, student_id)

    def _init_preprocessors(self) -> None:
        """Both lists of steps run in one pass: see ``convert_single_notebook``."""

    def _write(self, path: Path, content: bytes) -> None:
        replace(path, content, mode=int(str(self.permissions), 8))

    def _add_empty_folders(self) -> None:
        """Grade submissions without a notebook too: nbgrader leaves their folders out."""
        pattern = Path(self._format_source(self.coursedir.assignment_id, self.coursedir.student_id))
        relative = pattern.relative_to(self.coursedir.root)
        for folder in Path(self.coursedir.root).glob(str(relative)):
            if folder.is_dir():
                self.assignments.setdefault(str(folder), [])

    def _names(self, assignment_id: str) -> list[str]:
        """The assignment's notebooks that are to be graded now."""
        wanted = self.coursedir.notebook_id
        return sorted(name for name in self._skeletons[assignment_id] if fnmatch.fnmatch(name, wanted))

    def _solutions(self, assignment_id: str) -> str:
        return str(self.coursedir.format_path(self.coursedir.source_directory, ".", assignment_id))

    def _prepare(self, assignment_id: str) -> dict[str, Skeleton]:
        solutions = Path(self._solutions(assignment_id))
        try:
            return make_skeletons(self.gradebook, assignment_id, solutions, self.config, self)
        except SkeletonError as error:
            self._fail(str(error))

    def _keep_earlier(self, earlier: NotebookNode, problem: str, mark: str, rows: Rows) -> str:
        """Leave an earlier version and its score standing, and say so.

        Returns:
            The graded notebook's text, with the note.
        """
        sentence = (
            f"A later version was handed in that could not be graded. {problem} What stands here, and its score, "
            "is the earlier version."
        )
        earlier.cells = [cell for cell in earlier.cells if cell.get("id") != "submission-notes"]
        earlier.cells.insert(0, remarks_cell([sentence]))
        earlier.metadata.manyhats.update(remarks=[sentence], handed_in=mark)
        for cell in filter(is_check, earlier.cells):
            name = cell.metadata.nbgrader.grade_id
            rows.grades[name].needs_manual_grade = True
            earlier.metadata.manyhats.waiting[name] = ["a later version can't be read"]
        self.log.warning("%s: %s", rows.notebook.student.id, sentence)
        return to_text(earlier)

    def _fail(self, sentence: str) -> NoReturn:
        self.log.error(sentence)
        raise NbGraderException(sentence)


class SubmissionExporter(AdoptingExporter):
    """For ``Autograde.exporter_class``."""

    converter_class = CarefulAutograde

    def from_skeleton(self, notebook: NotebookNode, resources: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Take the course's notebook through both configured lists of steps."""
        if not self._preprocessors:
            for step in [*self.parent.sanitize_preprocessors, *self.parent.autograde_preprocessors]:
                self.register_preprocessor(step)
        for step in self._preprocessors:
            notebook, resources = step(notebook, resources)
        return to_text(notebook), resources


def to_text(notebook: NotebookNode) -> str:
    """A graded notebook as it is written.

    It is made of the course's own parts, so it is not validated again; and not indented as nbformat does it, since
    that is a tenth of the time that a submission takes.
    """
    return json.dumps(notebook, ensure_ascii=False, sort_keys=True) + "\n"


def _unsafe(name: str) -> str:
    return (
        "The submission was left out: pages or spreadsheets would take the name of its folder for markup or a "
        f"formula. Rename the folder, such as to “{student_id(name)}”, and grade again."
    )


def _earlier(graded: Path) -> NotebookNode | None:
    """The notebook as it was graded before, or None."""
    try:
        notebook = nbformat.from_dict(json.loads(graded.read_text(encoding="utf-8")))
        return notebook if notebook.metadata.manyhats.answers is not None else None
    except (OSError, ValueError, AttributeError):
        return None


def _mark_of(earlier: NotebookNode | None) -> str | None:
    """The fingerprint of the file that was graded before, or None."""
    return earlier.metadata.manyhats.get("handed_in") if earlier is not None else None
