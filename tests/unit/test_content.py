"""The reader of content files: an error names the file, the line and what to do."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from manyhats.content import Content, ContentError, load
from manyhats.content.questions import questions
from manyhats.roles import load_role, role_ids


class Leaf(Content, frozen=True):
    name: str
    weight: int = 1


class Tree(Content, frozen=True):
    title: str
    leaves: list[Leaf] = []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel: A\n", r":1: the key “titel” is not known here\. Did you mean “title”\?"),
        ("leaves: []\n", r":1: the key “title” is missing here\. Add it\."),
        ("title: A\nleaves:\n  - name: x\n  - nme: y\n", r":4: the key “nme” is not known here"),
        (
            "title: A\nleaves:\n  - name: x\n    weight: heavy\n",
            r":4: at “weight” stands text, and a whole number is wanted\.",
        ),
        ("title: A\ntitle: B\n", r":2: the key “title” stands twice \(first on line 1\)"),
        ("title: A\n  x: 1\n", r":2: "),
        ("", r":1: the file is empty"),
        ("title: 'open\n", r":2: .*quotes"),
    ],
)
def test_an_error_names_line_and_mend(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "tree.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=rf"tree\.yaml{message}"):
        load(path, Tree)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "tree.yaml"
    path.write_bytes("title: Café\n".encode("latin-1"))
    with pytest.raises(ContentError, match="Save it as UTF-8"):
        load(path, Tree)


@given(text=st.text(max_size=120))
def test_any_text_is_either_content_or_a_content_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    with contextlib.suppress(ContentError):
        assert isinstance(load(path, Tree), Tree)


def test_every_role_description_loads_and_shares_the_title() -> None:
    roles = [load_role(role_id) for role_id in role_ids()]
    assert len(roles) >= 6
    assert {role.title for role in roles} == {"Engineering Manager"}


def test_an_unknown_role_is_named_with_those_that_exist() -> None:
    with pytest.raises(KeyError, match=r"atlantis.*harbour"):
        load_role("atlantis")


def test_every_question_has_one_right_option_and_a_reply_for_each() -> None:
    assert questions()
    for question in questions().values():
        assert [option.right for option in question.options].count(True) == 1
        assert all(option.reply for option in question.options)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "tree.yaml"
    path.write_text("title: A\n", encoding="utf-8")
    assert load(path, Tree).title == load(path, Tree).title == "A"
    path.write_text("title: Another\n", encoding="utf-8")
    assert load(path, Tree).title == "Another"


def test_a_number_that_is_too_large_to_be_kept_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "numbers.yaml"
    path.write_text(f"- {-(2**63) - 1}\n- {2**64}\n", encoding="utf-8")
    assert load(path, list[int]) == [-(2**63) - 1, 2**64]


def test_what_is_kept_of_a_file_is_used_and_a_damaged_copy_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "tree.yaml"
    path.write_text("title: A\n", encoding="utf-8")
    load(path, Tree)
    (kept,) = (tmp_path / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"\xa1A", b"\xa1B"))
    assert load(path, Tree).title == "B"
    kept.write_bytes(b"\x00damaged")
    assert load(path, Tree).title == "A"


def test_a_schema_that_changed_since_is_held_against_the_file_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "tree.yaml"
    path.write_text("title: A\nleaves: [{name: x}]\n", encoding="utf-8")
    load(path, Tree)
    with pytest.raises(ContentError, match=r"tree\.yaml:2: the key “leaves” is not known"):
        load(path, type("Bare", (Content,), {"__annotations__": {"title": str}}, frozen=True))
