"""What is wrong with a scenario beyond what its loading refuses: found by playing it in every way.

Loading checks what would break a learner's run. This is for authors, and takes longer.
"""

from collections.abc import Iterator
from pathlib import Path

from manyhats.content import ContentError, load_with_lines
from manyhats.scenarios.check import Problem
from manyhats.scenarios.explore import Exploration, TooManyWays, explore
from manyhats.scenarios.files import read
from manyhats.scenarios.model import Conditions, Effect, Lean, Line, Route, Scenario
from manyhats.scenarios.policies import POLICIES, earn

MOST_APART = 1.3  # the longest option of a decision, in characters, against the shortest
NAIVE = {Lean.PEOPLE: "always people", Lean.DELIVERY: "always ship"}
FEWEST_NAIVE = 3  # decisions at which each of the naive ways must be on offer


def lint(path: Path) -> Scenario:
    """Read a scenario file and play it in every way.

    Returns:
        The scenario, if nothing is wrong with it.

    Raises:
        ContentError: one line for each thing that is wrong, with file, line and what to do.
    """
    scenario = read(path)
    _, line_of = load_with_lines(path, Scenario)
    found = [(line_of(at), sentence) for at, sentence in faults(scenario)]
    if found:
        raise ContentError("\n".join(f"{path}:{line}: {sentence}" for line, sentence in sorted(found)))
    return scenario


def faults(scenario: Scenario) -> Iterator[Problem]:
    """Everything that shows only in play, each with its place and how to mend it."""
    yield from _lengths(scenario)
    try:
        explored = explore(scenario)
    except TooManyWays as error:
        yield "$.nodes", str(error)
        return
    yield from _never_come_to(scenario, explored)
    yield from _never_held(scenario, explored)
    yield from _never_taken(scenario, explored)
    yield from _never_moved(scenario, explored)
    yield from _naive(scenario, explored)


def _lengths(scenario: Scenario) -> Iterator[Problem]:
    for i, node in enumerate(scenario.nodes):
        if not node.options:
            continue
        by_length = sorted(node.options, key=lambda option: len(option.text))
        short, long = by_length[0], by_length[-1]
        if len(long.text) > MOST_APART * len(short.text):
            at = f"$.nodes[{i}].options[{node.options.index(long)}].text"
            yield (
                at,
                f"option “{long.id}” has {len(long.text)} characters, “{short.id}” has {len(short.text)}: lengths so "
                "far apart give a hint. Bring them closer.",
            )


def _never_come_to(scenario: Scenario, explored: Exploration) -> Iterator[Problem]:
    stuck = explored.stuck()
    for i, node in enumerate(scenario.nodes):
        if node.options and node.id not in explored.seen.places:
            yield (
                f"$.nodes[{i}]",
                f"no way of playing comes to “{node.id}”. Mend the conditions that lead there.",
            )
        if node.id in stuck:
            yield (
                f"$.nodes[{i}]",
                f"as things may stand at “{node.id}”, no choice leads to an ending any more. Open a way out.",
            )
    for i, ending in enumerate(scenario.endings):
        if ending.id not in explored.seen.places:
            yield (
                f"$.endings[{i}]",
                f"no way of playing comes to ending “{ending.id}”. Mend the conditions that lead there.",
            )


def _never_held(scenario: Scenario, explored: Exploration) -> Iterator[Problem]:
    for at, when in _conditions(scenario):
        if when and id(when) not in explored.seen.conditions:
            yield f"{at}.when", "on no way of playing does this condition hold. Mend it, or take this out."


def _never_taken(scenario: Scenario, explored: Exploration) -> Iterator[Problem]:
    """Of routes: several options may share one list, and then each of its ways has to be taken from one of them."""
    places: dict[tuple[Route, ...], str] = {}
    taken: dict[tuple[Route, ...], set[int]] = {}
    for at, routes in _routes(scenario):
        places.setdefault(routes, at)
        used = {j for j, route in enumerate(routes) if id(route) in explored.seen.routes}
        taken.setdefault(routes, set()).update(used)
    for routes, at in places.items():
        if not taken[routes]:
            continue  # nobody comes here, which is told of the decision
        for j, route in enumerate(routes):
            if j not in taken[routes] and route.when:
                yield (
                    f"{at}[{j}].when",
                    f"the way to “{route.to}” is never taken. Mend its condition, or take it out.",
                )
            elif j not in taken[routes]:
                yield (
                    f"{at}[{j}]",
                    f"the last way, to “{route.to}”, is never taken: one of those before it always holds.",
                )


def _never_moved(scenario: Scenario, explored: Exploration) -> Iterator[Problem]:
    for at, effect in _effects(scenario):
        came = not effect.when or id(effect.when) in explored.seen.conditions
        if came and id(effect) not in explored.seen.effects:
            yield (
                at,
                f"this effect never moves “{effect.meter}”, which is at its end whenever it comes. Widen the meter's "
                "range, or take the effect out.",
            )


def _naive(scenario: Scenario, explored: Exploration) -> Iterator[Problem]:
    for lean, name in NAIVE.items():
        offered = sum(any(option.lean == lean for option in node.options) for node in scenario.nodes)
        if offered < FEWEST_NAIVE:
            yield (
                "$.nodes",
                f"only {offered} decisions offer an option that leans to {lean}. Offer one at {FEWEST_NAIVE} or more.",
            )
        earned = earn(next(p for p in POLICIES if p.name == name), scenario, explored)
        if earned.worth >= earned.best_worth:
            yield "$.endings", f"“{name}” comes to the best ending. Let it show its merit, and its cost."


def _lines(scenario: Scenario) -> Iterator[tuple[str, Line]]:
    for i, node in enumerate(scenario.nodes):
        yield from ((f"$.nodes[{i}].lines[{j}]", line) for j, line in enumerate(node.lines))
        for k, option in enumerate(node.options):
            yield from (
                (f"$.nodes[{i}].options[{k}].reply[{j}]", line) for j, line in enumerate(option.reply)
            )
    for i, ending in enumerate(scenario.endings):
        yield from ((f"$.endings[{i}].lines[{j}]", line) for j, line in enumerate(ending.lines))


def _effects(scenario: Scenario) -> Iterator[tuple[str, Effect]]:
    for i, node in enumerate(scenario.nodes):
        yield from ((f"$.nodes[{i}].effects[{j}]", effect) for j, effect in enumerate(node.effects))
        for k, option in enumerate(node.options):
            yield from (
                (f"$.nodes[{i}].options[{k}].effects[{j}]", effect) for j, effect in enumerate(option.effects)
            )


def _routes(scenario: Scenario) -> Iterator[tuple[str, tuple[Route, ...]]]:
    for i, node in enumerate(scenario.nodes):
        if isinstance(node.next, tuple):
            yield f"$.nodes[{i}].next", node.next
        for k, option in enumerate(node.options):
            if isinstance(option.next, tuple):
                yield f"$.nodes[{i}].options[{k}].next", option.next


def _conditions(scenario: Scenario) -> Iterator[tuple[str, Conditions]]:
    """All but those of routes."""
    yield from ((at, line.when) for at, line in _lines(scenario))
    yield from ((at, effect.when) for at, effect in _effects(scenario))
    for i, node in enumerate(scenario.nodes):
        yield from ((f"$.nodes[{i}].options[{k}]", option.when) for k, option in enumerate(node.options))
    yield from ((f"$.debrief.saw[{i}]", saw.when) for i, saw in enumerate(scenario.debrief.saw))
