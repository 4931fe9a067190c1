"""An nbgrader course in a folder, driven from Python as formgrader drives it."""

import logging
from pathlib import Path

from nbgrader.apps import NbGraderAPI
from nbgrader.apps.baseapp import NbGrader


def open_course(root: Path, log_level: int = logging.INFO) -> NbGraderAPI:
    """nbgrader's own programming interface on a course folder.

    Args:
        root: the folder that holds ``nbgrader_config.py``; only that configuration is read.
        log_level: what nbgrader logs; its results carry the log either way.
    """
    NbGrader.clear_instance()  # traitlets keeps one application a process, and the folder may be another now
    app = NbGrader()
    app.load_cwd_config = False
    app.config_file = str(root / "nbgrader_config")
    app.log.setLevel(log_level)
    app.initialize([], root=str(root))
    app.start()
    return NbGraderAPI(app.coursedir, app.authenticator, parent=app)


def find_course(start: Path) -> Path:
    """The folder of a class: the one given, or the nearest above it that holds ``nbgrader_config.py``.

    Raises:
        FileNotFoundError: there is none; the message says what to do.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "nbgrader_config.py").is_file():
            return folder
    raise FileNotFoundError(
        f"{start.resolve()} is no class's folder, and lies in none: there is no nbgrader_config.py. Go to the folder that "
        "has it, or name it with --folder."
    )
