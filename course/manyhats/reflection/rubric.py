"""Rubrics: what the check looks for in the answer to one prompt, as a YAML file that an author edits."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from manyhats.content import CONTENT, Content, ContentError, load

Element = Literal[
    "experience",
    "actors",
    "outcome",
    "people",
    "delivery",
    "perspective",
    "reasoning",
    "learning",
    "next-step",
    "feeling",
    "difficulty",
]
Whole = Annotated[int, msgspec.Meta(ge=1, le=9)]


class Criterion(Content, frozen=True):
    """One thing that the check looks for.

    ``kind`` says how it is looked for: ``phrases`` (any phrase of the groups in ``finds``, in at least
    ``needs`` different sentences), ``sides`` (every group of ``finds`` in a sentence of its own),
    ``quotations`` (at least ``needs`` quoted passages), ``ticked`` (exactly one box of a task list) or
    ``own_words`` (at least ``needs`` words outside the task list, in tens).

    ``elements`` names what the trained model looks for beside the phrases: one element for ``phrases``, one
    for each group of ``finds`` for ``sides``, or none.

    ``own`` says that the learner's own words are asked for: what stands in quotation marks is passed over.
    """

    id: str
    label: str
    advice: Annotated[list[str], msgspec.Meta(min_length=1)]
    kind: Literal["phrases", "sides", "quotations", "ticked", "own_words"] = "phrases"
    finds: list[str] = []
    elements: list[Element] = []
    needs: Whole = 1
    weight: Whole = 1
    own: bool = False


class Phrases(Content, frozen=True):
    """Words and phrases that are evidence: ``clear`` ones decide, ``weak`` ones leave the check unsure.

    ``telling`` ones announce what follows ("the sign:", "my gap is"): they decide whatever the model says, and a
    sentence with one is shown rather than any other. ``run_codes`` says that a run code of the Quarter Simulator decides like a clear phrase, if it can be read.
    """

    telling: list[str] = []
    clear: list[str] = []
    weak: list[str] = []
    run_codes: bool = False


class Rubric(Content, frozen=True):
    """The rubric of one prompt; ``concepts`` are groups of phrases that belong to this prompt alone."""

    id: str
    title: str
    criteria: Annotated[list[Criterion], msgspec.Meta(min_length=1)]
    form: Literal["prose", "choice"] = "prose"
    concepts: dict[str, Phrases] = {}

    def phrases(self, group: str) -> Phrases:
        """The phrases of a group: this prompt's own, or one that all prompts share."""
        return self.concepts[group] if group in self.concepts else shared_phrases()[group]


@cache
def shared_phrases() -> dict[str, Phrases]:
    """The groups of phrases that every rubric may name, from ``content/evidence.yaml``."""
    return load(CONTENT / "evidence.yaml", dict[str, Phrases])


def rubric_path(prompt_id: str) -> Path:
    """Where the rubric of a prompt is kept."""
    return CONTENT / "rubrics" / f"{prompt_id}.yaml"


def rubric_ids() -> list[str]:
    """The prompt ids that have a rubric, in alphabetical order."""
    names = sorted(path.name for path in (CONTENT / "rubrics").glob("*.yaml"))
    return [name.removesuffix(".yaml") for name in names if not name.endswith(".samples.yaml")]


@cache
def load_rubric(prompt_id: str) -> Rubric:
    """Read the rubric of a prompt.

    Args:
        prompt_id: as the exercise's cell and CURRICULUM.md's table name it, such as ``same-title``.

    Raises:
        KeyError: there is no rubric of that name; the message lists those that exist.
        ContentError: the file is not as it should be; file and line are named.
    """
    if prompt_id not in rubric_ids():
        known = ", ".join(rubric_ids())
        raise KeyError(f"There is no rubric called “{prompt_id}”. There are: {known}.")
    rubric = load(rubric_path(prompt_id), Rubric)
    _check_names(rubric, rubric_path(prompt_id))
    _check_elements(rubric, rubric_path(prompt_id))
    return rubric


def _check_names(rubric: Rubric, path: Path) -> None:
    """What a schema can't say: the id is the file's, and every group that is named exists."""
    if path.stem != rubric.id:
        raise ContentError(f"{path}:{_line(path, 'id:')}: the id “{rubric.id}” is not the file's name.")
    groups = {*rubric.concepts, *shared_phrases()}
    for name in (name for criterion in rubric.criteria for name in criterion.finds):
        if name not in groups:
            known = ", ".join(sorted(groups))
            line = _line(path, name)
            raise ContentError(f"{path}:{line}: no group of phrases is called “{name}”. There are: {known}.")


def _check_elements(rubric: Rubric, path: Path) -> None:
    """An element belongs to a group of phrases, or to a criterion that is looked for by phrases."""
    for criterion in rubric.criteria:
        wanted = {"phrases": (0, 1), "sides": (0, len(criterion.finds))}.get(criterion.kind, (0,))
        if len(criterion.elements) not in wanted:
            line = _line(path, f"id: {criterion.id}")
            raise ContentError(
                f"{path}:{line}: “{criterion.id}” is of the kind {criterion.kind} and names "
                f"{len(criterion.elements)} elements; it takes {' or '.join(str(number) for number in wanted)}."
            )


def _line(path: Path, needle: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if needle in line), 1)
