"""Names of handed-in files, as "Hand in", Moodle and Canvas make them."""

import logging

import pytest
from manyhats.grading.collect import HandInCollector

MODULE = "01-one-title-many-roles"


@pytest.mark.parametrize(
    ("path", "student"),
    [
        (f"/x/extracted/{MODULE}__ada-byron.ipynb", "ada-byron"),
        (f"/x/extracted/{MODULE}__Ada Byron (1).ipynb", "ada-byron"),
        (f"/x/Ada Byron_4711_assignsubmission_file_{MODULE}.ipynb", "ada-byron-4711"),
        (f"/x/Ada Byron_4711_assignsubmission_file_/{MODULE}.ipynb", "ada-byron-4711"),
        (f"/x/Ada Byron_4711_assignsubmission_file/{MODULE}__mallory.ipynb", "ada-byron-4711"),
        (f"/x/byronada_4711_81523_{MODULE}.ipynb", "byronada-4711"),
        (f"/x/byronada_LATE_4711_81523_{MODULE}-2.ipynb", "byronada-4711"),
        (f"/x/byronada_4711_81523_{MODULE}__mallory-1.ipynb", "byronada-4711"),
    ],
)
def test_a_name_tells_student_and_exercise(path: str, student: str) -> None:
    assert HandInCollector().collect(path) == {"student_id": student, "file_id": MODULE}


@pytest.mark.parametrize("name", ["essay.docx", "Untitled.ipynb", "01.ipynb", f"{MODULE}.ipynb"])
def test_an_unknown_name_is_left_out_with_a_sentence(name: str, caplog: pytest.LogCaptureFixture) -> None:
    collector = HandInCollector()
    collector.log = logging.getLogger("collect")
    assert collector.collect(f"/x/{name}") is None
    assert ("Rename it to" in caplog.text) == name.endswith(".ipynb")
