"""JupyterLab as the course sets it: keys that change a notebook act on a cell, never on a control in its output."""

import json
import sys
from pathlib import Path

SETTINGS = Path(__file__).parents[2] / "course" / "manyhats" / "lab_settings" / "overrides.json"
NOTEBOOK = (
    Path(sys.prefix) / "share/jupyter/lab/schemas/@jupyterlab/notebook-extension/tracker.json"
)  # JupyterLab's own shortcuts
ANYWHERE = ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) :focus"
CELL = ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) .jp-Cell:focus"


def is_letter(key: str) -> bool:
    """Whether it is a key that somebody may press in passing, such as "D" or "Shift M"."""
    *modifiers, last = key.split(" ")
    return len(last) == 1 and set(modifiers) <= {"Shift"}


def test_a_letter_is_a_command_on_a_cell_alone() -> None:
    """Without this, the letter of an option, pressed while its button has the focus, may delete the scenario."""
    own = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["jupyter.lab.shortcuts"]
    letters = [
        (one["command"], one["keys"])
        for one in own
        if one["selector"] == ANYWHERE and one["keys"] and all(map(is_letter, one["keys"]))
    ]
    assert ("notebook:delete-cell", ["D", "D"]) in letters
    settings = json.loads(SETTINGS.read_text(encoding="utf-8"))
    shortcuts = settings["@jupyterlab/shortcuts-extension:shortcuts"]["shortcuts"]
    wanted = [
        shortcut
        for command, keys in letters
        for shortcut in (
            {"command": command, "keys": keys, "selector": ANYWHERE, "disabled": True},
            {"command": command, "keys": keys, "selector": CELL},
        )
    ]
    assert shortcuts == wanted
