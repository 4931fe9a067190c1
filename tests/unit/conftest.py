"""Lets the tests of this folder import ``front_end``, which drives a view's widgets."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
