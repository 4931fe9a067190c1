"""Self-ratings: what they refuse, what stands out in them, and how they survive the journal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.hats import Hat
from manyhats.profile import BASELINE, LIKING_WORDS, MOST, STRENGTH_WORDS, Ratings, SelfRating, read_ratings

numbers = st.fixed_dictionaries({hat: st.integers(1, MOST) for hat in Hat})
ratings = st.builds(SelfRating, numbers, numbers, st.dates())
LEVEL = dict.fromkeys(Hat, 3)
TODAY = date(2026, 3, 1)


@given(ratings)
def test_a_rating_survives_the_journal(rating):
    assert SelfRating.from_json(rating.to_json()) == rating
    assert read_ratings({BASELINE: rating.to_json()}) == Ratings(rating)


@given(ratings)
def test_what_stands_out_follows_from_the_numbers(rating):
    together = {hat: rating.strength[hat] + rating.liking[hat] for hat in Hat}
    rest = [together[hat] for hat in Hat if hat not in rating.lean]
    for hat in rating.lean:
        assert together[hat] == max(together.values()) > max(rest)
    assert bool(rating.lean) == (len(set(together.values())) > 1)
    assert not set(rating.stronger_than_liked) & set(rating.liked_beyond_strength)


def test_strength_and_liking_part_from_two_steps_on():
    rating = SelfRating(
        {**LEVEL, Hat.TECHNICAL: 5, Hat.BUSINESS: 1, Hat.DELIVERY: 4},
        LEVEL,
        TODAY,
    )
    assert rating.lean == (Hat.TECHNICAL,)
    assert rating.stronger_than_liked == (Hat.TECHNICAL,)
    assert rating.liked_beyond_strength == (Hat.BUSINESS,)


def test_every_number_has_a_word():
    for words in (STRENGTH_WORDS, LIKING_WORDS):
        assert list(words) == list(range(1, MOST + 1))
        assert len(set(words.values())) == MOST


@pytest.mark.parametrize("number", [0, 6, 2.5, True, "3", None])
def test_a_number_that_nobody_can_answer_is_refused(number):
    with pytest.raises(ValueError, match="whole ones from 1 to 5"):
        SelfRating({**LEVEL, Hat.PEOPLE: number}, LEVEL, TODAY)


def test_a_hat_that_is_left_out_is_refused():
    with pytest.raises(ValueError, match="each of the four hats"):
        SelfRating(LEVEL, {Hat.PEOPLE: 3}, TODAY)


GOOD = SelfRating(LEVEL, LEVEL, TODAY).to_json()


@pytest.mark.parametrize(
    "data",
    [
        None,
        "words",
        [],
        {},
        {**GOOD, "version": 2},
        {**GOOD, "on": "yesterday"},
        {**GOOD, "on": 3},
        {**GOOD, "strength": [3, 3, 3, 3]},
        {**GOOD, "liking": {**GOOD["liking"], "juggling": 3}},
        {**GOOD, "liking": {**GOOD["liking"], "people": [3]}},
    ],
)
def test_a_damaged_rating_is_refused_and_passed_over_among_others(data):
    with pytest.raises(ValueError, match=r"can.t be read|another version|hats|numbers|isoformat|Hat"):
        SelfRating.from_json(data)
    later = SelfRating(LEVEL, {**LEVEL, Hat.PEOPLE: 5}, date(2026, 4, 1))
    found = read_ratings({BASELINE: data, "2026-04-01": later.to_json()})
    assert found == Ratings(None, (later,))


def test_later_ratings_stand_by_day_and_never_in_place_of_the_beginning():
    first, second, third = (SelfRating(LEVEL, LEVEL, date(2026, month, 1)) for month in (1, 2, 3))
    found = Ratings().with_(BASELINE, first).with_("2026-03-01", third).with_("2026-02-01", second)
    assert found == Ratings(first, (second, third))
    assert found.latest == third
    corrected = SelfRating({**LEVEL, Hat.PEOPLE: 5}, LEVEL, third.on)
    assert found.with_("2026-03-01", corrected).later == (second, corrected)
    assert Ratings(first).latest == first
    assert Ratings().latest is None
