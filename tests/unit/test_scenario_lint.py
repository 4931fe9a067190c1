"""What the linter finds by playing a scenario in every way, the habits that it plays, and the graph that it draws."""

import re
from xml.etree import ElementTree

import pytest
from manyhats.content import CONTENT, ContentError
from manyhats.scenarios import explore as walking
from manyhats.scenarios import load
from manyhats.scenarios.__main__ import main
from manyhats.scenarios.explore import explore
from manyhats.scenarios.lint import lint
from manyhats.scenarios.policies import POLICIES, earn, expected_worth

SOUND = (CONTENT / "scenarios" / "two-offers.yaml").read_text(encoding="utf-8")


@pytest.fixture
def write(tmp_path):
    """Writes the sound scenario with one piece of it replaced."""

    def write_(old="", new=""):
        assert old in SOUND
        path = tmp_path / "two-offers.yaml"
        path.write_text(SOUND.replace(old, new, 1), encoding="utf-8")
        return path

    return write_


def told(path):
    with pytest.raises(ContentError) as caught:
        lint(path)
    return str(caught.value).splitlines()


def test_a_sound_scenario_passes(write):
    assert lint(write()).id == "two-offers"


LINE = '      - {text: "You open your mouth, and find that you have no idea."}'
BROKEN = [
    # A line on a meter that is out of reach at this point.
    (LINE, LINE.replace("{text", "{when: [{meter: know, at_least: 9}], text"), "does this condition hold"),
    # A line that waits for a choice that comes later.
    (LINE, LINE.replace("{text", "{when: [{chose: [take-tern]}], text"), "does this condition hold"),
    # An ending behind a condition that never holds.
    (
        "next: [{to: quillon-known, when: [{chose: [ask-judge, two-lines]}]}, {to: quillon-guessed}]",
        "next: [{to: quillon-known, when: [{chose: [take-tern]}]}, {to: quillon-guessed}]",
        "no way of playing comes to ending “quillon-known”",
    ),
    # A last way that nothing is left for.
    (
        "next: [{to: quillon-known, when: [{chose: [ask-judge, two-lines]}]}, {to: quillon-guessed}]",
        "next: [{to: quillon-known, when: [{meter: know, at_least: 0}]}, {to: quillon-guessed}]",
        "the last way, to “quillon-guessed”, is never taken",
    ),
    # A meter that is at its end already.
    (
        "start: 6, low: cooling, high: keen}\n  - {id: quillon",
        "start: 10, low: cooling, high: keen}\n  - {id: quillon",
        "this effect never moves “tern”",
    ),
    # Lengths that give a hint.
    ("It is Monday evening. Where do you start?", "Where?", None),
    (
        "text: Lay the two letters side by side tonight, and mark every line that says what you'd do.",
        "text: Read them.",
        "lengths so far apart give a hint",
    ),
    # A naive way that wins.
    (
        "id: tern-guessed\n    worth: 2",
        "id: tern-guessed\n    worth: 4",
        "“always ship” comes to the best ending",
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence"), BROKEN)
def test_what_only_play_shows_is_told_with_its_line(write, old, new, sentence):
    path = write(old, new)
    if sentence is None:  # what the player is asked may be as short as it likes
        lint(path)
        return
    lines = told(path)
    assert any(sentence in line for line in lines), lines
    assert all(re.match(rf"{re.escape(str(path))}:\d+: ", line) for line in lines)


def test_the_line_that_is_named_holds_the_condition(write):
    (line,) = told(write(LINE, LINE.replace("{text", "{when: [{meter: know, at_least: 9}], text")))
    number = int(re.search(r":(\d+): ", line)[1])
    assert (
        "at_least: 9"
        in write(LINE, LINE.replace("{text", "{when: [{meter: know, at_least: 9}], text"))
        .read_text(encoding="utf-8")
        .splitlines()[number - 1]
    )


LOOP = """\
  - id: gone
    lines: [{text: "Round and round."}]
    options:
      - {id: wait-on, text: Wait on, lean: people, next: gone}
      - {id: wait-off, text: Wait off, lean: delivery, next: [{to: stayed, when: [{chose: [ask-plans]}]}, {to: gone}]}
"""


def test_a_loop_that_some_can_never_leave_is_told(write):
    start, end = SOUND.index("  - id: gone\n"), SOUND.index("endings:\n")
    lines = told(write(SOUND[start:end], LOOP))
    assert any("at “gone”, no choice leads to an ending any more" in line for line in lines), lines


def test_the_naive_ways_have_to_be_on_offer(write):
    text = SOUND.replace("lean: delivery", "lean: technical")
    path = write()
    path.write_text(text, encoding="utf-8")
    assert any("only 0 decisions offer an option that leans to delivery" in line for line in told(path))


def test_a_scenario_that_is_too_large_to_be_walked_is_told(write, monkeypatch):
    monkeypatch.setattr(walking, "MAX_STATES", 10)
    assert "more than 10 states" in told(write())[0]


# Habits


def test_what_a_habit_earns_is_worked_out_exactly():
    scenario = load("two-offers")
    explored = explore(scenario)
    people = next(p for p in POLICIES if p.name == "always people")
    # Asks engineers, asks about people, is plain with Oskar, takes Quillon, and is surprised by its owners: worth 2.
    earned = earn(people, scenario, explored)
    assert earned.worth == 2
    assert earned.best_worth == 4
    # Of the keys 2, 3, 4, 1 it rates the first 4 and the others 1.
    assert earned.credit == pytest.approx(1 - (2 + 2 + 3 + 0) / 12)
    assert earned.random_credit == pytest.approx(1 - (1 + 1 + 1.5 + 1.5) / 12)
    flat = earn(next(p for p in POLICIES if p.flat), scenario, explored)
    assert flat.worth == pytest.approx(flat.random_worth)
    assert flat.credit == pytest.approx(1 - (1 + 0 + 1 + 2) / 12)


def test_a_habit_that_never_comes_to_an_end_earns_nothing(write):
    start, end = SOUND.index("  - id: gone\n"), SOUND.index("endings:\n")
    path = write(SOUND[start:end], LOOP)
    from manyhats.scenarios.files import read

    explored = explore(read(path))
    in_loop = [state for state in explored.ways if state[0] == "gone"]
    assert in_loop
    waiting = type(explored)(in_loop[0], explored.ways, explored.endings, explored.seen)
    assert expected_worth(waiting, lambda options: options[:1]) == 0


def test_the_linter_prints_ok_and_fail(write, capsys):
    assert main(["lint", str(write())]) == 0
    assert capsys.readouterr().out.startswith("OK   two-offers.yaml")
    assert main(["lint", str(write("next: tuesday", "next: nowhere"))]) == 1
    assert "FAIL two-offers.yaml" in capsys.readouterr().out


def test_a_habit_that_wins_fails_the_lint(monkeypatch, capsys):
    monkeypatch.setattr("manyhats.scenarios.__main__.MOST_GAIN", 0.1)
    assert main(["lint"]) == 1
    assert "FAIL rate everything 3" in capsys.readouterr().out


# The graph


def test_the_outline_names_every_place_option_and_condition(capsys):
    assert main(["draw", "two-offers"]) == 0
    text = capsys.readouterr().out
    scenario = load("two-offers")
    for node in scenario.nodes:
        assert node.id in text
        for option in node.options:
            assert f"{option.id} ({option.lean}" in text
    for ending in scenario.endings:
        assert f"{ending.id}  (ending, worth {ending.worth})" in text
    assert "-> gone if wait <= 1" in text
    assert "-> quillon-known if chose ask-judge or two-lines" in text


def test_the_picture_is_svg_with_a_box_for_every_place_none_over_another(tmp_path, capsys):
    picture = tmp_path / "graph.svg"
    assert main(["draw", "two-offers", "--svg", str(picture)]) == 0
    assert "OK" in capsys.readouterr().out
    root = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    boxes = [box.attrib for box in root.iter("{http://www.w3.org/2000/svg}rect") if "x" in box.attrib]
    scenario = load("two-offers")
    assert len(boxes) == len(scenario.nodes) + len(scenario.endings)
    corners = [(float(box["x"]), float(box["y"])) for box in boxes]
    width, height = float(boxes[0]["width"]), float(boxes[0]["height"])
    for i, (x, y) in enumerate(corners):
        for other_x, other_y in corners[:i]:
            assert abs(x - other_x) >= width or abs(y - other_y) >= height


def test_what_can_not_be_drawn_is_told(tmp_path, capsys):
    assert main(["draw", "nowhere"]) == 1
    assert main(["draw", "two-offers", "--svg", str(tmp_path / "no" / "graph.svg")]) == 1
    assert capsys.readouterr().out.count("FAIL") == 2
