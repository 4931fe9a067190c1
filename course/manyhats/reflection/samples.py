"""Sample answers for every rubric: those that authors wrote, and the attacks that are made from them.

They are regression tests of the check. They are no proof that it is right about real learners.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from manyhats.content import CONTENT, Content, load
from manyhats.reflection.disturbances import shuffled
from manyhats.reflection.rubric import load_rubric, rubric_ids
from manyhats.reflection.sum_prompts import without_scheme
from manyhats.text import sentences

SOLUTIONS = Path(__file__).parents[3] / "solutions"

GENUINE = ("strong", "terse-but-good", "second-language-but-good", "partial")
"""Kinds that must not be flagged; ``partial`` is an honest answer with something missing."""

WEAK = ("plausible-but-wrong", "boilerplate")
"""Kinds that must score below every strong answer of the same prompt."""

ATTACKS = (
    "blank",
    "prompt-copied",
    "shuffled",
    "word-salad",
    "keyword-list",
    "repeated-paragraph",
    "another-prompt",
    "off-topic",
)
"""Kinds that may earn a quarter of the credit at most."""


class Sample(Content, frozen=True):
    """An answer of a known kind."""

    kind: str
    text: str


def prose_rubrics() -> list[str]:
    """The ids of the prompts that ask for prose."""
    return [prompt_id for prompt_id in rubric_ids() if load_rubric(prompt_id).form == "prose"]


def written(prompt_id: str) -> list[Sample]:
    """The samples that stand beside a rubric."""
    return load(CONTENT / "rubrics" / f"{prompt_id}.samples.yaml", list[Sample])


def made(prompt_id: str) -> Iterator[Sample]:
    """The attacks that are made from good answers and from the prompt."""
    draw = Random(prompt_id)
    good = [sample.text for sample in written(prompt_id) if sample.kind == "strong"]
    yield Sample("blank", "")
    yield Sample("blank", " \n\n ")
    for text in good:
        said = [span.of(text).split() for span in sentences(text)]
        yield Sample("shuffled", " ".join(" ".join(shuffled(sentence, draw)) for sentence in said))
        first = " ".join(" ".join(sentence) for sentence in said[: max(1, len(said) // 3)])
        yield Sample("repeated-paragraph", "\n\n".join([first] * 4))
    for other in prose_rubrics():
        if other != prompt_id:
            yield from (Sample("another-prompt", s.text) for s in written(other) if s.kind == "strong")
    if prompt := prompt_text(prompt_id):
        yield Sample("prompt-copied", prompt)


def prompt_text(prompt_id: str) -> str:
    """The prompt as the exercise's source gives it, without its mark scheme; empty without a checkout."""
    for path in sorted(SOLUTIONS.glob("*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == f"{prompt_id}-prompt":
                return without_scheme("".join(cell["source"])).strip()
    return ""
