"""The role decoder: what it codes, why, what it refuses, and how often it agrees with its coders."""

import csv
import json
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manyhats.hats import Hat
from manyhats.roles import DecodedLine, DecodedRole, RoleTextError, decode, load_role, role_ids
from manyhats.roles import train as training
from manyhats.roles.decoder import MAX_CHARACTERS, NONE, WEIGHTS, decode_line
from manyhats.roles.features import features, stem
from manyhats.roles.frames import frame
from manyhats.roles.lines import bare
from manyhats.roles.phrases import act_groups, phrase_groups

FLOOR = 0.85  # of the held-out lines; the shipped weights reach 0.89, one standard error is 0.012


def hat_of(line: str) -> str:
    return decode_line(line).hat or NONE


@pytest.fixture(scope="module")
def held_out() -> list[training.Coded]:
    return [line for line in training.read_lines() if line.part == "held-out" and line.agreed]


# Agreement with people


def test_the_decoder_agrees_with_both_coders_on_lines_it_never_saw(held_out: list[training.Coded]) -> None:
    right = [hat_of(bare(line.text)) == line.agreed for line in held_out]
    assert len(right) > 500
    assert sum(right) / len(right) >= FLOOR


@pytest.mark.parametrize("label", training.LABELS)
def test_no_hat_is_left_behind(held_out: list[training.Coded], label: str) -> None:
    own = [line for line in held_out if line.agreed == label]
    found = sum(hat_of(bare(line.text)) == label for line in own)
    assert found / len(own) >= FLOOR - 0.07  # fewer lines, so more chance


def test_no_line_stands_in_both_parts() -> None:
    lines = training.read_lines()
    assert len({line.text.lower() for line in lines}) == len(lines)
    assert {line.part for line in lines} == {"train", "held-out"}


def test_the_weights_are_what_the_training_lines_give() -> None:
    lines = [line for line in training.read_lines() if line.part == "train"]
    made, shipped = training.train(lines), json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert made["labels"] == shipped["labels"]
    assert made["bias"] == pytest.approx(shipped["bias"], abs=0.01)
    nothing = [0] * len(training.LABELS)
    for name in made["weights"].keys() | shipped["weights"].keys():
        row = shipped["weights"].get(name, nothing)
        assert made["weights"].get(name, nothing) == pytest.approx(row, abs=2), (
            f"{name}: weights.json isn't made from lines.tsv; run python -m manyhats.roles.train"
        )


def test_the_weights_are_small_enough_to_load_with_a_page() -> None:
    assert WEIGHTS.stat().st_size < 400_000


# By what is asked, not by the words used


@pytest.mark.parametrize(
    ("line", "hat"),
    [
        ("Report the team's progress to executives", "business"),
        ("Make sure that the project lands on time", "delivery"),
        ("Grow engineers who can lead architecture", "people"),
        ("Coach engineers", "people"),
        ("Experience coaching engineers", "none"),
        ("You have led teams of 5-10 engineers for three years", "none"),
        ("Review designs and set standards for code quality", "technical"),
        ("Salary band C, 28 days of leave", "none"),
    ],
)
def test_lines_whose_coding_the_definitions_give(line: str, hat: str) -> None:
    assert hat_of(line) == hat


@pytest.mark.parametrize(
    ("line", "hat"),
    [
        ("Review the riskiest changes yourself before each release.", "delivery"),
        ("Hiring is organised by our talent partners.", "people"),
    ],
)
def test_the_two_errors_that_module_01_tells_of(line: str, hat: str) -> None:
    """Where the decoder no longer errs so, module 01 needs other examples under its interactive."""
    assert line in load_role("harbour").text
    assert hat_of(line) == hat


@pytest.mark.parametrize("role_id", role_ids())
def test_a_shipped_role_decodes_into_duties_and_others(role_id: str) -> None:
    text = load_role(role_id).text
    role = decode(text)
    assert all(line.text in text for line in role.lines)
    assert sum(role.mix.values()) == pytest.approx(1)
    assert {line.hat for line in role.lines} >= {None, Hat.PEOPLE}


def test_roles_of_one_title_differ() -> None:
    mixes = {role_id: decode(load_role(role_id).text).mix for role_id in role_ids()}
    assert len({max(mix, key=lambda hat: mix[hat]) for mix in mixes.values()}) >= 3


# The reason


def test_the_reason_quotes_words_of_the_line(held_out: list[training.Coded]) -> None:
    quoting = 0
    for line in held_out[:200]:
        text = bare(line.text)
        quoted = re.findall("“([^”]+)”", decode_line(text).why)
        quoting += bool(quoted)
        for words in quoted:
            assert words in text.lower().replace("’", "'")
    assert quoting > 190


def test_the_reason_is_one_sentence_with_its_subject_and_verb() -> None:
    assert decode_line("Coach engineers").why == "“coach engineers” reads like People."
    assert decode_line("").why


def test_a_close_call_names_the_other_hat() -> None:
    close = [line for role_id in role_ids() for line in decode(load_role(role_id).text).lines if line.second]
    assert close
    assert all(line.second != line.hat and "A close call" in line.why for line in close)


# A person's own coding


def test_recoding_changes_one_line_and_the_mix() -> None:
    role = decode("Coach engineers\nHire engineers")
    changed = role.recode(1, Hat.BUSINESS)
    assert changed.lines[0] == role.lines[0]
    assert (changed.lines[1].hat, changed.lines[1].recoded) == (Hat.BUSINESS, True)
    assert changed.mix[Hat.BUSINESS] == 0.5
    assert role.mix[Hat.BUSINESS] == 0
    assert changed.recode(0, None).mix[Hat.BUSINESS] == 1


