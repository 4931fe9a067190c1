"""Rubrics: what the check looks for in the answer to one prompt, as a YAML file that an author edits."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from manyhats.content import CONTENT, Content, ContentError, load

Whole = Annotated[int, msgspec.Meta(ge=1, le=9)]


class Criterion(Content, frozen=True):
    """One thing that the check looks for.

    ``kind`` says how it is looked for: ``phrases`` (any phrase of the groups in ``finds``, in at least
    ``needs`` different sentences), ``sides`` (every group of ``finds`` in a sentence of its own),
    ``quotations`` (at least ``needs`` quoted passages), ``ticked`` (exactly one box of a task list) or
    ``own_words`` (at least ``needs`` words outside the task list, in tens).
    """

    id: str
    label: str
    advice: Annotated[list[str], msgspec.Meta(min_length=1)]
    kind: Literal["phrases", "sides", "quotations", "ticked", "own_words"] = "phrases"
    finds: list[str] = []
    needs: Whole = 1
    weight: Whole = 1


class Phrases(Content, frozen=True):
    """Words and phrases that are evidence: ``clear`` ones decide, ``weak`` ones leave the check unsure."""

    clear: list[str] = []
    weak: list[str] = []


class Rubric(Content, frozen=True):
    """The rubric of one prompt; ``concepts`` are groups of phrases that belong to this prompt alone.

    ``topic`` names the groups of which at least one phrase must occur, or the answer is off topic.
    """

    id: str
    title: str
    criteria: Annotated[list[Criterion], msgspec.Meta(min_length=1)]
    form: Literal["prose", "choice"] = "prose"
    concepts: dict[str, Phrases] = {}
    topic: list[str] = []

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
    return rubric


def _check_names(rubric: Rubric, path: Path) -> None:
    """What a schema can't say: the id is the file's, and every group that is named exists."""
    if path.stem != rubric.id:
        raise ContentError(f"{path}:{_line(path, 'id:')}: the id “{rubric.id}” is not the file's name.")
    groups = {*rubric.concepts, *shared_phrases()}
    for name in [*rubric.topic, *(name for criterion in rubric.criteria for name in criterion.finds)]:
        if name not in groups:
            known = ", ".join(sorted(groups))
            line = _line(path, name)
            raise ContentError(f"{path}:{line}: no group of phrases is called “{name}”. There are: {known}.")


def _line(path: Path, needle: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if needle in line), 1)
