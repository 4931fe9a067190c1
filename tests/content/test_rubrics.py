"""Every rubric is proved against blank, plausible-but-wrong and strong answers that ship beside it."""

from pathlib import Path

import msgspec
import pytest
from manyhats.content import CONTENT, Content, ContentError, load
from manyhats.notebook import find_answer, read_notebook
from manyhats.reflection import Flag, Level, assess, load_rubric
from manyhats.reflection.rubric import rubric_ids

ROOT = Path(__file__).parents[2]
KINDS = {"blank", "plausible-but-wrong", "strong"}


class Sample(Content, frozen=True):
    kind: str
    text: str
    score: tuple[float, float]
    flags: list[str] = []
    levels: dict[str, str] = msgspec.field(default_factory=dict)


def samples(prompt_id: str) -> list[Sample]:
    return load(CONTENT / "rubrics" / f"{prompt_id}.samples.yaml", list[Sample])


CASES = [(rubric, sample) for rubric in rubric_ids() for sample in samples(rubric)]


def test_there_are_rubrics() -> None:
    assert {"same-title", "own-org", "offer-choice"} <= set(rubric_ids())


@pytest.mark.parametrize("prompt_id", rubric_ids())
def test_every_rubric_ships_the_three_kinds(prompt_id: str) -> None:
    assert {sample.kind for sample in samples(prompt_id)} >= KINDS


@pytest.mark.parametrize(
    ("prompt_id", "sample"), CASES, ids=[f"{rubric}-{i}-{s.kind}" for i, (rubric, s) in enumerate(CASES)]
)
def test_the_check_says_of_each_sample_what_stands_beside_it(prompt_id: str, sample: Sample) -> None:
    found = assess(sample.text, load_rubric(prompt_id))
    low, high = sample.score
    assert low <= found.score <= high, [(one.id, str(one.level)) for one in found.criteria]
    assert [str(flag) for flag in found.flags] == sample.flags
    levels = {one.id: str(one.level) for one in found.criteria}
    assert {name: levels[name] for name in sample.levels} == sample.levels


@pytest.mark.parametrize("prompt_id", rubric_ids())
def test_a_strong_answer_beats_a_wrong_one_and_a_wrong_one_a_blank(prompt_id: str) -> None:
    scores: dict[str, list[float]] = {}
    for sample in samples(prompt_id):
        scores.setdefault(sample.kind, []).append(assess(sample.text, load_rubric(prompt_id)).score)
    assert min(scores["strong"]) > max(scores["plausible-but-wrong"]) >= max(scores["blank"])


def answered_prompts() -> list[tuple[Path, str]]:
    found = []
    for path in sorted((ROOT / "solutions").glob("*/*.ipynb")):
        text = path.read_text(encoding="utf-8")
        found += [(path, prompt_id) for prompt_id in rubric_ids() if f'"grade_id": "{prompt_id}"' in text]
    return found


def test_every_rubric_has_its_prompt() -> None:
    assert {prompt_id for _, prompt_id in answered_prompts()} == set(rubric_ids())


@pytest.mark.parametrize(
    ("path", "prompt_id"), answered_prompts(), ids=lambda value: getattr(value, "stem", value)
)
def test_the_model_answer_meets_every_criterion(path: Path, prompt_id: str) -> None:
    found = assess(find_answer(read_notebook(path), prompt_id), load_rubric(prompt_id))
    assert {one.id: one.level for one in found.criteria} == {one.id: Level.MET for one in found.criteria}
    assert not found.held


@pytest.mark.parametrize(
    ("attack", "flag"),
    [
        (
            "coaching delivery deadline stakeholder roadmap architecture because whereas feedback ask question role",
            Flag.KEYWORD_LIST,
        ),
        ("I would ask the manager about the role and the other team. " * 12, Flag.REPEATED),
        ("xkcd qwrt zzzz pfff grmbl 12kk #### ---- brrr tststs hjkl dfgh sdfg bnmp wrtz", Flag.NOT_WORDS),
        (
            "Yesterday we went to the lake with my sister and it was the best day of the whole summer for us.",
            Flag.OFF_TOPIC,
        ),
    ],
    ids=lambda value: value if isinstance(value, Flag) else "",
)
@pytest.mark.parametrize("prompt_id", ["same-title", "own-org"])
def test_what_is_no_answer_earns_a_quarter_at_most_and_goes_to_the_instructor(
    prompt_id: str, attack: str, flag: Flag
) -> None:
    found = assess(attack, load_rubric(prompt_id))
    assert flag in found.flags
    assert found.held
    assert found.score <= 0.25


def test_a_wrong_key_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text(
        "id: x\ntitle: X\ncriteria:\n  - id: a\n    label: A\n    advise: [why?]\n", encoding="utf-8"
    )
    from manyhats.reflection.rubric import Rubric

    with pytest.raises(
        ContentError, match=r"rubric\.yaml:6: the key “advise” is not known here\. Did you mean “advice”\?"
    ):
        load(path, Rubric)


def test_a_prompt_without_rubric_is_named_with_those_that_exist() -> None:
    with pytest.raises(KeyError, match=r"no-such-prompt.*own-org"):
        load_rubric("no-such-prompt")