def test_the_mix_of_a_role_without_duties_is_all_nought() -> None:
    assert set(DecodedRole((DecodedLine("Benefits", None, ""),)).mix.values()) == {0.0}


# Lines


def test_bullets_and_emphasis_are_no_part_of_a_line() -> None:
    lines = decode(
        "## What you'll do\n- **Coach engineers**\n  2) Hire engineers\n---\n\n* [x] Plan sprints"
    ).lines
    assert [line.text for line in lines] == [
        "What you'll do",
        "Coach engineers",
        "Hire engineers",
        "Plan sprints",
    ]


def test_a_paragraph_is_coded_sentence_by_sentence() -> None:
    sentence = (
        "You coach every engineer in the team and meet each of them once a week to talk about their growth."
    )
    assert len(decode(" ".join([sentence] * 3)).lines) == 3
    assert len(decode(sentence).lines) == 1


# What it refuses

GERMAN = "Sie führen ein Team von acht Entwicklern und sind für die pünktliche Lieferung der Software verantwortlich."
RUSSIAN = "Вы руководите командой из восьми инженеров и отвечаете за сроки."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text yet"),
        (" \n\t ", "There is no text yet"),
        ("123 456\n---", "There are no words"),
        ("x" * 1_000_000, "This text has 1,000,000 characters"),
        ("%PDF-1.4\n\x00\x01\x02\x03 obj stream", "This looks like a file of another kind"),
        (b"\xff\xfe\x89PNG\x00\xfa".decode("utf-8", "replace"), "This looks like a file of another kind"),
        (GERMAN, "This doesn't read as English"),
        (RUSSIAN, "This doesn't read as English"),
    ],
    ids=["empty", "blank", "no words", "too long", "binary", "broken", "German", "Russian"],
)
def test_a_text_that_cannot_be_decoded_says_what_it_is_and_what_to_do(text: str, said: str) -> None:
    with pytest.raises(RoleTextError) as error:
        decode(text)
    message = str(error.value)
    assert message.startswith(said)
    assert re.search(r"\b[Pp]aste\b", message)


PIECES = st.sampled_from(
    [
        "coach",
        "you'll",
        "we’ve",
        "experience",
        "in",
        "5+",
        "on-call",
        "1:1s",
        "$",
        "—",
        ",",
        ":",
        "- ",
        "\n",
        "A",
        "ß",
        "的",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_decoded_or_refused_with_a_sentence(text: str) -> None:
    role = decoded(text)
    if isinstance(role, RoleTextError):
        assert str(role).endswith(".")
    else:
        assert role.lines
        assert all(line.text in text and line.why.endswith(".") for line in role.lines)
        assert sum(role.mix.values()) == pytest.approx(1) or set(role.mix.values()) == {0.0}
        assert role == decode(text)


def decoded(text: str) -> DecodedRole | RoleTextError:
    try:
        return decode(text)
    except RoleTextError as error:
        return error


@pytest.mark.parametrize(
    "piece",
    ["a", "you ", "strong ", "has ", "in x ", "(,;", "- ", "a-", " ", "1. ", "we've ", "**", "experience "],
)
def test_reading_a_long_line_takes_little_work(piece: str) -> None:
    line = (piece * MAX_CHARACTERS)[:MAX_CHARACTERS]
    assert len(features(bare(line))) < 700  # what is looked up; the rest of the line isn't read


# What it sees


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("coach engineers", "duty"),
        ("experience coaching engineers", "credential"),
        ("5+ years of experience", "credential"),
        ("strong communication skills", "credential"),
        ("has led a team before", "past"),
        ("you have built teams", "past"),
        ("you have one-to-ones with every engineer", "duty"),
        ("we build software", "company"),
        ("at larkfield we build software", "company"),
        ("you are a good listener", "trait"),
        ("", "duty"),
    ],
)
def test_frames(line: str, kind: str) -> None:
    assert frame(line.split())[0] == kind


@pytest.mark.parametrize(
    ("line", "verb"),
    [
        ("Coach engineers to lead", "coach"),
        ("You will proactively report progress to leaders", "report"),
        ("Responsible for planning the quarter", "plan"),
        ("With product and design, shape what we build", "shap"),
        ("you", "you"),
    ],
)
def test_the_act_of_a_line(line: str, verb: str) -> None:
    assert f"a:{verb}" in dict(features(line))


def test_phrases_are_found_however_they_are_written() -> None:
    for text in ("on-call", "On call", "the ON/CALL rota"):
        assert "reliability" in phrase_groups(text)
    assert "reliability" not in phrase_groups("phone calls on Monday")
    assert "act-people" in act_groups("Coaching")
    assert act_groups("—") == []


def test_a_feature_stands_once_in_a_line() -> None:
    counts = Counter(name for name, _ in features("Coach, coach and coach again the coaches who coach"))
    assert set(counts.values()) == {1}


def test_inflection_and_spelling_come_off() -> None:
    assert len({stem(word) for word in ("manage", "manages", "managed", "managing", "Manage’s")}) == 1
    assert stem("prioritise") == stem("prioritizing")
    assert stem("behaviour") == stem("behaviors")
    assert stem("401k") == stem("2026")


def test_the_training_lines_are_read_as_they_stand() -> None:
    with training.LINES.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file, delimiter="\t"))
    assert header == ["text", "first", "second", "part"]
    assert all(line.first in training.LABELS for line in training.read_lines())
