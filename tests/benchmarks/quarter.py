"""How long the quarter model takes: the band of 300 draws, the search, and a redraw after a slider has moved."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable

from manyhats.quarter import BALANCED, STARTS, best_split, ranges
from manyhats.views.quarter_charts import CHARTS

TIMES = 15
AIM_BAND = 300  # ms
AIM_REDRAW = 50  # ms, 95th percentile
WEEKS = 39
STEADY = STARTS["A steady team"]


def main() -> None:
    """Measure and print."""
    series = {name: chart.read for name, chart in CHARTS.items()}
    band = _times(lambda: ranges(BALANCED, WEEKS, frozenset(), STEADY, series))
    search = _times(lambda: best_split(WEEKS, frozenset(), STEADY))
    redraw = _redraws()
    worst = statistics.quantiles(redraw, n=20)[-1]
    print(f"Quarter model, {WEEKS} weeks")
    print(
        f"band of 300 draws, median of {TIMES}: {statistics.median(band):.0f} ms (aim: under {AIM_BAND} ms)"
    )
    print(f"search of the best split, median of {TIMES}: {statistics.median(search):.0f} ms")
    print(
        f"redraw after a slider has moved, {len(redraw)} moves: median {statistics.median(redraw):.1f} ms, "
        f"95th percentile {worst:.1f} ms (aim: under {AIM_REDRAW} ms)"
    )


def _times(what: Callable[[], object]) -> list[float]:
    what()
    return [_milliseconds(what) for _ in range(TIMES)]


def _milliseconds(what: Callable[[], object]) -> float:
    start = time.perf_counter()
    what()
    return 1000 * (time.perf_counter() - start)


def _redraws() -> list[float]:
    """Every slider from end to end, beside a corner that is raced against."""
    import ipywidgets as widgets
    from manyhats import journal
    from manyhats.views import QuarterSimulator

    with tempfile.TemporaryDirectory() as home:
        os.environ["MANYHATS_HOME"] = home
        journal.record("prediction", "quarter", "All coaching")
        view = QuarterSimulator()
        found = list(_below(view.widget))
        length, _, opponents, _ = [one for one in found if isinstance(one, widgets.RadioButtons)]
        length.value, opponents.value = WEEKS, "All coaching"
        sliders = [one for one in found if isinstance(one, widgets.IntSlider)]
        return [
            _milliseconds(lambda slider=slider, value=value: slider.set_trait("value", value))
            for slider in sliders
            for value in range(0, 101, 2)
            if value != slider.value
        ]


def _below(widget: object) -> list[object]:
    return [widget, *(one for child in getattr(widget, "children", ()) for one in _below(child))]


if __name__ == "__main__":
    main()
