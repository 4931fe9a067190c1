"""A show of hands: what a room's counts come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.scenarios import RunError
from manyhats.scenarios.hands import MOST_HANDS, Hands
from manyhats.scenarios.judgement import credit

COUNTS = st.fixed_dictionaries({rating: st.integers(0, 40) for rating in (1, 2, 3, 4)}).filter(
    lambda by_rating: any(by_rating.values())
)


def hands(*counts):
    return Hands({option: dict(enumerate(by, 1)) for option, by in zip("abcd", counts, strict=False)})


def test_the_mean_the_nearest_rating_and_the_credit_of_a_hand():
    room = hands((0, 0, 1, 3), (5, 0, 0, 5))
    assert room.raised("b") == 10
    assert room.mean("a") == 3.75
    assert room.ratings == {"a": 4, "b": 3}
    # Of the hands for a three earn 1 and one 2/3; of those for b half earn 0 and half 1.
    assert room.credit({"a": 4, "b": 1}) == pytest.approx((11 / 12 + 1 / 2) / 2)


@given(st.dictionaries(st.sampled_from("abcd"), COUNTS, min_size=1), st.data())
def test_a_rooms_credit_is_the_mean_of_what_its_hands_earn(counts, data):
    room = Hands(counts)
    keys = {option: data.draw(st.integers(1, 4)) for option in counts}
    for option, by_rating in counts.items():
        each = [credit({option: r}, {option: keys[option]}) for r, n in by_rating.items() for _ in range(n)]
        assert room.credit({option: keys[option]}) == pytest.approx(sum(each) / len(each))
        assert 1 <= room.ratings[option] <= 4
        assert abs(room.ratings[option] - room.mean(option)) <= 0.5
    assert 0 <= room.credit(keys) <= 1


@pytest.mark.parametrize(
    "counts",
    [
        {"a": dict.fromkeys((1, 2, 3, 4), 0)},
        {"a": {1: -1, 2: 1, 3: 0, 4: 0}},
        {"a": {1: MOST_HANDS + 1, 2: 1, 3: 0, 4: 0}},
        {"a": {1: 1.5, 2: 1, 3: 0, 4: 0}},
        {"a": {1: 1}},
    ],
)
def test_what_is_no_show_of_hands_is_refused_in_a_sentence(counts):
    with pytest.raises(RunError, match=r"\.$"):
        Hands(counts)
