"""What the tests of views share: ``front_end`` drives their widgets, and none of them stands in Voila."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def no_voila(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that wants Voila sets one of these itself."""
    for name in ("SERVER_SOFTWARE", "VOILA_REQUEST_URL", "VOILA_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
