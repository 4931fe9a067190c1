"""The Fit Compass' model: evidence, gaps, questions, the lens, and what is kept of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.compass import (
    Compass,
    CompassError,
    Evidence,
    RoleLine,
    TargetRole,
    Verdict,
    archetypes,
    compare,
    largest_gaps,
    lens,
    prompts,
)
from manyhats.compass.as_text import as_text
from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.roles import decode, load_role

NOTHING = {hat: Evidence() for hat in Hat}


def role(**counts: int) -> TargetRole:
    """A role with so many lines for each hat, and one that asks for none."""
    lines = [
        RoleLine(f"{hat} line {number}", Hat(hat)) for hat, count in counts.items() for number in range(count)
    ]
    return TargetRole("", "Acme", (RoleLine("Pay", None), *lines))


def beside(target: TargetRole, **profile: Evidence):
    """The comparisons by hat."""
    shown = {hat: profile.get(hat, Evidence()) for hat in Hat}
    return {one.hat: one for one in compare(target, shown)}


evidence = st.builds(Evidence, st.none() | st.integers(1, 5), st.text(max_size=40))
profiles = st.fixed_dictionaries(dict.fromkeys(Hat, evidence))
roles = st.builds(
    TargetRole,
    st.text(max_size=10),
    st.text(max_size=20),
    st.lists(st.builds(RoleLine, st.text(max_size=30), st.none() | st.sampled_from(Hat)), max_size=20).map(
        tuple
    ),
)
texts = st.lists(st.text(max_size=20), max_size=3).map(tuple)
compasses = st.builds(
    Compass,
    st.none() | roles,
    profiles,
    texts,
    texts,
    texts,
    st.none() | st.sampled_from(Verdict),
    st.none() | st.dates(),
)

# Evidence


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_level_without_evidence_is_not_shown(text):
    assert Evidence(5, text).shown == 0
    assert Evidence(5, "I ran the release").shown == 5
    assert Evidence(None, "I ran the release").shown == 0


@pytest.mark.parametrize("level", [0, 6, -1, 2.0, True, "3"])
def test_a_level_that_nobody_can_choose_is_refused(level):
    with pytest.raises(ValueError, match="from 1 to 5"):
        Evidence(level)


# Gaps


@pytest.mark.parametrize(
    ("lines", "others", "asked", "where"),
    [
        (0, 10, 0, "on no line"),
        (1, 9, 1, "on one line of 10"),
        (3, 17, 1, "on a few of its lines (3 of 20)"),
        (2, 8, 2, "on some of its lines (2 of 10)"),
        (3, 7, 2, "on some of its lines (3 of 10)"),
        (4, 6, 3, "on many of its lines (4 of 10)"),
        (5, 5, 3, "on many of its lines (5 of 10)"),
        (6, 4, 4, "on most of its lines (6 of 10)"),
        (10, 0, 4, "on most of its lines (10 of 10)"),
    ],
)
def test_a_share_of_lines_stands_for_a_level(lines, others, asked, where):
    one = beside(role(delivery=lines, people=others))[Hat.DELIVERY]
    assert (one.asked, one.where, one.silent) == (asked, where, lines == 0)


def test_a_gap_says_what_is_asked_and_what_is_missing():
    found = beside(
        role(delivery=7, people=2, business=1), delivery=Evidence(4), people=Evidence(2, "Tuesdays")
    )
    assert found[Hat.DELIVERY].gap == 4
    assert found[Hat.DELIVERY].sentence == (
        "Acme asks for Delivery on most of its lines (7 of 10); you gave no evidence yet."
    )
    assert found[Hat.PEOPLE].gap == 0
    assert "That stands level." in found[Hat.PEOPLE].sentence
    assert [one.hat for one in largest_gaps(tuple(found.values()))] == [Hat.DELIVERY]


def test_evidence_below_what_is_asked_is_a_smaller_gap():
    one = beside(role(delivery=7, people=3), delivery=Evidence(2, "One release"))[Hat.DELIVERY]
    assert one.gap == 2
    assert one.sentence.endswith("what you showed is 2 of 5, “tried it”.")


def test_a_strength_that_no_line_asks_for_is_told_as_one():
    compass = Compass(role(delivery=10), {**NOTHING, Hat.PEOPLE: Evidence(5, "Tuesdays")})
    assert [one.hat for one in compass.strengths] == [Hat.PEOPLE]
    assert "Ask whether there's room for it." in compass.strengths[0].sentence


def test_level_gaps_are_all_named_and_no_gap_is_none():
    even = role(people=1, delivery=1, technical=1, business=1)
    assert len(largest_gaps(compare(even, NOTHING))) == 4
    assert largest_gaps(compare(even, {hat: Evidence(5, "x") for hat in Hat})) == ()


@given(target=roles, profile=profiles)
def test_any_profile_can_be_held_against_any_role(target, profile):
    found = compare(target, profile)
    assert [one.hat for one in found] == list(Hat)
    for one in found:
        assert 0 <= one.asked <= 4
        assert one.gap == max(0, one.asked - one.evidence.shown)
        assert not (one.gap and one.beyond)
        assert one.sentence.startswith(f"{target.name} asks for {DESCRIPTIONS[one.hat].name} on ")
    assert sum(target.mix.values()) == pytest.approx(1 if target.coded else 0)


@given(target=roles, profile=profiles, hat=st.sampled_from(Hat), level=st.integers(1, 5))
def test_more_evidence_never_makes_a_gap_larger(target, profile, hat, level):
    before = {one.hat: one.gap for one in compare(target, {**profile, hat: Evidence(level)})}
    after = {one.hat: one.gap for one in compare(target, {**profile, hat: Evidence(level, "It happened")})}
    assert all(after[one] <= before[one] for one in Hat)


def test_the_lines_that_ask_for_a_hat_can_be_quoted():
    target = role(people=1, delivery=2)
    assert target.quotes(Hat.DELIVERY) == ("delivery line 0", "delivery line 1")
    assert target.quotes(Hat.BUSINESS) == ()


# Questions


def test_each_gap_and_each_silence_gives_one_question_the_largest_gap_first():
    compass = Compass(
        role(delivery=7, people=2, business=1), {**NOTHING, Hat.BUSINESS: Evidence(3, "Told a customer")}
    )
    assert [one.id for one in compass.derived] == ["gap-delivery", "gap-people", "silent-technical"]
    assert compass.questions == (
        prompts().hats[Hat.DELIVERY].gap,
        prompts().hats[Hat.PEOPLE].gap,
        prompts().hats[Hat.TECHNICAL].silent,
    )


def test_what_was_left_out_is_not_asked_and_own_questions_come_last():
    compass = Compass(
        role(delivery=1), NOTHING, left_out=("gap-delivery",), own_questions=("Who was here before?",)
    )
    assert prompts().hats[Hat.DELIVERY].gap not in compass.questions
    assert compass.questions[-1] == "Who was here before?"
    assert len(compass.questions) == len(compass.derived)


def test_without_a_role_nothing_follows():
    compass = Compass()
    assert (compass.comparisons, compass.gaps, compass.strengths, compass.questions) == ((), (), (), ())


def test_every_hat_has_its_prompts_and_the_verdicts_are_those_of_the_model():
    assert {one.id for one in prompts().verdicts} == {str(one) for one in Verdict}
    for hat in Hat:
        asked = prompts().hats[hat]
        assert asked.gap.endswith("?")
        assert asked.silent.endswith("?")
        assert asked.evidence.endswith("?")
        assert asked.step.endswith(".")


# The lens


@pytest.mark.parametrize(
    ("role_id", "nearest"),
    [
        ("harbour", "Delivery EM"),
        ("brightline", "Team Lead EM"),
        ("pinewood", "Tech Lead EM"),
        ("copperfield", "Product EM"),
        ("fenwick", None),
        ("ashgrove", None),
        ("tallow", None),
    ],
)
def test_the_course_s_roles_through_the_lens(role_id, nearest):
    seen = lens(decode(load_role(role_id).text).mix)
    assert (seen.nearest and seen.nearest.name) == nearest


def test_a_lean_needs_two_fifths_and_a_lead():
    def nearest(*shares: float):
        found = lens(dict(zip(Hat, shares, strict=True)))
        return found.nearest and found.nearest.id, found.plain

    assert nearest(0.6, 0.4, 0, 0) == ("team-lead", True)
    assert nearest(0.4, 0.3, 0.3, 0) == ("team-lead", False)
    assert nearest(0.45, 0.4, 0.15, 0) == (None, False)
    assert nearest(0.39, 0.21, 0.2, 0.2) == (None, False)
    assert nearest(0, 0, 0, 0) == (None, False)


def test_kua_s_five_are_named_and_a_scope_is_no_hat():
    five = {one.name: one.hat for one in archetypes().archetypes}
    assert list(five) == ["Tech Lead EM", "Team Lead EM", "Delivery EM", "Product EM", "Lead of Leads EM"]
    assert five.pop("Lead of Leads EM") is None
    assert set(five.values()) == set(Hat)


# What is kept


@given(compass=compasses)
def test_what_was_kept_comes_back(compass):
    assert Compass.from_json(json.loads(json.dumps(compass.to_json()))) == compass


GOOD = Compass(role(delivery=1), NOTHING, verdict=Verdict.GO).to_json()


@pytest.mark.parametrize(
    "damage",
    [
        {"role": "harbour"},
        {"role": {"id": "x", "name": "X", "lines": [["a"]]}},
        {"role": {"id": "x", "name": "X", "lines": [["a", "juggling"]]}},
        {"role": {"id": "x", "name": 3, "lines": []}},
        {"role": {"id": "x", "name": "X", "lines": {"a": 1}}},
        {"profile": {}},
        {"profile": None},
        {"profile": {hat: {"level": 9, "text": ""} for hat in Hat}},
        {"profile": {hat: {"level": 1, "text": None} for hat in Hat}},
        {"left_out": "all"},
        {"own_questions": [3]},
        {"plan": None},
        {"verdict": "perhaps"},
        {"verdict": ["go"]},
        {"on": "yesterday"},
        {"on": 3},
    ],
)
def test_a_damaged_one_is_refused_with_a_sentence(damage):
    with pytest.raises(CompassError, match="damaged"):
        Compass.from_json({**GOOD, **damage})


@pytest.mark.parametrize("data", [None, 3, "x", [], {}, {"version": 1}])
def test_what_is_no_compass_is_refused_with_a_sentence(data):
    with pytest.raises(CompassError, match="damaged"):
        Compass.from_json(data)


def test_one_of_another_version_is_told_so():
    with pytest.raises(CompassError, match="another version"):
        Compass.from_json({**GOOD, "version": 2})


# To take away


def test_the_text_holds_what_was_written_and_names_what_is_open():
    compass = Compass(
        role(delivery=1),
        {**NOTHING, Hat.PEOPLE: Evidence(4, "Tuesdays with Maja")},
        own_questions=("Who was here before?",),
        plan=("Ask my lead on Monday",),
        verdict=Verdict.NOT_NOW,
    )
    text = as_text(compass)
    for piece in (
        "The role: Acme",
        "Tuesdays with Maja",
        "Who was here",
        "Ask my lead",
        "My decision: Not now",
    ):
        assert piece in text
    assert "Delivery: not chosen yet. No evidence yet." in text
    assert "No role is chosen yet." in as_text(Compass())
    assert "My decision: still open" in as_text(Compass())


# One's own text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Engineering Manager, Payments\nHold one-to-ones with the team.", "Engineering Manager, Payments"),
        ("Hold one-to-ones with the team.\nPlan the release and own its date.", "Your text"),
        (
            "Salary and benefits are listed at the end of this page, beside our perks\nHold one-to-ones.",
            "Your text",
        ),
    ],
)
def test_a_text_is_called_by_its_title_if_it_has_one(text, name):
    assert TargetRole.own(decode(text)).name == name
