"""The scenario machine, its judgement and its file checks."""

import copy
import functools
import itertools
import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from manyhats.content import ContentError
from manyhats.scenarios import Level, Run, RunError, calibrate, compare, ids, judge, load
from manyhats.scenarios.files import read
from manyhats.scenarios.judgement import credit
from manyhats.scenarios.run import MAX_EXPLANATION

SCENARIO = """\
id: shed
module: 01-one-title-many-roles
title: The shed
minutes: 1
claims: [C1]
situation: A shed.
stake: The shed.
characters: [nadia]
provenance: provisional, the course's authors
meters:
  - {id: trust, name: Trust, start: 5, low: none, high: full}
  - {id: paint, name: Paint, start: 1, min: 0, max: 2, low: none, high: full}
hidden:
  - {id: rain, name: Rain, start: 2, low: dry, high: wet, reveal: It was going to rain.}
start: first
nodes:
  - id: first
    lines: [{who: nadia, text: "Red or blue?"}]
    pivotal: true
    options:
      - id: red
        text: Red
        lean: people
        key: 4
        rationale: It is red.
        effects: [{meter: paint, by: 5, reason: A lot of red.}, {meter: rain, by: -1, reason: Time.}]
        next: wait
      - id: blue
        text: Blue
        lean: delivery
        key: 1
        rationale: It is blue.
        effects: [{meter: trust, by: -1, reason: Not blue again.}]
        next: wait
  - id: wait
    effects: [{meter: rain, by: 3, reason: It rained., when: [{chose: [blue]}]}]
    lines:
      - {text: You wait.}
      - {text: It runs., when: [{meter: rain, at_least: 5}]}
    next: second
  - id: second
    lines: [{text: "And now?"}]
    options:
      - {id: again, text: Once more, lean: mixed, next: wait}
      - id: stop
        text: Stop
        lean: mixed
        next: [{to: good, when: [{meter: paint, at_least: 2}]}, {to: poor}]
      - {id: sell, text: Sell it, lean: business, next: good, when: [{not_chose: [blue]}]}
endings:
  - {id: good, worth: 4, title: Good, lines: [{text: Fine.}], debrief: It held.}
  - {id: poor, worth: 1, title: Poor, lines: [{text: Poor.}], debrief: It ran.}
debrief:
  saw: [{who: nadia, text: I saw it.}]
  claims: [{claim: C1, text: It varies.}]
  road_not_taken: The other colour.
  question: Which colour?
  discuss: ["Why red?", "Why blue?", "Why a shed?"]
"""


@pytest.fixture
def write(tmp_path):
    def write_(old="", new=""):
        assert old in SCENARIO
        path = tmp_path / "shed.yaml"
        path.write_text(SCENARIO.replace(old, new, 1), encoding="utf-8")
        return path

    return write_


@pytest.fixture
def shed(write):
    return read(write())


def rated(scenario, red=3, blue=2, confidence=0.5):
    return Run(scenario).rate({"red": red, "blue": blue}, confidence)


def test_meters_move_with_reasons_and_stay_in_range(shed):
    scene = rated(shed).choose("red").scene
    assert scene.meters == {"trust": 5, "paint": 2, "rain": 1}
    assert [(c.meter, c.before, c.after, c.reason) for c in scene.changes] == [
        ("paint", 1, 2, "A lot of red."),
        ("rain", 2, 1, "Time."),
    ]


def test_a_consequence_arrives_late_and_only_on_its_condition(shed):
    blue = rated(shed).choose("blue").scene
    assert blue.meters["rain"] == 5
    assert [line.text for line in blue.lines] == ["You wait.", "It runs.", "And now?"]
    red = rated(shed).choose("red").scene
    assert [line.text for line in red.lines] == ["You wait.", "And now?"]


def test_options_and_endings_answer_to_earlier_choices(shed):
    red, blue = rated(shed).choose("red"), rated(shed).choose("blue")
    assert [o.id for o in red.options] == ["again", "stop", "sell"]
    assert [o.id for o in blue.options] == ["again", "stop"]
    assert red.choose("stop").scene.ending.id == "good"
    assert blue.choose("stop").scene.ending.id == "poor"
    with pytest.raises(RunError, match="not on offer"):
        blue.choose("sell")


