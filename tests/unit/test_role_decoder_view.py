"""The Role Decoder's view, driven as a front end does: least, most and default."""

import ipywidgets as widgets
import pytest
from manyhats.hats import DESCRIPTIONS, Hat
from manyhats.roles.decoder import MAX_CHARACTERS
from manyhats.views import RoleDecoder


def everything(root: widgets.Widget, kind: type) -> list[widgets.Widget]:
    found = [root] if isinstance(root, kind) else []
    for child in getattr(root, "children", ()):
        found += everything(child, kind)
    return found


def shown_text(view: widgets.Widget) -> str:
    return " ".join(html.value for html in everything(view, widgets.HTML))


def button(view: widgets.Widget, words: str) -> widgets.Button:
    return next(one for one in everything(view, widgets.Button) if words in one.description)


def dropdowns(view: widgets.Widget, words: str) -> list[widgets.Dropdown]:
    return [one for one in everything(view, widgets.Dropdown) if words in one.description]


def pasted(text: str) -> RoleDecoder:
    view = RoleDecoder()
    dropdowns(view, "Role description")[0].value = "own"
    everything(view, widgets.Textarea)[0].value = text
    button(view, "Use this text").click()
    return view


def test_nothing_is_coded_before_the_guess() -> None:
    view = RoleDecoder("harbour")
    assert not dropdowns(view, "asks for")
    assert "read like" not in shown_text(view)
    assert "%" not in shown_text(view).split("<section")[-1].split("Shares")[0].replace("100%", "").replace(
        "50%", ""
    )


def test_after_the_guess_each_line_has_its_hat_its_reason_and_a_control() -> None:
    view = RoleDecoder("harbour")
    button(view, "People").click()
    assert "You guessed <strong>People</strong>" in shown_text(view)
    controls = dropdowns(view, "asks for")
    assert len(controls) == 15
    assert {control.value for control in controls} <= {*(hat.value for hat in Hat), "none"}


def test_a_line_coded_anew_moves_the_mix_and_is_said_and_can_be_taken_back() -> None:
    view = RoleDecoder("harbour")
    button(view, "Delivery").click()
    before = shown_text(view)
    control = dropdowns(view, "Line 5 asks for")[0]
    decoded = control.value
    control.value = "technical" if decoded != "technical" else "business"
    name = DESCRIPTIONS[Hat(control.value)].name
    assert f"You read this as {name}" in shown_text(view)
    assert f"Line 5 now counts as {name}" in shown_text(view)
    button(view, "Take back").click()
    assert dropdowns(view, "Line 5 asks for")[0].value == decoded
    assert "You read this as" not in shown_text(view)
    assert before.split("<section")[1].split("</section>")[0] in shown_text(view)


def test_two_roles_stand_side_by_side_in_one_picture() -> None:
    view = RoleDecoder("harbour", "brightline")
    for _ in range(2):
        button(view, "People").click()
    text = shown_text(view)
    assert "Radar of the four hats" in text
    assert text.count("You guessed") == 2
    assert "Harbour Freight Systems: People" in text
    assert "Brightline Health: People" in text


def test_the_same_role_twice_is_told_apart() -> None:
    view = RoleDecoder("harbour", "harbour")
    assert "Harbour Freight Systems (2)" in shown_text(view)


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
    assert everything(view, widgets.Textarea)[0].value == text


def test_pasted_markup_is_shown_as_text() -> None:
    view = pasted("Lead a team <img src=x onerror=alert(1)>\n<script>alert(2)</script> Hire engineers")
    button(view, "People").click()
    assert "<img" not in shown_text(view)
    assert "<script" not in shown_text(view)


def test_a_long_text_is_shown_in_pages() -> None:
    view = pasted("\n".join(f"Hold a one-to-one with engineer {number} each week" for number in range(90)))
    button(view, "People").click()
    assert len(dropdowns(view, "asks for")) == 40
    button(view, "Later lines").click()
    button(view, "Later lines").click()
    assert [control.description for control in dropdowns(view, "asks for")][-1] == "Line 90 asks for"
    assert button(view, "Later lines").layout.display == "none"


def test_every_control_has_a_label() -> None:
    view = RoleDecoder("harbour", "brightline")
    button(view, "People").click()
    for control in everything(view, widgets.DOMWidget):
        if isinstance(control, widgets.Dropdown | widgets.Textarea | widgets.Button):
            assert control.description
