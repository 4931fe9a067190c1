"""The setting of a quarter: how long, which team, who covers what, and whether somebody new comes."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.quarter import STARTS
from manyhats.views.parts import Parts
from manyhats.views.quarter_charts import COVERED_BY

LENGTHS = (13, 26, 39)  # weeks
_HIRES = ((3, 2),)


class QuarterSetting:
    """The switches that a run depends on beside the split.

    Args:
        parts: makes the widgets of the view that this belongs to.
        changed: called when a switch was moved.

    Attributes:
        widget: what is shown.
    """

    def __init__(self, parts: Parts, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._quiet = False
        self._weeks = parts.radio([(f"{weeks} weeks", weeks) for weeks in LENGTHS], LENGTHS[0])
        self._start = parts.radio([(name, name) for name in STARTS], next(iter(STARTS)))
        self._cover = {
            hat: parts.check(f"{DESCRIPTIONS[hat].icon} {who[0].upper()}{who[1:]}")
            for hat, who in COVERED_BY.items()
        }
        self._hires = parts.check("Two new people start in week 3")
        for control in (self._weeks, self._start, *self._cover.values(), self._hires):
            control.observe(self._move, "value")
        self.widget = parts.column(
            parts.html("<h3>The setting</h3>"),
            self._weeks,
            self._start,
            parts.html("<p class='mh-setting'>Who covers a part of a hat for you?</p>"),
            parts.row(*self._cover.values()),
            self._hires,
            kind="mh-card",
        )

    @property
    def weeks(self) -> int:
        """How long a run is."""
        return int(self._weeks.value)

    @property
    def start(self) -> str:
        """The name of the team at the start."""
        return str(self._start.value)

    @property
    def cover(self) -> frozenset[Hat]:
        """The hats that others cover in part."""
        return frozenset(hat for hat, box in self._cover.items() if box.value)

    @property
    def hires(self) -> tuple[tuple[int, int], ...]:
        """Who starts when, as a strategy has it."""
        return _HIRES if self._hires.value else ()

    def reset(self) -> None:
        """Put all switches back, and tell it once."""
        self._quiet = True
        self._weeks.value, self._start.value = LENGTHS[0], next(iter(STARTS))
        boxes: list[widgets.Checkbox] = [*self._cover.values(), self._hires]
        for box in boxes:
            box.value = False
        self._quiet = False
        self._changed()

    def _move(self, _: Any) -> None:
        if not self._quiet:
            self._changed()
