"""The elements of a sentence: probabilities, decisions with an unsure band, and the words that they rest on."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.reflection.elements import ELEMENTS, WEIGHTS, load_model, read_elements
from manyhats.reflection.sentence_model import Decision
from manyhats.reflection.train_elements import SENTENCES, by_answer, read


@given(st.lists(st.text(max_size=120), max_size=4))
def test_any_sentences_have_probabilities_and_the_same_ones_each_time(sentences: list[str]) -> None:
    found = read_elements(sentences)
    assert [one.probabilities for one in found] == [one.probabilities for one in read_elements(sentences)]
    for one, sentence in zip(found, sentences, strict=True):
        assert set(one.probabilities) == set(ELEMENTS)
        for element, probability in one.probabilities.items():
            assert 0 <= probability <= 1
            place = one.strongest(element)
            assert place is None or 0 <= place.start < place.end <= len(sentence)


@pytest.mark.parametrize(
    ("sentence", "element"),
    [
        ("On Thursday I will sit down with our director and ask who decides.", "next-step"),
        ("Last March my manager moved the release twice without telling the testers.", "experience"),
        ("Sales had promised it to two customers before anybody asked us.", "actors"),
        ("I was angry, and a little ashamed as well.", "feeling"),
    ],
)
def test_a_plain_case_is_decided(sentence: str, element: str) -> None:
    assert read_elements([sentence])[0].decide(element) is Decision.YES


@pytest.mark.parametrize("element", ["experience", "next-step", "feeling", "actors"])
def test_a_slogan_is_evidence_of_nothing_particular(element: str) -> None:
    slogan = "Leadership is about creating value through alignment and continuous improvement."
    assert read_elements([slogan])[0].decide(element) is Decision.NO


def test_bands_lie_in_order_and_the_file_is_small() -> None:
    model = load_model()
    assert all(0 < no <= yes < 1 for no, yes in model.bands.values())
    assert WEIGHTS.stat().st_size < 150_000


def test_the_weights_were_made_from_the_sentences_that_ship() -> None:
    with SENTENCES.open(encoding="utf-8") as file:
        count = sum(1 for _ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)) - 1
    assert load_model().report.startswith(f"{count} sentences of ")


def test_agreement_with_readers_does_not_fall_unseen() -> None:
    table = [line.split() for line in load_model().report.splitlines()[2:]]
    assert {row[0] for row in table} == set(ELEMENTS)
    assert all(float(row[3]) <= 0.30 for row in table)  # answers left open
    assert all(float(row[5]) >= 0.50 for row in table)  # kappa on the others


def test_the_sentences_of_an_answer_are_judged_together() -> None:
    rows = read()[:200]
    judged = by_answer(rows, "E", [0.5] * len(rows))
    assert len(judged.first) == len({row.answer for row in rows})
