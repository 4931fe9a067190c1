"""A compass as plain text, to take away."""

from manyhats.compass.compass import Compass
from manyhats.compass.prompts import prompts
from manyhats.hats import DESCRIPTIONS, Hat


def as_text(compass: Compass) -> str:
    """Everything that stands in a compass, as a text that any editor opens."""
    role = compass.role
    blocks = [f"Fit Compass{f', {compass.on.isoformat()}' if compass.on else ''}"]
    blocks.append(f"The role: {role.name}" if role else "No role is chosen yet.")
    blocks.append(_list("What I can show", [_shown(compass, hat) for hat in Hat]))
    blocks.append(_list("Beside the role", [one.sentence for one in compass.comparisons]))
    blocks.append(_list("What I'll ask the hiring manager", list(compass.questions)))
    blocks.append(_list("My plan", list(compass.plan)))
    named = {one.id: one.name for one in prompts().verdicts}
    blocks.append(f"My decision: {named[compass.verdict] if compass.verdict else 'still open'}")
    if role:
        lines = [f"[{DESCRIPTIONS[one.hat].name if one.hat else 'no hat'}] {one.text}" for one in role.lines]
        blocks.append(_list("The role, line by line", lines))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _shown(compass: Compass, hat: Hat) -> str:
    evidence = compass.profile[hat]
    return f"{DESCRIPTIONS[hat].name}: {evidence.words}. {evidence.text.strip() or 'No evidence yet.'}"


def _list(title: str, items: list[str]) -> str:
    return "\n".join([title, *(f"- {item}" for item in items)]) if items else ""
