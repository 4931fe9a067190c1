"""Whether texts that are made to be slow are: time for a text of twice the length against the time for it once."""

import contextlib
import time

from manyhats.grading.display import answer_html
from manyhats.reflection import assess, load_rubric
from manyhats.roles import RoleTextError, decode

LENGTH = 8_000
PIECES = (
    "a",
    "a ",
    "I felt a problem and I ",
    "\" % ' ",
    "[",
    "> ",
    "*a ",
    "because, ",
    "one. Two ",
    "x\n",
    "- [ ] a\n",
)


def _decode(text: str) -> None:
    with contextlib.suppress(RoleTextError):
        decode(text)


CALLS = {
    "assess": lambda text: assess(text, load_rubric("own-org")),
    "decode": _decode,
    "answer_html": answer_html,
}


def seconds(call: str, text: str) -> float:
    """The least of three times."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        CALLS[call](text)
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Measure and print the worst of each."""
    print(f"Hostile texts of {LENGTH:,} and {2 * LENGTH:,} characters (linear: 2 times)")
    for call in CALLS:
        CALLS[call]("Coach the team.")  # loads what it needs
        found = []
        for piece in PIECES:
            once, twice = (seconds(call, (piece * LENGTH)[:size]) for size in (LENGTH, 2 * LENGTH))
            found.append((twice / once if once > 0.002 else 0.0, twice, piece))
        ratio, twice, piece = max(found)
        slowest = max(found, key=lambda one: one[1])
        print(
            f"{call:12}worst ratio {ratio:4.1f} ({piece!r}, {1000 * twice:.0f} ms), "
            f"slowest {1000 * slowest[1]:.0f} ms ({slowest[2]!r})"
        )


if __name__ == "__main__":
    main()