def test_the_pivotal_decision_is_rated_before_it_is_made(shed):
    run = Run(shed)
    assert run.must_rate
    with pytest.raises(RunError, match="Rate every option first"):
        run.choose("red")
    run = run.rate({"red": 1, "blue": 4}, 0.9).rate({"red": 4, "blue": 4}, 0.25).choose("red")
    assert run.rating.options == {"red": 4, "blue": 4}
    with pytest.raises(RunError, match="only the pivotal"):
        run.rate({"red": 1, "blue": 1}, 0.5)
    with pytest.raises(RunError, match="first ratings stand"):
        run.back(0).rate({"red": 1, "blue": 1}, 0.5)


@pytest.mark.parametrize(
    ("ratings", "confidence"),
    [
        ({"red": 1}, 0.5),
        ({"red": 1, "blue": 5}, 0.5),
        ({"red": True, "blue": 2}, 0.5),
        ({"red": 1, "blue": 2, "green": 3}, 0.5),
        ({"red": 1, "blue": 2}, 1.5),
        ({"red": 1, "blue": 2}, float("nan")),
        ({"red": 1, "blue": 2}, "sure"),
    ],
)
def test_a_wrong_rating_is_refused_in_a_sentence(shed, ratings, confidence):
    with pytest.raises(RunError, match=r"\.$"):
        Run(shed).rate(ratings, confidence)


def test_nothing_goes_on_after_the_ending(shed):
    run = rated(shed).choose("red").choose("sell")
    assert run.finished
    assert run.options == ()
    with pytest.raises(RunError, match="has ended"):
        run.choose("stop")


def test_stepping_back_takes_back_what_came_after(shed):
    run = rated(shed).choose("red")
    assert run.choose("again").choose("stop").back(1) == run
    with pytest.raises(RunError, match="no choice 7"):
        run.back(6)


def test_progress_counts_decisions(shed):
    assert Run(shed).progress == (1, 2, 2)
    assert rated(shed).choose("red").progress == (2, 2, 2)
    assert rated(shed).choose("red").choose("stop").progress == (2, 2, 2)


def test_an_explanation_is_one_line_of_bounded_length(shed):
    run = rated(shed).choose("red", "  because\nI   say so " + "x" * 1000)
    assert run.moves[0].explanation.startswith("because I say so x")
    assert len(run.moves[0].explanation) == MAX_EXPLANATION


def test_comparing_tells_where_two_runs_part(shed):
    red = rated(shed).choose("red")
    held = compare(red.choose("again").choose("stop"), red.choose("stop"))
    assert held.parted == 1
    assert held.meters["paint"] == (2, 2)
    assert compare(red, red).parted is None
    assert compare(red, red.choose("stop")).parted == 1
    with pytest.raises(ValueError, match="same scenario"):
        compare(red, Run(load(ids()[0])))


def test_credit_is_the_mean_closeness_to_the_key(shed):
    judgement = judge(rated(shed, red=3, blue=3, confidence=0.25).choose("blue"))
    assert judgement.credit == pytest.approx((2 / 3 + 1 / 3) / 2)
    assert judgement.baseline == judgement.credit
    assert judgement.top_agrees is None
    assert judge(rated(shed, red=4, blue=1).choose("red")).credit == 1
    assert judge(rated(shed, red=1, blue=4).choose("red")).top_agrees is False


def test_calibration_counts_how_often_the_key_agreed_at_each_degree_of_confidence(shed):
    played = [
        judge(rated(shed, red=red, blue=blue, confidence=sure).choose("red"))
        for red, blue, sure in ((4, 1, 0.75), (1, 4, 0.75), (4, 2, 0.75), (4, 1, 0.25), (3, 3, 0.95))
    ]
    assert calibrate(played) == (Level(0.25, 1, 1), Level(0.75, 3, 2))
    assert calibrate([]) == ()


def test_the_key_shows_nowhere_before_the_choice(shed):
    with pytest.raises(RunError, match="not before"):
        judge(rated(shed))
    run = rated(shed)
    for shown in (
        shed,
        shed.nodes,
        shed.hidden,
        shed.pivotal.options,
        run,
        run.scene,
        run.scenes,
        run.options,
    ):
        assert "key" not in repr(shown)
        assert "It is red" not in repr(shown)
        assert "rain" not in repr(shown)


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 4), min_size=1), st.data())
def test_credit_lies_between_0_and_1_and_is_1_only_for_the_key_itself(keys, data):
    ratings = {option: data.draw(st.integers(1, 4)) for option in keys}
    assert 0 <= credit(ratings, keys) <= 1
    assert (credit(ratings, keys) == pytest.approx(1)) == (ratings == keys)


