"""My record: from the journal to a block of text and back, and nothing else ever raised."""

import random
from contextlib import suppress
from datetime import date

import ipywidgets as widgets
import pytest
from front_end import every, text_of
from hypothesis import given
from hypothesis import strategies as st
from manyhats import journal, my_record
from manyhats.hats import Hat
from manyhats.profile import BASELINE, KIND, SelfRating
from manyhats.record import MARK, MyRecord, RatedOptions, RecordError, parse_record, write_record
from manyhats.record.from_journal import record_of
from manyhats.scenarios import Run, ids, load
from manyhats.views.my_record import MyRecordView

names = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
rated = st.builds(
    RatedOptions,
    names,
    st.dictionaries(names, st.integers(1, 4), min_size=1, max_size=12),
    st.integers(0, 100),
)
numbers = st.fixed_dictionaries({hat: st.integers(1, 5) for hat in Hat})
self_ratings = st.builds(SelfRating, numbers, numbers, st.dates())
records = st.builds(
    MyRecord,
    st.lists(rated, max_size=30, unique_by=lambda one: one.scenario).map(tuple),
    st.lists(self_ratings, max_size=2).map(tuple),
)
SMALL = MyRecord(
    (RatedOptions("two-offers", {"ask-plans": 3, "take-it": 1}, 75),),
    (SelfRating(dict.fromkeys(Hat, 2), dict.fromkeys(Hat, 5), date(2026, 3, 1)),),
)


@given(records)
def test_what_is_written_is_read_back(record: MyRecord) -> None:
    assert parse_record(write_record(record)) == record


def test_it_is_short_and_readable() -> None:
    assert write_record(SMALL).splitlines()[:3] == [
        "Many Hats record, version 1",
        "self-rating 2026-03-01: people strength 2 liking 5, delivery strength 2 liking 5, technical strength 2 "
        "liking 5, business strength 2 liking 5",
        "rated two-offers, 75% sure: ask-plans 3, take-it 1",
    ]


@pytest.mark.parametrize(
    "around",
    ["{}", "\n\n{}\n", "```\n{}\n```", "*Write your answer here*\n\n{}\n\nTo my instructor: hello", "  {}  "],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", " \n\n"])
def test_what_an_editor_or_a_learner_puts_around_it_is_left_alone(around: str, ends: str) -> None:
    assert parse_record(around.format(write_record(SMALL)).replace("\n", ends)) == SMALL


@given(records, st.data())
def test_a_slip_of_copying_is_found(record: MyRecord, data: st.DataObject) -> None:
    text = write_record(record)
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.sampled_from("0123456789abcdef, x")) + text[at + 1 :]
    with suppress(RecordError):
        assert parse_record(changed) == record, changed


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda _: "", "There is no record here"),
        (lambda text: f"{text}\n{text}", "There are 2 records here"),
        (lambda text: text.replace("version 1", "version 2"), "has version 2"),
        (lambda text: text.replace("version 1", "version one"), "can't be read"),
        (lambda text: text.rpartition("\n")[0], "has no end"),
        (lambda text: text.replace("75%", "95%"), "check sum of this record does not fit"),
        (lambda text: text.replace("rated", "rate"), "check sum of this record does not fit"),
        (lambda text: text + " " * 100_001, "more than 100,000 characters"),
    ],
)
def test_what_can_not_be_read_gets_a_sentence(change, sentence: str) -> None:
    with pytest.raises(RecordError, match=sentence):
        parse_record(change(write_record(SMALL)))


def sealed(*lines: str) -> str:
    """A record that somebody wrote by hand, with a check sum that fits."""
    import zlib

    body = "\n".join([f"{MARK}, version 1", *lines])
    return f"{body}\ncheck sum {zlib.crc32(body.encode()):08x}"


@pytest.mark.parametrize(
    "line",
    [
        "rated two-offers, 75% sure: a 5",
        "rated two-offers, 75% sure: a 0",
        "rated two-offers, 101% sure: a 1",
        "rated two-offers, 75% sure: a 1, a 2",
        "rated two-offers, 75% sure: ,",
        "rated ../x, 75% sure: a 1",
        "rated two--offers, 75% sure: a 1",
        f"rated {'x' * 61}, 75% sure: a 1",
        f"rated x, 75% sure: {', '.join(f'o{n} 1' for n in range(13))}",
        "rated two-offers, 75% sure: a ١",
        "=cmd|x",
        "self-rating 2026-13-01: people strength 2 liking 5, delivery strength 2 liking 5, technical strength 2 liking 5, "
        "business strength 2 liking 5",
        "self-rating 2026-03-01: people strength 2 liking 5",
        "self-rating 2026-03-01: people strength 9 liking 5, delivery strength 2 liking 5, technical strength 2 liking 5, "
        "business strength 2 liking 5",
    ],
)
def test_what_the_course_would_not_write_is_refused_whatever_its_check_sum(line: str) -> None:
    with pytest.raises(RecordError, match="not a whole record"):
        parse_record(sealed(line))


