"""The debt model: what it keeps, what comes late, and that no single number carries it."""

import dataclasses
import itertools
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.debt import Rates, behind_in_sum, fewer_features, simulate, spans

ROOT = Path(__file__).parents[2]
FIFTH, NOTHING, REPAIR = (0.2, 0.2, 0.2), (0.0, 0.0, 0.0), (0.0, 0.5, 0.2)
TURN = 14  # the week in which the repair begins
SHARES = st.tuples(*[st.floats(0, 0.6)] * 3)
DRAWS = 300


def drawn(seed):
    """The course's rates, each moved by up to a quarter of itself."""
    choose = random.Random(seed)
    return Rates(
        **{field.name: field.default * choose.uniform(0.75, 1.25) for field in dataclasses.fields(Rates)}
    )


def back_to_the_beginning(weeks):
    """The first week from the turn on with as few incidents as in week 1."""
    return next((w.number for w in weeks[TURN - 1 :] if w.incidents <= weeks[0].incidents), None)


def worst_week(weeks):
    return max(weeks, key=lambda week: week.incidents).number


@pytest.mark.parametrize("rates", [Rates(), drawn(1), drawn(2)])
def test_the_share_that_holds_keeps_everything_where_it_is(rates):
    weeks = simulate((rates.holding,) * 3, rates)
    assert [week.number for week in weeks] == list(range(1, 40))
    for name in ("features", "incidents", "lost", "debt", "felt"):
        values = [getattr(week, name) for week in weeks]
        assert values == pytest.approx([values[0]] * 39)


@given(SHARES)
def test_every_quantity_stays_in_its_range(shares):
    for week in simulate(shares):
        assert 0 < week.features < Rates().pace
        assert week.debt >= 0
        assert week.felt > 0
        assert week.incidents >= 0
        assert 0 <= week.lost <= Rates().worst


@given(SHARES, st.floats(0, 0.6), st.integers(0, 2))
def test_more_time_for_debt_leaves_no_more_of_it_in_that_quarter(shares, more, quarter):
    raised = tuple(min(0.6, share + more) if i == quarter else share for i, share in enumerate(shares))
    until = 13 * (quarter + 1)
    for less, week in zip(simulate(raised)[:until], simulate(shares)[:until], strict=True):
        assert less.debt <= week.debt + 1e-9
        assert less.incidents <= week.incidents + 1e-9


@given(SHARES, SHARES)
def test_a_later_quarter_changes_nothing_before_it(shares, others):
    mixed = (shares[0], *others[1:])
    assert simulate(mixed)[:13] == simulate(shares)[:13]


def test_nothing_for_debt_pays_at_first_and_hurts_in_the_second_quarter():
    nothing, fifth = simulate(NOTHING), simulate(FIFTH)
    assert nothing[0].features > fifth[0].features
    assert spans(fewer_features(nothing, fifth)) == [(20, 39)]
    assert spans(behind_in_sum(nothing, fifth)) == [(36, 39)]


def test_relief_comes_a_quarter_after_the_repair_began():
    repair, fifth = simulate(REPAIR), simulate(FIFTH)
    assert worst_week(repair) == 20
    assert back_to_the_beginning(repair) == 31
    assert spans(fewer_features(repair, fifth)) == [(14, 30)]


def test_within_the_three_quarters_the_repair_does_not_pay_for_itself_but_its_last_week_is_better():
    repair, nothing = simulate(REPAIR), simulate(NOTHING)
    assert sum(w.features for w in repair) < sum(w.features for w in nothing)
    assert repair[-1].features > 2 * nothing[-1].features


def test_to_let_go_in_the_last_quarter_looks_best_on_a_page_that_ends_there():
    cut, fifth = simulate((0.2, 0.2, 0.0)), simulate(FIFTH)
    assert fewer_features(cut, fifth) == []
    assert cut[-1].debt > fifth[-1].debt


def test_what_is_taught_rests_on_no_single_number():
    late_harm = late_relief = rising = 0
    for seed in range(DRAWS):
        rates = drawn(seed)
        fifth = simulate((rates.holding,) * 3, rates)
        harm = fewer_features(simulate(NOTHING, rates), fifth)
        repair = simulate(REPAIR, rates)
        late_harm += bool(harm) and 13 < harm[0] < 27
        rising += worst_week(repair) >= TURN + 3
        late_relief += (back_to_the_beginning(repair) or 40) > 26
    assert min(late_harm, rising, late_relief) >= 0.9 * DRAWS


def test_the_module_tells_what_the_model_does():
    notebook = json.loads((ROOT / "course" / "05-technical-direction.ipynb").read_text(encoding="utf-8"))
    told = next("".join(cell["source"]) for cell in notebook["cells"] if cell["id"] == "insight")
    nothing, fifth, repair, cut = (simulate(s) for s in (NOTHING, FIFTH, REPAIR, (0.2, 0.2, 0.0)))

    def shipped(weeks):
        return f"{sum(week.features for week in weeks):.0f}"

    for figure in (
        f"{shipped(nothing[:13])} features, where the steady fifth ships {shipped(fifth[:13])}",
        f"begins to hurt in week {fewer_features(nothing, fifth)[0]}",
        f"ahead until week {behind_in_sum(nothing, fifth)[0] - 1}",
        f"incidents rise until week {worst_week(repair)}",
        f"where they began in week {back_to_the_beginning(repair)}",
        f"Until week {fewer_features(repair, fifth)[-1]} the team ships less",
        f"{shipped(repair)} features in all, and {shipped(nothing)} for",
        f"ships {repair[-1].features:.1f} a week and the other {nothing[-1].features:.1f}",
    ):
        assert figure in told
    assert cut[-1].debt == pytest.approx(1.5 * fifth[-1].debt, rel=0.02)  # "half as much debt again"


@pytest.mark.parametrize("shares", [(0.2, 0.2), (0.2,) * 4, (-0.01, 0.2, 0.2), (0.2, 0.2, 0.61)])
def test_a_share_outside_or_missing_is_refused(shares):
    with pytest.raises(ValueError, match="Three shares"):
        simulate(shares)


@given(st.sets(st.integers(1, 39)))
def test_spans_hold_the_same_numbers(numbers):
    found = spans(sorted(numbers))
    assert [n for a, b in found for n in range(a, b + 1)] == sorted(numbers)
    assert all(later[0] > earlier[1] + 1 for earlier, later in itertools.pairwise(found))
