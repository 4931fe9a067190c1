"""How a run of grading went, for the last line that an instructor reads."""

import time
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of one run; ``failed`` and ``left_out`` hold a sentence for each student."""

    graded: int = 0
    as_before: int = 0
    left_out: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    started: float = field(default_factory=time.perf_counter)

    def summary(self) -> str:
        """The run in a sentence or two."""
        seconds = time.perf_counter() - self.started
        each = f" ({seconds / self.graded:.2f} s each)" if self.graded else ""
        parts = [
            f"Graded {self.graded} submission{'s' if self.graded != 1 else ''} in {seconds:.1f} s{each}."
        ]
        if self.as_before:
            parts.append(f"{self.as_before} had not changed since (--force grades them again).")
        if self.left_out:
            parts.append(f"{len(self.left_out)} left out: the report says why.")
        if self.failed:
            parts.append(f"{len(self.failed)} met an error of the course's own: see the log above.")
        return " ".join(parts)
