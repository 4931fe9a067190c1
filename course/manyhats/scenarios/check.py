"""Checks of a scenario that its schema can't make: what refers to what, and whether it can be played."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from manyhats.scenarios.model import YOU, Conditions, Effect, Line, Node, Route, Scenario, leads_to, targets

Problem = tuple[str, str]  # a place such as $.nodes[0].next, and a sentence


WORTHS = range(1, 5)
FEWEST_QUESTIONS = 3  # for a room to talk about


def problems(
    scenario: Scenario, cast: Collection[str], modules: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Everything that is wrong with a scenario, each with its place and how to mend it.

    Args:
        scenario: as read from its file.
        cast: the ids of everybody who may appear.
        modules: for the id of each module the ids of the claims that it teaches.
    """
    names = _Names(scenario, cast, modules)
    yield from _repeated_ids(scenario)
    yield from _meters(scenario)
    yield from names.problems()
    yield from _shape(scenario)
    yield from _discuss(scenario)
    yield from _pivotal(scenario)
    yield from _ways(scenario)


def _repeated_ids(scenario: Scenario) -> Iterator[Problem]:
    places = [("$.nodes", n.id) for n in scenario.nodes] + [("$.endings", e.id) for e in scenario.endings]
    meters = [("$.meters", m.id) for m in scenario.meters] + [("$.hidden", m.id) for m in scenario.hidden]
    options = [(f"$.nodes[{i}]", o.id) for i, n in enumerate(scenario.nodes) for o in n.options]
    for kind, found in (("node or ending", places), ("meter", meters), ("option", options)):
        for name, times in Counter(name for _, name in found).items():
            if times > 1:
                at = [place for place, other in found if other == name][-1]
                yield at, f"{kind} “{name}” stands {times} times. Give each an id of its own."


def _meters(scenario: Scenario) -> Iterator[Problem]:
    if not 2 <= len(scenario.meters) <= 4:
        yield "$.meters", f"there are {len(scenario.meters)} meters that the player sees. Have two to four."
    for kind, meters in (("meters", scenario.meters), ("hidden", scenario.hidden)):
        for i, meter in enumerate(meters):
            if not meter.min <= meter.start <= meter.max or meter.min == meter.max:
                yield (
                    f"$.{kind}[{i}]",
                    f"meter “{meter.id}” starts at {meter.start}, outside {meter.min} to {meter.max}. "
                    "Mend start, min or max.",
                )
    for i, hidden in enumerate(scenario.hidden):
        if not hidden.reveal.strip():
            yield f"$.hidden[{i}]", f"hidden meter “{hidden.id}” is never revealed. Add reveal: a sentence."


