"""What the list of apps says about each notebook; it stands in the notebook's own metadata."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PICTURE = re.compile(r"pictures/[a-z0-9-]+\.png")
"""A picture lies beside the notebooks; voila.json lets visitors have files of this form and no others."""


@dataclass(frozen=True)
class App:
    """One notebook of the folder that is served.

    Attributes:
        file: the notebook's file name.
        title: its name.
        line: what it is, in a sentence, or empty.
        minutes: how long a visitor needs, or 0.
        picture: path of a picture from the folder, or empty.
    """

    file: str
    title: str
    line: str = ""
    minutes: int = 0
    picture: str = ""


def read_apps(folder: Path) -> list[App]:
    """The apps of a folder, in the order of their titles.

    A notebook without metadata is called by its file's name. One that can't be read is left out.
    """
    found = []
    for path in sorted(folder.glob("*.ipynb")):
        with suppress(OSError, ValueError, AttributeError, TypeError):
            found.append(_read(path))
    return sorted(found, key=lambda app: app.title)


def _read(path: Path) -> App:
    metadata = json.loads(path.read_text(encoding="utf-8")).get("metadata", {})
    minutes, picture = metadata.get("minutes"), str(metadata.get("picture", ""))
    return App(
        file=path.name,
        title=str(metadata.get("title") or path.stem.replace("-", " ").title()),
        line=str(metadata.get("line", "")),
        minutes=minutes if isinstance(minutes, int) and minutes > 0 else 0,
        picture=picture if _PICTURE.fullmatch(picture) and (path.parent / picture).is_file() else "",
    )
