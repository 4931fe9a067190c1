"""A learner's whole record: rated twice, every scenario played, every exercise written, and a role decided on."""

import json
import shutil
from datetime import date
from pathlib import Path

from manyhats import journal, profile
from manyhats.compass import ENTRY, Compass, Evidence, TargetRole, Verdict
from manyhats.compass import KIND as COMPASS
from manyhats.hats import Hat
from manyhats.profile import SelfRating
from manyhats.roles import decode, load_role
from manyhats.scenarios import Run, ids, load

ROOT = Path(__file__).parents[2]
EVIDENCE = (
    "A newcomer was stuck for three weeks and told nobody. I paired with him on Tuesdays until June; he runs the "
    "import alone today.",
    "The audit report had a date that couldn't move. With our product manager I took three of eight parts out, and the "
    "auditors got the other five on the day.",
    "I argued for a queue in front of the billing service. Two were against it. We tried it for a month and kept it.",
    "I told a customer about a delay once, in April, hid behind detail, and my lead took over.",
)


def exercises(root):
    """The exercises of the course in a folder of the learner's, nothing written in them yet."""
    shutil.copytree(ROOT / "exercises", root / "exercises")


def write(root, module_id, answers):
    """Write answers, by prompt id, in place of what stands in an exercise."""
    path = root / "exercises" / module_id / f"{module_id}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        prompt = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if prompt in answers:
            cell["source"] = answers[prompt]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def model_answers():
    """For each exercise the answers that its authors wrote, which are as long as a learner's."""
    found = {}
    for path in sorted(ROOT.glob("solutions/*/*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        marked = [(cell["metadata"].get("nbgrader", {}), "".join(cell["source"])) for cell in cells]
        found[path.stem] = {
            known["grade_id"]: text for known, text in marked if known.get("solution") and not known["locked"]
        }
    return found


def played(scenario_id, number):
    """A run to its ending, rated with care: near the key as a learner is, sure in one of four degrees."""
    run = Run(load(scenario_id))
    while not run.finished:
        if run.must_rate:
            rated = {
                option.id: min(4, max(1, (option.key or 1) + (number + place) % 3 - 1))
                for place, option in enumerate(run.scenario.pivotal.options)
            }
            run = run.rate(rated, (0.25, 0.5, 0.75, 0.95)[number % 4])
        run = run.choose(run.options[number % len(run.options)].id)
    return run


def compass(**changes):
    """A learner beside Harbour's role."""
    role = load_role("harbour")
    whole = Compass(
        role=TargetRole.of("harbour", role.company, decode(role.text)),
        profile={
            hat: Evidence(level, text) for hat, level, text in zip(Hat, (4, 3, 3, 2), EVIDENCE, strict=True)
        },
        own_questions=(
            "Who does the Friday report today, and could we do it together for the first two months?",
        ),
        plan=(
            "Take the next two customer calls, the first on the 9th, with my lead in the room and quiet.",
            "Ask our product manager to let me write the next note about a slip.",
            "Write to Harbour's hiring manager on Monday with the three questions.",
        ),
        verdict=Verdict.NEGOTIATE,
        on=date(2026, 11, 20),
    )
    return Compass(**{**{name: getattr(whole, name) for name in whole.__dataclass_fields__}, **changes})


def rating(strength, liking, on):
    return SelfRating(dict(zip(Hat, strength, strict=True)), dict(zip(Hat, liking, strict=True)), on)


def keep(root):
    """Write the whole record: the exercises into ``root``, all else into the journal."""
    exercises(root)
    for module_id, answers in model_answers().items():
        write(root, module_id, answers)
    first, later = date(2026, 3, 1), date(2026, 11, 20)
    journal.record(profile.KIND, profile.BASELINE, rating((3, 4, 4, 1), (5, 3, 4, 2), first).to_json())
    journal.record(profile.KIND, later.isoformat(), rating((4, 4, 4, 2), (5, 3, 4, 3), later).to_json())
    journal.record(COMPASS, ENTRY, compass().to_json())
    for number, scenario_id in enumerate(ids()):
        run = played(scenario_id, number).to_json()
        journal.record("scenario", scenario_id, {"current": run, "finished": [run]})
