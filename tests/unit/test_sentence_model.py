"""The sentence model of the reflection check: its slots, its probabilities with reasons, and its training."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from cered import write_cered
from hypothesis import given
from hypothesis import strategies as st
from manyhats.reflection import train
from manyhats.reflection.sentence_features import features
from manyhats.reflection.sentence_model import LABELS, WEIGHTS, Decision, Model, classify, load_model
from manyhats.reflection.slots import shows, slot_names, slots
from manyhats.text import tokens

ANSWER = [
    "Last week I told the team that the release would slip because the migration was harder than I thought.",
    "I felt ashamed, since I had not asked her first.",
    "Looking back, I think I avoided the conversation.",
    "I plan to ask my lead every Monday what has changed, and I want to write it down.",
    "The office is on the second floor.",
]


def found(slot: str, sentence: str) -> list[str]:
    return [match.span.of(sentence) for match in slots(sentence) if match.slot == slot]


@pytest.mark.parametrize(
    ("slot", "sentence", "matched"),
    [
        ("own-past", "On Monday I moved the date.", ["I moved"]),
        ("own-past", "I really enjoyed it.", ["I really enjoyed"]),
        ("own-past", "On Monday she moves the date.", []),
        ("feeling", "I was worried, and FRUSTRATED.", ["worried", "FRUSTRATED"]),
        ("feeling", "The worldview", []),
        ("own-plan", "I’ll try it.", ["I’ll try"]),
        ("own-plan", "I'll try it.", ["I'll try"]),
        ("contrast", "We shipped, on the other hand nobody used it.", ["on the other hand"]),
        ("reasoning", "", []),
    ],
)
def test_a_slot_is_found_where_it_stands(slot: str, sentence: str, matched: list[str]) -> None:
    assert found(slot, sentence) == matched


def test_every_slot_says_what_it_shows() -> None:
    assert len(slot_names()) > 20
    assert all(shows(name) for name in slot_names())


@given(st.text(max_size=300))
def test_slots_lie_in_the_sentence_and_do_not_overlap_themselves(sentence: str) -> None:
    ends: dict[str, int] = {}
    for match in slots(sentence):
        assert ends.get(match.slot, 0) <= match.span.start < match.span.end <= len(sentence)
        ends[match.slot] = match.span.end


@pytest.mark.parametrize(
    ("sentence", "label"),
    list(zip(ANSWER, ["Experience", "Feeling", "Reflection", "Intention", "Other"], strict=True)),
)
def test_a_clear_sentence_is_decided(sentence: str, label: str) -> None:
    [labelled] = classify([sentence])
    assert labelled.decide(label) is Decision.YES
    assert max(labelled.probabilities, key=labelled.probabilities.__getitem__) == label


def test_what_reflects_on_nothing_is_evidence_of_nothing() -> None:
    [labelled] = classify(["The office is on the second floor."])
    assert {label for label in LABELS if labelled.decide(label) is not Decision.NO} == {"Other"}


def test_the_model_says_when_it_is_unsure() -> None:
    [labelled] = classify(["From her point of view, I had hidden the problem."])
    assert labelled.label is None
    assert labelled.decide("Perspective") is Decision.UNSURE


def test_an_answer_keeps_its_order_and_a_sentence_its_result() -> None:
    together = classify(ANSWER)
    assert [one.sentence for one in together] == ANSWER
    assert [one.probabilities for one in together] == [classify([s])[0].probabilities for s in ANSWER]
    assert classify([]) == []


@given(st.text(max_size=400))
def test_any_text_has_probabilities_and_reasons(sentence: str) -> None:
    [labelled] = classify([sentence])
    assert set(labelled.probabilities) == set(LABELS)
    assert sum(labelled.probabilities.values()) == pytest.approx(1, abs=0.001)
    for label in LABELS:
        spans = labelled.reason_spans(label)
        assert len(spans) <= 3
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert labelled.reasons(label) == [span.of(sentence) for span in spans]


def test_the_reasons_are_the_words_that_weigh() -> None:
    [labelled] = classify(["I felt ashamed, since the door was open."])
    assert "I felt ashamed" in labelled.reasons("Feeling")
    assert not any("door" in words for words in labelled.reasons("Feeling"))


def test_running_needs_no_machine_learning_library() -> None:
    code = (
        "import sys; from manyhats.reflection.sentence_model import classify; classify(['I felt glad.']);"
        "print(sorted({'sklearn', 'numpy', 'scipy'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_weights_are_small_whole_attributed_and_hold_no_passages() -> None:
    assert WEIGHTS.stat().st_size <= 200_000
    model = load_model()
    assert all(
        term in model.source for term in ("CEReD", "Apache-2.0", "CC BY 4.0", "10.1007/s10639-022-11254-7")
    )
    assert set(model.bands) == set(LABELS)
    assert all(0 < no <= yes < 1 for no, yes in model.bands.values())
    slot_features = {"s", "n", "h", "f"}
    for name, row in model.weights.items():
        family, _, words = name.partition(":")
        assert len(row) == len(LABELS)
        assert family in slot_features or len([w for w in words.split() if w != "_"]) <= 2


def test_the_stems_are_those_that_the_weights_were_trained_with() -> None:
    """The role decoder's stemmer is shared: who changes it has to train these weights again."""
    known = load_model().weights
    sentence = "Feelings, worried children, noisy classes, difficulties, teachers teaching, tried, realised, activities"
    read = tokens(sentence)
    names = [name for name in features(sentence, read, ()) if name.startswith("w:")]
    assert [name for name in names if name not in known] == []


