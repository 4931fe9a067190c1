"""What a module costs: running all of its cells, beside a bare notebook, and how soon a view is redrawn.

The bare notebook imports ipywidgets and shows one slider. Both run in fresh kernels of this machine, in turns. For the
redraw every slider of the module is moved to a few places, as a browser does it, once its prediction is made; the time
runs until the kernel says that it is idle.
"""

import json
import statistics
import time
from pathlib import Path
from typing import Any

from kernel import Kernel

COURSE = Path(__file__).parents[2] / "course"
MODULES = sorted(COURSE.glob("[0-9][0-9]-*.ipynb"))
BARE = ["import ipywidgets\nipywidgets.IntSlider()"]
TIMES = 5
AIM = 2.0  # times the bare notebook
AIM_REDRAW = 50  # ms, 95th percentile
PLACES = 8  # to which each slider is moved
COMMIT = """
from ipywidgets.widgets import widget as _all
for _one in list(_all._instances.values()):
    if type(_one).__name__ == "RadioButtons" and _one.index is None:
        _one.index = 0
for _one in list(_all._instances.values()):
    if getattr(_one, "description", "").startswith("Commit"):
        _one.click()
"""
SLIDERS = """[
    (one.model_id, one.min, one.max) for one in list(_all._instances.values()) if type(one).__name__ == "IntSlider"
]"""


def main() -> None:
    """Measure and print."""
    print(f"Run all, median of {TIMES}, beside a notebook with one slider (aim: at most {AIM} times)")
    print(f"Redraw after a slider moves, 95th percentile (aim: under {AIM_REDRAW} ms)")
    _run_all(BARE)
    for path in MODULES:
        cells = [
            "".join(cell["source"])
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
            if cell["cell_type"] == "code" and "doctor" not in "".join(cell["source"])
        ]
        pairs = [(_run_all(BARE)[0], _run_all(cells)) for _ in range(TIMES)]
        bare = statistics.median(bare for bare, _ in pairs)
        ours = statistics.median(seconds for _, (seconds, _) in pairs)
        moves = [move for _, (_, redraws) in pairs for move in redraws]
        redraw = (
            f"{statistics.quantiles(moves, n=20)[-1]:5.0f} ms of {len(moves)} moves"
            if moves
            else "  no sliders"
        )
        print(f"{path.stem:36}{1000 * ours:6.0f} ms{1000 * bare:6.0f} ms  {ours / bare:.2f} times   {redraw}")


def _run_all(cells: list[str]) -> tuple[float, list[float]]:
    """Seconds from the start of the kernel to the last cell's end, and milliseconds of each redraw."""
    start = time.perf_counter()
    with Kernel(COURSE) as kernel:
        for cell in cells:
            kernel.run(cell)
        seconds = time.perf_counter() - start
        return seconds, [] if cells is BARE else _redraws(kernel)


def _redraws(kernel: Kernel) -> list[float]:
    kernel.run(COMMIT)
    return [
        kernel.send(name, _moved_to(low + (high - low) * step // PLACES))
        for name, low, high in kernel.value(SLIDERS)
        for step in range(1, PLACES)
    ]


def _moved_to(value: int) -> dict[str, Any]:
    return {"method": "update", "state": {"value": value}, "buffer_paths": []}


if __name__ == "__main__":
    main()
