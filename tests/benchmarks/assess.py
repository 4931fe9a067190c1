"""How long the check takes for an answer of 250 words, and what loading it adds to a kernel."""

import statistics
import time
from pathlib import Path

from first_view import BASE, seconds
from manyhats.notebook import find_answer, read_notebook
from manyhats.reflection import assess, load_rubric

TIMES = 50
AIM = 20
AIM_LOADING = 100
LOADED = "from manyhats import check; from manyhats.reflection import assess, load_rubric; " + (
    "assess('My manager told me in May that the release was late.', load_rubric('own-org'))"
)
WORDS = 250
MODULE = "01-one-title-many-roles"
SOLUTION = Path(__file__).parents[2] / "solutions" / MODULE / f"{MODULE}.ipynb"


def main() -> None:
    """Measure and print."""
    print(f"assess, {WORDS} words, median and slowest of {TIMES} (aim: under {AIM} ms)")
    for prompt_id in ("same-title", "own-org"):
        rubric = load_rubric(prompt_id)
        text = find_answer(read_notebook(SOLUTION), prompt_id)
        answer = " ".join((text.split() * 2)[:WORDS])
        start = time.perf_counter()
        assess(answer, rubric)
        first = 1000 * (time.perf_counter() - start)
        taken = []
        for _ in range(TIMES):
            start = time.perf_counter()
            assess(answer, rubric)
            taken.append(1000 * (time.perf_counter() - start))
        print(
            f"{prompt_id:12}{statistics.median(taken):8.2f} ms{max(taken):8.2f} ms   first in a kernel {first:.2f} ms"
        )
    base = statistics.median(seconds(BASE) for _ in range(9))
    loaded = statistics.median(seconds(f"{BASE}; {LOADED}") for _ in range(9))
    adds = 1000 * (loaded - base)
    print(
        f"loading the check and the first short answer add {adds:.0f} ms to a kernel (aim: under {AIM_LOADING} ms)"
    )


if __name__ == "__main__":
    main()
