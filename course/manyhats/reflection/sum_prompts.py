"""Makes the check sums of the exercises' text, against which answers are held (``prompt_copy.py``).

An author runs it after a change of a prompt; a test says when::

    python -m manyhats.reflection.sum_prompts solutions
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from manyhats.reflection.prompt_copy import PROMPTS, runs
from manyhats.reflection.stub import STUB
from manyhats.text import words

_SCHEME = ("### BEGIN MARK SCHEME", "### END MARK SCHEME")


def runs_of(notebooks: Iterable[Path]) -> list[int]:
    """The check sums of all text that the exercises show to a learner, in ascending order.

    Args:
        notebooks: sources of exercises; mark schemes and model answers in them are left out.
    """
    sums = set(runs(words(STUB)))
    for path in notebooks:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown" and not _is_answer(cell):
                sums.update(runs(words(without_scheme("".join(cell["source"])))))
    return sorted(sums)


def _is_answer(cell: dict[str, dict[str, dict[str, object]]]) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def without_scheme(source: str) -> str:
    """A prompt's text without the part that only instructors see."""
    shown, _, rest = source.partition(_SCHEME[0])
    return shown + rest.partition(_SCHEME[1])[2]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the check sums of the exercises' text."""
    parser = argparse.ArgumentParser(prog="python -m manyhats.reflection.sum_prompts")
    parser.add_argument("solutions", type=Path, help="the folder with the exercises' sources")
    parser.add_argument("--to", type=Path, default=PROMPTS, help="where the check sums are written")
    options = parser.parse_args(arguments)
    found = sorted(options.solutions.glob("*/*.ipynb"))
    if not found:
        raise SystemExit(f"There are no notebooks in the folders of {options.solutions}.")
    about = "Check sums of every five words in a row of the exercises; made by python -m manyhats.reflection.sum_prompts."
    options.to.write_text(json.dumps({"about": about, "runs": runs_of(found)}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
