"""Progress through the course: what counts as played, made and written, and what damage does to it."""

import ast
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.content.modules import Module, modules
from manyhats.progress import Count, course_progress, next_module, plays, written
from manyhats.progress import course as course_module
from manyhats.reflection.stub import STUB
from manyhats.scenarios import Run, load
from played import kept, played

ROOT = Path(__file__).parents[2]
FIRST = "01-one-title-many-roles"


# Scenarios


def test_a_run_stands_open_or_is_finished_or_both():
    whole, opened, fresh = played("two-offers"), played("two-offers", 1), Run(load("two-offers"))
    for entry, finished, decision in (
        (kept(whole, whole), True, None),
        (kept(opened), False, 2),
        (kept(opened, whole), True, 2),
        (kept(fresh, whole), True, None),
        (kept(fresh), False, None),
    ):
        (play,) = plays({"two-offers": entry})
        assert (play.finished, play.decision) == (finished, decision)
        assert play.scenario.module == FIRST


def test_the_order_is_that_of_the_entries():
    entries = {name: kept(played(name, 1)) for name in ("people-role", "two-offers")}
    assert [play.scenario.id for play in plays(entries)] == ["people-role", "two-offers"]


@pytest.mark.parametrize(
    "entry",
    [None, 3, "x", [], {}, {"current": 1, "finished": 2}, {"current": {"version": 1}, "finished": []}],
)
def test_a_damaged_entry_is_passed_over(entry):
    good = kept(played("two-offers"))
    assert len(plays({"people-role": entry, "two-offers": good, "nobody-wrote-it": good})) == 1


def test_a_finished_run_that_is_damaged_counts_for_nothing():
    entry = {**kept(played("two-offers", 1)), "finished": [None, {"version": 9}, "x"]}
    assert not plays({"two-offers": entry})[0].finished


# Exercises


def exercise(tmp_path, **answers):
    """The exercise of module 01 as released, with these answers in place of the stubs."""
    notebook = json.loads((ROOT / "exercises" / FIRST / f"{FIRST}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "").replace("-", "_")
        if name in answers:
            cell["source"] = answers[name]
    path = tmp_path / "exercise.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("answers", "done"),
    [
        ({}, 0),
        ({"own_org": "They told me so."}, 1),
        ({"own_org": f"{STUB}\n\nThey told me so."}, 1),
        ({"own_org": " \n…", "same_title": ""}, 0),
        ({"offer_choice": f"- [ ] A. One\n- [ ] B. Two\n\n{STUB}"}, 0),
        ({"offer_choice": f"- [ ] A. One\n- [x] B. Two\n\n{STUB}"}, 1),
        ({"offer_choice": "- [ ] A. One\n\nBecause.", "own_org": "So.", "same_title": "And so."}, 3),
    ],
)
def test_an_answer_counts_once_there_are_words_in_it(tmp_path, answers, done):
    assert written(exercise(tmp_path, **answers)) == Count(done, 3)


def test_a_cell_that_became_code_or_is_gone_is_not_written(tmp_path):
    path = exercise(tmp_path, own_org="So.", same_title="And so.")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in notebook["cells"]}
    cells["own-org"]["cell_type"] = "code"
    notebook["cells"].remove(cells["same-title"])
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert written(path) == Count(0, 3)


def test_a_file_that_is_missing_or_no_notebook_is_no_count(tmp_path):
    assert written(tmp_path / "nowhere.ipynb") is None
    (tmp_path / "list.ipynb").write_text("[]")
    assert written(tmp_path / "list.ipynb") is None


# The course


@given(st.sets(st.sampled_from(["two-offers", "people-role", "no-ladder", "viral-thread"])))
def test_each_module_counts_its_own_scenarios(names):
    whole = {name: kept(played(name)) for name in names}
    counted = course_progress(plays(whole), (), (), {})
    assert [one.module.number for one in counted] == list(range(1, 9))
    first, second, *others = counted
    assert first.scenarios == Count(len(names - {"viral-thread"}), 3)
    assert second.scenarios == Count(len(names & {"viral-thread"}), 2)
    assert all(one.scenarios.done == 0 and one.scenarios.of >= 2 for one in others)


def test_predictions_explanations_and_reflections_count_where_they_belong(monkeypatch):
    shed = Module("01-shed", "Shed", (), predictions=("rain", "snow"), explanations=("rain",))
    monkeypatch.setattr(course_module, "modules", lambda: {"01-shed": shed})
    (counted,) = course_progress((), {"rain", "hail"}, {"rain"}, {"01-shed": Count(1, 2)})
    assert (counted.predictions, counted.explanations) == (Count(1, 2), Count(1, 1))
    assert counted.together == Count(3, 5)
    assert next_module([counted]) is counted
    (counted,) = course_progress((), {"rain", "snow"}, {"rain"}, {"01-shed": None})
    assert counted.reflections is None
    assert next_module([counted]) is None


def keys(source, kind):
    """The journal's keys in the calls of ``Prediction(parts, key, ...)`` or ``Explanation(parts, key, ...)``."""
    tree = ast.parse(source)
    constants = {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == kind:
            (key,) = [k.value for k in node.keywords if k.arg == "key"] or node.args[1:2]
            name = ast.unparse(key)
            assert isinstance(key, ast.Constant) or name in constants, f"no plain text in this file: {name}"
            found.add(key.value if isinstance(key, ast.Constant) else constants[name])
    return found


def test_keys_are_found_in_a_view():
    source = (
        "KEY = 'shed'\nPrediction(parts, KEY, 'When?')\nPrediction(p, key='barn')\nExplanation(p, 'loft', '')"
    )
    assert keys(source, "Prediction") == {"shed", "barn"}
    assert keys(source, "Explanation") == {"loft"}


@pytest.mark.parametrize("kind", ["Prediction", "Explanation"])
def test_modules_yaml_names_every_key_that_a_view_keeps(kind):
    views = sorted((ROOT / "course" / "manyhats" / "views").glob("*.py"))
    kept_by_views = {key for path in views for key in keys(path.read_text(encoding="utf-8"), kind)}
    named = [key for module in modules().values() for key in getattr(module, f"{kind.lower()}s")]
    assert sorted(named) == sorted(kept_by_views), (
        f"name it as the module's {kind.lower()} in modules.yaml, or take it out there"
    )
