"""All measurements, one after the other: ``python tests/benchmarks/run.py``. Close what else keeps the machine busy."""

import platform
import sys

import apps
import assess
import cohort
import first_view
import hostile
import load
import modules
import quarter
import scenario_click


def main() -> None:
    """Say what the machine is, then measure."""
    print(f"Python {platform.python_version()}, {sys.platform}, {platform.machine()}")
    for measurement in (first_view, modules, scenario_click, quarter, assess, hostile, cohort, apps, load):
        print()
        measurement.main()


if __name__ == "__main__":
    main()
