"""Four sliders that are one week: moving one takes from the others, so that they always sum to 100."""

from collections.abc import Callable
from functools import partial
from typing import Any

from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.quarter import EVEN, Split, rebalance
from manyhats.views.parts import Parts


class WeekSliders:
    """A week over the four hats.

    As long as one slider is moved, the others keep the proportion that they had before: who drags it to the
    end and back finds the week as it was.

    Args:
        parts: makes the widgets of the view that this belongs to.
        changed: called when the split has become another.

    Attributes:
        widget: what is shown.
        split: the week as it stands.
    """

    def __init__(self, parts: Parts, changed: Callable[[], None]) -> None:
        self.split = EVEN
        self._changed = changed
        self._moved: Hat | None = None
        self._before = EVEN  # the week when that slider began to move
        self._setting = False
        self._sliders = {
            hat: parts.slider(f"{shown.icon} {shown.name}, % of your week", 0, 100, EVEN.of(hat))
            for hat, shown in DESCRIPTIONS.items()
        }
        for hat, slider in self._sliders.items():
            slider.observe(partial(self._move, hat), "value")
        self.widget = parts.row(*self._sliders.values(), kind="mh-week")

    def set(self, split: Split) -> None:
        """Show another week, without telling that it changed."""
        self._before, self._moved = split, None
        self._show(split)

    def _move(self, hat: Hat, change: Any) -> None:
        if self._setting:
            return
        if hat != self._moved:
            self._before, self._moved = self.split, hat
        self._show(rebalance(self._before, hat, change["new"]))
        self._changed()

    def _show(self, split: Split) -> None:
        self._setting = True
        try:
            self.split = split
            for hat, slider in self._sliders.items():
                slider.value = split.of(hat)
        finally:
            self._setting = False
