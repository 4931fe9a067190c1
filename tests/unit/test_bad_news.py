"""The bad-news model: what it teaches holds for every call that can be made, and its content is whole."""

from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.bad_news import Call, Case, Message, Part, Rung, Wording, case, contrast, missing, respond
from manyhats.bad_news.case import EARLIEST, MOST_TRUST, Stage
from manyhats.bad_news.contrast import EARLY, LATE
from manyhats.content import CONTENT
from manyhats.content.errors import ContentError
from manyhats.content.load import load
from manyhats.scenarios import cast

CASE = case()
PLAIN, SOFT, OUT = Wording


def message(fact=PLAIN, options=PLAIN, ask=PLAIN, date=PLAIN, opening=Part.FACT):
    wordings = {Part.FACT: fact, Part.OPTIONS: options, Part.ASK: ask, Part.DATE: date}
    return Message(wordings, opening)


def trusts(call):
    return [response.trust for response in respond(CASE, call)]


MESSAGES = [message(*wordings, opening) for *wordings, opening in product(*[Wording] * 4, Part)]
calls = st.builds(Call, st.integers(0, EARLIEST), st.sampled_from(MESSAGES), st.sampled_from(Rung))


# What the call is for


def test_only_early_plain_and_with_all_four_parts_wins_both_wholly():
    won = [
        Call(weeks, said, rung)
        for weeks, said, rung in product(range(EARLIEST + 1), MESSAGES, Rung)
        if trusts(Call(weeks, said, rung)) == [MOST_TRUST, MOST_TRUST]
    ]
    assert won
    assert {call.weeks for call in won} == set(range(EARLY, EARLIEST + 1))
    assert {tuple(call.message.wordings.values()) for call in won} == {(PLAIN,) * 4}
    assert {call.rung for call in won} == {Rung.BOTH}
    # The order is free, but for options before the fact.
    assert {call.message.opening for call in won} == {Part.FACT, Part.ASK, Part.DATE}


def test_early_without_options_beats_late_with_them_for_each_of_the_two_whatever_else_is_said():
    for early, late in product(range(EARLY, EARLIEST + 1), range(LATE + 1)):
        for said, rung in product(MESSAGES, Rung):
            if said.wordings[Part.FACT] is PLAIN and said.wordings[Part.OPTIONS] is PLAIN:
                bare = Call(early, said.with_wording(Part.OPTIONS, OUT), rung)
                for without, with_ in zip(trusts(bare), trusts(Call(late, said, rung)), strict=True):
                    assert without > with_ or without == MOST_TRUST


def test_the_fact_alone_early_beats_all_four_parts_late():
    alone = message(options=OUT, ask=OUT, date=OUT)
    for early, late in product(range(EARLY, EARLIEST + 1), range(LATE + 1)):
        assert sum(trusts(Call(early, alone))) > sum(trusts(Call(late, message())))


@given(calls)
def test_trust_stays_on_its_scale_and_says_why_it_moved(call):
    for response in respond(CASE, call):
        assert 0 <= response.trust <= MOST_TRUST
        moved = sum(effect.by for effect in response.effects)
        assert response.trust == min(MOST_TRUST, max(0, CASE.start + moved))
        assert all(effect.reason for effect in response.effects)
        assert response.reply
        assert all(response.reply)


@given(calls.filter(lambda call: call.weeks < EARLIEST))
def test_waiting_never_gains_trust(call):
    sooner = replace(call, weeks=call.weeks + 1)
    assert all(a >= b for a, b in zip(trusts(sooner), trusts(call), strict=True))


@given(calls, st.sampled_from([Part.FACT, Part.OPTIONS, Part.ASK, Part.DATE]))
def test_plain_words_never_do_worse_than_soft_ones(call, part):
    said = call.message
    plain = replace(call, message=said.with_wording(part, PLAIN))
    soft = replace(call, message=said.with_wording(part, SOFT))
    if not (part is Part.OPTIONS and said.opening is Part.OPTIONS):
        assert all(a >= b for a, b in zip(trusts(plain), trusts(soft), strict=True))


@given(calls)
def test_who_hears_it_second_trusts_you_less(call):
    both = respond(CASE, replace(call, rung=Rung.BOTH))
    for rung, second in ((Rung.FARID_FIRST, 1), (Rung.CELIA_FIRST, 0)):
        found = respond(CASE, replace(call, rung=rung))
        assert found[1 - second] == both[1 - second]
        assert found[second].effects[:-1] == both[second].effects
        assert found[second].effects[-1].by < 0
        assert found[second].reply[1:] == both[second].reply


def test_the_two_want_different_things():
    with_options, without = (Call(EARLIEST, message(options=wording)) for wording in (PLAIN, OUT))
    gained = [a - b for a, b in zip(trusts(with_options), trusts(without), strict=True)]
    assert gained[1] > gained[0]  # Celia can use options early
    plain, soft = (Call(EARLIEST, message(fact=wording)) for wording in (PLAIN, SOFT))
    assert respond(CASE, plain)[0].effects[1].by == 1  # Farid likes the plain fact for itself
    farid, celia = respond(CASE, soft)
    assert celia.knew < farid.knew < EARLIEST  # and finds out sooner what a soft one means


# When they know


