"""Who handed in what, from the names that files have after "Hand in", Moodle or Canvas."""

import re
from pathlib import Path

from nbgrader.plugins import FileNameCollectorPlugin

from manyhats.grading.names import student_id

_MODULE = r"(?P<file_id>\d\d(?:-[a-z]+)+)"
_COPY = r"(?:[-_ ]?\(?\d+\)?)?"  # Canvas and browsers number a second copy
_NAMES = {
    # 01-one-title-many-roles__ada-byron.ipynb
    "own": re.compile(rf"^{_MODULE}__(?P<student>[^/]+?)(?: \(\d+\))?\.ipynb$"),
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

    A platform knows who handed a file in; a name that a learner wrote is believed only where there is none.
    """

    def _match(self, filename: str) -> dict[str, str] | None:
        path = Path(filename)
        for scheme in ("Moodle", "Canvas", "own"):
            for name in (path.name, f"{path.parent.name}/{path.name}"):
                found = _NAMES[scheme].match(name)
                if found:
                    return {"student_id": student_id(found["student"]), "file_id": found["file_id"].lower()}
        self.log.warning(
            "“%s” has a name that neither Hand in, Moodle nor Canvas gives. Rename it to <module id>__<student>.ipynb "
            "and collect again.",
            path.name,
        )
        return None
