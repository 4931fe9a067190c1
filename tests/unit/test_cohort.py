"""The figures of the class report, from plain values."""

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.grading.cohort.agreement import agreement
from manyhats.grading.cohort.criteria import spreads
from manyhats.grading.cohort.gap import common_gap
from manyhats.grading.cohort.judgement import judged
from manyhats.grading.cohort.lean import lean
from manyhats.grading.cohort.page import Setting, page
from manyhats.grading.cohort.plain import plain
from manyhats.grading.cohort.progress import progress
from manyhats.grading.cohort.pseudonyms import Names
from manyhats.grading.cohort.queue import queue, sample
from manyhats.grading.cohort.records import Cohort, HandedIn, Marked, Prompt
from manyhats.grading.display import answer_html
from manyhats.hats import Hat
from manyhats.profile import SelfRating
from manyhats.record import MyRecord, RatedOptions, write_record
from manyhats.reflection import Level
from manyhats.scenarios import load

MET, PARTLY, MISSING, UNSURE = Level.MET, Level.PARTLY, Level.NOT_FOUND, Level.UNSURE


def marked(student: str = "ada", prompt: str = "own-org", proposed: float | None = 2.0, **more) -> Marked:
    return Marked(student, prompt, 4.0, proposed, **more)


def class_of(*levels: tuple[Level, Level]) -> list[Marked]:
    return [
        marked(f"s{place}", levels={"case": one, "step": two}, sentences={"case": (f"Sentence {place}.",)})
        for place, (one, two) in enumerate(levels)
    ]


# Progress and queue


def test_progress_counts_learners_and_answers_apart() -> None:
    cohort = Cohort(
        "01",
        learners=5,
        ungraded=1,
        handed_in=(
            HandedIn("ada", datetime(2026, 1, 2), late=True),
            HandedIn("bob", readable=False),
            HandedIn("cleo", returned=True),
        ),
        marked=(
            marked("ada", waits=True),
            marked("ada", "same-title", waits=True),
            marked("bob", given=1.0),
            marked("cleo"),
        ),
        prompts=(),
    )
    found = progress(cohort)
    assert (found.handed_in, found.learners, found.ungraded) == (4, 5, 1)
    assert (found.waiting, found.answers_waiting, found.answers_scored) == (1, 2, 1)
    assert (found.late, found.unreadable, found.returned) == (1, 1, 1)


def test_flagged_answers_come_before_unsure_and_changed_ones() -> None:
    answers = [
        marked("changed", waits=True, reasons=("changed since you scored or commented it",)),
        marked("unsure", waits=True, reasons=("unsure of “A reason”",)),
        marked("quiet"),
        marked("flagged", waits=True, reasons=("off topic", "unsure of “A reason”"), flags=("off_topic",)),
        marked("failed", waits=True, reasons=("the check itself failed",), proposed=None),
    ]
    assert [one.student for one in queue(answers)] == ["flagged", "failed", "unsure", "changed"]


@given(st.lists(st.integers(0, 400).map(lambda hundredths: hundredths / 100), max_size=40), st.integers(2, 6))
def test_a_sample_reaches_from_the_least_to_the_most_credit(points: list[float], most: int) -> None:
    answers = [marked(f"s{place}", proposed=one) for place, one in enumerate(points)]
    few = sample(answers, most)
    assert len(few) == min(most, len(points))
    if points:
        assert few[0].proposed == min(points)
        assert few[-1].proposed == max(points)


# Criteria


def test_a_criterion_that_all_answers_meet_tells_nobody_apart() -> None:
    case, step = spreads(class_of(*[(MET, MET)] * 6, *[(MET, MISSING)] * 6), ["case", "step"])
    assert case.warning == "Tells nobody apart: found in 12 of 12 answers."
    assert (step.warning, step.counts[MET], step.counts[MISSING]) == ("", 6, 6)


def test_nine_answers_are_too_few_to_judge_a_criterion() -> None:
    (case,) = spreads(class_of(*[(MET, MET)] * 9), ["case"])
    assert case.warning == ""


