"""The feed: what a reader's picture is made of, and what more reading can and can't do for it."""

import itertools
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from manyhats.feed import RELATABILITY, Spread, middle, nearest, read
from manyhats.hats import Hat

JOB = {Hat.PEOPLE: 0.2, Hat.DELIVERY: 0.5, Hat.TECHNICAL: 0.2, Hat.BUSINESS: 0.1}
CROWD = range(40)


@st.composite
def mixes(draw):
    weights = draw(st.lists(st.integers(0, 20), min_size=4, max_size=4))
    assume(sum(weights))
    return {hat: weight / sum(weights) for hat, weight in zip(Hat, weights, strict=True)}


spreads = st.builds(Spread, more=st.floats(0, 1), hands=st.integers(0, 5))
UNSELECTED = [Spread(0, 4), Spread(1, 0), Spread(0, 0)]


@pytest.mark.parametrize("spread", UNSELECTED)
@given(written=mixes())
def test_without_selection_what_arrives_is_what_was_written(spread, written):
    assert spread.arriving(written) == pytest.approx(written)


@given(spreads, mixes())
def test_what_arrives_is_a_mix_and_nothing_comes_of_what_nobody_wrote(spread, written):
    arriving = spread.arriving(written)
    assert sum(arriving.values()) == pytest.approx(1)
    assert all((arriving[hat] == 0) == (written[hat] == 0) for hat in Hat)


@given(mixes(), st.integers(1, 5), st.floats(0, 1), st.floats(0, 1))
def test_people_topics_gain_with_the_lead_and_with_every_hand(written, hands, one, other):
    less, more = sorted((one, other))
    share = Spread(less, hands).arriving(written)[Hat.PEOPLE]
    assert Spread(more, hands).arriving(written)[Hat.PEOPLE] >= share - 1e-12
    assert Spread(less, hands + 1).arriving(written)[Hat.PEOPLE] >= share - 1e-12


def test_a_small_lead_at_each_hand_multiplies():
    spread = Spread(0.5, 4)
    assert spread.reach(Hat.PEOPLE) == pytest.approx(1.5**4)
    assert spread.reach(Hat.TECHNICAL) == 1


def test_it_is_what_following_every_post_through_every_hand_gives():
    spread, luck, reached = Spread(0.8, 3), random.Random(7), dict.fromkeys(Hat, 0)
    for topic in luck.choices(list(Hat), [JOB[hat] for hat in Hat], k=200_000):
        passed_on = 0.5 * (1 + spread.more * RELATABILITY[topic])
        reached[topic] += all(luck.random() < passed_on for _ in range(spread.hands))
    arriving = spread.arriving(JOB)
    for hat in Hat:
        assert reached[hat] / sum(reached.values()) == pytest.approx(arriving[hat], abs=0.01)


@pytest.mark.parametrize(("more", "hands"), [(-0.1, 2), (0.1, -1)])
def test_a_spread_below_nothing_is_refused(more, hands):
    with pytest.raises(ValueError, match="starts at 0"):
        Spread(more, hands)


@given(mixes(), st.integers(0, 1000), st.integers(1, 20))
def test_a_picture_is_a_mix_after_every_week_and_the_same_for_the_same_seed(arriving, seed, weeks):
    pictures = read(arriving, seed, weeks)
    assert len(pictures) == weeks
    assert all(sum(picture.values()) == pytest.approx(1) for picture in pictures)
    assert all(arriving[hat] or not picture[hat] for picture in pictures for hat in Hat)
    assert pictures == read(arriving, seed, weeks)


@given(mixes(), st.integers(0, 1000), st.integers(0, 5), st.floats(0, 1), st.floats(0, 1))
def test_the_same_reader_never_sees_less_of_people_when_it_spreads_further(written, seed, hands, one, other):
    less, more = (
        [picture[Hat.PEOPLE] for picture in read(Spread(lead, hands).arriving(written), seed)]
        for lead in sorted((one, other))
    )
    assert all(a <= b for a, b in zip(less, more, strict=True))


def people_by_week(spread, weeks=12):
    """For each week the pictures that a crowd has of one hat."""
    crowd = [read(spread.arriving(JOB), seed, weeks) for seed in CROWD]
    return [[pictures[week][Hat.PEOPLE] for pictures in crowd] for week in range(weeks)]


@pytest.mark.parametrize("spread", UNSELECTED)
def test_without_selection_the_pictures_lie_round_the_job(spread):
    low, high = middle(people_by_week(spread)[-1])
    assert low < JOB[Hat.PEOPLE] < high


def test_more_weeks_narrow_the_band_and_do_not_bring_it_to_the_job():
    by_week = people_by_week(Spread(0.5, 4), weeks=52)
    widths = [high - low for low, high in map(middle, by_week)]
    assert widths[0] > 2 * widths[11] > 2 * widths[51]
    assert middle(by_week[51])[0] > JOB[Hat.PEOPLE] + 0.15


@given(st.lists(st.floats(0, 1), min_size=10, max_size=60))
def test_eight_of_ten_lie_in_the_middle(values):
    low, high = middle(reversed(values))
    assert low <= high
    assert sum(low <= value <= high for value in values) >= 0.8 * len(values)


def test_a_crowd_of_nine_is_refused():
    with pytest.raises(ValueError, match="there are 9"):
        middle([0.5] * 9)


def test_a_picture_is_nearest_to_itself_and_of_two_as_near_to_the_earlier():
    jobs = {f"only {hat}": {other: float(other == hat) for other in Hat} for hat in Hat}
    assert [nearest(mix, jobs) for mix in jobs.values()] == list(jobs)
    assert nearest(dict.fromkeys(Hat, 0.25), jobs) == "only people"


def test_one_strong_selection_makes_different_jobs_look_alike():
    jobs = {hat: {other: 0.55 if other == hat else 0.15 for other in Hat} for hat in Hat}
    pictures = [Spread(1, 5).arriving(mix) for mix in jobs.values()]
    assert {nearest(picture, jobs) for picture in pictures} == {Hat.PEOPLE}
    for one, other in itertools.combinations(pictures, 2):
        assert abs(one[Hat.PEOPLE] - other[Hat.PEOPLE]) < 0.55 - 0.15