def test_a_hand_made_record_of_the_right_form_is_read() -> None:
    assert parse_record(sealed("rated two-offers, 75% sure: a 1")).scenarios[0].options == {"a": 1}


def test_a_scenario_that_stands_twice_is_refused() -> None:
    with pytest.raises(RecordError, match="twice"):
        parse_record(sealed(*["rated two-offers, 75% sure: a 1"] * 2))


pieces = st.sampled_from(
    [
        *write_record(SMALL).splitlines(),
        MARK,
        f"{MARK}, version ",
        "1",
        "rated x, ",
        "check sum 00000000",
        "\x85",
        "`",
        "\ud800",
        "١",
    ]
)


@given(st.lists(pieces | st.text(max_size=20), max_size=12), st.sampled_from(["\n", " ", ""]))
def test_nothing_but_a_record_error_is_ever_raised(parts: list[str], between: str) -> None:
    with suppress(RecordError):
        parse_record(between.join(parts))
    with suppress(RecordError):
        parse_record(sealed(*(part for part in parts if part.isascii())))


# From the journal


def played(scenario_id: str, finish: bool = True) -> dict:
    run, chance = Run(load(scenario_id)), random.Random(7)
    while not run.finished:
        if run.must_rate:
            run = run.rate({option.id: chance.randint(1, 4) for option in run.options}, 0.75)
            if not finish:
                break
        run = run.choose(chance.choice(run.options).id)
    return {"current": run.to_json(), "finished": []}


def test_it_holds_the_ratings_that_can_not_change_any_more_and_two_self_ratings() -> None:
    first, second = ids()[:2]
    scenarios = {first: played(first), second: played(second, finish=False)}
    days = {BASELINE: date(2026, 1, 1), "2026-02-01": date(2026, 2, 1), "2026-03-01": date(2026, 3, 1)}
    own = {
        name: SelfRating(dict.fromkeys(Hat, 2), dict.fromkeys(Hat, 3), on).to_json()
        for name, on in days.items()
    }
    record = record_of(scenarios, own)
    assert [one.scenario for one in record.scenarios] == [first]
    assert record.scenarios[0].options == scenarios[first]["current"]["rating"]["options"]
    assert record.scenarios[0].confidence == 75
    assert [one.on for one in record.self_ratings] == [date(2026, 1, 1), date(2026, 3, 1)]
    assert record_of({}, {BASELINE: own[BASELINE]}).self_ratings[0].on == date(2026, 1, 1)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("current settled rating options confidence version on strength liking".split()),
            inner,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), anything, max_size=4))
def test_a_damaged_journal_gives_less_and_never_an_error(entries: dict) -> None:
    assert parse_record(write_record(record_of(entries, entries))) == record_of(entries, entries)


# What is shown


def test_the_view_shows_the_block_to_copy_and_what_is_in_it() -> None:
    first = ids()[0]
    journal.record("scenario", first, played(first))
    journal.record(KIND, BASELINE, SMALL.self_ratings[0].to_json())
    view = MyRecordView()
    found = parse_record(every(view, widgets.Textarea)[0].value)
    assert ([one.scenario for one in found.scenarios], found.self_ratings) == ([first], SMALL.self_ratings)
    assert "your ratings of 1 scenario, and 1 self-rating" in text_of(view)


def test_an_empty_journal_and_a_damaged_one_are_told(own_journal) -> None:
    assert "nothing to show yet" in text_of(MyRecordView())
    own_journal.mkdir(parents=True, exist_ok=True)
    (own_journal / "journal.json").write_text("{", encoding="utf-8")
    view = MyRecordView()
    assert "Your record was damaged" in text_of(view)
    assert not every(view, widgets.Textarea)


def test_a_grader_is_shown_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr("manyhats.views.my_record.display", seen.append)
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    my_record()
    monkeypatch.delenv("NBGRADER_EXECUTION")
    my_record()
    assert len(seen) == 1