def test_unsure_counts_for_nothing_and_an_empty_answer_is_left_out() -> None:
    answers = [
        *class_of((MET, UNSURE), (UNSURE, MET)),
        marked("s9", flags=("empty",), levels={"case": MISSING}),
    ]
    case, step = spreads(answers, ["case", "step"])
    assert (case.decided, case.counts[UNSURE], case.counts[MISSING]) == (1, 1, 0)
    assert step.decided == 1


def test_a_criterion_that_runs_against_the_others_is_told() -> None:
    case, _ = spreads(class_of(*[(MET, MISSING)] * 10, *[(MISSING, MET)] * 10, (MET, MET)), ["case", "step"])
    assert case.relation is not None
    assert case.relation < -0.8
    assert case.warning.startswith("Runs against the other criteria")


# Gap


def test_the_common_gap_is_the_criterion_that_most_answers_lack_with_the_sentences_nearest() -> None:
    gap = common_gap(
        class_of(*[(PARTLY, MET)] * 7, *[(MISSING, MET)] * 2, *[(MET, MISSING)] * 3), ["case", "step"]
    )
    assert gap is not None
    assert (gap.criterion, gap.lacking, gap.decided) == ("case", 9, 12)
    assert gap.nearest[0] == ("s0", "Sentence 0.")
    assert len(gap.nearest) == 6


def test_there_is_no_gap_where_nothing_lacks_or_few_have_answered() -> None:
    assert common_gap(class_of(*[(MET, MET)] * 12), ["case", "step"]) is None
    assert common_gap(class_of(*[(MISSING, MET)] * 3), ["case", "step"]) is None


# Agreement


def test_agreement_of_both_scores() -> None:
    found = agreement(
        [marked(proposed=4.0, given=4.0), marked(proposed=2.0, given=3.0), marked(proposed=1.0)]
    )
    assert found is not None
    assert found.pairs == ((1.0, 1.0), (0.5, 0.75))
    assert (found.bias, found.distance, found.close, found.correlation) == (0.125, 0.125, 0.5, None)


def test_without_the_instructors_points_there_is_no_agreement() -> None:
    assert agreement([marked(), marked(proposed=None, given=2.0)]) is None


@given(st.lists(st.tuples(st.floats(0, 4), st.floats(0, 4)), min_size=1, max_size=30))
def test_agreement_stays_in_its_ranges(pairs: list[tuple[float, float]]) -> None:
    found = agreement([marked(proposed=check, given=by_hand) for check, by_hand in pairs])
    assert found is not None
    assert -1 <= found.bias <= 1
    assert abs(found.bias) <= found.distance + 1e-9
    assert 0 <= found.close <= 1
    assert found.correlation is None or -1 - 1e-9 <= found.correlation <= 1 + 1e-9


# Lean

PEOPLE = "I hold a one-to-one with each engineer every week. I coach the juniors and give feedback on their growth."
DELIVERY = "We plan the sprint and commit to the release date."


def test_an_answer_of_one_hat_is_found_and_a_mixed_one_is_not() -> None:
    found = lean([marked("ada", answer=PEOPLE), marked("bob", answer=f"{PEOPLE} {DELIVERY}")])
    assert found.counts[Hat.PEOPLE] == 4
    assert found.counts[Hat.DELIVERY] >= 1
    assert [(one.student, one.hat, len(one.sentences)) for one in found.one_sided] == [("ada", Hat.PEOPLE, 2)]
    assert found.commonest is Hat.PEOPLE


def test_a_flagged_answer_says_nothing_of_the_class() -> None:
    found = lean([marked(answer=PEOPLE, flags=("keyword_list",)), marked(answer="")])
    assert (found.answers, sum(found.counts.values()), found.commonest) == (0, 0, None)


# Names and texts


def test_names_are_hidden_until_they_are_asked_for() -> None:
    students = [f"student-{place}" for place in range(30)]
    hidden, shown = Names(students), Names(students, shown=True)
    numbers = [hidden.of(one) for one in students]
    assert len(set(numbers)) == 30
    assert numbers != sorted(numbers), "the numbers follow the alphabet"
    assert all(re.fullmatch(r"Learner \d\d", one) for one in numbers)
    assert shown.of("student-3") == "student-3"
    assert hidden.of("a stranger") == "A learner"


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_the_words_of_an_answer_survive_its_safe_form(word: str) -> None:
    assert word in plain(answer_html(f"I said: {word} <b>and</b> more."))