@st.composite
def runs(draw):
    """A run of a shipped scenario after any number of sensible and senseless moves."""
    run = Run(load(draw(st.sampled_from(ids()))))
    for _ in range(draw(st.integers(0, 12))):
        act = draw(st.sampled_from(["choose", "choose", "choose", "back", "nonsense"]))
        if act == "back":
            run = run.back(draw(st.integers(0, len(run.moves))))
        elif act == "nonsense":
            with pytest.raises(RunError):
                run.choose("nonsense")
        elif run.must_rate:
            run = run.rate({o.id: draw(st.integers(1, 4)) for o in run.options}, draw(st.floats(0, 1)))
        elif not run.finished:
            run = run.choose(draw(st.sampled_from(run.options)).id, draw(st.text(max_size=20)))
    return run


@given(runs())
def test_a_run_comes_back_from_json_exactly(run):
    again = Run.from_json(run.scenario, json.loads(json.dumps(run.to_json())))
    assert again == run
    assert [scene.meters for scene in again.scenes] == [scene.meters for scene in run.scenes]


@given(runs())
def test_a_run_is_always_at_a_decision_or_an_ending_with_meters_in_range(run):
    assert (run.scene.decision is None) != (run.scene.ending is None)
    assert run.finished or len(run.options) >= 2
    for meter, scene in itertools.product(run.scenario.all_meters, run.scenes):
        assert meter.min <= scene.meters[meter.id] <= meter.max
    number, fewest, most = run.progress
    assert number <= fewest <= most


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(runs(), st.sampled_from(["version", "scenario", "moves", "rating", "settled"]), JSON)
def test_a_damaged_run_is_refused_or_read_but_never_a_traceback(run, part, junk):
    data = run.to_json() | {part: junk}
    try:
        again = Run.from_json(run.scenario, data)
    except RunError:
        return
    assert Run.from_json(run.scenario, again.to_json()) == again


BROKEN = [
    ("next: second", "next: secnod", "node “secnod” is not known. Did you mean “second”?"),
    ("meter: trust, by", "meter: turst, by", "meter “turst” is not known. Did you mean “trust”?"),
    (
        '{who: nadia, text: "Red',
        '{who: nadja, text: "Red',
        "character “nadja” is not known. Did you mean “nadia”?",
    ),
    ("characters: [nadia]", "characters: [nobody, nadia]", "character “nobody” is not known."),
    ("claims: [C1]", "claims: [C1, C99]", "claim “C99” is not known."),
    ("chose: [blue]", "chose: [bleu]", "option “bleu” is not known. Did you mean “blue”?"),
    ("to: poor", "to: good", "nothing leads to “poor”."),
    ("    next: second\n", "", "node “wait” is a dead end."),
    ("next: second", "next: wait", "“wait” comes back to itself without a choice."),
    ("debrief: It ran.", "debrief: ''", "ending “poor” has no debrief."),
    ("key: 4", "key: 5", "option “red” needs a key from 1 to 4, not 5."),
    ("        key: 1\n", "", "option “blue” needs a key from 1 to 4, not None."),
    ("rationale: It is red.", "rationale: ''", "option “red” has no rationale."),
    ("    pivotal: true\n", "", "0 nodes are pivotal. Mark exactly one"),
    ("  - id: second\n", "  - id: second\n    pivotal: true\n", "2 nodes are pivotal. Mark exactly one"),
    ("start: first", "start: second", "an ending can be reached past the pivotal decision “first”."),
    ("lean: mixed, next: wait", "lean: mixed, next: first", "the pivotal decision “first” can come twice."),
    ("start: 5,", "start: 11,", "meter “trust” starts at 11, outside 0 to 10."),
    ("paint, at_least: 2", "paint, at_least: 3", "meter “paint” runs from 0 to 2."),
    ("{meter: paint, at_least: 2}", "{meter: paint}", "what of meter “paint”?"),
    ("{to: poor}", "{to: poor, when: [{chose: [red]}]}", "the last must have none"),
    ("by: -1, reason: Time.", "by: 0, reason: Time.", "an effect of 0 moves nothing."),
    ("id: sell", "id: stop", "option “stop” stands 2 times."),
    ("id: shed", "id: barn", "the id is “barn”, the file is shed.yaml."),
    (
        "module: 01-one-title",
        "module: 11-one-title",
        "module “11-one-title-many-roles” is not known. Did you mean “01-",
    ),
    ("worth: 4", "worth: 5", "ending “good” has worth 5. Give it 1 to 4."),
    (', "Why a shed?"]', "]", "there are 2 questions for a room to talk about."),
    (", reveal: It was going to rain.", "", "hidden meter “rain” is never revealed."),
]


