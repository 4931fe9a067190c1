"""The integrity gates: what each holds back, what it lets through, and how long it takes at worst."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from cered import write_cered
from hypothesis import given
from hypothesis import strategies as st
from manyhats.content import CONTENT
from manyhats.reflection import STUB, Flag, disturbances, load_rubric, sum_prompts, train_word_order
from manyhats.reflection.integrity import flags, without_stub
from manyhats.reflection.key_terms import is_list_of_terms, share_of_phrases
from manyhats.reflection.non_words import share_of_non_words
from manyhats.reflection.prompt_copy import PROMPTS, share_of_prompt
from manyhats.reflection.repeats import share_repeated
from manyhats.reflection.rubric import rubric_ids
from manyhats.reflection.samples import prose_rubrics, written
from manyhats.reflection.topic import TOPICS, topic_shares
from manyhats.reflection.word_order import WEIGHTS, Weights, is_shuffled, load_weights, token_sentences
from manyhats.text import sentences

SOLUTIONS = Path(__file__).parents[2] / "solutions"
RUBRIC = load_rubric("what-stopped")
GOOD = ("strong", "terse-but-good", "second-language-but-good")
TERSE = """Stopped: PDF export, four weeks before the pilot. Why: two engineers, two jobs, and the contract named
the import, not the PDF. K. in sales had asked for it. Told him myself on the Monday. He swore, then rang the
customer, who shrugged. Team: no weekend work, but J. still sore about binned code."""


def raised(answer: str, prompt_id: str = "what-stopped") -> list[Flag]:
    return flags(answer, sentences(answer), load_rubric(prompt_id))


def texts(*kinds: str) -> list[tuple[str, str]]:
    return [(one, s.text) for one in prose_rubrics() for s in written(one) if s.kind in kinds]


@pytest.mark.parametrize("answer", ["", "  \n\n ", "--- ***", "…", "123 456"])
def test_what_holds_no_word_is_empty(answer: str) -> None:
    assert raised(answer) == [Flag.EMPTY]


def test_the_line_to_replace_is_no_answer() -> None:
    text = f"{STUB}\n\nMine."
    assert without_stub(text).strip() == "Mine."
    assert without_stub(text).index("Mine.") == text.index("Mine.")


@pytest.mark.parametrize(("prompt_id", "answer"), texts(*GOOD, "partial"))
def test_no_genuine_answer_is_flagged(prompt_id: str, answer: str) -> None:
    assert raised(answer, prompt_id) == []


@pytest.mark.parametrize(
    "answer",
    [
        "xkcd qwrt zzzz pfff grmbl ---- brrr tststs hjkl dfgh sdfg bnmp wrtz",
        "asdfghj lkjhgf qwerty poiuyt asdfgf dsasdf rewqer",
        "фывапр олджэ йцукен нгшщз ячсмить фывафыв",
        "aaaaaa bbbbbb cccc dddddddd eeeee",
        "ababab cdcdcdc hahahahah hehehehe",
        "☃ ☃☃☃ ☃☃☃☃ ----- *****  ++++ a",
    ],
)
def test_keys_at_random_are_no_words(answer: str) -> None:
    assert share_of_non_words(answer) > 0.5


@pytest.mark.parametrize(
    "answer",
    [
        TERSE,
        "CI/CD, SQL, KPI, OKR, HR: we ran 3 of 5 in Q2.",
        "Krzysztof und Zdeněk haben mit uns über die Verantwortlichkeiten gesprochen.",
        "Мы остановили перенос данных, потому что заказчик ждал отчёт.",
        "我们停止了这个项目，因为客户在等。",
        "We were there, were we? Tree, pool, sass, pop, weed.",
    ],
)
def test_names_acronyms_and_other_languages_are_words(answer: str) -> None:
    assert share_of_non_words(answer) < 0.2


def test_a_text_twice_is_repeated_by_half() -> None:
    assert share_repeated(f"{TERSE}\n\n{TERSE}") == pytest.approx(0.5, abs=0.02)
    assert share_repeated(TERSE) == 0
    assert share_repeated("We went on and on and on.") == 0


def test_a_paragraph_that_comes_again_lightly_changed_is_repeated() -> None:
    again = TERSE.replace("four", "three").replace("swore", "laughed").replace("Monday", "Friday")
    assert Flag.REPEATED in raised(f"{TERSE}\n\n{again}\n\n{again.replace('sales', 'support')}")


@given(st.lists(st.sampled_from(["stop", "the", "pilot"]), max_size=60))
def test_a_share_is_a_share(some: list[str]) -> None:
    answer = " ".join(some)
    for share in (share_repeated(answer), share_of_non_words(answer), share_of_prompt(answer)):
        assert 0 <= share <= 1


LISTS = {
    "commas": ", ",
    "lines": "\n- ",
    "stops": ". ",
    "and": " and ",
    "because": " because ",
    "spaces": " ",
    "connectives": ", therefore, my team, ",
    "little words": " is the ",
}


@pytest.mark.parametrize("joint", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("prompt_id", prose_rubrics())
def test_the_rubrics_own_phrases_are_a_list_of_terms(prompt_id: str, joint: str) -> None:
    rubric = load_rubric(prompt_id)
    phrases = sorted({p.rstrip("*") for g in rubric.concepts.values() for p in g.clear if p[0].isalpha()})
    chosen = Random(3).sample(phrases, 40)
    assert is_list_of_terms(joint.join(chosen), rubric)


@pytest.mark.parametrize(("prompt_id", "answer"), texts("keyword-list"))
def test_written_lists_are_lists(prompt_id: str, answer: str) -> None:
    assert Flag.KEYWORD_LIST in raised(answer, prompt_id)


def test_notes_with_many_marks_and_one_line_are_no_lists() -> None:
    assert not is_list_of_terms(TERSE, RUBRIC)
    assert not is_list_of_terms("team, delivery, people", RUBRIC)
    assert share_of_phrases(TERSE, RUBRIC) < 0.5
    assert share_of_phrases("", RUBRIC) == 0


def test_shuffles_of_good_answers_are_seen() -> None:
    draw = Random(1)
    attacks = []
    for _, text in texts("strong"):
        some = token_sentences(text)
        tokens = text.split()
        attacks += [
            " ".join(draw.sample(tokens, len(tokens))),
            disturbances.written(disturbances.shuffled_throughout(some, draw)),
            disturbances.written([disturbances.shuffled(one, draw) for one in some]),
            disturbances.written([disturbances.alternated(one, draw) for one in some]),
        ]
    assert sum(map(is_shuffled, attacks)) >= 0.99 * len(attacks)


def test_word_salad_is_seen() -> None:
    assert all(is_shuffled(text) for _, text in texts("word-salad"))


def test_errors_of_second_language_writers_are_no_shuffle() -> None:
    draw = Random(2)
    changed = [
        disturbances.written(
            [disturbances.second_language(one, draw, 0.5, 0.05) for one in token_sentences(t)]
        )
        for _, t in texts(*GOOD)
    ]
    changed += [
        disturbances.written([disturbances.verb_last(one) for one in token_sentences(t)])
        for _, t in texts(*GOOD)
    ]
    assert sum(map(is_shuffled, changed)) < 0.02 * len(changed)


@pytest.mark.parametrize("answer", ["", "Now.", "Team delivery the of.", "Yes, K., on Monday, at 8.", "- -"])
def test_a_few_words_say_nothing_about_order(answer: str) -> None:
    assert not is_shuffled(answer)


@given(st.lists(st.sampled_from(["told", "the", "team", ",", "pilot", "of"]), max_size=30), st.randoms())
def test_a_shuffle_keeps_its_words(sentence: list[str], draw: Random) -> None:
    for mixed in (
        disturbances.shuffled(sentence, draw),
        disturbances.shuffled(sentence, draw, 3),
        disturbances.alternated(sentence, draw),
        disturbances.verb_last(sentence),
        disturbances.shuffled_throughout([sentence], draw)[0],
    ):
        assert sorted(mixed) == sorted(sentence)


def test_the_weights_of_word_order_are_small_whole_and_attributed() -> None:
    assert WEIGHTS.stat().st_size <= 60_000
    weights = load_weights()
    assert all(part in weights.source for part in ("CEReD", "Apache-2.0", "10.1007/s10639-022-11254-7"))
    assert weights.least_in_notes < weights.least


def test_anyone_can_train_word_order_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = [
        f"I told the x{n}ing team that we had moved y{n}ed dates, because it was late." for n in range(60)
    ]
    write_cered(tmp_path, [(sentence, "Other") for sentence in said])
    to = tmp_path / "word_order.json"
    train_word_order.main(["--cered", str(tmp_path), "--to", str(to), "--validation"])
    report = capsys.readouterr().out
    assert "Validation passages" in report
    assert "shuffled throughout                          100.00%" in report
    assert set(json.loads(to.read_bytes())) == set(Weights.__struct_fields__)


def test_the_check_sums_are_those_of_the_exercises() -> None:
    found = sorted(SOLUTIONS.glob("*/*.ipynb"))
    assert found
    assert json.loads(PROMPTS.read_bytes())["runs"] == sum_prompts.runs_of(found), (
        "A prompt has changed: run python -m manyhats.reflection.sum_prompts solutions"
    )


def test_without_notebooks_the_command_says_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="There are no notebooks"):
        sum_prompts.main([str(tmp_path)])


def prompts() -> list[tuple[str, str, str]]:
    """Each prompt's id, its text as learners see it, and its mark scheme; of those alone that a check reads."""
    found = []
    for path in sorted(SOLUTIONS.glob("*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
            if name.endswith("-prompt") and name.removesuffix("-prompt") in rubric_ids():
                text, _, scheme = "".join(cell["source"]).partition("### BEGIN MARK SCHEME")
                found.append((name.removesuffix("-prompt"), text, scheme))
    return found


@pytest.mark.parametrize(("prompt_id", "text", "scheme"), prompts(), ids=[one[0] for one in prompts()])
def test_the_prompt_is_no_answer_and_its_mark_scheme_is_not_in_the_file(
    prompt_id: str, text: str, scheme: str
) -> None:
    assert share_of_prompt(text) > 0.9
    assert raised(text, prompt_id) == [Flag.MOSTLY_THE_PROMPT]
    assert share_of_prompt(scheme) < 0.2


def test_a_prompt_that_is_quoted_in_part_may_be() -> None:
    prompt_id, text, _ = prompts()[0]
    own = next(answer for one, answer in texts("strong") if one == prompt_id)
    quoted = " ".join(text.split()[:60])
    assert 0 < share_of_prompt(f"{quoted}\n\n{own}") < 0.5


def test_an_answer_to_another_prompt_strays_and_its_own_does_not() -> None:
    pairs = [
        (one == prompt_id, Flag.OFF_TOPIC in raised(answer, prompt_id))
        for one, answer in texts(*GOOD)
        for prompt_id in prose_rubrics()
    ]
    assert not any(strayed for own, strayed in pairs if own)
    others = [strayed for own, strayed in pairs if not own]
    assert sum(others) / len(others) >= 0.95


def test_what_is_about_something_else_is_off_topic() -> None:
    found = [Flag.OFF_TOPIC in raised(answer, prompt_id) for prompt_id, answer in texts("off-topic")]
    assert sum(found) / len(found) >= 0.9


def test_every_prompt_of_prose_has_its_facets() -> None:
    shares = topic_shares(TERSE)
    assert set(shares) == set(prose_rubrics())
    assert shares["what-stopped"] == max(shares.values())
    assert set(topic_shares("").values()) == {0}
    assert TOPICS.parent == CONTENT


@given(st.text(max_size=300))
def test_any_text_passes_through_the_gates(answer: str) -> None:
    assert len(set(raised(answer))) == len(raised(answer))


def test_running_needs_no_machine_learning_library() -> None:
    code = (
        "import sys; from manyhats.reflection import assess, load_rubric;"
        "assess('I told the team.', load_rubric('what-stopped'));"
        "print(sorted({'sklearn', 'numpy', 'scipy'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