def test_the_safe_forms_blocks_become_lines() -> None:
    text = "First, *this*.\n\n- one & two\n- `three`\n\n> four <script>"
    assert plain(answer_html(text)).splitlines() == ["First, this.", "one & two", "three", "four <script>"]


# The page

EVIL = "<script>alert(1)</script>"


def evil_cohort() -> Cohort:
    answers = [
        marked(
            f"{EVIL}{place}",
            given=1.0 if place % 2 else None,
            waits=place % 3 == 0,
            reasons=(f"unsure of “{EVIL}”",),
            levels={"case": PARTLY},
            sentences={"case": (f"{EVIL} & “it”",)},
            answer=f"{PEOPLE} {EVIL}",
            page='"><script>alert(2)</script>',
        )
        for place in range(12)
    ]
    handed_in = tuple(HandedIn(one.student, remarks=(EVIL,)) for one in answers)
    return Cohort(EVIL, 12, 0, handed_in, tuple(answers), (Prompt("own-org", EVIL, {"case": EVIL}),))


@pytest.mark.parametrize("shown", [False, True])
def test_whatever_a_person_wrote_is_text_on_the_page(shown: bool) -> None:
    cohort = evil_cohort()
    names = Names([one.student for one in cohort.handed_in], shown)
    html = page(cohort, Setting(names, "http://localhost:8888/formgrader"))
    assert "<script" not in html
    assert "alert(1)" in html
    assert ("&lt;script&gt;alert(1)&lt;/script&gt;0" in html) is shown, (
        "an id stands there only when it is asked for"
    )


def test_the_page_says_each_thing_in_words() -> None:
    cohort = evil_cohort()
    html = page(cohort, Setting(Names([]), "http://localhost:8888/formgrader"))
    assert 'aria-label="found 0, partly found 12, not found 0, unsure 0"' in html
    assert "Answers by share of the points: yours downwards, the check&#x27;s across" not in html
    assert "<caption>Answers by share of the points" in html
    assert not re.search(r'(src|href)\s*=\s*"(?!http://localhost:8888/)', html)


def test_an_exercise_that_nobody_handed_in_has_a_page_too() -> None:
    html = page(Cohort("01", 0, 0, (), (), ()), Setting(Names([]), ""))
    assert "Nothing." in html
    assert "You have given no points yet" in html


# Records


def a_record(**ratings: int) -> str:
    options = {option.id: 2 for option in load("two-offers").pivotal.options} | ratings
    own = SelfRating(dict.fromkeys(Hat, 3), dict.fromkeys(Hat, 2), date(2026, 3, 1))
    return write_record(MyRecord((RatedOptions("two-offers", options, 70),), (own,)))


def test_records_are_counted_by_option_and_what_is_broken_is_said() -> None:
    first = load("two-offers").pivotal.options[0]
    texts = ["", "I'd rather not.", a_record(), a_record(**{first.id: 4}), a_record().replace("70%", "80%")]
    found = judged(texts)
    assert (found.records, len(found.problems), found.self_rated) == (2, 1, 2)
    (scenario,) = found.scenarios
    assert (scenario.ratings, scenario.confidence) == (2, 70)
    assert scenario.options[0].counts == {1: 0, 2: 1, 3: 0, 4: 1}
    assert scenario.options[0].mean == 3
    assert found.strength == dict.fromkeys(Hat, 3.0)


def test_a_record_survives_the_safe_form_in_which_it_is_graded() -> None:
    for pasted in (a_record(), f"```\n{a_record()}\n```", a_record().replace("\n", "\n\n")):
        assert judged([plain(answer_html(pasted))]).records == 1


def test_a_scenario_that_the_course_does_not_have_is_passed_over() -> None:
    record = write_record(MyRecord((RatedOptions("no-such-scenario", {"a": 1}, 50),)))
    assert judged([record]).scenarios == ()


def test_the_page_shows_the_ratings_by_option() -> None:
    cohort = Cohort("08", 1, 0, (HandedIn("ada", record=a_record()),), (), ())
    html = page(cohort, Setting(Names(["ada"]), ""))
    assert "Records that learners chose to hand in: 1." in html
    assert "The keys are provisional" in html
    assert "70% sure" in html
