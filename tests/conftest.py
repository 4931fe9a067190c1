"""What every test stands on: no test reads or writes the settings, data or journal of the person who runs it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# No test fails because the machine is busy.
settings.register_profile("manyhats", deadline=None)
settings.load_profile("manyhats")

# Set by a notebook front end, for its own kernels only.
FRONT_END = ("JPY_SESSION_NAME", "JPY_PARENT_PID", "JUPYTER_TOKEN", "JUPYTER_CONFIG_PATH")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Send every Jupyter and IPython setting to a temporary folder, for this process and all that it starts.

    Kernels and lab extensions are still found, because the interpreter's own share/jupyter stays on the path.
    """
    folder = tmp_path_factory.mktemp("settings")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(folder / name.lower()))
        patch.setenv("MANYHATS_HOME", str(folder / "journal"))
        for name in FRONT_END:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True)
def own_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty journal for each test."""
    journal = tmp_path / "journal"
    monkeypatch.setenv("MANYHATS_HOME", str(journal))
    return journal


@pytest.fixture(scope="session")
def environ(own_settings: None) -> dict[str, str]:  # noqa: ARG001, it has to come first
    """The environment for a process that a test starts: today's, once the settings are moved away."""
    return dict(os.environ)
