"""Which sentence a finding rests on, held against answers whose sentences were marked before the check read them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from manyhats.reflection import Finding, Level, assess, load_rubric

FOLDER = Path(__file__).parent / "evidence"
SHOWN = 3
"""How many sentences of a finding the panel shows."""


@dataclass(frozen=True)
class Marked:
    """An answer with, for each criterion, the sentences that carry it and those that may."""

    prompt: str
    id: str
    text: str
    carries: dict[str, list[str]]
    may: dict[str, list[str]]


def marked(name: str) -> Iterator[Marked]:
    for prompt, answers in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")).items():
        for answer in answers:
            carries: dict[str, list[str]] = {}
            may: dict[str, list[str]] = {}
            said = []
            for line in answer["text"].splitlines():
                tags, sentence = line.split("|", 1)
                said.append(sentence.strip())
                for tag in tags.split():
                    (may if tag.endswith("?") else carries).setdefault(tag.rstrip("?"), []).append(said[-1])
            text = ("\n" if answer.get("lines") else " ").join(said)
            yield Marked(prompt, answer["id"], text, carries, may)


def shown(finding: Finding, text: str) -> list[str]:
    return [one.sentence.of(text) for one in finding.evidence[:SHOWN]]


def within(found: str, marked: list[str]) -> bool:
    return any(found in one for one in marked)


def verdict(answer: Marked, finding: Finding) -> str:
    """``right``, ``wrong`` (a sentence that doesn't carry it), ``missed`` or ``open`` (unsure)."""
    carries, may = answer.carries.get(finding.id, []), answer.may.get(finding.id, [])
    found = shown(finding, answer.text)
    if finding.level is Level.UNSURE:
        return "open"
    if finding.level is Level.NOT_FOUND:
        return "missed" if carries else "right"
    fits = within(found[0], carries or may) and all(within(one, carries + may) for one in found)
    return "right" if fits else "wrong"


def verdicts(name: str) -> Iterator[tuple[Marked, Finding, str]]:
    for answer in marked(name):
        for finding in assess(answer.text, load_rubric(answer.prompt)).criteria:
            yield answer, finding, verdict(answer, finding)


LEAST = {"seen.yaml": 0.9, "unseen.yaml": 0.7}
"""The share of criteria that must come out right, with the right sentences."""


@pytest.mark.parametrize("name", LEAST)
def test_most_findings_rest_on_the_sentence_that_carries_them(name: str) -> None:
    counted = Counter(found for *_, found in verdicts(name))
    assert counted["right"] / counted.total() >= LEAST[name], counted


@pytest.mark.parametrize(
    ("answer_id", "criterion", "sentence"),
    [
        ("friday-report", "outcome", "The sign: Farid stops asking for the Friday report."),
        ("friday-report", "difficulty", "If the report is cancelled, I'll send the five lines anyway and ask who misses them."),
        ("friday-report", "next-step", "Every Thursday I send Farid five lines about what moved and what didn't."),
        ("friday-report", "when", "First date: 3 December."),
        ("two-reviews", "outcome", "If it works, the two oldest ones no longer wait over a week."),
        ("two-reviews", "difficulty", "Holidays will get in the way."),
        ("repositories-notes", "reasoning", "Reason: a change across three services is one review, not three."),
        ("wrong-sums", "reasoning", "I would take the first, because most of the work goes away."),
    ],
)  # fmt: skip
def test_what_announces_itself_is_shown_before_all_else(
    answer_id: str, criterion: str, sentence: str
) -> None:
    answer = next(one for one in marked("seen.yaml") if one.id == answer_id)
    found = {one.id: one for one in assess(answer.text, load_rubric(answer.prompt)).criteria}[criterion]
    assert found.level is Level.MET
    assert shown(found, answer.text) == [sentence]


@pytest.mark.parametrize(
    "answer", [one for one in marked("seen.yaml") if one.prompt == "fit"], ids=lambda one: one.id
)
def test_words_in_quotation_marks_are_no_fact_of_ones_own(answer: Marked) -> None:
    found = {one.id: one for one in assess(answer.text, load_rubric("fit")).criteria}["experience"]
    assert not {*shown(found, answer.text)} & {*answer.carries["quotes"]}


def test_what_was_theirs_and_is_quoted_leaves_one_fact_of_ones_own() -> None:
    answer = next(one for one in marked("seen.yaml") if one.id == "facts-of-theirs")
    found = {one.id: one for one in assess(answer.text, load_rubric("fit")).criteria}["experience"]
    assert "I have shipped to one country" in shown(found, answer.text)[0]


@pytest.mark.parametrize("answer", [*marked("seen.yaml"), *marked("unseen.yaml")], ids=lambda one: one.id)
def test_no_more_sentences_are_named_than_the_criterion_needs(answer: Marked) -> None:
    rubric = load_rubric(answer.prompt)
    for criterion, finding in zip(rubric.criteria, assess(answer.text, rubric).criteria, strict=True):
        if criterion.kind == "phrases":
            assert len(finding.evidence) <= criterion.needs


@pytest.mark.parametrize("mark", [";", " and"])
def test_a_semicolon_parts_two_sides_and_an_and_does_not(mark: str) -> None:
    text = f"For people I kept the one-to-ones{mark} for delivery I cut the scope of the release."
    found = {one.id: one for one in assess(text, load_rubric("week-six")).criteria}["both-sides"]
    assert found.level is (Level.MET if mark == ";" else Level.PARTLY)
    assert "The check didn't recognise both sides" in found.advice
