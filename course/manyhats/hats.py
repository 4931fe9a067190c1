"""The four hats: the one vocabulary that every part of the course shares.

The essay speaks of "multiple hats". That they are these four is the course's own reading of it,
and module 01 says so.
"""

from dataclasses import dataclass
from enum import StrEnum


class Hat(StrEnum):
    """One of the four hats, in the order in which the course always shows them."""

    PEOPLE = "people"
    DELIVERY = "delivery"
    TECHNICAL = "technical"
    BUSINESS = "business"


@dataclass(frozen=True)
class Description:
    """How a hat is shown: a name, an icon that is not a colour, one plain sentence, the long list."""

    name: str
    icon: str
    gist: str
    covers: str


DESCRIPTIONS: dict[Hat, Description] = {
    Hat.PEOPLE: Description(
        name="People",
        icon="●",
        gist="Caring for, coaching and growing the people who report to you, and the team as a group of people.",
        covers="one-to-ones, feedback, careers, performance, hiring and onboarding, wellbeing, inclusion, "
        "safety, conflict, retention",
    ),
    Hat.DELIVERY: Description(
        name="Delivery",
        icon="▲",
        gist="Getting value out of the door, week by week and towards the goal.",
        covers="planning, priorities and scope inside what was promised, process and flow, deadlines, risk, "
        "dependencies, predictable results, answering for what the team ships",
    ),
    Hat.TECHNICAL: Description(
        name="Technical",
        icon="■",
        gist="A technical vision and direction, and the quality of what is built.",
        covers="architecture, standards, code and system quality, technical debt, reliability, security, "
        "technical decisions and reviews, hands-on work",
    ),
    Hat.BUSINESS: Description(
        name="Business",
        icon="◆",
        gist="Partner of the business: its objectives, its customers and the people who depend on the team.",
        covers="company objectives and outcomes, stakeholders, customers, product strategy, budgets, "
        "cross-functional relations, communicating upward and outward, representing the team to others",
    ),
}
