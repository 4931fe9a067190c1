"""Every rubric is proved with sample answers of known kinds, and against attacks that are made from them."""

from itertools import product
from pathlib import Path

import pytest
from manyhats.content import ContentError, load
from manyhats.notebook import find_answer, read_notebook
from manyhats.reflection import STUB, Assessment, Level, assess, load_rubric
from manyhats.reflection.evaluate import main, of_samples, table
from manyhats.reflection.rubric import Rubric, rubric_ids
from manyhats.reflection.samples import ATTACKS, GENUINE, WEAK, Sample, made, prose_rubrics, written

ROOT = Path(__file__).parents[2]
LEAST = {"strong": 0.75, "terse-but-good": 0.6, "second-language-but-good": 0.6, "partial": 0.25}
PROMPTS = """same-title own-org three-reasons kindness-cost coach-or-decide what-stopped outcome direction
    bad-news week-six fit commitment"""

CASES = [
    (prompt_id, sample) for prompt_id in prose_rubrics() for sample in [*written(prompt_id), *made(prompt_id)]
]


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, list[Assessment]]]:
    return of_samples()


def test_there_is_a_rubric_for_every_prompt_of_the_course() -> None:
    assert {*prose_rubrics(), "offer-choice"} == {*PROMPTS.split(), "offer-choice"} == set(rubric_ids())


@pytest.mark.parametrize("prompt_id", prose_rubrics())
def test_every_rubric_is_proved_with_thirteen_kinds_and_more(prompt_id: str) -> None:
    kinds = {sample.kind for sample in [*written(prompt_id), *made(prompt_id)]}
    assert kinds == {*GENUINE, *WEAK, *ATTACKS}
    assert len(kinds) >= 13


@pytest.mark.parametrize(
    ("prompt_id", "sample"), CASES, ids=[f"{p}-{n}-{s.kind}" for n, (p, s) in enumerate(CASES)]
)
def test_the_check_says_of_a_sample_what_its_kind_asks(prompt_id: str, sample: Sample) -> None:
    result = assess(sample.text, load_rubric(prompt_id))
    told = [(one.id, str(one.level)) for one in result.criteria]
    if sample.kind in GENUINE:
        assert not result.flags
        assert result.score >= LEAST[sample.kind], told
    if sample.kind in ATTACKS and sample.kind != "another-prompt":
        assert result.score <= 0.25, told
    if sample.kind == "strong":
        assert not result.held, told


def test_an_answer_to_another_prompt_earns_a_quarter_at_most(
    found: dict[str, dict[str, list[Assessment]]],
) -> None:
    earned = [one.score > 0.25 for kinds in found.values() for one in kinds["another-prompt"]]
    assert sum(earned) / len(earned) <= 0.01


def test_strong_answers_stand_above_weak_ones(found: dict[str, dict[str, list[Assessment]]]) -> None:
    pairs = [
        strong.score > weak.score
        for kinds in found.values()
        for strong, weak in product(kinds["strong"], kinds["plausible-but-wrong"] + kinds["boilerplate"])
    ]
    assert sum(pairs) / len(pairs) >= 0.95


def test_the_evaluation_prints_its_tables_and_says_where_the_data_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "attacks that earn more than a quarter" in said
    assert "next-step" in said
    assert "EduMUNI/reflection-classification" in said


def test_the_evaluation_says_which_file_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--cered", str(tmp_path)]) == 1
    assert "There is no en_val.tsv" in capsys.readouterr().err


def test_the_table_counts_every_kind(found: dict[str, dict[str, list[Assessment]]]) -> None:
    lines = table(found).splitlines()
    assert {line.split()[0] for line in lines[1:-3]} == {*GENUINE, *WEAK, *ATTACKS}


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("- [ ] A. This\n- [ ] B. That", 0),
        ("- [x] A. This\n- [x] B. That\n\nBoth.", 0),
        ("- [ ] A. This\n- [x] B. That\n\nBoth.", 0.5),
        (
            "- [x] A. This\n- [ ] B. That\n\n"
            + "It is the one on which the others hang, so I would begin there. " * 2,
            1,
        ),
    ],
)
def test_a_choice_earns_for_one_box_and_for_a_reason(text: str, score: float) -> None:
    assert assess(text, load_rubric("offer-choice")).score == score


WEEK = (
    "In week six my team kept its talks, and the release went out a day late. Nobody covers anything for me."
)


@pytest.mark.parametrize(
    ("run", "level"),
    [
        ("", Level.PARTLY),
        ("The run is Q7-1000-7J65-0QAH-13.", Level.MET),
        ("The run is q7-1000-7j65-0qah-13 .", Level.MET),
        ("The run is Q7-1000-7J65-0QAH-26.", Level.PARTLY),
        ("The run is Q7-K3PD-26.", Level.PARTLY),
    ],
)
def test_a_run_code_that_can_be_read_says_how_the_week_was_split(run: str, level: Level) -> None:
    found = {one.id: one for one in assess(f"{WEEK} {run}", load_rubric("week-six")).criteria}
    assert found["split"].level is level
    marked = [one.matched.of(f"{WEEK} {run}") for one in found["split"].evidence]
    assert any(one.upper().startswith("Q7-") for one in marked) == (level is Level.MET)


def test_a_run_code_is_evidence_of_nothing_else() -> None:
    code = "Q7-1000-7J65-0QAH-13"
    bare, with_code = (assess(text, load_rubric("week-six")).criteria for text in (WEEK, f"{WEEK} {code}"))
    changed = [one.id for one, other in zip(bare, with_code, strict=True) if one.level != other.level]
    assert changed == ["split"]


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
def test_the_model_answer_lacks_nothing(path: Path, prompt_id: str) -> None:
    found = assess(find_answer(read_notebook(path), prompt_id), load_rubric(prompt_id))
    assert {one.level for one in found.criteria} <= {Level.MET, Level.UNSURE}
    assert found.score == 1
    assert not found.held


def test_a_wrong_key_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text(
        "id: x\ntitle: X\ncriteria:\n  - id: a\n    label: A\n    advise: [why?]\n", encoding="utf-8"
    )
    with pytest.raises(
        ContentError, match=r"rubric\.yaml:6: the key “advise” is not known here\. Did you mean “advice”\?"
    ):
        load(path, Rubric)


@pytest.mark.parametrize("prompt_id", rubric_ids())
def test_advice_denies_nothing_that_the_check_may_have_missed(prompt_id: str) -> None:
    for criterion in load_rubric(prompt_id).criteria:
        for advice in criterion.advice:
            first = advice.split(".")[0]
            assert not first.startswith(("You write", "You speak", "You show", "Your answer"))
            assert " is missing" not in first or "?" in first


def test_a_prompt_without_rubric_is_named_with_those_that_exist() -> None:
    with pytest.raises(KeyError, match=r"no-such-prompt.*own-org"):
        load_rubric("no-such-prompt")


@pytest.mark.parametrize("before", ["", "\n\n  ", f"{STUB}\n\n", f"First. {STUB} "])
def test_evidence_points_into_the_text_as_it_was_given(before: str) -> None:
    text = f"{before}My manager told me in May that the release was late."
    found = {one.id: one for one in assess(text, load_rubric("own-org")).criteria}
    (evidence,) = found["source"].evidence
    assert evidence.matched.of(text) in ("told me", "said")
    assert evidence.sentence.of(text).endswith("the release was late.")