class _Names:
    """Every name in a scenario that has to be known elsewhere."""

    def __init__(
        self, scenario: Scenario, cast: Collection[str], modules: Mapping[str, Collection[str]]
    ) -> None:
        self.scenario, self.cast, self.modules = scenario, cast, modules
        self.ranges = {meter.id: (meter.min, meter.max) for meter in scenario.all_meters}
        self.options = {option.id for node in scenario.nodes for option in node.options}
        self.places = {node.id for node in scenario.nodes} | {ending.id for ending in scenario.endings}

    def problems(self) -> Iterator[Problem]:
        scenario, debrief = self.scenario, self.scenario.debrief
        for i, person in enumerate(scenario.characters):
            yield from self.known(f"$.characters[{i}]", "character", person, self.cast, "cast.yaml")
        yield from self.known("$.module", "module", scenario.module, self.modules, "modules.yaml")
        taught = self.modules.get(scenario.module, scenario.claims)
        for i, claim in enumerate(scenario.claims):
            where = "the claims of its module in modules.yaml"
            yield from self.known(f"$.claims[{i}]", "claim", claim, taught, where)
            if claim not in {shown.claim for shown in debrief.claims}:
                yield f"$.claims[{i}]", f"claim “{claim}” is not shown at work. Add it to debrief: claims."
        for i, shown in enumerate(debrief.claims):
            where = "this scenario's claims"
            yield from self.known(f"$.debrief.claims[{i}]", "claim", shown.claim, scenario.claims, where)
        yield from self.place("$.start", scenario.start)
        for i, node in enumerate(scenario.nodes):
            yield from self.node(f"$.nodes[{i}]", node)
        for i, ending in enumerate(scenario.endings):
            yield from self.lines(f"$.endings[{i}].lines", ending.lines)
        for i, saw in enumerate(debrief.saw):
            yield from self.speaker(f"$.debrief.saw[{i}]", saw.who)
            yield from self.conditions(f"$.debrief.saw[{i}].when", saw.when)

    def known(self, at: str, kind: str, name: str, all_: Collection[str], where: str) -> Iterator[Problem]:
        if name not in all_:
            close = get_close_matches(name, list(all_), n=1)
            mend = f"Did you mean “{close[0]}”?" if close else f"Add it to {where}, or mend the name."
            yield at, f"{kind} “{name}” is not known. {mend}"

    def place(self, at: str, name: str) -> Iterator[Problem]:
        yield from self.known(at, "node", name, self.places, "nodes or endings")

    def speaker(self, at: str, name: str) -> Iterator[Problem]:
        yield from self.known(at, "character", name, {YOU, *self.scenario.characters}, "characters")

    def node(self, at: str, node: Node) -> Iterator[Problem]:
        yield from self.lines(f"{at}.lines", node.lines)
        yield from self.effects(f"{at}.effects", node.effects)
        yield from self.next(f"{at}.next", node.next)
        for i, option in enumerate(node.options):
            here = f"{at}.options[{i}]"
            yield from self.lines(f"{here}.reply", option.reply)
            yield from self.effects(f"{here}.effects", option.effects)
            yield from self.conditions(f"{here}.when", option.when)
            yield from self.next(f"{here}.next", option.next)

    def lines(self, at: str, lines: tuple[Line, ...]) -> Iterator[Problem]:
        for i, line in enumerate(lines):
            if line.who is not None:
                yield from self.speaker(f"{at}[{i}].who", line.who)
            yield from self.conditions(f"{at}[{i}].when", line.when)

    def effects(self, at: str, effects: tuple[Effect, ...]) -> Iterator[Problem]:
        for i, effect in enumerate(effects):
            here = f"{at}[{i}]"
            yield from self.known(f"{here}.meter", "meter", effect.meter, self.ranges, "meters or hidden")
            if effect.by == 0:
                yield f"{here}.by", "an effect of 0 moves nothing. Give it a number, or take it out."
            yield from self.conditions(f"{here}.when", effect.when)

    def next(self, at: str, next_: str | tuple[Route, ...] | None) -> Iterator[Problem]:
        for i, name in enumerate(targets(next_)):
            yield from self.place(at if isinstance(next_, str) else f"{at}[{i}].to", name)
        if isinstance(next_, tuple):
            for i, route in enumerate(next_):
                yield from self.conditions(f"{at}[{i}].when", route.when)
                if bool(route.when) == (i == len(next_) - 1):
                    yield (
                        f"{at}[{i}]",
                        "of several routes all but the last need “when”, and the last must have none.",
                    )

    def conditions(self, at: str, conditions: Conditions) -> Iterator[Problem]:
        for i, when in enumerate(conditions):
            here = f"{at}[{i}]"
            for name in (*when.chose, *when.not_chose):
                yield from self.known(here, "option", name, self.options, "options")
            bounds = [bound for bound in (when.at_least, when.at_most) if bound is not None]
            if when.meter is None:
                if bounds or not (when.chose or when.not_chose):
                    yield here, "this condition says nothing. Write meter with at_least or at_most, or chose."
                continue
            yield from self.known(f"{here}.meter", "meter", when.meter, self.ranges, "meters or hidden")
            low, high = self.ranges.get(when.meter, (0, 0))
            if not bounds:
                yield here, f"what of meter “{when.meter}”? Add at_least or at_most."
            elif when.meter in self.ranges and any(not low <= bound <= high for bound in bounds):
                yield here, f"meter “{when.meter}” runs from {low} to {high}. Mend at_least or at_most."


