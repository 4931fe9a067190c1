"""The Role Decoder's view, driven as a front end does: least, most and default."""

from typing import Any

import ipywidgets as widgets
import pytest
from front_end import every
from manyhats.roles import decode, load_role
from manyhats.roles.decoder import MAX_CHARACTERS
from manyhats.views import RoleDecoder

HARBOUR = decode(load_role("harbour").text)


def shown_text(view: Any) -> str:
    return " ".join(text.value for text in every(view, widgets.HTML | widgets.Label))


def buttons(view: Any, words: str) -> list[widgets.Button]:
    return [one for one in every(view, widgets.Button) if words in one.description]


def click(view: Any, words: str) -> None:
    buttons(view, words)[0].click()


def recode(view: Any, line: int, hat: str) -> None:
    """As a person does: open the choice of the line, and choose."""
    click(view, f"Change line {line}")
    click(view, hat)


def pasted(text: str) -> RoleDecoder:
    view = RoleDecoder()
    click(view, "Choose another role")
    click(view, "Paste your own")
    every(view, widgets.Textarea)[0].value = text
    click(view, "Use this text")
    return view


def test_nothing_of_the_coding_is_sent_before_the_guess() -> None:
    view = RoleDecoder("harbour")
    assert not buttons(view, "Change line")
    text = shown_text(view)
    assert not any(line.why in text for line in HARBOUR.lines)
    assert f"{max(HARBOUR.mix.values()):.0%}</td>" not in text


def test_after_the_guess_each_line_has_its_hat_its_reason_and_a_control() -> None:
    view = RoleDecoder("harbour")
    click(view, "People")
    text = shown_text(view)
    assert "You guessed People." in text
    assert len(buttons(view, "Change line")) == len(HARBOUR.lines)
    assert all(f"{index}.</span>" in text for index in range(1, len(HARBOUR.lines) + 1))
    assert f"{max(HARBOUR.mix.values()):.0%}</td>" in text


def test_a_line_coded_anew_moves_the_mix_and_is_said_and_can_be_taken_back() -> None:
    view = RoleDecoder("harbour")
    click(view, "Delivery")
    before = every(view, widgets.HTML)[1].value
    assert "The mix" in before
    recode(view, 3, "Technical")
    assert "You read this as Technical" in shown_text(view)
    assert "Line 3 now counts as Technical" in shown_text(view)
    assert every(view, widgets.HTML)[1].value != before
    click(view, "Take back")
    assert every(view, widgets.HTML)[1].value == before
    assert "You read this as" not in shown_text(view)


def test_coding_a_line_as_the_decoder_did_leaves_no_change() -> None:
    view = RoleDecoder("harbour")
    click(view, "Delivery")
    recode(view, 3, "Technical")
    recode(view, 3, "No hat")
    assert "You read this as" not in shown_text(view)
    assert not buttons(view, "Take back")


def test_a_choice_can_be_left_as_it_is() -> None:
    view = RoleDecoder("harbour")
    click(view, "Delivery")
    click(view, "Change line 3")
    assert buttons(view, "No hat")
    click(view, "Leave as it is")
    assert not buttons(view, "No hat")


def test_two_roles_stand_side_by_side_in_one_picture() -> None:
    view = RoleDecoder("harbour", "brightline")
    for _ in range(2):
        click(view, "People")
    text = shown_text(view)
    assert "Radar of the four hats" in text
    assert text.count("You guessed") == 2
    assert "Harbour Logistics: People" in text
    assert "Brightline Health: People" in text


def test_the_same_role_twice_is_told_apart() -> None:
    assert "Harbour Logistics (2)" in shown_text(RoleDecoder("harbour", "harbour"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no text yet"),
        ("x" * (MAX_CHARACTERS + 1), "the decoder reads up to 50,000"),
        ("\x00\x01PK\x03\x04\ufffd\ufffd" * 20, "looks like a file of another kind"),
        (
            "Führen Sie ein Team von acht Entwicklerinnen und Entwicklern und verantworten Sie die Termine.",
            "English",
        ),
    ],
    ids=["empty", "huge", "binary", "another language"],
)
def test_a_text_that_cannot_be_decoded_gets_a_sentence_and_stays_in_its_box(text: str, sentence: str) -> None:
    view = pasted(text)
    assert sentence in shown_text(view)
    assert every(view, widgets.Textarea)[0].value == text


def test_a_text_stays_in_its_box_while_another_role_is_looked_at() -> None:
    view = pasted("Hold a one-to-one with each engineer")
    click(view, "Choose another role")
    click(view, "Pinewood")
    assert "Pinewood" in shown_text(view)
    click(view, "Choose another role")
    click(view, "Paste your own")
    assert every(view, widgets.Textarea)[0].value == "Hold a one-to-one with each engineer"


def test_pasted_markup_is_shown_as_text() -> None:
    view = pasted("Lead a team <img src=x onerror=alert(1)>\n<script>alert(2)</script> Hire engineers")
    before = shown_text(view)
    click(view, "People")
    for text in (before, shown_text(view)):
        assert "&lt;script&gt;" in text
        assert "<img" not in text
        assert "<script" not in text


def test_a_long_text_is_shown_in_pages() -> None:
    view = pasted("\n".join(f"Hold a one-to-one with engineer {number} each week" for number in range(90)))
    click(view, "People")
    assert len(buttons(view, "Change line")) == 40
    click(view, "Later lines")
    click(view, "Later lines")
    assert buttons(view, "Change line")[-1].description == "Change line 90"
    assert not buttons(view, "Later lines")
    recode(view, 90, "Business")
    assert "Line 90 now counts as Business" in shown_text(view)


def test_every_control_says_what_it_does() -> None:
    view = RoleDecoder("harbour", "brightline")
    click(view, "People")
    for control in every(view, widgets.Textarea | widgets.Button):
        assert control.description