@pytest.mark.parametrize(
    ("said", "knew"),
    [
        (message(), [8, 8]),
        (message(fact=SOFT), [6, 4]),
        (message(fact=OUT), [6, 4]),  # one can tell it from the options
        (message(fact=OUT, options=SOFT), [0, 0]),
        (message(OUT, OUT, OUT, OUT), [0, 0]),
    ],
)
def test_when_they_know(said, knew):
    assert [response.knew for response in respond(CASE, Call(EARLIEST, said))] == knew


def test_a_soft_fact_close_to_the_date_is_known_on_the_date():
    assert {response.knew for response in respond(CASE, Call(1, message(fact=SOFT)))} == {0}


# The message and the call


def test_the_opening_comes_first_and_the_rest_in_order():
    assert message(opening=Part.ASK).order == [Part.ASK, Part.FACT, Part.OPTIONS, Part.DATE]
    assert message(ask=OUT, opening=Part.ASK).order == [Part.FACT, Part.OPTIONS, Part.DATE]


def test_a_message_that_leaves_a_wording_open_is_refused():
    with pytest.raises(ValueError, match="ask, date"):
        Message({Part.FACT: PLAIN, Part.OPTIONS: SOFT})


@pytest.mark.parametrize("weeks", [-1, EARLIEST + 1])
def test_a_week_outside_the_case_is_refused(weeks):
    with pytest.raises(ValueError, match=f"{weeks} weeks"):
        Call(weeks, message())


def test_the_ask_and_the_date_promise_options_where_there_are_none():
    for part in (Part.ASK, Part.DATE):
        with_options, without = CASE.sentence(message(), part), CASE.sentence(message(options=OUT), part)
        assert with_options != without
        assert CASE.sentence(message(options=SOFT), part) == without
    assert CASE.sentence(message(ask=OUT), Part.ASK) == ""


# The contrast


EARLY_BARE, LATE_FULL = Call(7, message(options=OUT)), Call(1, message())


def test_the_contrast_is_found_once_both_halves_were_tried():
    assert missing([]) == ["early", "late"]
    assert missing([EARLY_BARE]) == ["late"]
    assert missing([Call(4, message()), LATE_FULL]) == ["early"]
    assert contrast([EARLY_BARE]) is None
    tried = [EARLY_BARE, Call(4, message()), LATE_FULL]
    found = contrast(tried)
    assert missing(tried) == []
    assert (found.early, found.late, found.fair) == (0, 2, EARLY_BARE)


def test_a_soft_fact_settles_nothing():
    assert missing([Call(8, message(SOFT, OUT)), Call(0, message(SOFT))]) == ["early", "late"]


def test_the_fair_half_has_the_words_of_the_late_call():
    late = Call(2, message(ask=SOFT, opening=Part.ASK), Rung.CELIA_FIRST)
    fair = contrast([EARLY_BARE, late]).fair
    assert fair == Call(7, message(options=OUT, ask=SOFT, opening=Part.ASK), Rung.CELIA_FIRST)


# The content


def test_the_content_is_whole():
    assert set(CASE.parts) == set(Part)
    assert [person.id for person in CASE.people] == [Rung.FARID_FIRST, Rung.CELIA_FIRST]
    for person in CASE.people:
        assert person.id in cast()
        assert [chance.stage for chance in person.can] == list(Stage)
        assert all(a.until > b.until for a, b in pairwise(person.can))
        assert person.can[0].until <= EARLY
        assert person.can[-1].until == 0
        for wordings in person.words.values():
            assert all(set(weights) in ({"any"}, set(Stage)) for weights in wordings.values())
        assert set(person.says.fact) == set(Wording)
        assert set(person.says.fact["plain"]) == set(person.says.options["plain"]) == set(Stage)


def test_the_numbers_are_those_that_the_page_tells():
    """What stands under "What this page assumes" (views/bad_news_html.py) is prose: change it with the numbers."""
    farid, celia = CASE.people

    def by(person, part):
        return [person.weight(part, PLAIN, stage).by for stage in Stage]

    for person in CASE.people:
        assert by(person, Part.ASK) == by(person, Part.DATE) == [1, 1, 0]
        assert {person.weight(part, SOFT, Stage.IN_TIME).by for part in Part} == {-1}
        assert person.weight(Part.FACT, OUT, Stage.IN_TIME).by == person.second.by == -2
        assert not any(person.weight(part, OUT, Stage.IN_TIME) for part in Part if part is not Part.FACT)
    assert (by(farid, Part.OPTIONS), by(celia, Part.OPTIONS)) == ([1, 1, 0], [2, 1, 1])
    assert by(farid, Part.FACT) == [1, 1, 1]
    assert celia.weight(Part.FACT, PLAIN, Stage.IN_TIME) is None
    assert (farid.options_first.by, celia.options_first) == (-1, None)


def test_a_mistake_in_the_content_names_its_line(tmp_path):
    text = (CONTENT / "bad_news_call.yaml").read_text(encoding="utf-8")
    copy = tmp_path / "bad_news_call.yaml"
    copy.write_text(text.replace("until: 6", "until: six"), encoding="utf-8")
    line = text[: text.index("until: 6")].count("\n") + 1
    with pytest.raises(ContentError, match=f"{line}"):
        load(copy, Case)