def _shape(scenario: Scenario) -> Iterator[Problem]:
    for i, node in enumerate(scenario.nodes):
        if node.options and node.next is not None:
            yield f"$.nodes[{i}].next", f"node “{node.id}” has options and next. Keep one of them."
        if not node.options and node.next is None:
            yield (
                f"$.nodes[{i}]",
                f"node “{node.id}” is a dead end. Add options, or next with the id of a node or ending.",
            )
        if node.options and sum(not option.when for option in node.options) < 2:
            yield (
                f"$.nodes[{i}].options",
                f"decision “{node.id}” needs two options without “when”, or a player may be stuck.",
            )
    if len(scenario.endings) < 2:
        yield "$.endings", "there is one ending. Write several, so that choices matter."
    for i, ending in enumerate(scenario.endings):
        if ending.worth not in WORTHS:
            yield f"$.endings[{i}].worth", f"ending “{ending.id}” has worth {ending.worth}. Give it 1 to 4."
        if not ending.debrief.strip():
            yield f"$.endings[{i}]", f"ending “{ending.id}” has no debrief. Say what happened, and why."


def _discuss(scenario: Scenario) -> Iterator[Problem]:
    asked = len(scenario.debrief.discuss)
    if asked < FEWEST_QUESTIONS:
        yield (
            "$.debrief.discuss",
            f"there are {asked} questions for a room to talk about. Write {FEWEST_QUESTIONS} or more.",
        )


def _pivotal(scenario: Scenario) -> Iterator[Problem]:
    found = [node for node in scenario.nodes if node.pivotal]
    if len(found) != 1:
        yield "$.nodes", f"{len(found)} nodes are pivotal. Mark exactly one with “pivotal: true”."
    for i, node in enumerate(scenario.nodes):
        for j, option in enumerate(node.options):
            at = f"$.nodes[{i}].options[{j}]"
            if not node.pivotal:
                if option.key is not None or option.rationale is not None:
                    yield at, f"option “{option.id}” has a key or rationale, but its node is not pivotal."
                continue
            if option.key is None or not 1 <= option.key <= 4:
                yield f"{at}.key", f"option “{option.id}” needs a key from 1 to 4, not {option.key}."
            if not (option.rationale or "").strip():
                yield at, f"option “{option.id}” has no rationale. Say why its key is what it is."
            if option.when:
                yield (
                    f"{at}.when",
                    f"option “{option.id}” is rated, so it must always be on offer: no “when”.",
                )


def _ways(scenario: Scenario) -> Iterator[Problem]:
    """Reachability, conditions left aside."""
    graph = {node.id: leads_to(node) for node in scenario.nodes}
    reached = _reach(graph, [scenario.start])
    places = [(f"$.nodes[{i}]", node.id) for i, node in enumerate(scenario.nodes)]
    places += [(f"$.endings[{i}]", ending.id) for i, ending in enumerate(scenario.endings)]
    for at, name in places:
        if name not in reached:
            yield at, f"nothing leads to “{name}”. Lead there from somewhere, or remove it."
    endings = {ending.id for ending in scenario.endings}
    passing = {node.id: leads_to(node) for node in scenario.nodes if not node.options}
    for i, node in enumerate(scenario.nodes):
        if (node.options or node.next) and not endings & _reach(graph, [node.id]):
            yield f"$.nodes[{i}]", f"from “{node.id}” no ending can be reached: no exit. Lead out somewhere."
        if node.id in _reach(passing, passing.get(node.id, ())):
            yield (
                f"$.nodes[{i}].next",
                f"“{node.id}” comes back to itself without a choice. Break the circle.",
            )
    for i, node in enumerate(scenario.nodes):
        if node.pivotal:
            without = {name: to for name, to in graph.items() if name != node.id}
            if endings & _reach(without, [scenario.start] if scenario.start != node.id else []):
                yield f"$.nodes[{i}]", f"an ending can be reached past the pivotal decision “{node.id}”."
            if node.id in _reach(graph, graph[node.id]):
                yield (
                    f"$.nodes[{i}]",
                    f"the pivotal decision “{node.id}” can come twice. It is rated only once.",
                )


def _reach(graph: dict[str, tuple[str, ...]], starts: Collection[str]) -> set[str]:
    reached: set[str] = set()
    todo = list(starts)
    while todo:
        place = todo.pop()
        if place not in reached:
            reached.add(place)
            todo.extend(graph.get(place, ()))
    return reached
