"""What a visitor's kernel pays for the course: ``import manyhats`` and the first view, beside ``import ipywidgets``.

Each is a fresh process with compiled bytecode, after the kernel's own packages, which every session has loaded
anyway. The two take turns, so that a busy moment of the machine meets both; the median counts.
"""

import os
import statistics
import subprocess
import sys

TIMES = 15
AIM = 1.3
BASE = "import ipywidgets"
OURS = "from manyhats.views import RoleDecoder; RoleDecoder('harbour')"
_PROGRAM = """
import ipykernel.ipkernel, time
start = time.perf_counter()
{statement}
print(time.perf_counter() - start)
"""


def seconds(statement: str) -> float:
    """Time a statement in a process of its own, once the kernel's packages are loaded."""
    command = [sys.executable, "-c", _PROGRAM.format(statement=statement)]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return float(subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout)


def main() -> None:
    """Measure and print."""
    seconds(BASE), seconds(OURS)  # compiles the bytecode
    base, ours = zip(*((seconds(BASE), seconds(OURS)) for _ in range(TIMES)), strict=True)
    ratio = statistics.median(ours) / statistics.median(base)
    print(f"First view, median of {TIMES}")
    print(f"{BASE:64}{1000 * statistics.median(base):8.1f} ms")
    print(f"{OURS:64}{1000 * statistics.median(ours):8.1f} ms")
    print(f"{ratio:.2f} times the import of ipywidgets (aim: at most {AIM})")


if __name__ == "__main__":
    main()