@pytest.mark.parametrize(("old", "new", "sentence"), BROKEN)
def test_a_broken_file_is_told_with_line_and_mend(write, old, new, sentence):
    path = write(old, new)
    with pytest.raises(ContentError) as caught:
        read(path)
    assert sentence in str(caught.value)
    for line in str(caught.value).splitlines():
        assert re.match(rf"{re.escape(str(path))}:\d+: .+\.", line), line


def test_the_line_that_is_named_is_the_line_that_is_wrong(write):
    path = write("next: second", "next: secnod")
    with pytest.raises(ContentError) as caught:
        read(path)
    number = int(re.search(r":(\d+): node “secnod”", str(caught.value))[1])
    assert "secnod" in path.read_text(encoding="utf-8").splitlines()[number - 1]


@pytest.mark.parametrize(
    "name", ["title", "stake", "nodes", "debrief", "provenance", "meters", "lean", "reason"]
)
def test_a_missing_or_mistyped_key_is_told(write, name):
    path = write(f"{name}: ", f"{name}x: ") if f"{name}: " in SCENARIO else write(f"{name}:", f"{name}x:")
    with pytest.raises(ContentError, match=rf"shed\.yaml:\d+: the key “{name}x?” is"):
        read(path)


def test_a_node_from_which_no_ending_can_be_reached_is_told(write):
    path = write("lean: mixed, next: wait}", "lean: mixed, next: pit}")
    text = path.read_text(encoding="utf-8")
    pit = (
        "  - id: pit\n    lines: []\n    options:\n"
        "      - {id: dig, text: Dig, lean: mixed, next: pit}\n      - {id: sit, text: Sit, lean: mixed, next: pit}\n"
    )
    path.write_text(text.replace("endings:\n", f"{pit}endings:\n"), encoding="utf-8")
    with pytest.raises(ContentError, match="no exit"):
        read(path)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("lean: people", "lean: peple", "at “lean” stands “peple”. Did you mean “people”?"),
        (
            "lean: people",
            "lean: xyz",
            "Write one of these: people, delivery, technical, business, mixed.",
        ),
        ("minutes: 1", "minutes: one", "at “minutes” stands text, and a whole number is wanted."),
        (
            "text: Red\n",
            "text: 3\n",
            "at “text” stands a whole number, and text is wanted. Put it in quotes.",
        ),
        ("claims: [C1]", "claims: C1", "at “claims” stands text, and a list is wanted."),
    ],
)
def test_a_wrong_value_is_told_in_an_authors_words(write, old, new, sentence):
    with pytest.raises(ContentError, match=re.escape(sentence)):
        read(write(old, new))


def places(value, path=()):
    """The path of every value in a parsed file."""
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        yield (*path, key)
        yield from places(child, (*path, key))


SHED = yaml.safe_load(SCENARIO)
PRINTABLE = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]))


@given(
    st.sampled_from(list(places(SHED))),
    st.none() | st.integers() | PRINTABLE | st.just([]) | st.just({}),
    st.booleans(),
)
def test_whatever_is_missing_or_wrong_names_the_file_and_a_line(tmp_path_factory, place, junk, missing):
    data = copy.deepcopy(SHED)
    *above, last = place
    inside = functools.reduce(lambda value, key: value[key], above, data)
    if missing:
        del inside[last]
    else:
        inside[last] = junk
    path = tmp_path_factory.getbasetemp() / "shed.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    try:
        read(path)
    except ContentError as error:
        for line in str(error).splitlines():
            assert re.match(rf"{re.escape(str(path))}:\d+: .+[.?]$", line), line


def test_an_unknown_scenario_is_told_with_those_that_there_are():
    with pytest.raises(ContentError, match=r"There are: .*two-offers"):
        load("../cast")
