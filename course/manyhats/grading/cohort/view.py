"""The report in a notebook: choose the exercise, show the names or hide them, read the gradebook again."""

import logging
from pathlib import Path

import ipywidgets as widgets

from manyhats.grading.cohort.gather import gather, overview, students
from manyhats.grading.cohort.page import Setting, body
from manyhats.grading.cohort.pseudonyms import Names
from manyhats.grading.cohort.write import server_of, write_reports
from manyhats.grading.course_folder import find_course, open_course
from manyhats.views.parts import Parts, View, announce

_NOTHING = (
    "Nothing has been graded in this folder yet. Grade an exercise, then press “Read the gradebook again”."
)


class CohortReport(View):
    """The class report of a folder."""

    def __init__(self, folder: str | Path = ".") -> None:
        """Read the class.

        Args:
            folder: the class's folder, or any folder in it.

        Raises:
            FileNotFoundError: it is no class's.
        """
        self._root = find_course(Path(folder))
        self._parts = parts = Parts()
        self._names_shown = False
        self._chosen = ""
        self._status = parts.status()
        self._report = parts.html()
        self._exercises = parts.row()
        self._names = parts.button("Show names", self._toggle_names)
        self.widget = parts.page(
            self._exercises,
            parts.row(
                self._names,
                parts.button("Read the gradebook again", self._read),
                parts.button("Save as a page", self._save),
            ),
            self._status,
            self._report,
        )
        self._read()

    def _read(self) -> None:
        self._course = open_course(self._root, logging.ERROR).coursedir
        self._standings = overview(self._course)
        known = [one.assignment for one in self._standings]
        if self._chosen not in known:
            self._chosen = known[0] if known else ""
        self._exercises.children = [self._choice(name) for name in known]
        self._show()

    def _choice(self, name: str) -> widgets.Button:
        return self._parts.button(name, lambda: self._choose(name), primary=name == self._chosen)

    def _choose(self, name: str) -> None:
        self._chosen = name
        for button in self._exercises.children:
            button.button_style = "primary" if button.description == name else ""
        self._show()

    def _toggle_names(self) -> None:
        self._names_shown = not self._names_shown
        self._names.description = "Hide names" if self._names_shown else "Show names"
        self._show()

    def _show(self) -> None:
        if not self._chosen:
            self._report.value = ""
            announce(self._status, _NOTHING)
            return
        names = Names(students(self._course), self._names_shown)
        setting = Setting(names, f"{server_of(self._course.root)}/formgrader", self._standings)
        cohort = gather(self._course, self._chosen)
        self._report.value = body(cohort, setting)
        said = "Names are shown." if self._names_shown else "Names are hidden."
        announce(self._status, f"{self._chosen}: {len(cohort.handed_in)} submissions. {said}")

    def _save(self) -> None:
        if not self._chosen:
            announce(self._status, _NOTHING)
            return
        pages, told = write_reports(self._course, [self._chosen], self._names_shown)
        announce(self._status, f"Saved as {pages[0].relative_to(self._root)}. {told}".strip())
