"""Every shipped scenario, along every path."""

from collections import Counter

import pytest
import yaml
from manyhats.content import CONTENT
from manyhats.content.claims import claims
from manyhats.hats import Hat
from manyhats.scenarios import Run, cast, ids, judge, load
from manyhats.scenarios.__main__ import main
from manyhats.scenarios.judgement import keys_of
from manyhats.scenarios.model import Lean

IDS = ids()
AT_LEAST = {"01": 3, "02": 2, "03": 3, "04": 3, "05": 3, "06": 3, "07": 3, "08": 3}  # scenarios by module
WORDS_A_MINUTE = 238  # silent reading of English non-fiction, Brysbaert 2019


def paths(run):
    """Every finished run that can follow from this one."""
    if run.finished:
        yield run
        return
    if run.must_rate:
        run = run.rate({option.id: 3 for option in run.options}, 0.5)
    for option in run.options:
        yield from paths(run.choose(option.id))


@pytest.fixture(scope="module", params=IDS)
def walked(request):
    scenario = load(request.param)
    return scenario, list(paths(Run(scenario)))


def test_every_module_has_its_scenarios():
    counted = Counter(load(scenario_id).module[:2] for scenario_id in IDS)
    assert {number: counted[number] for number in AT_LEAST if counted[number] < AT_LEAST[number]} == {}
    assert counted.keys() == AT_LEAST.keys()


def test_the_linter_passes_them_and_no_habit_wins(capsys):
    assert main(["lint"]) == 0
    printed = capsys.readouterr().out
    assert "FAIL" not in printed
    assert all(f"OK   {scenario_id}.yaml" in printed for scenario_id in IDS)


@pytest.mark.parametrize("scenario_id", IDS)
def test_the_slow_parser_reads_the_same(scenario_id):
    """Where there is no C parser the other one is used; it is stricter about what needs quotes."""
    text = (CONTENT / "scenarios" / f"{scenario_id}.yaml").read_text(encoding="utf-8")
    assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def test_every_ending_is_reached_and_three_decisions_come_first(walked):
    scenario, runs = walked
    assert {run.scene.ending.id for run in runs} == {ending.id for ending in scenario.endings}
    assert len(scenario.endings) >= 3
    assert min(len(run.moves) for run in runs) >= 3


def test_every_option_can_be_chosen_and_every_conditional_text_be_seen(walked):
    scenario, runs = walked
    options = {option.id for node in scenario.nodes for option in node.options}
    assert {move.option for run in runs for move in run.moves} == options
    spoken = {line.text for run in runs for scene in run.scenes for line in scene.lines}
    for node in scenario.nodes:
        for line in (*node.lines, *(line for option in node.options for line in option.reply)):
            assert line.text in spoken
    for ending in scenario.endings:
        assert {line.text for line in ending.lines} <= spoken
    reasons = {change.reason for run in runs for scene in run.scenes for change in scene.changes}
    effects = [e for node in scenario.nodes for e in node.effects]
    effects += [e for node in scenario.nodes for option in node.options for e in option.effects]
    assert {effect.reason for effect in effects} == reasons


def test_every_path_replays_and_is_judged(walked):
    scenario, runs = walked
    for run in runs:
        assert [m.node for m in run.moves].count(scenario.pivotal.id) == 1
        assert Run.from_json(scenario, run.to_json()) == run
        assert judge(run).credit == judge(run).baseline


def test_one_option_is_best_and_no_number_earns_it_all(walked):
    scenario, _ = walked
    keys = list(keys_of(scenario).values())
    assert keys.count(max(keys)) == 1
    assert max(keys) == 4
    assert judge_flat(scenario) <= 0.75


def judge_flat(scenario):
    run = next(paths(Run(scenario)))
    return judge(run).baseline


def test_the_minutes_are_true(walked):
    scenario, runs = walked
    minutes = sorted(words(run) / WORDS_A_MINUTE for run in runs)
    assert minutes[len(minutes) // 2] == pytest.approx(scenario.minutes, abs=0.75)


def words(run):
    """What a player reads on one path: from the situation to the question to carry on."""
    scenario, debrief = run.scenario, run.scenario.debrief
    texts = [
        scenario.situation,
        scenario.stake,
        run.scene.ending.debrief,
        debrief.road_not_taken,
        debrief.question,
    ]
    texts += [cast()[person].line for person in scenario.characters]
    texts += [saw.text for saw in debrief.saw if not saw.when] + [claim.text for claim in debrief.claims]
    texts += [option.rationale for option in scenario.pivotal.options]
    texts += [meter.reveal for meter in scenario.hidden]
    for step, scene in enumerate(run.scenes):
        texts += [line.text for line in scene.lines] + [change.reason for change in scene.changes]
        texts += [option.text for option in run.options_at(step)]
    return sum(len(text.split()) for text in texts)


def test_over_all_pivotal_decisions_the_best_option_leans_to_no_one_side():
    best, places = Counter(), Counter()
    for scenario_id in IDS:
        scenario = load(scenario_id)
        keys = keys_of(scenario)
        place = next(i for i, option in enumerate(scenario.pivotal.options) if keys[option.id] == 4)
        places[place] += 1
        best[scenario.pivotal.options[place].lean] += 1
    third = len(IDS) / 3
    people, mixed = best.pop(Lean.PEOPLE), best.pop(Lean.MIXED)
    for count in (people, mixed, sum(best.values())):
        assert count == pytest.approx(third, abs=2)
    assert set(best) == {Lean.DELIVERY, Lean.TECHNICAL, Lean.BUSINESS}
    for place in range(4):
        assert places[place] == pytest.approx(len(IDS) / 4, abs=2)


def test_no_text_says_what_a_manager_should_do():
    for scenario_id in IDS:
        for work in load(scenario_id).debrief.claims:
            assert "should" not in work.text.split()


def test_the_cast_and_the_claims_are_whole():
    assert {"priya", "marcus", "ruth", "ines", "nadia"} <= set(cast())
    assert set(claims()) == {
        *(f"C{n}" for n in range(1, 15) if n != 5),
        *("C5a", "C5b", "C5c", "F1", "F2"),
    }
    assert {str(hat) for hat in Hat} < {str(lean) for lean in Lean}
