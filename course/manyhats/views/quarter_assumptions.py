"""What the quarter model assumes, in words and as equations, with the very numbers that it uses."""

from html import escape

from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.quarter import STARTS, Coefficients
from manyhats.quarter.sensitivity import DRAWS, WITHIN
from manyhats.quarter.simulate import REPLACED_AFTER


def assumptions_html() -> str:
    """A ``<details>`` with every assumption and equation."""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd><p>{escape(words)}</p>"
        + "".join(f"<code>{escape(line)}</code>" for line in equations)
        + "</dd>"
        for name, words, *equations in _equations(Coefficients())
    )
    teams = "; ".join(
        f"{name.lower()}: health {team.health:.2f}, skill {team.skill:.2f}, debt {team.debt:.0f}, trust {team.trust:.2f}, "
        f"burnout {team.burnout:.2f}"
        for name, team in STARTS.items()
    )
    return (
        "<details class='mh-quarter-model'><summary>What it assumes, and its equations</summary>"
        "<p>Five stocks are carried from week to week: health, skill, debt, trust and burnout, beside the people "
        "themselves. The step is one week, and nothing is left to chance. Letters: p, d, e, k are the shares of your "
        f"week for {', '.join(DESCRIPTIONS[hat].name.lower() for hat in Hat)}, 0 to 1. N are the people who have settled, R the "
        "new ones. M is health, K skill, D debt, T trust, B burnout. Health and trust are shown times 100.</p>"
        f"<dl>{rows}</dl>"
        f"<p>Teams at the start, seven people each: {escape(teams)}.</p>"
        f"<p>The band: {DRAWS} runs, in each of which every rate above is drawn anew, evenly within {WITHIN:.0%} of its value. "
        "Levels stay: the scales, and what there is without any effort. It tells how much the picture hangs on the "
        "numbers that were chosen. It doesn't tell how likely anything is.</p>"
        "<p>What is left out: who the people are, luck, politics, holidays, and everything that you can't split an hour "
        "for. Nobody has held these numbers against a real team.</p></details>"
    )


def _equations(c: Coefficients) -> list[tuple[str, ...]]:
    """Name, words, and one equation or more."""
    return [
        (
            "Attention",
            "The first hours for a hat do most. Somebody who covers a hat adds to your share of it, and new "
            "people thin out your time for people.",
            f"f(x) = x / (x + {c.half_effect}), x = own share + {c.cover} where covered; x of people times {c.team_size:g}/(N + R)",
        ),
        (
            "Capacity",
            "New people do less, take time of the others, and everybody more is somebody more to talk with.",
            f"capacity = (N − {c.guiding} R + {c.novice} R)/{c.team_size:g} × max({c.capacity_least}, 1 − {c.coordination} max(0, N + R − {c.small_team:g})); "
            f"R/{c.settling_weeks:g} settle each week",
        ),
        (
            "Throughput",
            "Items a week. Debt slows; delivery, health and skill help.",
            f"throughput = {c.throughput_scale} × capacity / (1 + {c.debt_drag} (D/{c.drag_scale:g})^{c.drag_power}) × "
            f"({c.delivery_base} + {c.delivery_gain} f(d)) × ({c.health_base} + {c.health_gain} M) × ({c.skill_base} + {c.skill_gain} K)",
        ),
        (
            "Value and promise",
            "The business hat picks what is worth more, and promises a little less.",
            f"value = throughput × ({c.value_base} + {c.value_gain} f(k))/{c.value_scale}",
            f"promise = {c.promise_scale:g} (1 − {c.promise_trimmed} f(k)); gap g = (value − promise)/promise",
        ),
        (
            "Trust",
            "A missed promise costs more than a beaten one brings.",
            f"T tends to {c.trust_level} + ({c.trust_of_surplus} if g > 0, else {c.trust_of_shortfall}) g + "
            f"{c.trust_of_talking} (f(k) − {c.usual_effect}), in {c.trust_weeks:g} weeks",
        ),
        (
            "Health",
            "It lives on time for people, and suffers from debt, from being pushed and from falling short.",
            f"M tends to {c.health_level} + {c.health_of_people} f(p) + {c.health_of_delivery} f(d) + {c.health_of_trust} T − "
            f"{c.health_of_debt} D/{c.drag_scale:g} − {c.health_of_push} max(0, d − {c.push_from}) − "
            f"{c.health_of_shortfall} max(0, 1 − throughput/promise), in {c.health_weeks:g} weeks",
        ),
        (
            "Skill",
            "It grows slowly, and with time for people.",
            f"K tends to min(1, {c.skill_level} + {c.skill_of_people} f(p)), in {c.skill_weeks:g} weeks",
        ),
        (
            "Debt",
            "Work makes it, haste makes more of it, and the technical hat pays it back.",
            f"change of D = {c.debt_made} (1 + {c.debt_of_rush} max(0, d − {c.rush_from})) throughput/{c.promise_week:g} − "
            f"{c.debt_repaid} f(e) √(D/{c.repay_scale:g})",
        ),
        (
            "People leaving",
            f"Burnout follows health late. Expected exits add up; when they make a whole person, one leaves, and "
            f"somebody new comes {REPLACED_AFTER} weeks later.",
            f"B tends to 1 − M, in {c.burnout_weeks:g} weeks; expected exits a person and week = {c.exit_hazard} + "
            f"{c.exit_of_burnout} max(0, B − {c.burnout_from})",
        ),
    ]
