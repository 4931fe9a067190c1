"""Every module has the parts that a learner has come to expect, in one order, and the minutes it says."""

import copy
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from manyhats.content.modules import modules
from manyhats.progress import scenarios_of

ROOT = Path(__file__).parents[2]
COURSE = ROOT / "course"
START = "00-start-here"
MODULES = sorted(path for path in COURSE.glob("[0-9][0-9]-*.ipynb") if path.stem != START)
PAGES = sorted([*COURSE.glob("*.ipynb"), *COURSE.glob("apps/*.ipynb"), *ROOT.glob("exercises/*/*.ipynb")])

# What a module teaches, of the essay's claims.
CLAIMS = {module.id: set(module.claims) for module in modules().values() if module.claims}
MINUTES = range(30, 51)  # of a module, without its exercise
WORDS_A_MINUTE = 200  # a slow reader of a second language manages this

Notebook = dict[str, Any]


@dataclass
class Section:
    """A heading of the second level and all that stands under it."""

    heading: str
    text: str
    code: list[str]
    tags: dict[str, list[str]]

    @property
    def minutes(self) -> int | None:
        """What the heading says, as in "Two Mondays (2 minutes)"."""
        found = re.search(r"\((\d+) minutes?\)$", self.heading)
        return int(found[1]) if found else None


def read(path: Path) -> Notebook:
    return json.loads(path.read_text(encoding="utf-8"))


def sections(notebook: Notebook) -> list[Section]:
    """The parts of a notebook; the first is the title's, whose heading is of the first level."""
    found: list[Section] = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            found[-1].code.append(source)
            continue
        heading = re.match(r"##? (?P<heading>.+)\n?", source)
        if heading:
            found.append(Section(heading["heading"].strip(), "", [], {}))
            source = source[heading.end() :]
        found[-1].text += source + "\n"
        for kind, claims in cell["metadata"].get("manyhats", {}).items():
            found[-1].tags.setdefault(kind, []).extend(claims)
    return found


# The parts in their order: a name, and how a section is known to be it.
PARTS: list[tuple[str, Callable[[Section], object]]] = [
    (
        "who it is for",
        lambda part: (
            "**For you if**" in part.text
            and re.search(r"\*\*\d+ minutes\*\*", part.text)
            and any("Progress(" in code for code in part.code)
        ),
    ),
    ("objectives", lambda part: part.heading == "What you'll be able to do" and part.text.count("\n- ") >= 2),
    ("a concrete case", lambda part: part.minutes and not part.tags and not part.code),
    ("the narrative", lambda part: part.minutes and part.tags.get("teaches") and not part.code),
    (
        "the interactive: predict, try, explain",
        lambda part: (
            part.minutes
            and part.tags.get("practises")
            and part.code
            and re.search(r"\*\*Predict\..*\*\*Try\..*\*\*Explain\.", part.text, re.DOTALL)
        ),
    ),
    (
        "two or three scenarios",
        lambda part: (
            part.minutes
            and sum("ScenarioView(" in code for code in part.code) in (2, 3)
            and part.text.count("### ") == len(part.code)
        ),
    ),
    (
        "two recall questions",
        lambda part: (
            part.heading.startswith("From memory")
            and any(re.search(r'Recall\("[\w-]+", "[\w-]+"\)', code) for code in part.code)
        ),
    ),
    (
        "what you take away",
        lambda part: (
            part.heading.startswith("What you take away")
            and part.tags.get("teaches")
            and bool(re.search(r"^In (module|exercise)s? \d", part.text, re.MULTILINE)) == bool(part.code)
        ),
    ),
    (
        "the exercise",
        lambda part: (
            part.heading.startswith("The exercise")
            and part.minutes
            and part.tags.get("assesses")
            and re.search(r"\]\(\.\./exercises/[\w-]+/[\w-]+\.ipynb\)", part.text)
        ),
    ),
    (
        "next",
        lambda part: (
            part.heading.startswith("Next")
            and part.minutes
            and part.text.count("### ") == len(part.code) == 1
        ),
    ),
]


def faults(notebook: Notebook, claims: set[str]) -> list[str]:
    """What a module lacks of the anatomy, one sentence each."""
    parts = sections(notebook)
    found = []
    for index, (name, fits) in enumerate(PARTS):
        if index >= len(parts) or not fits(parts[index]):
            stands = parts[index].heading if index < len(parts) else "nothing"
            found.append(f"part {index + 1} should be {name}, there stands: {stands}")
    if len(parts) != len(PARTS):
        found.append(f"{len(parts)} parts instead of {len(PARTS)}")
    for kind in ("teaches", "practises", "assesses"):
        tagged = {claim for part in parts for claim in part.tags.get(kind, [])}
        if (kind == "teaches" and tagged != claims) or not tagged <= claims or not tagged:
            found.append(f"{kind} {sorted(tagged)}, and the curriculum says {sorted(claims)}")
    last = "".join(notebook["cells"][-1]["source"])
    if not re.search(r"^---\n.*Previous.*Contents.*Next", last, re.DOTALL):
        found.append("the last cell is not the bar: Previous, Contents, Next")
    return found + minute_faults(parts)


