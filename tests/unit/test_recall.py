"""Recall questions: three states, a reply to each option, a hint after two misses."""

import ipywidgets as widgets
from front_end import text_of
from manyhats.content.questions import questions
from manyhats.views import Recall

QUESTION = questions()["four-hats"]


def test_a_miss_says_why_and_the_hint_comes_after_two() -> None:
    view = Recall("four-hats")
    asked = view.widget.children[1]
    buttons, reply = asked.children[1].children, asked.children[2]
    wrong = [place for place, option in enumerate(QUESTION.options) if not option.right]
    right = next(place for place, option in enumerate(QUESTION.options) if option.right)
    assert "not-tried" in reply.value
    buttons[wrong[0]].click()
    assert "mh-reply--not-yet" in reply.value
    assert "A hint" not in text_of(view)
    buttons[wrong[1]].click()
    assert f"A hint{QUESTION.hint}" in text_of(view)
    buttons[right].click()
    assert "mh-reply--right" in reply.value
    assert "A hint" not in text_of(view)
    assert [button.button_style for button in buttons].count("success") == 1


def test_the_answer_is_not_sent_to_the_browser_before_it_is_given() -> None:
    view = Recall("four-hats")
    states: list[str] = []

    def gather(widget: widgets.Widget) -> None:
        states.append(str(widget.get_state()))
        for child in getattr(widget, "children", ()):
            gather(child)

    gather(view.widget)
    assert not any(option.reply in state for option in QUESTION.options for state in states)
