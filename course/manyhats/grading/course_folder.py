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