def minute_faults(parts: list[Section]) -> list[str]:
    """Where the minutes do not add up, or are too few for the words."""
    said = re.search(r"\*\*(\d+) minutes\*\*", parts[0].text) if parts else None
    counted = [part for part in parts if part.minutes and not part.heading.startswith("The exercise")]
    total = sum(part.minutes or 0 for part in counted)
    found = []
    if said is None or int(said[1]) != total:
        found.append(f"the top says {said[1] if said else 'nothing'}, the sections add up to {total} minutes")
    if total not in MINUTES:
        found.append(f"{total} minutes, a module takes {MINUTES[0]} to {MINUTES[-1]}")
    for part in counted:
        words = len(re.findall(r"\w+", part.text))
        if words > WORDS_A_MINUTE * (part.minutes or 0):
            found.append(f"{words} words can't be read in what it says: {part.heading}")
    return found


def test_there_are_modules() -> None:
    names = {path.stem for path in MODULES}
    assert "01-one-title-many-roles" in names
    assert names <= CLAIMS.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_has_the_anatomy(path: Path) -> None:
    assert faults(read(path), CLAIMS[path.stem]) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_missing_or_moved_part_is_seen(path: Path) -> None:
    whole = read(path)
    for index, cell in enumerate(whole["cells"]):
        if "".join(cell["source"]).startswith("## ") or cell["cell_type"] == "code":
            without = copy.deepcopy(whole)
            del without["cells"][index]
            assert faults(without, CLAIMS[path.stem]), f"cell {index} may go unseen"
    moved = copy.deepcopy(whole)
    moved["cells"][1], moved["cells"][2] = moved["cells"][2], moved["cells"][1]
    assert faults(moved, CLAIMS[path.stem])


def test_minutes_that_do_not_add_up_are_seen() -> None:
    text = "## Long (1 minute)\n" + "word " * 400
    parts = sections(
        {"cells": [{"cell_type": "markdown", "metadata": {}, "source": source} for source in ("# T", text)]}
    )
    assert any("400 words" in fault for fault in minute_faults(parts))
    assert any("add up to 1 minutes" in fault for fault in minute_faults(parts))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_view_of_one_module_stands_in_that_module(path: Path) -> None:
    code = "\n".join("\n".join(part.code) for part in sections(read(path)))
    named = re.findall(r"\b(?:Progress|Commitment)\(\"([\w-]+)\"\)", code)
    assert named == [path.stem] * (1 if path == MODULES[-1] else 2)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_words_come_back_from_earlier_modules_alone(path: Path) -> None:
    code = "\n".join("\n".join(part.code) for part in sections(read(path)))
    for arguments in re.findall(r"EarlierWords\(([^)]*)\)", code):
        named = re.findall(r'"(\d\d-[\w-]+)"', arguments)
        assert named
        assert all(modules()[name].number < modules()[path.stem].number for name in named)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_scenario_stands_under_its_title(path: Path) -> None:
    """A link to where a run was left leads to that heading."""
    headings = [
        line[4:]
        for cell in read(path)["cells"]
        if cell["cell_type"] == "markdown"
        for line in "".join(cell["source"]).split("\n")
        if line.startswith("### ")
    ]
    titles = {one.title.strip("“”") for one in scenarios_of(modules()[path.stem])}
    assert titles <= set(headings)


@pytest.mark.parametrize("name", [path.stem for path in MODULES])
def test_an_exercise_ends_with_the_way_back_and_on(name: str) -> None:
    cells = read(ROOT / "exercises" / name / f"{name}.ipynb")["cells"]
    last = "".join([cell for cell in cells if cell["cell_type"] == "markdown"][-1]["source"])
    following = [module.id for module in modules().values() if module.number == int(name[:2]) + 1]
    ways = [f"../../course/{one}.ipynb" for one in (name, *following)]
    assert re.findall(r"\]\((.+?)\)", last) == [*ways, f"../../course/{START}.ipynb#Contents"]
    assert all(modules()[one].title in last for one in following)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for cell in read(path)["cells"]:
        if cell["cell_type"] == "markdown":
            for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", "".join(cell["source"])):
                if not target.startswith(("https://", "mailto:")):
                    assert (path.parent / unquote(target)).exists(), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_has_one_title(path: Path) -> None:
    notebook = read(path)
    prose = [
        line
        for cell in notebook["cells"]
        if cell["cell_type"] == "markdown"
        for line in "".join(cell["source"]).split("\n")
    ]
    titles = [line for line in prose if line.startswith("# ")]
    assert len(titles) == 1
    if "title" in notebook["metadata"]:
        assert titles == [f"# {notebook['metadata']['title']}"]


@pytest.mark.parametrize("path", sorted(COURSE.glob("apps/*.ipynb")), ids=lambda path: path.stem)
def test_an_app_has_a_title_and_a_line_for_the_list(path: Path) -> None:
    metadata = read(path)["metadata"]
    assert metadata["title"]
    assert metadata["line"].endswith(".")
