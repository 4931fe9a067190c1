"""Fixed ways to play, and what each earns: a scenario that one simple habit wins teaches that habit.

Earnings are held against chance and against the best there is: a gain of 0 is what random play earns, 1 the
best. Two things are earned, the worth of the ending (for whoever chooses) and the credit of the ratings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from manyhats.scenarios.explore import Exploration, State, explore
from manyhats.scenarios.judgement import credit, keys_of
from manyhats.scenarios.model import Lean, Option, Scenario
from manyhats.scenarios.run import RATINGS

MOST_GAIN = 0.6  # over all scenarios; above it a policy is a trick that learners would find
SWEEPS = 1000  # of the value iteration; without loops it is done after as many as there are decisions

Choosing = Callable[[Sequence[Option]], Sequence[Option]]


@dataclass(frozen=True)
class Policy:
    """A habit: ``choose`` keeps of the options on offer those between which it is indifferent.

    Of a pivotal decision it rates what it would choose 4 and the rest 1, unless ``flat`` is the one rating
    that it gives to everything; then it chooses at random.
    """

    name: str
    choose: Choosing
    flat: int | None = None


def _leaning(lean: Lean) -> Choosing:
    return lambda options: [option for option in options if option.lean == lean] or options


def _longest(options: Sequence[Option]) -> Sequence[Option]:
    longest = max(len(option.text) for option in options)
    return [option for option in options if len(option.text) == longest]


def _anything(options: Sequence[Option]) -> Sequence[Option]:
    return options


POLICIES = (
    Policy("always people", _leaning(Lean.PEOPLE)),
    Policy("always ship", _leaning(Lean.DELIVERY)),
    Policy("always technical", _leaning(Lean.TECHNICAL)),
    Policy("always business", _leaning(Lean.BUSINESS)),
    Policy("always balanced", _leaning(Lean.MIXED)),
    Policy("always the longest option", _longest),
    Policy("always the first option", lambda options: options[:1]),
    Policy("rate everything 3", _anything, flat=3),
)


@dataclass(frozen=True)
class Earnings:
    """What a policy earns in one scenario, beside chance and the best: worths 1 to 4, credits 0 to 1."""

    worth: float
    random_worth: float
    best_worth: float
    credit: float
    random_credit: float


@dataclass(frozen=True)
class Gain:
    """A policy's share of what is attainable over random play, over several scenarios; may be negative.

    ``worth`` is that of the choices, ``credit`` that of the ratings.
    """

    policy: Policy
    worth: float
    credit: float


def gains(scenarios: Sequence[Scenario]) -> list[Gain]:
    """The gain of every policy over these scenarios together."""
    explored = [(scenario, explore(scenario)) for scenario in scenarios]
    found = []
    for policy in POLICIES:
        all_ = [earn(policy, scenario, exploration) for scenario, exploration in explored]
        worth = sum(e.worth - e.random_worth for e in all_)
        credits = sum(e.credit - e.random_credit for e in all_)
        attainable = sum(e.best_worth - e.random_worth for e in all_)
        attainable_credit = sum(1 - e.random_credit for e in all_)
        found.append(Gain(policy, _share(worth, attainable), _share(credits, attainable_credit)))
    return found


def earn(policy: Policy, scenario: Scenario, exploration: Exploration) -> Earnings:
    """What a policy earns in one scenario, exactly: no dice are thrown, expectations are worked out."""
    keys = keys_of(scenario)
    options = scenario.pivotal.options
    if policy.flat is not None:
        ratings = dict.fromkeys(keys, policy.flat)
    else:
        liked = {option.id for option in policy.choose(options)}
        # A policy that is indifferent to all of them has no opinion, and says so by the middle.
        ratings = {option: (4 if option in liked else 1) if len(liked) < len(keys) else 3 for option in keys}
    # Credit is a mean over options, so rating each at random earns what one random rating for all does.
    by_chance = [credit(dict.fromkeys(keys, rating), keys) for rating in RATINGS]
    return Earnings(
        worth=expected_worth(exploration, policy.choose),
        random_worth=expected_worth(exploration, _anything),
        best_worth=max(ending.worth for ending in exploration.endings.values()),
        credit=credit(ratings, keys),
        random_credit=sum(by_chance) / len(by_chance),
    )


def expected_worth(exploration: Exploration, choose: Choosing) -> float:
    """The mean worth of the endings that a way of choosing comes to; one that never ends earns 0."""
    values: dict[State, float] = {state: float(e.worth) for state, e in exploration.endings.items()}
    nexts: dict[State, list[State]] = {}
    for state, ways in exploration.ways.items():
        chosen = {option.id for option in choose([option for option, _ in ways])}
        nexts[state] = [after for option, after in ways if option.id in chosen]
    for _ in range(SWEEPS):
        change = 0.0
        for state, afters in nexts.items():
            value = sum(values.get(after, 0.0) for after in afters) / len(afters)
            change = max(change, abs(value - values.get(state, 0.0)))
            values[state] = value
        if change < 1e-9:
            break
    return values.get(exploration.start, 0.0)


def _share(gained: float, attainable: float) -> float:
    return gained / attainable if attainable else 0.0