def row(sentence: str, label: str, context: str = "") -> train.Row:
    return train._row({"sentence": sentence, "y": label, "context": context, "confidence": "[5, 4]"})


def test_rows_that_share_a_passage_of_a_diary_share_a_group() -> None:
    shared = "the long walk from the station to the office took an hour"
    rows = [
        row("One.", "Other", f"{shared} today"),
        row(f"We know {shared}", "Other"),
        row("The printer on the third floor was out of paper again", "Other"),
    ]
    first, second, third = train.groups(rows)
    assert first == second != third


def test_names_of_people_are_kept_out_of_the_weights() -> None:
    rows = [row(f"Then Zorblina told me about lesson {n}, because I asked.", "Perspective") for n in range(4)]
    proper = train.proper_nouns(rows)
    assert "zorblina" in proper
    assert not {"lesson", "i", "told"} & proper


def test_doubly_encoded_letters_are_mended_and_others_left_alone() -> None:
    assert row("A cafÃ© and a naïve â.", "Other").sentence == "A café and a naïve â."


def test_kappa_is_cohens() -> None:
    # Cohen's 1960 form: 45 + 15 agree of 100, margins 60/40 and 70/30 as 0.6*0.7 + 0.4*0.3 = 0.54.
    truth = [True] * 60 + [False] * 40
    said = [True] * 45 + [False] * 15 + [True] * 25 + [False] * 15
    assert train.kappa(truth, said) == pytest.approx((0.60 - 0.54) / (1 - 0.54))
    assert train.kappa([True], [True]) == 0.0


def test_a_band_is_no_wider_than_it_need_be() -> None:
    truth = [False] * 50 + [True] * 50
    no, yes = train.choose_band(truth, [0.1] * 50 + [0.9] * 50)
    assert no == yes
    mixed = [0.1] * 40 + [0.5] * 10 + [0.5] * 10 + [0.9] * 40
    no, yes = train.choose_band([False] * 40 + [True, False] * 10 + [True] * 40, mixed)
    assert 0.1 <= no <= yes <= 0.9


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1, allow_nan=False)), min_size=1, max_size=60))
def test_a_band_never_crosses_itself(cases: list[tuple[bool, float]]) -> None:
    no, yes = train.choose_band([true for true, _ in cases], [one for _, one in cases])
    assert 0 < no <= yes < 1


def test_anyone_can_train_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The script runs from end to end on invented sentences, and learns what is there to learn."""
    words = dict(zip(LABELS, "ran glad wonder stuck always told learned will floor".split(), strict=True))
    drawn = [
        (f"{word} {word} x{number}{label}", label) for number in range(8) for label, word in words.items()
    ]
    write_cered(tmp_path, drawn)
    written = tmp_path / "weights.json"
    train.main(["--cered", str(tmp_path), "--to", str(written), "--validation"])
    report = capsys.readouterr().out
    assert "Cross-validation" in report
    assert "Validation sentences\nall sentences: 72, accuracy 1.000, kappa 1.000" in report
    assert set(json.loads(written.read_bytes())) == set(Model.__struct_fields__)


def test_without_the_data_it_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="reflection-classification"):
        train.main(["--cered", str(tmp_path)])
