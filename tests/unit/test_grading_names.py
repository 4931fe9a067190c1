"""Names as ids: safe in a path, a page, a script and a spreadsheet, whatever the name is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.grading.names import is_safe_id, student_id


@given(st.text())
def test_a_student_id_is_one_safe_name_of_a_folder(name: str) -> None:
    found = student_id(name)
    assert found
    assert is_safe_id(found)
    assert not set(found) & set("/\\*?[]<>:|\"' \n\0")
    assert not found.startswith(".")
    assert student_id(found) == found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Byron", "ada-byron"),
        ("=HYPERLINK(1)", "hyperlink-1"),
        ("e\u0301lise", "\u00e9lise"),
        ("की", "की"),
        ("...", "unnamed"),
        ("a@b.org", "a@b.org"),
    ],
)
def test_a_name_keeps_its_letters(name: str, expected: str) -> None:
    assert student_id(name) == expected


@pytest.mark.parametrize("name", ["ada", "Ada Byron", "o'brien", "ada_byron.2", "Łukasz", "की", "a+b@c.org"])
def test_names_of_people_are_safe(name: str) -> None:
    assert is_safe_id(name)


@pytest.mark.parametrize(
    "name",
    ["=1", "+1", "-1", "@x", " =1", "<b>", '";x', "a&b", "a\nb", "a\u202eb", "{{x}}", "a[b", "\udce9", ""],
)
def test_what_would_be_taken_for_something_else_is_not(name: str) -> None:
    assert not is_safe_id(name)
