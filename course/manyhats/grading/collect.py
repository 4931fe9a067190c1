"""Who handed in what, from the names that files have after "Hand in", Moodle or Canvas."""

import re
from functools import cached_property
from pathlib import Path

from nbgrader.apps import ZipCollectApp
from nbgrader.plugins import FileNameCollectorPlugin

from manyhats.exercise.file_name import HANDED_IN
from manyhats.grading.names import student_id
from manyhats.text import clean

_MODULE = r"(?P<file_id>\d\d(?:-[a-z]+)+)"
_COPY = r"(?:[-_ ]?\(?\d+\)?)?"  # Canvas and browsers number a second copy
_NAMES = {
    # 01-one-title-many-roles__ada-byron.ipynb
    "own": HANDED_IN,
    # Ada Byron_4711_assignsubmission_file_01-one-title-many-roles.ipynb, or a folder of that name
    "Moodle": re.compile(
        rf"^(?P<student>[^/]+_\d+)_assignsubmission_file_?/?{_MODULE}(?:__[^/]*)?{_COPY}\.ipynb$"
    ),
    # byronada_LATE_4711_81523_01-one-title-many-roles-2.ipynb
    "Canvas": re.compile(
        rf"^(?P<student>[^/_]+(?:_LATE)?_\d+)_\d+_{_MODULE}(?:__[^/]*?)?{_COPY}\.ipynb$", re.IGNORECASE
    ),
}


class HandInCollector(FileNameCollectorPlugin):
    """For ``ZipCollectApp.collector_plugin``: knows three schemes of names, the learning platforms' first.

    A platform knows who handed a file in; a name that a learner wrote is believed only where there is none. Of
    several files of one learner the newest is taken: nbgrader would stop the whole collection.
    """

    def _match(self, filename: str) -> dict[str, str] | None:
        path = Path(filename)
        found = who(path)
        if found is None:
            self.log.warning(
                "“%s” has a name that neither Hand in, Moodle nor Canvas gives. Rename it to <module id>__<student>.ipynb "
                "and collect again.",
                clean(path.name),
            )
            return None
        newest = self._newest.get(found, path)
        if newest != path:
            self.log.warning(
                "%s handed in more than once: “%s” is newer than “%s”.", found[0], newest.name, path.name
            )
            return None
        return {"student_id": found[0], "file_id": found[1]}

    @cached_property
    def _newest(self) -> dict[tuple[str, str], Path]:
        """The file to take of each student and exercise, of all that are collected in this run."""
        if not isinstance(self.parent, ZipCollectApp):
            return {}
        folder = Path(self.parent._format_collect_path(self.parent.extracted_directory))
        files = sorted((path.stat().st_mtime, str(path), path) for path in folder.rglob("*.ipynb"))
        return {found: path for _, _, path in files if (found := who(path))}


def who(path: Path) -> tuple[str, str] | None:
    """The student's id and the exercise that a file's name tells, or its folder's; None when it tells neither."""
    for scheme in ("Moodle", "Canvas", "own"):
        for name in (path.name, f"{path.parent.name}/{path.name}"):
            found = _NAMES[scheme].match(name)
            if found:
                return student_id(found["student"]), found["file_id"].lower()
    return None
