"""A released class for each test: a copy of one that was released once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from classroom import Classroom, copy_of


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a class whose exercise is released and that has no submissions."""
    classroom = Classroom(tmp_path_factory.mktemp("released") / "class")
    result = classroom.release()
    assert result["success"], result["error"]
    return classroom.root


@pytest.fixture
def classroom(released: Path, tmp_path: Path) -> Classroom:
    """A class of this test's own."""
    return copy_of(released, tmp_path / "class")
