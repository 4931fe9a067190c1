"""Compiles the two lock files from pyproject.toml; needs uv on PATH (``pip install uv``).

requirements.txt is the whole environment with ``-e .``; tests/requirements.txt adds what tests, lint and
training need, held to the same versions. A maintainer runs this after a change of pyproject.toml::

    python tests/lock.py            # keeps the versions that still fit
    python tests/lock.py --upgrade  # takes the newest
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMPILE = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
HEADER = {"UV_CUSTOM_COMPILE_COMMAND": "python tests/lock.py"}


def compile_lock(output: str, *arguments: str, standard_input: str = "") -> None:
    """Run uv once, from the root, with the arguments of the command line added."""
    command = [*COMPILE, *sys.argv[1:], "--output-file", output, *arguments]
    subprocess.run(
        command, input=standard_input, text=True, cwd=ROOT, env={**os.environ, **HEADER}, check=True
    )


def main() -> None:
    """Write both files, the course's own first because the second is held to it."""
    compile_lock("requirements.txt", "-", standard_input="-e .\n")
    with tempfile.TemporaryDirectory() as folder:
        # uv takes no unnamed requirement such as "-e ." as a constraint.
        locked = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        constraints = Path(folder, "course.txt")
        constraints.write_text("\n".join(line for line in locked if not line.startswith("-e ")), "utf-8")
        compile_lock(
            "tests/requirements.txt", "--group", "tests", "--constraint", str(constraints), "--no-annotate"
        )


if __name__ == "__main__":
    main()
