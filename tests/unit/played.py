"""Runs of scenarios, as the scenario view keeps them in the journal."""

from manyhats import journal
from manyhats.scenarios import Run, load


def played(scenario_id, steps=None):
    """A run that always chooses the first option, to its ending or for so many steps."""
    run = Run(load(scenario_id))
    while not run.finished and (steps is None or len(run.moves) < steps):
        if run.must_rate:
            run = run.rate({option.id: 2 for option in run.scenario.pivotal.options}, 0.5)
        run = run.choose(run.options[0].id)
    return run


def kept(current, *finished):
    """What the journal's entry of a scenario holds."""
    return {"current": current.to_json(), "finished": [run.to_json() for run in finished]}


def play(scenario_id, steps=None):
    """Keep a run that always chooses the first option."""
    run = played(scenario_id, steps)
    journal.record("scenario", scenario_id, kept(run, *([run] if run.finished else [])))
