"""Runs of somebody who always takes the first option."""

from manyhats import journal
from manyhats.scenarios import Run, load


def played(scenario_id, steps=None):
    """Such a run, to its ending or for so many steps."""
    run = Run(load(scenario_id))
    while not run.finished and (steps is None or len(run.moves) < steps):
        if run.must_rate:
            run = run.rate({option.id: 2 for option in run.scenario.pivotal.options}, 0.5)
        run = run.choose(run.options[0].id)
    return run


def kept(current, *finished):
    """What the scenario view keeps of runs."""
    return {"current": current.to_json(), "finished": [run.to_json() for run in finished]}


def play(scenario_id, steps=None):
    """Keep such a run in the journal, as the scenario view does."""
    run = played(scenario_id, steps)
    journal.record("scenario", scenario_id, kept(run, *([run] if run.finished else [])))
