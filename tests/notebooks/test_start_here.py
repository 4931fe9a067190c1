"""The first page: its minutes, and a table of contents that tells of every module what that module says itself."""

import json
import re
from pathlib import Path

import pytest
from manyhats.content.modules import modules

COURSE = Path(__file__).parents[2] / "course"
WORDS_A_MINUTE = 200
MODULES = [module for module in modules().values() if module.number]


def prose(name: str) -> str:
    cells = json.loads((COURSE / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def rows() -> list[list[str]]:
    """The cells of the table's rows, without its head."""
    contents = prose("00-start-here").split("\n## Contents\n")[1]
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in contents.splitlines()
        if re.match(r"\| \[?\d", line)
    ]


def minutes(text: str) -> int:
    """What a notebook's top says that it takes."""
    found = re.search(r"\*\*(\d+) minutes\*\*", text)
    assert found
    return int(found[1])


def test_the_minutes_add_up_and_are_enough_for_the_words() -> None:
    text = prose("00-start-here")
    parts = re.findall(r"^## [^\n]*\((\d+) minutes?\)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(parts) == 6
    assert sum(int(number) for number, _ in parts) == minutes(text) == 10
    for number, part in parts:
        assert len(re.findall(r"\w+", part)) <= WORDS_A_MINUTE * int(number), part[:60]


def test_the_whole_course_takes_about_six_hours() -> None:
    numbers = [int(number) for row in rows() for number in re.findall(r"\d+", row[2])]
    assert len(numbers) == 1 + 2 * len(MODULES)
    assert 5.5 <= sum(numbers) / 60 <= 6.5
    assert "six and a half hours in all" in prose("00-start-here")


def test_the_contents_are_all_nine_modules_in_order() -> None:
    first, *others = rows()
    assert first == ["0 Start here", first[1], str(minutes(prose("00-start-here")))]
    assert [row[0] for row in others] == [f"[{one.number} {one.title}]({one.id}.ipynb)" for one in MODULES]
    assert all(row[1] for row in rows())


@pytest.mark.parametrize(
    "module",
    [one for one in MODULES if (COURSE / f"{one.id}.ipynb").exists()],
    ids=lambda module: module.id,
)
def test_the_contents_give_a_module_s_own_minutes(module) -> None:
    text = prose(module.id)
    exercise = re.search(r"^## The exercise \((\d+) minutes\)", text, re.MULTILINE)
    assert exercise
    assert rows()[module.number][2] == f"{minutes(text)} + {exercise[1]}"
