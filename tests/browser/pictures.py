"""Keeps what a page shows, state by state, if a folder is named for it in MANYHATS_PICTURES; to be looked at."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = os.environ.get("MANYHATS_PICTURES")


class Pictures:
    """The pictures of one page: ``keep("state")`` writes ``<name>-<state>.png``."""

    def __init__(self, page: "Page", name: str) -> None:
        """Name the pictures after what is shown."""
        self.page, self.name = page, name

    def __call__(self, state: str) -> None:
        """Keep the whole page."""
        if FOLDER:
            plain = re.sub(r"\W+", "-", f"{self.name}-{state}")[:120].strip("-")
            Path(FOLDER).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(FOLDER) / f"{plain}.png", full_page=True)
