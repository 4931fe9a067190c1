"""Every claim of the essay is taught, practised and assessed, and the author's guide says where."""

import sys
from pathlib import Path

from manyhats.content.claims import claims
from manyhats.content.modules import modules
from manyhats.scenarios import ids, load

sys.path.insert(0, str(Path(__file__).parents[1]))

from claims_table import KINDS, in_guide, places, table


def test_the_claims_are_those_of_the_curriculum() -> None:
    wanted = {*(f"C{n}" for n in range(1, 15) if n != 5), "C5a", "C5b", "C5c", "F1", "F2"}
    assert set(claims()) == wanted
    assert {claim for module in modules().values() for claim in module.claims} == wanted


def test_each_is_taught_practised_and_assessed() -> None:
    found = places()
    assert set(found) == set(claims())
    lacking = [(claim, kind) for claim, by_kind in found.items() for kind in KINDS if not by_kind[kind]]
    assert lacking == []


def test_each_module_s_scenarios_show_its_claims_at_work() -> None:
    shown: dict[str, set[str]] = {}
    for scenario_id in ids():
        scenario = load(scenario_id)
        shown.setdefault(scenario.module, set()).update(scenario.claims)
    assert {module.id: set(module.claims) for module in modules().values() if module.claims} == shown


def test_the_table_in_the_guide_is_what_the_modules_say() -> None:
    assert in_guide() == table({claim.id: claim.text for claim in claims().values()})
